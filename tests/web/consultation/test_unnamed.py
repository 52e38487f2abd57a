"""After somebody unnamed was here: nothing anywhere leads to them, and only the day is known."""

from __future__ import annotations

import base64
import io
import json
import logging
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client

from banjie.common import audit
from banjie.common.logs import JsonLines
from banjie.common.quiet import QuietPages
from banjie.consultation import actions
from banjie.consultation.limiting import CODES, SENDING
from banjie.consultation.models import Case, Channel, Contact, Poster
from banjie.consultation.sealing import Unreadable, seal, unsealed
from banjie.search.models import Entry
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.consultation.test_public import WORDS, code_in, form_of

ADDRESS, DEVICE, SECRET = "203.0.113.77", "LinhuPhone/9.7 (Wechat)", "jiandie7788"
CONTACT, AUTHOR = "13911112222", "欧阳临湖"
KEPT_IN = ("consultation_", "search_", "common_attachment", "sqlite_")
"""Where something is written when somebody unnamed was here: in no session, no audit log, no tries,
no invitations, no notices, no keys of forms.
"""


@pytest.fixture
def poster(cast: Cast) -> Poster:
    CODES.forget()
    SENDING.forget()
    channel = Channel.objects.create(
        office=cast.office, kind="suggestion", name="临湖建言", phone="0000-1234567"
    )
    return Poster.objects.create(channel=channel)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """All that the site's own handlers write: the console, through the filter of the settings and
    as the settings word it, but of every level.
    """
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.addFilter(QuietPages())
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    root.addHandler(handler)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def paper() -> SimpleUploadedFile:
    document = docx.Document()
    document.core_properties.author = AUTHOR
    document.add_paragraph("附件")
    out = io.BytesIO()
    document.save(out)
    return SimpleUploadedFile(f"附件{SECRET}.docx", out.getvalue())


def dump() -> str:
    """Every value of every table, bytes as hexadecimal and as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(rows)


def files() -> list[Path]:
    root = Path(settings.MEDIA_ROOT)
    return [path for path in root.rglob("*") if path.is_file()] if root.exists() else []


def test_nothing_leads_to_whoever_was_here(poster: Poster, logged: io.StringIO) -> None:
    before, tables_before = set(files()), dump()
    client = Client(
        REMOTE_ADDR=ADDRESS, headers={"User-Agent": DEVICE, "Cookie": f"sessionid={SECRET}sess"}
    )
    client.cookies["sessionid"] = f"{SECRET}sess"
    form = (
        form_of(client, poster) | WORDS | {"contact": CONTACT, "papers": [paper(), plans.photo()]}
    )
    code = code_in(client.post(poster.get_absolute_url(), form).content.decode())
    client.post("/t/", {"code": code})
    client.post("/t/", {"code": "wrong"})
    client.post(poster.get_absolute_url(), {"once": form["once"]} | {"seen": ""})
    client.get("/p/zzzzzzzz/")
    traces = (ADDRESS, "203.0.113", DEVICE, "LinhuPhone", f"{SECRET}sess", CONTACT, AUTHOR)
    traces += (code, code.replace("-", ""), form["once"], form["once"].split(":")[0])
    new_files = [path for path in files() if path not in before]
    assert len(new_files) == 2
    everything = dump() + logged.getvalue()
    everything += "".join(path.read_bytes().decode("latin-1") for path in new_files)
    everything += "".join(str(path) for path in new_files)
    assert [trace for trace in traces if trace in everything] == []
    assert [trace for trace in traces if trace.encode().hex() in everything] == []
    new_rows = set(dump().splitlines()) - set(tables_before.splitlines())
    written = {row.partition(":")[0] for row in new_rows}
    assert not [table for table in written if not table.startswith(KEPT_IN)]
    moments = re.compile(r"\d{1,2}:\d\d|datetime\.datetime\([^)]*\)")
    clock = {found for row in new_rows for found in moments.findall(row)}
    said = {re.sub(r"(, tzinfo=.*)?\)$", "", found) for found in clock}
    assert said <= {"16:00", "datetime.datetime(2026, 9, 17, 16, 0"}
    times = {datetime.fromtimestamp(path.stat().st_mtime, UTC).hour for path in new_files}
    folders = {datetime.fromtimestamp(path.parent.stat().st_mtime, UTC).hour for path in new_files}
    assert times == folders == {16}  # midnight in Shanghai
    assert logged.getvalue() == ""


def test_a_sealed_contact_tells_no_time() -> None:
    sealed = base64.urlsafe_b64decode(seal("13900000000"))
    assert sealed[1:9] == bytes(8)


def test_the_index_holds_words_but_no_contact(poster: Poster) -> None:
    client = Client()
    form = form_of(client, poster) | WORDS | {"contact": CONTACT}
    client.post(poster.get_absolute_url(), form)
    entry = Entry.objects.get(kind="case")
    assert WORDS["title"] in entry.title
    assert CONTACT not in f"{entry.title}{entry.text}{entry.folded}{entry.words}"
    assert entry.day.isoformat() == "2026-09-18"


def with_contact(cast: Cast, stage: str = "submitted") -> Contact:
    return Contact.objects.get(submitter__case=cases.at(cast, stage, contact=CONTACT))


def purge(*options: str) -> str:
    out = io.StringIO()
    call_command("purge_contacts", *options, stdout=out)
    return out.getvalue()


def test_a_contact_is_deleted_after_its_day(cast: Cast) -> None:
    contact = with_contact(cast, "replied")
    case = contact.submitter.case
    assert case.rate_by is not None
    assert (contact.delete_on - case.rate_by).days == 30
    assert "deleted: 0" in purge()
    Contact.objects.update(delete_on="2026-09-18")
    assert "would be deleted: 1" in purge("--dry-run")
    assert Contact.objects.exists()
    assert f"case {case.pk}: its day has come\ndeleted: 1" in purge()
    assert not Contact.objects.exists()
    assert "deleted: 0" in purge()


def test_a_contact_of_an_open_case_lasts_a_year_at_most(cast: Cast) -> None:
    contact = with_contact(cast, "handling")
    assert contact.delete_on.isoformat() == "2027-09-18"


def test_a_restored_backup_brings_no_contact_back(cast: Cast) -> None:
    contact = with_contact(cast)
    backup = {"submitter": contact.submitter, "sealed": bytes(contact.sealed)}
    assert unsealed(contact) == CONTACT
    actions.forget_contact(contact.submitter)
    assert not Contact.objects.exists()
    back = Contact.objects.create(**backup, delete_on="2027-09-18")
    with pytest.raises(Unreadable):
        unsealed(back)
    assert "brought back by a backup" in purge()
    assert not Contact.objects.exists()


def test_a_contact_is_shown_to_the_office_alone_and_logged(cast: Cast) -> None:
    contact = with_contact(cast, "handling")
    author = contact.submitter
    assert actions.see_contact(author, by=cast.officer) == CONTACT
    assert audit.history(author.case)[0].verb == "case.contact-seen"
    assert CONTACT not in str(list(audit.history(author.case).values()))
    for other in (cast.leader, cast.liaison, cast.handler, cast.stranger, cast.other_officer):
        with pytest.raises(actions.WrongState):
            actions.see_contact(author, by=other)


def test_a_code_ends_some_time_after_the_last_word(cast: Cast) -> None:
    case = cases.at(cast, "handling")
    author = cases.author(case)
    assert author.code.ends_on is None
    case = cases.at(cast, "closed")
    assert cases.author(case).code.ends_on.isoformat() == "2026-12-17"


def test_a_failure_of_the_site_says_nothing_of_the_visitor(
    poster: Poster, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_code: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("banjie.consultation.views.track.found_by_code", fail)
    client = Client(raise_request_exception=False, REMOTE_ADDR=ADDRESS)
    assert client.post("/t/", {"code": "abcd"}).status_code == 500
    written = logged.getvalue()
    said = json.loads(written.splitlines()[0])
    assert said["said"] == "a page for unnamed visitors failed"
    assert "RuntimeError" in written
    assert "/t/" not in written.replace("/tests/", "")
    assert not Case.objects.exists()
