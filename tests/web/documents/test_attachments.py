"""A file that goes along with something is opened before it is kept."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from banjie.documents.attachments import look_into
from tests.web import uploads
from tests.web.documents.hostile import HOSTILE

KINDS = (".pdf", ".docx", ".xlsx")
HARMLESS = ("empty", "no_text_layer", None)
REFUSED = [
    name
    for name, (_data, code) in HOSTILE.items()
    if name.endswith(KINDS)
    and code not in HARMLESS
    and name != "many-scans.pdf"  # hurts only whoever would recognise text on every page
]


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.mark.any_database
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_hostile_paper_is_refused_by_name(name: str) -> None:
    with pytest.raises(ValidationError) as refused:
        look_into(sent(name, HOSTILE[name][0]))
    assert name in refused.value.messages[0]


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("签到.docx", uploads.docx("出席名单"), "出席名单"),
        ("统计.xlsx", uploads.xlsx("流通册次"), "流通册次"),
        ("扫描.pdf", uploads.pdf(), ""),
    ],
)
def test_sound_paper_is_taken_with_its_words(name: str, data: bytes, text: str) -> None:
    paper = look_into(sent(name, data))
    assert text in paper.text
    assert paper.checked.content == data


def test_sheet_under_the_name_of_a_letter_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"信\.docx"):
        look_into(sent("信.docx", uploads.xlsx("流通册次")))
