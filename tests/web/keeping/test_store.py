"""Files in an S3-compatible store: a real server of it, and a port where nobody answers."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError
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
def away(
    settings: LazySettings, data: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[LazySettings]:
    """A site whose store does not answer."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    settings.STORAGES = settings.STORAGES | {
        "default": {"BACKEND": "banjie.common.storage.BucketFiles"}
    }
    with socket.socket() as mute:  # bound, so the port is nobody else's, and never listened at
        mute.bind(("127.0.0.1", 0))
        settings.BANJIE_BUCKET = {
            "bucket_name": "banjie", "location": "banjie", "file_overwrite": True,
            "endpoint_url": f"http://127.0.0.1:{mute.getsockname()[1]}",
        }  # fmt: skip
        yield settings


@pytest.fixture
def answers(server: str) -> Callable[[LazySettings], None]:
    """The store is there from now on, with nothing in it."""

    def begin(settings: LazySettings) -> None:
        bucket = boto3.resource("s3", endpoint_url=server).Bucket("banjie")
        bucket.create()
        bucket.objects.all().delete()
        settings.BANJIE_BUCKET["endpoint_url"] = server
        store().__dict__.pop("bucket", None)

    return begin


Answers = Callable[[LazySettings], None]


def store() -> BucketFiles:
    kept_in = storages["default"]
    assert isinstance(kept_in, BucketFiles)
    return kept_in


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
    assert list(store().moved()) == []


def test_only_what_the_site_itself_put_into_its_folder_is_swept(
    away: LazySettings, answers: Answers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(away)
    key = f"attachments/Ab/Ab{'c' * 30}"
    foreign = [key, f"banjie2/{key}", "banjie/letter.txt", f"banjie/photos/Ab/Ab{'c' * 30}",
               f"banjie/attachments/xx/Ab{'c' * 30}", f"banjie/{key}.bak"]  # fmt: skip
    bucket = store().bucket.bucket
    for name in (*foreign, f"banjie/{key}"):
        bucket.put_object(Key=name, Body=b"x")
    monkeypatch.setattr("banjie.keeping.actions.sweeping._LEAST", -60)
    assert sweep(dry=True) == sweep() == [Path(key)]
    assert sorted(found.key for found in bucket.objects.all()) == sorted(foreign)


def test_a_restored_site_leaves_the_store_alone_until_it_takes_it_over(
    site: Cast, away: LazySettings, answers: Answers, lose: Callable[[], Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    answers(away)
    made = back_up(tmp_path / "out")
    kept(site.officer, b"%PDF-1.4 after the backup")
    assert move_files() == 2
    lose()
    restore(made.path)
    monkeypatch.setattr("banjie.keeping.actions.sweeping._LEAST", -60)
    mine = Attachment.objects.get()
    with pytest.raises(CommandError, match="take-over"):
        call_command("move_files")
    store().delete(str(mine.file.name))
    assert (sweep(), len(list(store().moved()))) == ([], 2)
    call_command("move_files", take_over=True)
    assert len(sweep()) == 1
    assert [name for name, _since in store().moved()] == [mine.file.name]


def test_a_store_that_goes_away_while_a_file_is_fetched_is_away(
    away: LazySettings, answers: Answers, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: object, **_options: object) -> None:
        raise EndpointConnectionError(endpoint_url="http://127.0.0.1")

    answers(away)
    sent = kept(cast.officer)
    move_files()
    monkeypatch.setattr(store().bucket.bucket.meta.client, "download_fileobj", gone)
    with pytest.raises(StoreAway):
        Attachment.objects.get(pk=sent.pk).file.open()


def test_what_is_in_a_store_that_is_away_is_said_to_be_away_and_deleted_later(
    away: LazySettings, cast: Cast
) -> None:
    sent = kept(cast.officer)
    Path(sent.file.path).unlink()
    with pytest.raises(StoreAway):
        sent.file.open()
    storages["default"].delete(str(sent.file.name))
