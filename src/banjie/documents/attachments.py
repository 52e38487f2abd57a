"""The one intake of files that go along with something: checked, opened once, kept; their words
are taken out to be found by.

papers = [look_into(upload) for upload in uploads]     # before any transaction: it takes time
attachment = keep(papers[0], by=user)

Where the transaction is begun by others, they `look_ahead`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from banjie.common.files import PAPERS, Checked, check_upload, store_attachment
from banjie.common.models import Attachment
from banjie.documents.language import language
from banjie.documents.models import AttachmentText
from banjie.documents.opening import open_apart
from banjie.people.models import User
from banjie_reader import ReadingError
from banjie_reader.errors import EmptyDocument, NoTextLayer

_FORMATS = {kind: suffix.removeprefix(".") for suffix, (_magic, kind) in PAPERS.items()}
_FOUND = "looked_ahead"
_WITHOUT_WORDS = (EmptyDocument, NoTextLayer)  # a scan, a drawing, a blank form: sound files


class Paper(NamedTuple):
    """A checked file and its text; '' for a picture and for a paper without a word in it."""

    checked: Checked
    text: str


def look_ahead(uploads: Iterable[UploadedFile]) -> None:
    """Look into files before a transaction begins; in it `look_into` gives or refuses the same."""
    for upload in uploads:
        found: Paper | ValidationError
        try:
            found = look_into(upload)
        except ValidationError as refusal:
            found = refusal
        vars(upload)[_FOUND] = found  # it goes when the request's file goes


def look_into(upload: UploadedFile) -> Paper:
    """Check one upload by opening it as what it says it is, and take out its text.

    Refused, by a ValidationError that says why: another kind of content than the name promises,
    macros, embedded objects, outside entities, files in files, passwords, damage, and whatever
    passes the reader's limits of size, pages, time and memory.
    """
    found: Paper | ValidationError | None = vars(upload).get(_FOUND)
    if isinstance(found, ValidationError):
        raise found
    return found or _opened(upload)


def _opened(upload: UploadedFile) -> Paper:
    checked = check_upload(upload)
    expected = _FORMATS.get(checked.content_type)
    return Paper(checked, _text(checked, expected) if expected else "")


def _text(checked: Checked, expected: str) -> str:
    try:
        # Nobody who sends a report waits for text recognition: a scan is found by its name.
        source = open_apart(checked.content, checked.name, scans=False)
    except _WITHOUT_WORDS:
        return ""
    except ReadingError as error:
        raise ValidationError(
            _("“%(name)s” cannot be taken: %(why)s"),
            params={"name": checked.name, "why": error.say(language())},
        ) from error
    if source.format != expected:
        raise ValidationError(
            _("“%(name)s” is no %(kind)s file. Save it again under its own kind of name."),
            params={"name": checked.name, "kind": expected.upper()},
        )
    return source.text


def keep(paper: Paper, *, by: User) -> Attachment:
    """Keep the file, and its text beside it."""
    attachment = store_attachment(paper.checked, by=by)
    if paper.text:
        AttachmentText.objects.create(attachment=attachment, text=paper.text)
    return attachment
