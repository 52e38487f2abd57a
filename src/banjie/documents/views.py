"""Sending documents and looking at what was read."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_tasks import TaskResultStatus

from banjie.common.files import saved_as
from banjie.documents import actions, queries, tasks
from banjie.documents.forms import UploadForm
from banjie.documents.language import said
from banjie.documents.models import Document
from banjie.people.requests import SignedRequest, sent


def document_or_404(request: SignedRequest, pk: int) -> Document:
    """The document, if this account may see it; a stranger sees 'not found'."""
    document = queries.documents_for(request.user).select_related("reading").filter(pk=pk).first()
    if document is None:
        raise Http404
    return document


@require_http_methods(["GET", "HEAD", "POST"])
def documents(request: SignedRequest) -> HttpResponse:
    """The documents of my office, and the form to send one."""
    if not request.user.may("documents.upload") and request.method == "POST":
        raise PermissionDenied
    form = UploadForm(*sent(request), user=request.user)
    failed = None
    if request.method == "POST" and form.is_valid():
        received = actions.receive_document(
            form.cleaned_data["file"], unit=form.cleaned_data["unit"], by=request.user
        )
        document = _read(request, received.document)
        if document.state != Document.State.FAILED:
            if not received.new:
                messages.info(
                    request, _("This very file is here already; nothing was stored twice.")
                )
            return _go_to(request, document)
        failed = {"name": document.name, "reason": reason(document)}
        actions.remove_document(document, by=request.user)
    page = Paginator(queries.documents_for(request.user), 50).get_page(request.GET.get("page"))
    status = 422 if failed or form.errors else 200
    context = {
        "form": form,
        "failed": failed,
        "page": page,
        "may_upload": request.user.may("documents.upload"),
        "upload_limit": settings.UPLOAD_LIMIT,
    }
    return render(request, "documents/documents.html", context, status=status)


def _read(request: SignedRequest, document: Document) -> Document:
    """The document after its reading, or while a worker still has it.

    Reads as well what an earlier reading left behind when it broke off. A reader that breaks down
    is our fault, not the file's: nothing stays behind, and the page says so.
    """
    if document.state != Document.State.RECEIVED:
        return document
    result = tasks.read_document.enqueue(document.pk)
    current = Document.objects.filter(pk=document.pk).first()
    if current is None:  # the same bytes, sent at the same moment, were refused and taken away
        document.state = Document.State.FAILED
        return document
    if result.status == TaskResultStatus.FAILED:
        actions.remove_document(current, by=request.user)
        raise RuntimeError(result.errors[0].traceback)
    return current


def _go_to(request: SignedRequest, document: Document) -> HttpResponse:
    """To the page of the document; a partial request is told to load it whole."""
    there = redirect("documents:document", document.pk)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": there.url})
    return there


def reason(document: Document) -> str:
    """Why the document could not be read, in the language of the page."""
    if not document.error:
        return ""
    code, values = document.error["code"], document.error["values"]
    return said(".".join(filter(None, ("error", code, values.get("reason")))), values)


@require_safe
def document(request: SignedRequest, pk: int) -> HttpResponse:
    """One document: what was found in it and what to do next."""
    found = document_or_404(request, pk)
    reading = getattr(found, "reading", None)
    serves = request.user.may("documents.remove", found)
    context = {
        "document": found,
        "reading": reading,
        "reason": reason(found),
        "may_check": serves and reading is not None,
        "may_remove": serves and not queries.something_made_of(found),
    }
    if reading:
        context |= {
            "coverage": queries.coverage(reading),
            "findings": queries.findings(reading),
        }
    return render(request, "documents/document.html", context)


@require_safe
def original(request: SignedRequest, pk: int) -> FileResponse:
    """The file as it was sent, always as a download."""
    found = document_or_404(request, pk)
    answer = FileResponse(found.file.open("rb"), as_attachment=True, filename=saved_as(found.name))
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove(request: SignedRequest, pk: int) -> HttpResponse:
    """Take away a document of which nothing was made."""
    found = document_or_404(request, pk)
    if not request.user.may("documents.remove", found):
        raise PermissionDenied
    try:
        actions.remove_document(found, by=request.user)
    except actions.StillNeeded:
        messages.warning(request, _("A review or a programme rests on this document; it stays."))
        return redirect("documents:document", pk)
    messages.success(request, _("The document was removed."))
    return redirect("documents:documents")
