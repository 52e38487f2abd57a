"""Interface texts are complete in every language. English is the language of the sources."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

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


SCRIPTS = ("banjie/search/data/script.json", "banjie_reader/data/script.json")
GOOD_TOO = set("出查修回同只核表面合板即逾系家向准搜群才秘致干注制席既巨台局暗念布")
"""Signs of the simplified script that traditional words are written with as well."""
RARE = {
    "隻": "[0-9一二三四五六七八九十百兩幾這那每數]隻|船隻",
    "幹": "幹部|幹事|幹線|骨幹|主幹|能幹",
    "準": "標準|準備|準確|準時|準則|水準|基準|為準|對準",
    "複": "複製|複雜|複核|複查|複選|複數|重複",
    "歷": "歷次|歷史|歷年|歷屆|歷時|經歷|學歷|簡歷|履歷",
    "迴": "迴避|迴圈|迴響|輪迴",
    "係": "關係|係數",
    "繫": "聯繫|維繫",
    "嚮": "嚮導|嚮往",
    "傢": "傢俱|傢具",
    "緻": "精緻|細緻",
    "錶": "手錶|鐘錶",
    "麵": "麵粉|麵條",
    "颱": "颱風",
    "嚐": "品嚐",
    **dict.fromkeys("脩旣羣甦", "(?!)"),
}
"""Signs that turning simplified words round sign by sign puts where they do not belong, and the
words that are written with them.
"""


def _traditional_of(data: Any) -> Iterator[str]:
    """What stands under `zh-hant`, at any depth of a data file."""
    if isinstance(data, dict):
        yield from _strings(data.get("zh-hant", ""))
    if isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _traditional_of(part)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _strings(part)


def _traditional_texts() -> dict[str, list[str]]:
    """File → the traditional Chinese that is read in it."""
    source, found = ROOT / "src", {}
    catalogue = polib.pofile(str(LOCALE / "zh_Hant" / "LC_MESSAGES" / "django.po"))
    found["django.po"] = [
        text for e in catalogue for text in (e.msgstr, *e.msgstr_plural.values()) if text
    ]
    for path in source.glob("*/data/*.zh-Hant.json"):
        found[path.name] = list(_strings(json.loads(path.read_text("utf-8"))))
    for path in source.glob("banjie/*/data/*.json"):
        data = json.loads(path.read_text("utf-8"))
        if path.name == "permissions.json":
            found[path.name] = [words[1] for words in data.values() if words]
        elif texts := list(_traditional_of(data)):
            found[f"{path.parts[-3]}/{path.name}"] = texts
    return found


TRADITIONAL = _traditional_texts()


def test_traditional_texts_are_found_in_catalogue_and_data() -> None:
    assert {"django.po", "permissions.json", "common/rules.json", "common/privacy.json"} <= set(
        TRADITIONAL
    )
    assert len(TRADITIONAL) >= 11


@pytest.mark.parametrize("name", TRADITIONAL)
def test_traditional_texts_hold_no_simplified_sign(name: str) -> None:
    tables = [json.loads((ROOT / "src" / path).read_text("utf-8")) for path in SCRIPTS]
    simplified = set().union(*(table["simplified"] for table in tables)) - GOOD_TOO
    found = {text: set(text) & simplified for text in TRADITIONAL[name]}
    assert {text: signs for text, signs in found.items() if signs} == {}


@pytest.mark.parametrize("name", TRADITIONAL)
def test_traditional_texts_put_rare_signs_where_they_belong(name: str) -> None:
    found = {
        text: sign
        for text in TRADITIONAL[name]
        for sign, words in RARE.items()
        if sign in re.sub(words, "", text)
    }
    assert found == {}


def test_sentences_of_the_reader_exist_in_every_language() -> None:
    keys = [set(wording._sentences(language)) for language in wording.LANGUAGES]
    assert keys[0] == keys[1] == keys[2]
