"""A site at work on data of its own, and how it is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command

from banjie.common.files import check_upload, store_attachment
from banjie.common.models import Attachment
from banjie.people.models import User
from tests.web.cast import Cast, make_cast
from tests.web.consultation import cases


@pytest.fixture
def data(settings: LazySettings, tmp_path: Path) -> Path:
    """BANJIE_DATA of this test alone."""
    settings.DATA = tmp_path / "data"
    settings.DATA.mkdir()
    settings.MEDIA_ROOT = settings.DATA / "files"
    settings.BANJIE_DELETIONS = settings.DATA / "deletions" / "contacts.txt"
    return settings.DATA


@pytest.fixture
def site(data: Path, transactional_db: None) -> Cast:
    """A case whose author left a contact, a file, a calendar of the office."""
    cast = make_cast()
    cases.at(cast, "handling", contact="13800009999")
    kept(cast.officer)
    (data / "calendars").mkdir()
    (data / "calendars" / "2031.json").write_text("{}")
    (data / "secret_key").write_text("old")
    return cast


def kept(by: User, words: bytes = b"%PDF-1.4 minutes") -> Attachment:
    """A file that was sent."""
    return store_attachment(check_upload(SimpleUploadedFile("纪要.pdf", words)), by=by)


@pytest.fixture
def lose(settings: LazySettings, tmp_path: Path, transactional_db: None) -> Callable[[], Path]:
    """The machine is gone: the database empty, the data folder another one, which is given back."""

    def gone() -> Path:
        call_command("flush", interactive=False, verbosity=0)
        settings.DATA = tmp_path / "new"
        settings.DATA.mkdir()
        settings.MEDIA_ROOT = settings.DATA / "files"
        settings.BANJIE_DELETIONS = settings.DATA / "deletions" / "contacts.txt"
        (settings.DATA / "secret_key").write_text("made by this start")
        return settings.DATA

    return gone
