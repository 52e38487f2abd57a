"""What changed between two texts, in pieces a page can draw."""

from __future__ import annotations

from difflib import SequenceMatcher

_TOO_LONG = 6000  # characters of two texts together; longer ones are shown whole, side by side


def pieces(old: str, new: str) -> tuple[tuple[str, str], ...]:
    """(same | gone | come, words) in reading order."""
    if len(old) + len(new) > _TOO_LONG:
        return (("gone", old), ("come", new))
    made: list[tuple[str, str]] = []
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for step, start, end, from_, to in steps:
        if step == "equal":
            made.append(("same", old[start:end]))
            continue
        made += [("gone", old[start:end])] if end > start else []
        made += [("come", new[from_:to])] if to > from_ else []
    return tuple(made)
