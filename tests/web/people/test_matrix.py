"""The matrix is what the rules do, and the page of a refusal says which duty it would take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from rules.permissions import permissions

from banjie.people import matrix
from banjie.people.models import SiteDuty, User
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]
KNOWN = {
    "people.read_audit": {"auditor"},
    "people.give_duties": {"administrator", "security"},
    "supervision.strike_off": {"officer"},
    "supervision.verify": {"officer"},
    "supervision.answer": {"liaison", "handler", "leader"},
    "supervision.report": {"officer", "leader"},
    "programme.decide_report": {"officer"},
    "programme.change_item": {"officer"},
    "programme.change_import": {"officer"},
    "consultation.sign_reply": {"leader"},
    "consultation.see_contact": {"officer"},
    "topics.reply": {"liaison", "handler", "leader"},
    "topics.comment": set(matrix.DUTIES),
}
WITHOUT_A_THING = (
    "people.read_audit", "people.keep_accounts", "people.see_accounts", "people.set_limits",
    "supervision.open", "supervision.report", "notices.see_outbox", "documents.upload",
    "programme.begin", "approvals.draft", "consultation.make_channel", "topics.join",
)  # fmt: skip


@pytest.mark.parametrize("permission", KNOWN)
def test_matrix_reads_the_duties_off_the_rule(permission: str) -> None:
    assert matrix.allowed(permission) == KNOWN[permission]


def test_matrix_agrees_with_what_is_allowed(cast: Cast) -> None:
    """Every permission that is about no thing, asked of every duty."""
    SiteDuty.objects.create(user=cast.nobody, duty="administrator")
    SiteDuty.objects.create(user=cast.stranger, duty="security")
    cast.stranger.memberships.all().delete()
    holders = {
        "officer": cast.officer, "leader": cast.leader, "liaison": cast.liaison,
        "handler": cast.handler, "auditor": cast.auditor, "administrator": cast.nobody,
        "security": cast.stranger,
    }  # fmt: skip
    for permission in WITHOUT_A_THING:
        may = {
            duty for duty, user in holders.items() if User.objects.get(pk=user.pk).may(permission)
        }
        assert may == matrix.allowed(permission), permission


def test_page_has_every_permission(cast: Cast, signed_in: SignedIn) -> None:
    rooms = signed_in(cast.nobody).get(reverse("people:matrix")).context["rooms"]
    shown = {row.name for rows in rooms.values() for row in rows}
    assert not {name.partition(".")[0] for name in permissions} & rooms.keys()  # each has its words
    assert set(permissions) - shown == {"consultation.gather", "consultation.lapse"}
    assert all(row.duties for rows in rooms.values() for row in rows)
    assert not [row.name for rows in rooms.values() for row in rows if row.words.isascii()]


def test_refusal_names_the_duty_and_who_gives_it(cast: Cast, signed_in: SignedIn) -> None:
    SiteDuty.objects.create(user=cast.nobody, duty="administrator")
    body = signed_in(cast.liaison).get(reverse("people:audit-log")).content.decode()
    assert "审计员" in body
    assert cast.nobody.name in body


def test_refusal_of_what_is_not_there_says_no_more(cast: Cast, signed_in: SignedIn) -> None:
    answer = signed_in(cast.liaison).get("/documents/2000000000/")
    assert answer.status_code == 404
    assert "职责由" not in answer.content.decode()
