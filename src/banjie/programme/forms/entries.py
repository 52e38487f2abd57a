"""What a person says of an item beside what is stored: which entry keeps its span and its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

Entry = dict[str, Any]


def one_line(words: str) -> str:
    """Words in one line, as a field draws them and sends them back."""
    return " ".join(words.split())


def times(said: list[Entry], stored: list[Entry]) -> list[Entry]:
    """Each time as the stored one that says just the same; else with the span of one of its words.

    The same words may stand for several times: the days tell which is which, and none is taken
    twice.
    """
    left = list(stored)
    same = [_take(left, partial(_same_time, time)) for time in said]
    # Days that a person set are nobody's assumption.
    return [
        old or _moved(time, _take(left, partial(_same_words, time["text"]))) | {"assumed": ""}
        for time, old in zip(said, same, strict=True)
    ]


def goals(said: list[Entry], stored: list[Entry]) -> list[Entry]:
    """Each target as the stored one that says the same, or a new one."""
    left = list(stored)
    return [_take(left, partial(same_goal, goal)) or _new_goal(goal) for goal in said]


def lines(said: Iterable[str], stored: list[Entry]) -> list[Entry]:
    """Each line as the stored entry of its words, or a new one; nothing new is said twice."""
    left, found = list(stored), list[Entry]()
    for words in filter(None, map(one_line, said)):
        same = partial(_same_words, words)
        if old := _take(left, same):
            found.append(old)
        elif not any(map(same, found)):
            found.append({"text": words, "span": None})
    return found


def same_goal(goal: Entry, old: Entry) -> bool:
    """Whether it is the stored one; what is counted may be told by the words it was read from."""
    value = None if goal["value"] is None else float(goal["value"])
    names = (one_line(old.get("of") or ""), one_line(old["text"]))
    return (old["value"], old["unit"]) == (value, goal["unit"]) and goal["of"] in names


def _take(left: list[Entry], fits: Callable[[Entry], bool]) -> Entry | None:
    """The first that fits, no longer among those left."""
    old = next(filter(fits, left), None)
    if old is not None:
        left.remove(old)
    return old


def _same_words(words: str, old: Entry) -> bool:
    return one_line(old["text"]) == words


def _same_time(time: Entry, old: Entry) -> bool:
    return time == {name: old.get(name) for name in time} | {"text": one_line(old["text"])}


def _moved(time: Entry, old: Entry | None) -> Entry:
    return old | time | {"text": old["text"]} if old else {"span": None} | time


def _new_goal(goal: Entry) -> Entry:
    value = goal["value"]
    text = f"{goal['of']}{value.normalize():f}{goal['unit']}"
    return {"text": text, "span": None} | goal | {"value": float(value)}
