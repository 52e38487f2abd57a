"""Receiving a file and reading it."""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction

from banjie.common import audit
from banjie.common.files import clean_name
from banjie.documents.models import Document, Reading
from banjie.documents.opening import open_apart
from banjie.documents.queries import something_made_of
from banjie.people.models import Unit, User
from banjie_reader import ReadingError, export
from banjie_reader.reading import read_source


class StillNeeded(Exception):
    """A review or a programme rests on the document."""


class Received(NamedTuple):
    """The document, and whether it is new here."""

    document: Document
    new: bool


def receive_document(upload: UploadedFile, *, unit: Unit, by: User) -> Received:
    """Keep the file. The same bytes from the same unit give the row that is already there."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    document = Document(
        unit=unit,
        name=clean_name(upload.name or ""),
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
    try:
        with transaction.atomic():
            known = Document.objects.filter(unit=unit, sha256=document.sha256).first()
            if known:
                return Received(known, new=False)
            document.file.save(document.name, upload, save=False)
            document.save()
            audit.record(by=by, verb="document.received", target=document)
    except IntegrityError:  # the same bytes arrived at the same moment
        document.file.delete(save=False)
        return Received(Document.objects.get(unit=unit, sha256=document.sha256), new=False)
    return Received(document, new=True)


def read_document(document: Document) -> None:
    """Read the file and save the answer; parsing ends before any transaction begins.

    A file that cannot be read leaves the document `failed` with the reader's reason. A document
    that was read or removed meanwhile stays as it is: what points into a reading must not move.
    """
    with document.file.open("rb") as file:
        data = file.read()
    try:
        reading = read_source(open_apart(data, document.name))
    except ReadingError as error:
        values = {k: str(v) for k, v in error.values.items()}
        Document.objects.filter(pk=document.pk, state=Document.State.RECEIVED).update(
            state=Document.State.FAILED, error={"code": error.code, "values": values}
        )
        return
    result = export.as_dict(reading)
    with transaction.atomic():
        waiting = Document.objects.select_for_update().exclude(state=Document.State.READ)
        current = waiting.filter(pk=document.pk).first()
        if current is None:
            return
        Reading.objects.create(
            document=current,
            reader_version=version("banjie"),
            text=reading.source.text,
            result=result,
        )
        current.state, current.error = Document.State.READ, {}
        current.save(update_fields=["state", "error"])


@transaction.atomic
def remove_document(document: Document, *, by: User | None) -> None:
    """Take a document away that nothing was made of; its file goes with the row.

    Raises `StillNeeded` where something was made of it. One that is gone already stays gone.
    """
    current = Document.objects.select_for_update().filter(pk=document.pk).first()
    if current is None:
        return
    if something_made_of(current):
        raise StillNeeded
    audit.record(by=by, verb="document.removed", target=current)
    storage, name = current.file.storage, current.file.name or ""
    current.delete()
    transaction.on_commit(lambda: storage.delete(name))
