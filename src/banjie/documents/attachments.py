"""Files that go along with something: checked, kept, and their words taken out to be found by.

papers = [look_into(upload) for upload in uploads]     # before any transaction: it takes time
attachment = keep(papers[0], by=user)
"""

from __future__ import annotations

from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile

from banjie.common.files import PAPERS, Checked, check_upload, store_attachment
from banjie.common.models import Attachment
from banjie.documents.models import AttachmentText
from banjie.people.models import User
from banjie_reader import ReadingError
from banjie_reader.inputs import open_source

_READABLE = {kind for _magic, kind in PAPERS.values()}


class Paper(NamedTuple):
    """A checked file and its text; '' for a picture and for what cannot be read."""

    checked: Checked
    text: str


def look_into(upload: UploadedFile) -> Paper:
    """Check one upload and take out its text, within the reader's limits of size and time.

    A file that is refused raises ValidationError. One that is only hard to read is kept all the
    same, to be found by its name.
    """
    checked = check_upload(upload)
    return Paper(checked, _text(checked) if checked.content_type in _READABLE else "")


def _text(checked: Checked) -> str:
    try:
        # Nobody who sends a report waits for text recognition: a scan is found by its name.
        return open_source(checked.content, checked.name, scans=False).text
    except ReadingError:
        return ""


def keep(paper: Paper, *, by: User) -> Attachment:
    """Keep the file, and its text beside it."""
    attachment = store_attachment(paper.checked, by=by)
    if paper.text:
        AttachmentText.objects.create(attachment=attachment, text=paper.text)
    return attachment
