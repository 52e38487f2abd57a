"""Every rule that reads anything has words of its own, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from banjie_reader import Reading, read_text
from banjie_reader.why import why
from banjie_reader.wording import LANGUAGES, sentence

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))


def rules(reading: Reading) -> set[str]:
    found = set()
    for activity in reading.activities:
        found |= {activity.rule, *(w.rule for w in activity.when)}
        for name in ("where", "lead", "responsible", "cooperating"):
            found |= {phrase.rule for phrase in getattr(activity, name)}
        found |= {
            found.rule for found in (activity.participants, activity.report_deadline) if found
        }
    return found


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda p: p.stem)
def test_every_rule_has_its_words(path: Path) -> None:
    for rule in rules(read_text(path.read_text("utf-8"))):
        for language in LANGUAGES:
            unnamed = sentence("read.rule", language, {"rule": rule})
            assert why(rule, language=language) != unnamed


@pytest.mark.parametrize("language", LANGUAGES)
def test_assumptions_are_said_after_the_rule(language: str) -> None:
    said = why("month", "year carried, month carried", language)
    assert len(said.split("; " if language == "en" else "；")) == 3


def test_label_is_quoted() -> None:
    assert why("label 牵头单位") == "标签“牵头单位”之后的文字"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["label", "other"])
def test_rule_named_as_a_sentence_needs_no_values(rule: str, language: str) -> None:
    assert "{" not in why(rule, language=language)


def test_rule_without_words_is_named() -> None:
    assert "strange" in why("strange", language="en")
