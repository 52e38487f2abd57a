"""Sending a document: the good ones are read, the bad ones say why and leave nothing behind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from banjie.common.models import AuditEntry
from banjie.documents import actions
from banjie.documents.forms import UploadForm
from banjie.documents.language import said
from banjie.documents.models import Document, Reading
from banjie.people.models import User
from banjie_reader.model import Source
from tests.reader.inputs.scans import PLAN, scanned_pdf, set_text, sheet
from tests.web import plans
from tests.web.cast import Cast
from tests.web.documents.hostile import HOSTILE

REFUSED = sorted(name for name, (_data, code) in HOSTILE.items() if code)


def stored_files() -> list[Path]:
    root = Path(settings.MEDIA_ROOT) / "documents"
    return [path for path in root.rglob("*") if path.is_file()]


def upload(client: Client, cast: Cast, name: str, data: bytes) -> object:
    return client.post(
        reverse("documents:documents"),
        {"unit": cast.office.pk, "file": SimpleUploadedFile(name, data)},
    )


@pytest.fixture
def client(cast: Cast, signed_in: Callable[[User], Client]) -> Client:
    return signed_in(cast.officer)


def test_good_plan_is_read(cast: Cast, client: Client) -> None:
    answer = upload(client, cast, "方案.txt", plans.PLAN.encode("gb18030"))
    document = Document.objects.get()
    assert answer.headers["Location"] == reverse("documents:document", args=(document.pk,))
    assert document.state == Document.State.READ
    assert len(document.reading.activities) == 3


def test_scanned_plan_is_read(cast: Cast, client: Client) -> None:
    upload(client, cast, "扫描件.pdf", scanned_pdf(sheet(set_text(PLAN))))
    document = Document.objects.get()
    assert document.state == Document.State.READ
    assert len(document.reading.activities) == 4


@pytest.mark.parametrize("installed", [True, False])
def test_scans_are_offered_where_they_can_be_read(
    client: Client, monkeypatch: pytest.MonkeyPatch, installed: bool
) -> None:
    monkeypatch.setattr(UploadForm, "reads_scans", installed)
    page = client.get(reverse("documents:documents"), headers={"accept-language": "en"})
    assert ("A scan takes some seconds a page." in page.content.decode()) is installed


def test_same_file_twice_is_one_document(cast: Cast, client: Client) -> None:
    first = upload(client, cast, "方案.txt", plans.PLAN.encode())
    second = upload(client, cast, "又一份.txt", plans.PLAN.encode())
    assert first.headers["Location"] == second.headers["Location"]
    assert Document.objects.count() == 1


def test_two_offices_keep_their_own(cast: Cast, signed_in: Callable[[User], Client]) -> None:
    plans.send(cast)
    other = signed_in(cast.other_officer)
    other.post(
        reverse("documents:documents"),
        {"unit": cast.other_office.pk, "file": SimpleUploadedFile("a.txt", plans.PLAN.encode())},
    )
    assert Document.objects.count() == 2


def test_foreign_office_cannot_be_chosen(cast: Cast, client: Client) -> None:
    answer = client.post(
        reverse("documents:documents"),
        {"unit": cast.other_office.pk, "file": SimpleUploadedFile("a.txt", plans.PLAN.encode())},
    )
    assert answer.status_code == 422
    assert not Document.objects.exists()


@pytest.mark.any_database
@pytest.mark.parametrize("name", REFUSED)
def test_hostile_file_is_refused_with_a_reason_and_leaves_nothing(
    cast: Cast, client: Client, name: str, django_capture_on_commit_callbacks: Any
) -> None:
    data, _code = HOSTILE[name]
    before = stored_files()
    with django_capture_on_commit_callbacks(execute=True):
        answer = upload(client, cast, name, data)
    assert answer.status_code == 422
    context = answer.context
    said = context["failed"]["reason"] if context["failed"] else str(context["form"].errors)
    assert said
    assert not Document.objects.exists()
    assert not Reading.objects.exists()
    assert stored_files() == before


def test_thirty_megabytes_are_refused_before_reading(cast: Cast, client: Client) -> None:
    answer = upload(client, cast, "大文件.docx", b"PK\x03\x04" + bytes(30 * 1024 * 1024))
    assert answer.status_code == 422
    assert "30" in answer.context["form"].errors["file"][0]
    assert not Document.objects.exists()
    assert not AuditEntry.objects.exists()


def test_original_comes_back_byte_for_byte(cast: Cast, client: Client) -> None:
    document = plans.send(cast)
    answer = client.get(reverse("documents:original", args=(document.pk,)))
    assert b"".join(answer.streaming_content) == plans.PLAN.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_document_of_a_programme_stays(cast: Cast, client: Client) -> None:
    programme = plans.open_plan(cast)
    client.post(reverse("documents:remove", args=(programme.document_id,)))
    assert Document.objects.filter(pk=programme.document_id).exists()


def test_renamed_zip_is_not_a_word_file(cast: Cast, client: Client) -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "不是文档")
    assert upload(client, cast, "方案.docx", out.getvalue()).status_code == 422


def unread(cast: Cast) -> Document:
    """A document whose reading broke off: the process ended between receiving and reading."""
    file = SimpleUploadedFile("方案.txt", plans.PLAN.encode())
    return actions.receive_document(file, unit=cast.office, by=cast.officer).document


def test_file_sent_again_is_read_when_its_reading_broke_off(cast: Cast, client: Client) -> None:
    left = unread(cast)
    upload(client, cast, "方案.txt", plans.PLAN.encode())
    left.refresh_from_db()
    assert left.state == Document.State.READ
    assert Document.objects.count() == 1


def test_unread_document_can_be_removed_from_its_page(cast: Cast, client: Client) -> None:
    left = unread(cast)
    remove = reverse("documents:remove", args=(left.pk,))
    page = client.get(reverse("documents:document", args=(left.pk,))).content.decode()
    assert page.count(f'action="{remove}"') == 2  # the button, and the dialog it opens


def test_breakdown_of_the_reader_leaves_nothing_and_says_so(
    cast: Cast, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_source: Source) -> None:
        raise RecursionError

    monkeypatch.setattr(actions, "read_source", breaks)
    client.raise_request_exception = False
    assert upload(client, cast, "方案.txt", plans.PLAN.encode()).status_code == 500
    assert not Document.objects.exists()


def test_reading_that_something_points_into_is_not_made_again(cast: Cast) -> None:
    document = plans.send(cast)
    before = document.reading.made_at
    actions.read_document(document)
    assert Reading.objects.get().made_at == before


def test_document_removed_while_it_is_read_stays_removed(cast: Cast) -> None:
    left = unread(cast)
    held = Document.objects.get(pk=left.pk)
    data = held.file.read()
    name = held.file.name
    actions.remove_document(left, by=cast.officer)
    held.file.storage.save(name, SimpleUploadedFile("x", data))
    actions.read_document(held)
    assert not Document.objects.exists()
    assert not Reading.objects.exists()


def test_removing_twice_is_one_step_of_the_log(cast: Cast) -> None:
    left = unread(cast)
    for _ in range(2):
        actions.remove_document(Document(pk=left.pk), by=cast.officer)
    assert AuditEntry.objects.filter(verb="document.removed").count() == 1


def test_document_under_review_is_not_removed_by_a_page_drawn_before(cast: Cast) -> None:
    document = plans.send(cast)
    plans.begin_draft(document, by=cast.officer)
    with pytest.raises(actions.StillNeeded):
        actions.remove_document(document, by=cast.officer)


def test_refusal_uses_the_most_precise_sentence(cast: Cast, client: Client) -> None:
    data, _code = next(
        v for name, v in HOSTILE.items() if name.endswith(".docx") and v[1] == "damaged"
    )
    answer = upload(client, cast, "方案.docx", data[: len(data) // 2] or data)
    assert answer.context["failed"]["reason"] != said("error.damaged", {})
