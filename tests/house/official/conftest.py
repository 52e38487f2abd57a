from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document

from banjie.official import OfficialDocument

Write = Callable[[OfficialDocument], Document]


@pytest.fixture
def paper() -> OfficialDocument:
    return OfficialDocument(
        title="关于开展秋季读书月的报告",
        signature="临湖市协作委员会办公室",
        dated=date(2026, 9, 5),
    )


@pytest.fixture
def written() -> Write:
    """The document as python-docx reads it back."""

    def write(document: OfficialDocument) -> Document:
        stream = BytesIO()
        document.save(stream)
        stream.seek(0)
        return docx.Document(stream)

    return write
