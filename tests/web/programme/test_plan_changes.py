"""The office changes a programme at work: written down, with its reason, and units asked again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import audit, once
from banjie.notices.models import Notice
from banjie.people.models import User
from banjie.programme.actions import duties
from banjie.programme.actions.reports import accept_report
from banjie.programme.models import Activity, Area, Assignment, Change, Occurrence, Phase, Programme
from banjie.programme.queries.owed import owed_by
from tests.web import plans
from tests.web.cast import Cast

SignedIn = Callable[[User], Client]


@pytest.fixture
def part(activity: Activity, cast: Cast) -> Assignment:
    """What the library was given."""
    return activity.assignments.get(unit=cast.library)


@pytest.fixture
def confirmed(part: Assignment, cast: Cast) -> Assignment:
    return duties.confirm(part, version=part.activity.version, by=cast.liaison)


def filled(client: Client, address: str, **changes: Any) -> dict[str, Any]:
    """The form of a page as a browser sends it back, with these changes."""
    context = client.get(address).context
    form = context["form"]
    rows = [*getattr(form, "times", ()), *getattr(form, "targets", ())]
    fields = [field for part in (form, *rows) for field in part]
    for name in ("times", "targets"):
        if hasattr(form, name):
            fields += list(getattr(form, name).management_form)
    data = {}
    for field in fields:
        value = field.value()
        if value not in (None, False, ""):
            data[field.html_name] = value.isoformat() if isinstance(value, date) else value
    return data | changes


def edit(client: Client, activity: Activity, **changes: Any) -> Any:
    address = reverse("programme:edit-activity", args=(activity.pk,))
    return client.post(address, filled(client, address, **changes))


def kinds(activity: Activity) -> list[str]:
    return list(activity.changes.values_list("kind", flat=True))


def test_form_sent_back_untouched_changes_nothing(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn
) -> None:
    assert edit(signed_in(cast.officer), activity).status_code == 302
    version = activity.version
    activity.refresh_from_db()
    confirmed.refresh_from_db()
    assert (kinds(activity), activity.version, confirmed.answer) == ([], version, "confirmed")


WORDS = [
    ({"title": "举办“湖畔夜读”系列读书会"}, "title"),
    ({"number": "（九）"}, "number"),
    ({"place": "市文化馆"}, "place"),
    ({"kind": "exhibition"}, "kind"),
    ({"duty": "optional"}, "duty"),
]


@pytest.mark.parametrize(("changes", "name"), WORDS)
def test_other_words_are_written_down_and_ask_nobody(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn,
    changes: dict[str, str], name: str,
) -> None:  # fmt: skip
    before = getattr(activity, name)
    assert edit(signed_in(cast.officer), activity, **changes).status_code == 302
    activity.refresh_from_db()
    confirmed.refresh_from_db()
    change = activity.changes.get()
    assert (change.kind, change.before, change.after) == ("words", [before], [changes[name]])
    assert getattr(activity, name) == changes[name]
    assert confirmed.answer == "confirmed"


def test_moved_day_needs_a_reason_once_a_unit_has_confirmed(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    moved = {"times-0-last": "2026-12-31"}
    refused = edit(client, activity, **moved)
    assert refused.status_code == 422
    assert "reason" in refused.context["form"].errors
    assert kinds(activity) == []
    assert edit(client, activity, **moved, reason="会场整修").status_code == 302
    confirmed.refresh_from_db()
    change = activity.changes.get()
    assert (change.kind, change.reason, change.by) == ("date", "会场整修", cast.officer)
    assert (change.before, change.after) == (["2026年3月—11月"], ["2026年3月1日至12月31日"])
    assert (confirmed.answer, confirmed.answered_by) == ("waiting", None)
    told = Notice.objects.get(unit=cast.library, key__contains=":changed:")
    assert "会场整修" in told.body
    assert told.address == f"/activities/{activity.pk}/"


def test_moved_day_without_any_answer_needs_no_reason(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    moved = {"times-0-last": "2026-12-31"}
    assert edit(signed_in(cast.officer), activity, **moved).status_code == 302
    assert kinds(activity) == ["date"]


def test_sessions_move_along_but_those_told_or_set_by_hand_stay(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    first, third = activity.occurrences.get(number=1), activity.occurrences.get(number=3)
    accept_report(plans.report(activity, cast, occurrence=first), by=cast.officer)
    third.start, third.end = date(2026, 8, 8), date(2026, 8, 9)
    third.save()
    edit(signed_in(cast.officer), activity, **{"times-0-first": "2026-04-01", "reason": "推迟"})
    found = [f"{s.number} {s.start:%m-%d}/{s.end:%m-%d}" for s in activity.occurrences.all()]
    assert found == ["1 03-01/05-01", "2 06-01/08-01", "3 08-08/08-09", "4 10-01/12-01"]


def test_unit_that_goes_and_unit_that_comes_are_told(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn
) -> None:
    edit(signed_in(cast.officer), activity, lead="市博物馆", reason="职责调整")
    assert "unit" in kinds(activity)
    assert not activity.assignments.filter(unit=cast.library).exists()
    assert activity.assignments.get(unit=cast.museum).answer == "waiting"
    told = Notice.objects.exclude(key__contains=":opened:")
    assert set(told.values_list("unit__name", flat=True)) == {
        cast.library.name, cast.museum.name,
    }  # fmt: skip


def test_day_no_calendar_has_a_next_one_for_is_given_back(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    client, typed = signed_in(cast.officer), "9999-12-31"
    assert edit(client, activity, **{"times-0-last": typed}).status_code == 422
    address = reverse("programme:add-phase", args=(activity.pk,))
    sent = filled(client, address, title="长期", last=typed)
    assert client.post(address, sent).status_code == 422
    address = reverse("programme:rounds", args=(activity.programme_id,))
    sent = filled(client, address, title="全年", first="2026-01-01", last=typed)
    assert client.post(address, sent).status_code == 422


def test_unknown_unit_is_never_guessed(cast: Cast, activity: Activity, signed_in: SignedIn) -> None:
    answer = edit(signed_in(cast.officer), activity, lead="市图书館分部")
    assert answer.status_code == 422
    assert "市图书館分部" in str(answer.context["form"].errors["lead"])


def test_target_with_figures_is_changed_but_not_taken_out(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    accept_report(plans.report(activity, cast), by=cast.officer)
    refused = edit(client, activity, **{"targets-0-DELETE": "on"})
    assert refused.status_code == 422
    assert activity.targets.count() == 2
    target = activity.targets.all()[0]
    edit(client, activity, **{"targets-0-value": "8"})
    target.refresh_from_db()
    assert (target.value, target.figures.count()) == (8, 1)


def test_target_with_figures_keeps_what_it_counts(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    plans.report(activity, cast)
    before = activity.targets.all()[0].unit
    for field, typed in (("unit", "本"), ("value", "")):
        refused = edit(signed_in(cast.officer), activity, **{f"targets-0-{field}": typed})
        assert refused.status_code == 422
    assert activity.targets.all()[0].unit == before


def test_second_officer_does_not_overwrite_the_first(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    address = reverse("programme:edit-activity", args=(activity.pk,))
    seen = filled(client, address, title="乙的标题")
    edit(client, activity, title="甲的标题")
    answer = client.post(address, seen)
    assert answer.status_code == 302
    activity.refresh_from_db()
    assert activity.title == "甲的标题"


def test_activity_is_added_in_its_place_once(
    cast: Cast, programme: Programme, activity: Activity, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    address = reverse("programme:add-activity", args=(programme.pk,))
    data = filled(client, address, title="举办读书分享会", parent=activity.pk)
    answers = [client.post(address, data), client.post(address, data)]
    made = programme.activities.get(title="举办读书分享会")
    assert [a["Location"] for a in answers] == [f"/activities/{made.pk}/edit/"] * 2
    assert (made.parent, made.area, kinds(made)) == (activity, activity.area, ["added"])
    assert [a.title for a in programme.activities.all()][1] == "举办读书分享会"


def test_areas_are_added_at_any_depth_and_renamed(
    cast: Cast, programme: Programme, signed_in: SignedIn
) -> None:
    client, parent = signed_in(cast.officer), programme.areas.get(title="活动安排")
    address = reverse("programme:add-area", args=(programme.pk,))
    data = filled(client, address, title="阅读推广", number="1.", parent=parent.pk)
    client.post(address, data)
    client.post(address, data)
    area = Area.objects.get(title="阅读推广")
    assert (area.parent, area.position) == (parent, parent.position + 1)
    client.post(
        reverse("programme:edit-area", args=(programme.pk, area.pk)),
        {"once": once.new_key(), "title": "全民阅读", "number": "2."},
    )
    area.refresh_from_db()
    assert str(area) == "2.全民阅读"


def press(client: Client, name: str, *args: int, **changes: Any) -> Any:
    address = reverse(f"programme:{name}", args=args)
    return client.post(address, filled(client, address, **changes))


def test_phase_is_added_moved_and_closed_with_its_reason(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn, settings: Any
) -> None:
    settings.BANJIE_TODAY = "2026-05-20"
    client = signed_in(cast.officer)
    days = {"title": "动员阶段", "first": "2026-05-01", "last": "2026-05-31"}
    assert press(client, "add-phase", activity.pk, **days).status_code == 422
    assert not Phase.objects.exists()
    press(client, "add-phase", activity.pk, **days, reason="补列阶段")
    phase = Phase.objects.get()
    confirmed.refresh_from_db()
    assert confirmed.answer == "waiting"
    press(client, "edit-phase", activity.pk, phase.pk, deliverable="行动计划")
    press(client, "edit-phase", activity.pk, phase.pk, last="2026-06-15")
    assert press(client, "close-phase", activity.pk, phase.pk).status_code == 422
    press(client, "close-phase", activity.pk, phase.pk, reason="提前完成")
    settings.BANJIE_TODAY = "2026-05-25"  # closed again, it does not grow
    press(client, "close-phase", activity.pk, phase.pk, reason="提前完成")
    phase.refresh_from_db()
    assert (phase.end, phase.deliverable) == (date(2026, 5, 20), "行动计划")
    assert kinds(activity) == ["date", "words", "date", "date"]
    page = client.get(f"/activities/{activity.pk}/")
    assert [step.state for step in page.context["phases"]] == ["late"]


def test_session_gets_a_theme_other_days_is_dropped_and_taken_back(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn
) -> None:
    client, session = signed_in(cast.officer), activity.occurrences.get(number=2)
    ids = (activity.pk, session.pk)
    press(client, "edit-session", *ids, title="初夏读湖")
    confirmed.refresh_from_db()
    assert confirmed.answer == "confirmed"
    press(client, "edit-session", *ids, last="2026-06-20", reason="避开高考")
    confirmed.refresh_from_db()
    assert confirmed.answer == "waiting"
    assert press(client, "drop-session", *ids).status_code == 422
    press(client, "drop-session", *ids, reason="与市级活动合并")
    session.refresh_from_db()
    assert (session.theme, session.end, session.dropped_reason) == (
        "初夏读湖", date(2026, 6, 21), "与市级活动合并",
    )  # fmt: skip
    press(client, "drop-session", *ids, reason="恢复举办")
    session.refresh_from_db()
    assert session.dropped_reason == ""
    assert activity.changes.last().before == []


def test_session_is_added_once_and_numbered_on(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    address = reverse("programme:add-session", args=(activity.pk,))
    data = filled(client, address, title="岁末", first="2026-12-20", last="2026-12-20")
    assert [client.post(address, data).status_code for _ in range(2)] == [302, 302]
    assert [s.number for s in Occurrence.objects.filter(theme="岁末")] == [6]


def test_every_change_stands_in_the_audit_log(
    cast: Cast, activity: Activity, signed_in: SignedIn
) -> None:
    edit(signed_in(cast.officer), activity, place="市文化馆")
    entry = audit.history(activity).get(verb="activity.changed")
    assert entry.detail == {"fields": ["place"]}
    assert Change.objects.get().at - entry.at < timedelta(minutes=1)


def test_activity_is_dropped_with_its_steps_and_taken_back(
    cast: Cast, activity: Activity, confirmed: Assignment, signed_in: SignedIn
) -> None:
    client = signed_in(cast.officer)
    report = plans.report(activity, cast)
    step = activity.programme.activities.create(
        title="印制海报", kind="other", parent=activity, position=9
    )
    assert press(client, "drop-activity", activity.pk).status_code == 422
    press(client, "drop-activity", activity.pk, reason="与市级活动合并举办")
    at_work = activity.programme.activities.at_work()
    assert not at_work.filter(pk__in=(activity.pk, step.pk)).exists()
    assert activity.reports.get() == report
    told = Notice.objects.get(unit=cast.library, key__contains=":dropped:")
    assert "与市级活动合并举办" in told.body
    liaison = signed_in(cast.liaison)
    assert activity.pk not in {card.activity.pk for card in owed_by(cast.liaison)}
    new_report = reverse("programme:new-report", args=(activity.pk,))
    assert liaison.get(new_report).status_code == 403
    press(client, "drop-activity", activity.pk, reason="恢复单独举办")
    assert at_work.filter(pk__in=(activity.pk, step.pk)).count() == 2
    confirmed.refresh_from_db()
    assert confirmed.answer == "waiting"
    assert kinds(activity) == kinds(step) == ["dropped", "added"]
