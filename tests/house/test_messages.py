"""Interface texts are complete in every language. English is the language of the sources."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from banjie_reader import wording

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src" / "banjie" / "locale"
LANGUAGES = ("zh_Hans", "zh_Hant")
PLACES = re.compile(r"%\((\w+)\)s|\{(\w+)\}|%%")


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The catalogues as they would be after collecting the texts of the sources today."""
    copy = tmp_path_factory.mktemp("source") / "banjie"
    shutil.copytree(ROOT / "src" / "banjie", copy)
    program = (
        "import banjie.config.messages as m, pathlib, sys;"
        "m.LOCALE = pathlib.Path(sys.argv[1]); m.collect()"
    )
    subprocess.run(
        [sys.executable, "-c", program, str(copy / "locale")], check=True, capture_output=True
    )
    return copy / "locale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_translated(collected: Path, language: str) -> None:
    catalogue = polib.pofile(str(collected / language / "LC_MESSAGES" / "django.po"))
    missing = [e.msgid for e in catalogue if not e.translated() or e.fuzzy]
    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_keep_the_places_of_values(language: str) -> None:
    catalogue = polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))
    for entry in catalogue:
        said = [entry.msgstr] if entry.msgstr else list(entry.msgstr_plural.values())
        wanted = set(PLACES.findall(entry.msgid)) | set(PLACES.findall(entry.msgid_plural))
        for text in said:
            assert set(PLACES.findall(text)) <= wanted, entry.msgid


def test_traditional_catalogue_holds_no_simplified_text() -> None:
    catalogue = polib.pofile(str(LOCALE / "zh_Hant" / "LC_MESSAGES" / "django.po"))
    simplified = set("们这个时单报发办务项据阅点请过还没组织证认应责负牵头后条经选议")
    traditional_too = set("个后")  # stand in traditional words as well
    found = {e.msgstr for e in catalogue if set(e.msgstr) & (simplified - traditional_too)}
    assert {text for text in found if not set(text) <= set("办结")} == set()


def test_sentences_of_the_reader_exist_in_every_language() -> None:
    keys = [set(wording._sentences(language)) for language in wording.LANGUAGES]
    assert keys[0] == keys[1] == keys[2]
