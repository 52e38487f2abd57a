"""Sending: once, by the channels people chose, tried again, and said when it does not arrive."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.db import connection

from banjie.common import clock
from banjie.notices.actions import Tally, deliver_due
from banjie.notices.actions.channels import remove_channel
from banjie.notices.actions.delivering import try_channel
from banjie.notices.actions.outbox import send_again, take_step
from banjie.notices.models import Channel, Delivery, Notice
from banjie.notices.sending.reasons import NotSent
from banjie.people.models import Membership, User
from tests.web.cast import Cast
from tests.web.notices.conftest import MailServer, Receiver, Write, by_bot, by_mail


def outside() -> Delivery:
    return Delivery.objects.exclude(means=Delivery.SITE).get()


def later(minutes: int) -> Tally:
    return deliver_due(clock.now() + timedelta(minutes=minutes))


def test_mail_says_it_all_and_why(cast: Cast, write: Write, mail_server: MailServer) -> None:
    by_mail(cast.liaison)
    notice = write()
    assert deliver_due(clock.now()) == Tally(sent=1, failed=0, waiting=0)
    [mail] = mail_server.mails
    assert mail["Subject"] == "读书会报告还有5天到期"
    assert (mail["To"], mail["From"]) == ("liaison@linhu.example", "banjie@linhu.example")
    text = mail.get_content()
    assert "请于2026年9月23日前报送。" in text
    assert f"{site.SITE_URL}/notices/{notice.pk}/" in text
    assert mail["Auto-Submitted"] == "auto-generated"


def test_second_run_sends_nothing(cast: Cast, write: Write, mail_server: MailServer) -> None:
    by_mail(cast.liaison)
    write()
    deliver_due(clock.now())
    assert later(600) == Tally(0, 0, 0)
    assert len(mail_server.mails) == 1


def test_missed_run_catches_up(cast: Cast, write: Write, mail_server: MailServer) -> None:
    by_mail(cast.liaison)
    write(due=clock.now() + timedelta(hours=1))
    assert deliver_due(clock.now()) == Tally(0, 0, 0)
    assert later(60 * 24 * 9) == Tally(1, 0, 0)
    assert Notice.objects.get().state == Notice.State.SENT


def test_reminders_share_a_mail_and_letters_do_not(
    cast: Cast, write: Write, mail_server: MailServer
) -> None:
    by_mail(cast.liaison)
    for n in range(3):
        write(key=f"r{n}", subject=f"提醒{n}")
    for n in range(2):
        write(key=f"d{n}", subject=f"决定{n}", kind="decision")
    take_step("send", Notice.objects.filter(kind="decision"), by=cast.officer)
    assert deliver_due(clock.now()) == Tally(5, 0, 0)
    subjects = sorted(str(mail["Subject"]) for mail in mail_server.mails)
    assert len(subjects) == 3
    assert subjects[1:] == ["决定0", "决定1"] or subjects[:2] == ["决定0", "决定1"]
    [shared] = [mail for mail in mail_server.mails if "决定" not in str(mail["Subject"])]
    assert all(f"提醒{n}" in shared.get_content() for n in range(3))


@pytest.mark.parametrize(
    ("answer", "tries", "reason"),
    [("550 no such mailbox", 1, "mailbox:550"), ("450 busy", 3, "mailbox:450")],
)
def test_refused_mailbox_is_said(
    cast: Cast, write: Write, mail_server: MailServer, answer: str, tries: int, reason: str
) -> None:
    by_mail(cast.liaison)
    mail_server.refuse["liaison@linhu.example"] = answer
    write()
    for minutes in (0, 6, 40, 600):
        later(minutes)
    assert (outside().state, outside().attempts, outside().reason) == ("failed", tries, reason)


def test_mail_server_down_is_tried_until_it_is_up(
    cast: Cast, write: Write, mail_server: MailServer, settings: Any
) -> None:
    by_mail(cast.liaison)
    write()
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert deliver_due(clock.now()) == Tally(0, 0, 1)
    settings.EMAIL_PORT = port
    assert later(2) == Tally(0, 0, 0), "not before its time"
    assert later(6) == Tally(1, 0, 0)
    assert (outside().reason, outside().attempts) == ("", 2)


def test_mail_server_down_is_asked_once_a_run(
    cast: Cast, write: Write, mail_server: MailServer, receiver: Receiver, settings: Any
) -> None:
    by_mail(cast.liaison)
    by_bot(cast, receiver)
    for n in range(3):
        write(key=f"d{n}", subject=f"退回{n}", kind="report.returned")
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    assert deliver_due(clock.now()) == Tally(sent=3, failed=0, waiting=1), "posts go on"
    settings.EMAIL_PORT = port
    assert later(1) == Tally(2, 0, 0)
    assert later(6) == Tally(1, 0, 0)


def test_closed_account_gets_no_more_mail(
    cast: Cast, write: Write, mail_server: MailServer
) -> None:
    by_mail(cast.liaison)
    write()
    User.objects.filter(pk=cast.liaison.pk).update(is_active=False)
    assert deliver_due(clock.now()) == Tally(0, 0, 0)


def test_site_without_mail_says_so(cast: Cast, write: Write, settings: Any) -> None:
    settings.DEFAULT_FROM_EMAIL = ""
    by_mail(cast.liaison)
    write()
    assert deliver_due(clock.now()) == Tally(0, 1, 0)
    assert outside().reason == "no-mail"


def test_subject_changed_behind_our_back_becomes_no_header(
    cast: Cast, write: Write, mail_server: MailServer
) -> None:
    by_mail(cast.liaison)
    write()
    Notice.objects.update(subject="催办\nBcc: all@linhu.example")
    assert deliver_due(clock.now()) == Tally(0, 1, 0)
    assert (mail_server.mails, outside().reason) == ([], "subject")


@pytest.mark.parametrize("means", ["wecom", "dingtalk", "feishu", "webhook"])
def test_group_gets_subject_and_link_but_not_the_text(
    cast: Cast, write: Write, receiver: Receiver, means: str
) -> None:
    by_bot(cast, receiver, means)
    receiver.answers = [(200, '{"code": 0, "errcode": 0}')]
    write()
    assert deliver_due(clock.now()) == Tally(1, 0, 0)
    words = json.dumps(receiver.said(), ensure_ascii=False)
    assert "读书会报告还有5天到期" in words
    assert f"{site.SITE_URL}/activities/7/" in words
    assert "请于" not in words


def test_notice_for_one_account_stays_out_of_the_group(
    cast: Cast, write: Write, receiver: Receiver
) -> None:
    by_bot(cast, receiver)
    write(user=cast.liaison)
    assert deliver_due(clock.now()) == Tally(0, 0, 0)


@pytest.mark.parametrize(
    ("status", "answer", "state", "reason"),
    [
        (200, '{"errcode": 93000}', "waiting", "refused:93000"),
        (200, "ok", "waiting", "refused"),
        (200, "[]", "waiting", "refused"),
        (404, "", "failed", "refused:404"),
        (429, "", "waiting", "refused:429"),
        (503, "", "waiting", "refused:503"),
        (302, "", "failed", "redirect:302"),
    ],
)
def test_bot_that_does_not_take_it_is_noticed(
    cast: Cast, write: Write, receiver: Receiver, status: int, answer: str, state: str, reason: str
) -> None:
    by_bot(cast, receiver)
    receiver.answers = [(status, answer)]
    receiver.headers = {"Location": receiver.address("/elsewhere")}
    write()
    deliver_due(clock.now())
    assert (outside().state, outside().reason) == (state, reason)
    assert len(receiver.posts) == 1


def test_three_tries_and_then_the_sender_is_told(
    cast: Cast, write: Write, receiver: Receiver
) -> None:
    by_bot(cast, receiver)
    receiver.answers = [(503, "")]
    notice = write()
    results = [later(minutes) for minutes in (0, 6, 40, 600)]
    assert results == [Tally(0, 0, 1), Tally(0, 0, 1), Tally(0, 1, 0), Tally(0, 0, 0)]
    assert len(receiver.posts) == 3
    receiver.answers = [(200, '{"errcode": 0}')]
    assert send_again(notice, by=cast.officer) == 1
    assert later(1) == Tally(1, 0, 0)


def test_late_member_is_reached_by_sending_again(cast: Cast, write: Write) -> None:
    notice = write(duties=["leader"])
    assert notice.deliveries.count() == 0
    Membership.objects.create(user=cast.handler, unit=cast.library, duty="leader")
    assert send_again(notice, by=cast.officer) == 1
    assert send_again(notice, by=cast.officer) == 0


def test_signature_of_each_service_is_theirs(cast: Cast, write: Write, receiver: Receiver) -> None:
    for means in ("dingtalk", "feishu", "webhook"):
        by_bot(cast, receiver, means, secret="SEC0f1e")
    receiver.answers = [(200, '{"code": 0, "errcode": 0}')]
    write()
    assert deliver_due(clock.now()).sent == 3
    seen = {
        urlsplit(path).path.split("/")[1]: (path, heads, body)
        for path, heads, body in receiver.posts
    }

    query = parse_qs(urlsplit(seen["robot"][0]).query)
    said = f"{query['timestamp'][0]}\nSEC0f1e".encode()
    assert query["access_token"] == ["a1b2c3d4"]
    assert base64.b64decode(query["sign"][0]) == hmac.digest(b"SEC0f1e", said, hashlib.sha256)

    body = json.loads(seen["open-apis"][2])
    key = f"{body['timestamp']}\nSEC0f1e".encode()
    assert base64.b64decode(body["sign"]) == hmac.digest(key, b"", hashlib.sha256)

    _path, heads, raw = seen["hooks"]
    signed = hmac.digest(b"SEC0f1e", heads["X-Banjie-Timestamp"].encode() + b"." + raw, "sha256")
    assert heads["X-Banjie-Signature"] == f"sha256={signed.hex()}"
    assert set(json.loads(raw)) == {"id", "kind", "subject", "address"}


def test_words_in_braces_stay_what_they_are(cast: Cast, write: Write, receiver: Receiver) -> None:
    by_bot(cast, receiver, "webhook")
    write(subject="{address} {text}")
    deliver_due(clock.now())
    assert receiver.said()[0]["subject"] == "{address} {text}"


def test_worker_that_died_is_not_repeated(
    cast: Cast, write: Write, mail_server: MailServer
) -> None:
    by_mail(cast.liaison)
    write()
    Delivery.objects.filter(means="email").update(state="sending", claimed_at=clock.now())
    assert later(5) == Tally(0, 0, 0)
    assert later(20) == Tally(0, 1, 0)
    assert (mail_server.mails, outside().reason) == ([], "broken-off")


def test_deleted_channel_leaves_no_address_and_sends_nothing(
    cast: Cast, write: Write, mail_server: MailServer
) -> None:
    channel = by_mail(cast.liaison)
    write()
    remove_channel(channel, by=cast.liaison)
    assert deliver_due(clock.now()) == Tally(0, 0, 0)
    assert not mail_server.mails


def test_address_that_moved_into_our_network_is_not_called(
    cast: Cast, write: Write, receiver: Receiver, settings: Any
) -> None:
    by_bot(cast, receiver)
    write()
    settings.BANJIE_WEBHOOK_NETWORKS = []
    assert deliver_due(clock.now()) == Tally(0, 1, 0)
    assert (receiver.posts, outside().reason) == ([], "network")


def test_command_tells_its_tally(
    cast: Cast, write: Write, mail_server: MailServer, capsys: pytest.CaptureFixture[str]
) -> None:
    by_mail(cast.liaison)
    write()
    call_command("deliver")
    assert capsys.readouterr().out == "sent 1, failed 0, to be tried again 0\n"


def test_address_is_sealed_and_without_its_key_nothing_goes(cast: Cast, settings: Any) -> None:
    channel = by_mail(cast.liaison)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM notices_channel")
        assert "linhu.example" not in str(cursor.fetchall()).replace(channel.masked, "")
    assert Channel.objects.get().values == {"address": "liaison@linhu.example"}
    settings.BANJIE_CONTACT_KEY = "a key of later"
    with pytest.raises(NotSent, match=r"anew|重新填写"):
        try_channel(Channel.objects.get())
