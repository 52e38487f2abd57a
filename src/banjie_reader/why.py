"""Why a field was read as it was: the rule and what it took for granted, in plain words."""

from __future__ import annotations

from banjie_reader.wording import knows, sentence


def why(rule: str, assumed: str = "", language: str = "zh-Hans") -> str:
    """One sentence for a rule (`month`, `label 牵头单位`, `numbered item`) and its assumptions.

    Several parts are joined by a semicolon; a rule without words of its own is named as it is.
    """
    parts = [_rule(rule, language)] if rule else []
    for what in filter(None, assumed.split(", ")):
        if knows(f"assumed.{what}", language):
            parts.append(sentence(f"assumed.{what}", language, {}))
    return ("; " if language == "en" else "；").join(parts)


def _rule(rule: str, language: str) -> str:
    if rule.startswith("label "):
        return sentence("read.label", language, {"label": rule.removeprefix("label ")})
    for key in (f"rule.{rule}", f"rule.activity.{rule}"):
        if knows(key, language):
            return sentence(key, language, {})
    return sentence("read.rule", language, {"rule": rule})
