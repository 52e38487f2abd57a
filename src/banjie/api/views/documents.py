"""Documents: sent, and read as the reader's own JSON."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import File, Form, Query, Router, Status, UploadedFile

from banjie.api.carrying import Key, Receipt, carried_out, forget
from banjie.api.paging import Number, Page, Slice, page
from banjie.api.problems import READ, WRITE, check, invalid, refused_by
from banjie.api.schemas.others import DocumentOut, ReadingOut
from banjie.documents import actions, tasks
from banjie.documents.forms import UploadForm
from banjie.documents.models import Document
from banjie.documents.queries import documents_for
from banjie.documents.views import document_or_404, reason
from banjie.people.requests import SignedRequest

router = Router(tags=["Documents"])


@router.get("/documents", response={200: Page[DocumentOut], **READ}, url_name="documents")
def documents(request: SignedRequest, asked: Query[Slice]) -> Any:
    """The documents of the offices I serve or lead."""
    return page(documents_for(request.user), asked, lambda rows: [DocumentOut.of(r) for r in rows])


@router.post("/documents", response={201: Receipt, **WRITE}, url_name="documents")
def send_document(
    request: SignedRequest, unit: Form[Number], file: File[UploadedFile], key: Key
) -> Any:
    """Send a file to be read. The same bytes sent again by an office are the same document."""

    def work() -> int:
        check(request.user.may("documents.upload"), _("Documents are sent by an office’s officer."))
        form = UploadForm({"unit": unit}, {"file": file}, user=request.user)
        if not form.is_valid():
            raise refused_by(form, {})
        values = form.cleaned_data
        return actions.receive_document(
            values["file"], unit=values["unit"], by=request.user
        ).document.pk

    number = carried_out(request, key, work)
    _read(request, number, key)
    return Status(201, Receipt(id=number, address=f"/api/v1/documents/{number}"))


def _read(request: SignedRequest, number: int, key: str) -> None:
    """Read what was received. What cannot be read is not kept, and may be sent anew."""
    waiting = Document.objects.filter(pk=number, state=Document.State.RECEIVED)
    if waiting.exists():
        tasks.read_document.enqueue(number)
    found = Document.objects.filter(pk=number).first()
    if found is None or found.state == Document.State.FAILED:
        said = reason(found) if found else _("What was sent cannot be read.")
        if found:
            actions.remove_document(found, by=request.user)
        forget(request, key)
        raise invalid([("body.file", said)])


@router.get("/documents/{pk}", response={200: DocumentOut, **READ}, url_name="document")
def document(request: SignedRequest, pk: Number) -> Any:
    """One document."""
    return DocumentOut.of(document_or_404(request, pk))


@router.get("/documents/{pk}/reading", response={200: ReadingOut, **READ}, url_name="reading")
def reading(request: SignedRequest, pk: Number) -> Any:
    """What the reader made of it; not found while it has not been read."""
    made = getattr(document_or_404(request, pk), "reading", None)
    if made is None:
        raise Http404
    return ReadingOut.of(made)
