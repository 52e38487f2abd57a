"""Writing notices: once for each key, to the right people, waiting where the rules say so."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from banjie.common import clock
from banjie.notices.actions import UnsafeNotice, one_line
from banjie.notices.kinds import rule_for
from banjie.notices.models import Delivery, Notice
from banjie.people.models import Membership, User
from tests.web.cast import Cast
from tests.web.notices.conftest import Write


def reached(notice: Notice) -> set[str]:
    return {d.user.login for d in notice.deliveries.select_related("user") if d.user}


@pytest.mark.parametrize(
    ("duties", "logins"),
    [
        ((), {"liaison", "handler"}),
        (("liaison",), {"liaison"}),
        (("liaison", "handler"), {"liaison", "handler"}),
        (("leader",), set()),
    ],
)
def test_unit_is_reached_by_duty(
    cast: Cast, write: Write, duties: tuple[str, ...], logins: set[str]
) -> None:
    assert reached(write(duties=duties)) == logins


def test_duty_in_another_unit_reaches_nobody(cast: Cast, write: Write) -> None:
    Membership.objects.create(user=cast.handler, unit=cast.museum, duty="liaison")
    assert reached(write(duties=["liaison"])) == {"liaison"}


def test_account_with_two_duties_is_reached_once(cast: Cast, write: Write) -> None:
    Membership.objects.create(user=cast.liaison, unit=cast.library, duty="handler")
    assert write(duties=["liaison", "handler"]).deliveries.count() == 2


def test_one_account_is_reached_alone(cast: Cast, write: Write) -> None:
    assert reached(write(user=cast.stranger)) == {"stranger"}


def test_closed_account_is_not_reached(cast: Cast, write: Write) -> None:
    User.objects.filter(pk=cast.liaison.pk).update(is_active=False)
    assert reached(write()) == {"handler"}


def test_same_key_gives_the_first_row(cast: Cast, write: Write) -> None:
    first = write()
    again = write(subject="另一句话", unit=cast.museum)
    assert again.pk == first.pk
    assert again.subject == first.subject
    assert Delivery.objects.count() == 2


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("reminder.due", "sent"),
        ("report.returned", "sent"),
        ("supervision.urged", "draft"),
        ("decision", "draft"),
        ("decisions.taken", "sent"),
        ("unheard.of", "sent"),
    ],
)
def test_kind_waits_as_its_rule_says(cast: Cast, write: Write, kind: str, state: str) -> None:
    notice = write(kind=kind)
    assert notice.state == state
    assert notice.deliveries.exists() == (state == "sent")


def test_what_has_no_outbox_does_not_wait(cast: Cast, write: Write) -> None:
    assert write(kind="supervision.urged", office=None).state == Notice.State.SENT


def test_outbox_is_that_of_the_officer_who_writes(cast: Cast, write: Write) -> None:
    notice = write(kind="supervision.urged", office=None, by=cast.other_officer)
    assert (notice.office, notice.state) == (cast.other_office, Notice.State.DRAFT)


def test_notice_of_tomorrow_goes_nowhere_today(cast: Cast, write: Write) -> None:
    notice = write(due=clock.now() + timedelta(days=1))
    assert notice.state == Notice.State.READY
    assert not notice.deliveries.exists()


@pytest.mark.parametrize(
    "subject", ["", "催办\nBcc: x@example.org", "催办\r通知", "催\u2028办", "长" * 201]
)
def test_subject_that_is_not_one_line_is_refused(cast: Cast, write: Write, subject: str) -> None:
    with pytest.raises(UnsafeNotice):
        write(subject=subject)
    assert not Notice.objects.exists()


@pytest.mark.parametrize(
    "address", ["https://example.org/", "//example.org/", "/\\example.org", "x"]
)
def test_address_outside_the_site_is_refused(cast: Cast, write: Write, address: str) -> None:
    with pytest.raises(UnsafeNotice):
        write(address=address)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("催办：报送进展", "催办：报送进展"),
        ("一行\n又\t一行\r\n", "一行 又 一行"),
        ("零\x00宽\u200b字\u2028符", "零宽字 符"),
        ("长" * 201, "长" * 199 + "…"),
        ("长" * 200, "长" * 200),
    ],
)
def test_any_words_become_a_line(cast: Cast, write: Write, words: str, line: str) -> None:
    assert one_line(words) == line
    assert write(subject=one_line(words)).subject == line


def test_duty_nobody_knows_is_refused(cast: Cast, write: Write) -> None:
    with pytest.raises(ValueError, match="watchman"):
        write(duties=["watchman"])


def test_office_changes_a_rule_by_a_file(settings: Any, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    (tmp_path / "notices.json").write_text('{"reminder.due": {"waits": true, "together": false}}')
    assert rule_for("reminder.due").waits
    assert not rule_for("reminder.late").waits


@pytest.mark.parametrize(
    "said",
    ['{"a": {"waits": "no", "together": true}}', "{", "[]", '{"a": {"waits": true}}', '{"a": 1}'],
)
def test_file_of_rules_that_cannot_be_right_is_refused(
    settings: Any, tmp_path: Path, said: str
) -> None:
    settings.DATA = tmp_path
    (tmp_path / "notices.json").write_text(said)
    with pytest.raises(ImproperlyConfigured, match=r"notices\.json"):
        rule_for("reminder.due")
