"""Files in an S3-compatible store: a real server of it, and a port where nobody answers."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from django.conf import LazySettings
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.utils import timezone
from moto.server import ThreadedMotoServer

from banjie.common import clock
from banjie.common.files import Checked, store_attachment
from banjie.common.models import Attachment
from banjie.common.storage import BucketFiles, StoreAway
from banjie.keeping.actions import back_up, move_files, restore, sweep
from tests.web.cast import Cast
from tests.web.keeping.conftest import kept

pytestmark = pytest.mark.any_database


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    started = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    started.start()
    host, port = started.get_host_and_port()
    yield f"http://{host}:{port}"
    started.stop()


@pytest.fixture
def away(settings: LazySettings, data: Path, monkeypatch: pytest.MonkeyPatch) -> LazySettings:
    """A site whose store does not answer."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}"
    settings.BANJIE_BUCKET = {
        "bucket_name": "banjie", "endpoint_url": nobody, "file_overwrite": True,
    }  # fmt: skip
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "banjie.common.storage.BucketFiles"}
    }
    return settings


@pytest.fixture
def answers(server: str) -> Callable[[LazySettings], None]:
    """The store is there from now on, with nothing in it."""

    def begin(settings: LazySettings) -> None:
        bucket = boto3.resource("s3", endpoint_url=server).Bucket("banjie")
        bucket.create()
        bucket.objects.all().delete()
        store = storages["default"]
        assert isinstance(store, BucketFiles)
        settings.BANJIE_BUCKET["endpoint_url"] = server
        store.__dict__.pop("bucket", None)

    return begin


Answers = Callable[[LazySettings], None]


def here(attachment: Attachment) -> bool:
    return Path(attachment.file.path).exists()


def test_what_was_sent_while_the_store_was_away_moves_once_it_is_back(
    away: LazySettings, answers: Answers, cast: Cast
) -> None:
    sent = kept(cast.officer)
    with pytest.raises(CommandError, match="stay here"):
        call_command("move_files")
    assert (here(sent), sent.file.read()) == (True, b"%PDF-1.4 minutes")
    answers(away)
    assert [move_files(), move_files()] == [1, 0]
    again = Attachment.objects.get()
    assert (here(again), again.file.read()) == (False, b"%PDF-1.4 minutes")


def test_a_file_of_an_unnamed_author_stays_until_its_day_is_over(
    away: LazySettings, answers: Answers, cast: Cast
) -> None:
    """The store's own time of arrival would tell when somebody was here."""
    answers(away)
    store_attachment(Checked("a.pdf", b"%PDF-1.4 quiet", "application/pdf"), by=None)
    assert move_files() == 0
    with clock.told(timezone.now() + timedelta(days=1)):
        away.BANJIE_TODAY = ""
        assert move_files() == 1


def test_files_in_the_store_are_in_the_backup_and_come_back(
    site: Cast, away: LazySettings, answers: Answers, lose: Callable[[], Path], tmp_path: Path
) -> None:
    Attachment.objects.all().delete()
    answers(away)
    kept(site.officer, b"%PDF-1.4 far")
    move_files()
    kept(site.officer, b"%PDF-1.4 near")
    made = back_up(tmp_path / "out")
    lose()
    restore(made.path)
    found = {row.file.read() for row in Attachment.objects.all()}
    assert found == {b"%PDF-1.4 far", b"%PDF-1.4 near"}


def test_a_file_no_row_names_is_swept_from_the_store_after_its_time(
    away: LazySettings, answers: Answers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(away)
    sent = kept(cast.officer)
    move_files()
    assert sweep() == []
    Attachment.objects.all().delete()
    assert sweep() == []
    monkeypatch.setattr("banjie.keeping.actions.sweeping._LEAST", -60)
    assert [str(path) for path in sweep()] == [sent.file.name]
    store = storages["default"]
    assert isinstance(store, BucketFiles)
    assert list(store.moved()) == []


def test_what_is_in_a_store_that_is_away_is_said_to_be_away_and_deleted_later(
    away: LazySettings, cast: Cast
) -> None:
    sent = kept(cast.officer)
    Path(sent.file.path).unlink()
    with pytest.raises(StoreAway):
        sent.file.open()
    storages["default"].delete(str(sent.file.name))
