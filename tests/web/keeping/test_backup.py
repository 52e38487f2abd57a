"""What was backed up comes back, what was deleted does not, and a doubtful backup is refused."""

from __future__ import annotations

import io
import json
import shutil
import tarfile
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone, translation

from banjie.common import audit, clock
from banjie.common.deletions import note
from banjie.common.files import check_upload
from banjie.common.models import Attachment, AuditEntry
from banjie.consultation.actions import forget_contact, stage
from banjie.consultation.models import Case, Contact, Staged
from banjie.consultation.sealing import unsealed
from banjie.keeping.actions import back_up, restore
from banjie.keeping.backups import Unfit, opened
from banjie.keeping.databases import at_hand
from banjie.people.actions import accounts, duties
from banjie.people.models import User
from banjie.search.models import Entry
from tests.web.cast import Cast
from tests.web.keeping.conftest import kept

Lose = Callable[[], Path]


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    with translation.override("en"):
        yield


@pytest.mark.parametrize("phrase", ["", "a phrase of the office"])
def test_what_was_backed_up_comes_back(site: Cast, lose: Lose, tmp_path: Path, phrase: str) -> None:
    Session.objects.create(session_key="s", session_data="", expire_date=timezone.now())
    before = at_hand().rows()
    made = back_up(tmp_path / "out", phrase=phrase)
    data = lose()
    done = restore(made.path, phrase=phrase)
    after = at_hand().rows()
    assert before | {"django_session": 0} == after
    assert made.manifest["tables"] == before
    assert done.broken_links == []
    assert Attachment.objects.get().file.read() == b"%PDF-1.4 minutes"
    assert unsealed(Contact.objects.get()) == "13800009999"
    assert Entry.objects.filter(words__holding=["自习"]).exists()
    assert (data / "calendars" / "2031.json").read_text() == "{}"
    assert (data / "secret_key").read_text() == ("old" if phrase else "made by this start")
    assert User.objects.create_user("new", "新（测试）", "x").pk > site.nobody.pk


def test_files_of_a_form_that_was_not_sent_are_in_no_backup(
    site: Cast, lose: Lose, tmp_path: Path
) -> None:
    words = {"昨日.pdf": b"%PDF-1.4 of yesterday", "今日.pdf": b"%PDF-1.4 of today"}
    checked = [check_upload(SimpleUploadedFile(name, said)) for name, said in words.items()]
    old, new = stage("a form", checked)
    Staged.objects.filter(pk=old.pk).update(on=clock.today() - timedelta(1))
    made = back_up(tmp_path / "out")
    assert list(Staged.objects.all()) == [new]
    assert not Path(old.attachment.file.path).exists()
    whole = made.path.read_bytes()
    for name, said in words.items():
        assert (said in whole, name.encode() in whole) == (False, False), name
    lose()
    assert restore(made.path).manifest["tables"]["common_attachment"] == 1
    assert Attachment.objects.get().name == "纪要.pdf"


def test_nothing_is_readable_in_a_sealed_backup(site: Cast, tmp_path: Path) -> None:
    sealed = back_up(tmp_path, phrase="a phrase").path
    opened = back_up(tmp_path / "open").path
    assert "临湖市图书馆".encode() in opened.read_bytes()
    assert "临湖市图书馆".encode() not in sealed.read_bytes()
    for made in (sealed, opened):
        assert made.stat().st_mode & 0o077 == 0
        assert [p.name for p in made.parent.iterdir() if p.is_file()] == [made.name]


@pytest.mark.parametrize("list_of", ["this machine", "another place", "the backup"])
def test_a_purged_contact_does_not_come_back(
    site: Cast, lose: Lose, tmp_path: Path, settings: LazySettings, list_of: str
) -> None:
    elsewhere = tmp_path / "copied.txt"
    made = back_up(tmp_path / "out")
    if list_of == "the backup":  # noted, and killed before the rows went
        with transaction.atomic():
            forget_contact(Contact.objects.get().submitter)
            transaction.set_rollback(True)
        made = back_up(tmp_path / "later")
    else:
        forget_contact(Contact.objects.get().submitter)
    noted = settings.BANJIE_DELETIONS.read_text()
    lose()
    if list_of == "this machine":
        settings.BANJIE_DELETIONS.parent.mkdir()
        settings.BANJIE_DELETIONS.write_text(noted)
    elsewhere.write_text(noted)
    newer = [elsewhere] if list_of == "another place" else []
    assert restore(made.path, deletions=newer).contacts_deleted_again == 1
    assert not Contact.objects.exists()
    assert Case.objects.count() == 1
    assert set(settings.BANJIE_DELETIONS.read_text().split()) == set(noted.split())


@pytest.mark.parametrize("list_of", ["this machine", "another place"])
def test_an_account_that_was_closed_is_closed_again(
    site: Cast, lose: Lose, tmp_path: Path, settings: LazySettings, list_of: str
) -> None:
    elsewhere = tmp_path / "copied.txt"
    made = back_up(tmp_path / "out")
    accounts.close_account(site.liaison, by=site.liaison)
    noted = settings.BANJIE_DELETIONS.read_text()
    assert "liaison" not in noted
    lose()
    if list_of == "this machine":
        settings.BANJIE_DELETIONS.parent.mkdir()
        settings.BANJIE_DELETIONS.write_text(noted)
    elsewhere.write_text(noted)
    newer = [elsewhere] if list_of == "another place" else []
    assert restore(made.path, deletions=newer).accounts_closed_again == [site.liaison.pk]
    found = User.objects.get(pk=site.liaison.pk)
    assert (found.is_active, found.login) == (False, f"closed-{found.pk}")
    assert not found.memberships.exists()
    assert settings.BANJIE_DELETIONS.read_text() == noted
    assert User.objects.get(pk=site.officer.pk).is_active


def test_the_last_administrator_comes_back_and_is_named(
    site: Cast, lose: Lose, tmp_path: Path, settings: LazySettings
) -> None:
    duties.give(site.officer, duty="administrator", by=site.officer)
    made = back_up(tmp_path / "out")
    duties.give(site.liaison, duty="administrator", by=site.officer)
    accounts.close_account(site.officer, by=site.officer)
    noted = tmp_path / "noted.txt"
    noted.write_text(settings.BANJIE_DELETIONS.read_text())
    lose()
    out = io.StringIO()
    call_command("restore", made.path, deletions=[noted], stdout=out)
    assert f"account {site.officer.pk}: the last administrator" in out.getvalue()
    assert User.objects.get(pk=site.officer.pk).is_active


def test_an_account_made_anew_is_not_the_one_that_was_closed(site: Cast) -> None:
    note({accounts.account_mark(site.liaison)}, clock.today() - timedelta(days=400))
    assert accounts.close_noted() == ([], [])


def test_a_backup_under_write_load_is_of_one_moment(site: Cast, lose: Lose, tmp_path: Path) -> None:
    stop, written = threading.Event(), [0]

    def work() -> None:
        try:
            while not stop.is_set():
                with transaction.atomic():
                    file = kept(site.officer, b"%PDF-1.4 " + b"x" * 200_000)
                    audit.record(by=site.officer, verb="test.kept", target=file)
                written[0] += 1
        finally:
            connection.close()

    hand = threading.Thread(target=work)
    hand.start()
    try:
        while written[0] < 3:
            pass
        first = written[0]
        made = back_up(tmp_path / "out")
    finally:
        stop.set()
        hand.join()
    assert written[0] > first
    lose()
    done = restore(made.path)
    assert done.broken_links == []
    files = Attachment.objects.all()
    assert AuditEntry.objects.filter(verb="test.kept").count() == len(files) - 1
    assert {len(one.file.read()) == one.size for one in files} == {True}


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20_000])


def _altered(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[max(data.find(b"minutes"), 1000)] ^= 1
    path.write_bytes(data)


def _no_backup(path: Path) -> None:
    path.write_bytes(b"a letter")


def _manifest_altered(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b'"entries"', b'"entr es,'))


def _remade(path: Path, **said: object) -> None:
    """The same tar file with another manifest."""
    folder = path.parent / "unpacked"
    with tarfile.open(path) as tar:
        tar.extractall(folder, filter="data")
        names = tar.getnames()
    manifest = folder / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | said))
    with tarfile.open(path, "w") as tar:
        for name in names:
            tar.add(folder / name, name)


DAMAGE: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "cut off": (_cut, "", "cut off|damaged"),
    "altered": (_altered, "", "damaged"),
    "no backup": (_no_backup, "", "no backup"),
    "its manifest altered": (_manifest_altered, "", "damaged: manifest"),
    "sealed and cut off": (_cut, "phrase", "altered or cut off"),
    "sealed and altered": (_altered, "phrase", "altered or cut off"),
    "of another database": (lambda path: _remade(path, vendor="oracle"), "", "another kind"),
    "of a newer version": (
        lambda path: _remade(path, migrations={"people": "9999_later"}), "", "newer",
    ),
}  # fmt: skip


def test_a_doubtful_backup_is_refused_and_nothing_put(
    site: Cast, lose: Lose, tmp_path: Path
) -> None:
    whole = {phrase: back_up(tmp_path / phrase, phrase=phrase).path for phrase in ("", "phrase")}
    data = lose()
    for why, (harm, phrase, said) in DAMAGE.items():
        path = tmp_path / why / "harmed"
        path.parent.mkdir()
        shutil.copy(whole[phrase], path)
        harm(path)
        with pytest.raises(Unfit, match=said):
            restore(path, phrase=phrase)
        assert not User.objects.exists(), why
        assert [p.name for p in data.iterdir()] == ["secret_key"], why


def test_a_sealed_backup_wants_its_key(site: Cast, lose: Lose, tmp_path: Path) -> None:
    path = back_up(tmp_path / "out", phrase="one").path
    lose()
    for phrase, said in (("", "name its key"), ("another", "another key")):
        with pytest.raises(Unfit, match=said):
            restore(path, phrase=phrase)


def test_an_open_file_is_refused_beside_a_key(tmp_path: Path) -> None:
    (tmp_path / "open.tar").write_bytes(b"anybody's")
    with (
        pytest.raises(Unfit, match="leave BANJIE_BACKUP_KEY empty"),
        opened(tmp_path / "open.tar", "one"),
    ):
        pass


@pytest.mark.parametrize(
    ("name", "words"), [("missing", None), ("of other letters", "名单".encode()), ("folder", b"")]
)
def test_a_named_list_that_cannot_be_read_is_no_empty_list(
    site: Cast, lose: Lose, tmp_path: Path, name: str, words: bytes | None
) -> None:
    path = back_up(tmp_path / "out").path
    lose()
    place = tmp_path / name
    if words:
        place.write_bytes(words)
    elif words is not None:
        place.mkdir()
    with pytest.raises(CommandError, match="nothing was restored: the list of deletions"):
        call_command("restore", path, deletions=[place])
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("spoken", "said"),
    [("zh_CN.UTF-8", "未恢复任何内容：不是备份文件"), ("en", "nothing was restored")],
)
def test_a_refusal_is_told_in_the_language_of_the_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lose: Lose, spoken: str, said: str
) -> None:
    lose()
    monkeypatch.setenv("LC_ALL", spoken)
    (tmp_path / "paper").write_bytes(b"anybody's")
    with pytest.raises(CommandError, match=said):
        call_command("restore", tmp_path / "paper")


def test_a_restore_that_fails_late_leaves_nothing_deleted_behind(
    site: Cast, lose: Lose, tmp_path: Path, settings: LazySettings
) -> None:
    path = back_up(tmp_path / "out").path
    forget_contact(Contact.objects.get().submitter)
    newer = tmp_path / "newer.txt"
    newer.write_text(settings.BANJIE_DELETIONS.read_text())
    lose()
    (settings.DATA / "calendars").write_text("a file where a folder has to be")
    with pytest.raises(CommandError, match=r"put in place, but .*begin again"):
        call_command("restore", path, deletions=[newer])
    assert User.objects.exists()
    assert not Contact.objects.exists()


def test_a_site_somebody_works_on_is_not_restored_over(site: Cast, tmp_path: Path) -> None:
    path = back_up(tmp_path / "out").path
    with pytest.raises(Unfit, match="accounts in this database"):
        restore(path)
    call_command("flush", interactive=False, verbosity=0)
    with pytest.raises(Unfit, match="files in"):
        restore(path)


def test_older_backups_go_once_a_new_one_stands(site: Cast, tmp_path: Path) -> None:
    names = ("banjie-20200101T000000Z.tar", "banjie-20200101T000000Z.tar.sealed", "letter.tar")
    for name in (*names, ".banjie-20200101T000000Z.tar.part"):
        (tmp_path / name).touch()
    made = back_up(tmp_path, keep_days=35)
    assert {p.name for p in tmp_path.glob("*.*")} == {made.path.name, "letter.tar"}
