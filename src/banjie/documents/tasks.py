"""Work that may run in a worker: thin, takes ids, delegates."""

from __future__ import annotations

from django_tasks import task

from banjie.documents import actions
from banjie.documents.models import Document


@task()
def read_document(document_id: int) -> None:
    """Read one document: at once by default, in a worker where one is set up."""
    document = Document.objects.filter(pk=document_id).first()
    if document:  # else it was removed while it waited
        actions.read_document(document)
