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
from banjie.documents.models import Document, Reading
from banjie.people.models import User
from tests.reader.inputs.hostile import hostile_files
from tests.web import plans
from tests.web.cast import Cast

HOSTILE = {name: (data, code) for name, data, code in hostile_files() if code}


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


@pytest.mark.parametrize("name", sorted(HOSTILE))
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
