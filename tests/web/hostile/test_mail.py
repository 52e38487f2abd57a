"""Every step taken on things with hostile names, and the day's reminders: what goes out by mail is one
message for one mailbox, in plain words, with the headers of ours and no other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from banjie.common import clock
from banjie.notices.actions import deliver_due
from banjie.notices.actions.channels import add_channel
from banjie.notices.models import Notice
from banjie.people.models import User
from tests.web.cast import Cast
from tests.web.grid.sheets import GROUPS, ROLES, WAYS, Row, sent, session, undone
from tests.web.hostile.asking import EVERYTHING
from tests.web.hostile.sowing import sow
from tests.web.hostile.words import every_opener

HEADERS = {
    "Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type",
    "Content-Transfer-Encoding", "Auto-Submitted",
}  # fmt: skip
TELLING = (
    "api:duty-waiting", "approvals:paper-out", "programme:decline-change-asked",
    "programme:report-submitted", "supervision:issue-approved",
)  # fmt: skip
"""Groups of which each tells somebody something: the lean run."""
_DONE = (200, 201, 204, 302)


def steps(group: str) -> list[tuple[Row, str]]:
    """Each step that somebody may take, and who first may."""
    return [
        (row, next(role for role, code in zip(ROLES, row.answers, strict=True) if code in _DONE))
        for row in GROUPS[group]
        if row.method != "GET" and set(_DONE) & set(row.answers)
    ]


STEPPED = {group: taken for group in GROUPS if (taken := steps(group))}
ASKED = STEPPED if EVERYTHING else TELLING


def carried() -> list[EmailMessage]:
    """Everything that waits, drafts of the outbox too, is sent; as a mailbox gets it."""
    mail.outbox.clear()
    Notice.objects.filter(state=Notice.State.DRAFT).update(
        state=Notice.State.READY, due=clock.now()
    )
    deliver_due(clock.now())
    found = []
    for message in mail.outbox:
        assert len(message.recipients()) == 1
        read = message_from_bytes(message.message().as_bytes(), policy=policy.default)
        assert isinstance(read, EmailMessage)
        found.append(read)
    return found


def check(letter: EmailMessage) -> None:
    assert set(letter.keys()) <= HEADERS, letter.keys()
    assert max(Counter(letter.keys()).values()) == 1
    assert letter.get_content_type() == "text/plain"
    assert str(letter["Subject"]).isprintable()
    assert not letter.defects


@pytest.mark.django_db
@pytest.mark.any_database
@pytest.mark.parametrize("group", ASKED)
def test_mail_is_what_we_wrote(
    group: str, cast: Cast, settings: Any, record_property: Callable[..., None]
) -> None:
    settings.DEFAULT_FROM_EMAIL = "banjie@linhu.example"
    call = WAYS[GROUPS[group][0].name](cast, GROUPS[group][0].state)
    sessions = {role: session(cast, role) for _row, role in STEPPED[group]}
    sow(every_opener())
    for user in User.objects.filter(is_active=True):
        add_channel("email", values={"address": f"{user.pk}@linhu.example"}, by=user)
    letters: list[EmailMessage] = []

    def take(row: Row) -> Callable[[Client], Any]:
        def send(client: Client) -> Any:
            answer = sent(client, row, call)
            letters.extend(carried())
            return answer

        return send

    for row, role in STEPPED[group]:
        undone(take(row), sessions[role])
    settings.BANJIE_TODAY = "2026-12-21"
    call_command("remind")
    letters += carried()
    for letter in letters:
        check(letter)
    record_property("mails", len(letters))
    assert letters or EVERYTHING
