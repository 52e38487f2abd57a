"""The list of cases and the page of one: what is found, offered, refused, and shown to whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from banjie.common.keyset import stretch
from banjie.consultation import actions, wording
from banjie.consultation.models import Case, Handling, Note, State, Visibility
from banjie.consultation.queries.cases import Sieve, cases_for
from banjie.consultation.queries.page import offered, timeline
from banjie.consultation.steps import steps
from banjie.people.models import User
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.search import filed

SignedIn = Callable[[User], Client]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def found(user: User, words: str) -> list[int]:
    """The cases that searching finds."""
    entries = filed.found(fresh(user), words)
    return [entry.object_id for entry in entries if entry.kind == "case"]


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, {"甲", "乙", "丙", "丁"}),
        ({"kind": "proposal"}, {"丁"}),
        ({"state": "filed"}, {"乙"}),
        ({"state": "open"}, {"甲", "乙", "丙", "丁"}),
        ({"state": "late"}, {"丙"}),
        ({"q": "甲"}, {"甲"}),
        ({"q": "协作办建〔2026〕1号"}, {"乙"}),
        ({"q": "2"}, {"丙"}),
        ({"q": "没有"}, set()),
        ({"kind": "nonsense", "state": "nonsense", "unit": "x"}, {"甲", "乙", "丙", "丁"}),
    ],
)
def test_the_list_finds(cast: Cast, settings: Any, asked: dict[str, str], titles: set[str]) -> None:
    settings.BANJIE_TODAY = "2026-03-02"
    for title, stage, kind in (
        ("甲", "submitted", "suggestion"),
        ("乙", "filed", "suggestion"),
        ("丙", "handling", "suggestion"),
        ("丁", "handling", "proposal"),
    ):
        cases.at(cast, stage, title=title, kind=kind)
    settings.BANJIE_TODAY = "2026-04-02"
    left = Sieve.of(asked).leaves(cases_for(cast.officer))
    assert set(left.values_list("title", flat=True)) == titles


def test_the_list_finds_what_a_unit_handles_with_what_was_merged_into_it(cast: Cast) -> None:
    case = cases.merged(cast)
    cases.at(cast, "filed")
    left = Sieve.of({"unit": str(cast.library.pk)}).leaves(cases_for(cast.officer))
    assert set(left) == {case, case.merged_into}
    assert set(cases_for(cast.liaison)) == {case, case.merged_into}


def test_pages_follow_each_other_without_gap_or_repeat(cast: Cast) -> None:
    made = [cases.submitted(cast).pk for _n in range(7)]
    seen: list[int] = []
    before = ""
    while True:
        page = stretch(Case.objects.all(), before, size=3)
        seen += [case.pk for case in page.rows]
        cases.submitted(cast)  # what comes meanwhile moves nothing
        if page.older is None:
            break
        before = str(page.older)
    assert seen == sorted(made, reverse=True)


def test_every_step_has_words() -> None:
    assert set(wording.STEPS) == set(steps())
    assert {who for step in steps().values() for who in step.who} <= set(wording.WHO)


OFFERED = {
    ("submitted", "officer"): {"file", "decline", "transfer", "split"},
    ("filed", "officer"): {"assign", "transfer", "split", "merge"},
    ("handling", "officer"): {"reassign", "suspend"},
    ("handling", "handler"): {"receive", "ask_return", "ask_extension", "draft_reply"},
    ("received", "handler"): {"ask_return", "ask_extension", "draft_reply"},
    ("back-asked", "officer"): {"reassign", "refuse_return", "suspend"},
    ("more-asked", "officer"): {"decide_extension", "reassign", "suspend"},
    ("stopped", "officer"): {"resume", "reassign"},
    ("replied", "handler"): set(),
}
LATER = {"instruct", "adopt", "show", "mark_key", "rate_on_paper", "reopen", "settle", "call_back",
         "log_contact", "rate_item", "follow_up", "enter"}  # fmt: skip
MADE = {"back-asked": cases.back_asked, "more-asked": cases.more_asked, "stopped": cases.stopped}


@pytest.mark.parametrize(("stage", "who"), OFFERED, ids="-".join)
def test_a_case_offers_the_steps_that_are_open(cast: Cast, stage: str, who: str) -> None:
    case = MADE[stage](cast) if stage in MADE else cases.at(cast, stage)
    case = Case.objects.get(pk=case.pk)
    names = {offer.name for offer in offered(case, getattr(cast, who))} - LATER
    assert names == OFFERED[stage, who]


def test_a_refused_step_says_who_may_take_it(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "received")
    answer = signed_in(cast.liaison).post(f"/cases/{case.pk}/suspend/", {})
    assert answer.status_code == 403
    assert str(wording.WHO["officer"]) in answer.content.decode()


def test_a_form_sent_twice_hands_over_once(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "filed")
    client = signed_in(cast.officer)
    sent = {"once": "twice", "main": cast.library.pk}
    for _n in range(2):
        client.post(f"/cases/{case.pk}/assign/", sent)
    assert Handling.objects.filter(case=case).count() == 1
    assert case.events.filter(step="assign").count() == 1


def test_a_button_pressed_twice_files_once(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "submitted")
    client = signed_in(cast.officer)
    for _n in range(2):
        client.post(f"/cases/{case.pk}/file/", {"once": "one"})
    case.refresh_from_db()
    assert (case.state, case.serial) == (State.FILED, 1)


@pytest.mark.parametrize(
    ("sent", "roles"),
    [
        ({"main": "library"}, {("library", "sole")}),
        ({"main": "library", "co": "museum"}, {("library", "main"), ("museum", "co")}),
        ({"unit_1": "library", "part_1": "座位", "unit_3": "museum", "part_3": "展览"},
         {("library", "split"), ("museum", "split")}),
    ],
)  # fmt: skip
def test_the_form_hands_over(
    cast: Cast, signed_in: SignedIn, sent: dict[str, str], roles: set[tuple[str, str]]
) -> None:
    case = cases.at(cast, "filed")
    units = {"library": cast.library.pk, "museum": cast.museum.pk}
    form = {name: units.get(value, value) for name, value in sent.items()}
    answer = signed_in(cast.officer).post(f"/cases/{case.pk}/assign/", form | {"once": "k"})
    assert answer.status_code == 302
    names = {cast.library.pk: "library", cast.museum.pk: "museum"}
    assert {(names[part.unit_id], part.role) for part in case.handlings.all()} == roles


NOTE = "此事已与分管领导沟通"


def test_a_private_note_is_read_by_its_own_unit_alone(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.handled(cast, (cast.library, "main"), (cast.museum, "co"))
    client = signed_in(cast.liaison)
    client.post(f"/cases/{case.pk}/note/", {"once": "n", "unit": cast.library.pk, "text": NOTE})
    assert Note.objects.get().unit == cast.library
    for user, reads in (
        (cast.liaison, True),
        (cast.handler, True),
        (cast.officer, False),
        (cast.leader, False),
        (cast.stranger, False),
    ):
        page = signed_in(user).get(f"/cases/{case.pk}/").content.decode()
        assert (NOTE in page) is reads
    told = timeline(Case.objects.get(pk=case.pk))
    assert str(wording.STEPS["note"].told) not in {one.what for one in told}
    assert found(cast.liaison, NOTE) == []


def test_a_note_for_another_unit_is_refused(cast: Cast) -> None:
    case = cases.handled(cast, (cast.library, "main"), (cast.museum, "co"))
    with pytest.raises(actions.WrongState):
        actions.write_note(case, unit=cast.museum, text=NOTE, by=cast.liaison)


def test_a_hidden_case_is_found_by_those_alone_who_work_on_it(cast: Cast) -> None:
    case = cases.at(cast, "handling", title="朱鹮栖息地的建议")
    Case.objects.filter(pk=case.pk).update(visibility=Visibility.HIDDEN, hidden_reason="涉及隐私")
    finds = {name: found(getattr(cast, name), "朱鹮") for name in ("officer", "liaison", "stranger",
             "other_officer", "auditor", "nobody")}  # fmt: skip
    assert finds == {key: [] for key in finds} | {"officer": [case.pk], "liaison": [case.pk]}


def test_an_edited_item_shows_what_its_author_wrote(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "filed", kind="information")
    form = {"once": "e", "title": "自习座位紧张", "said_situation": "座位紧张。"}
    signed_in(cast.officer).post(f"/cases/{case.pk}/edit/", form)
    page = signed_in(cast.officer).get(f"/cases/{case.pk}/").content.decode()
    assert "<del>" in page
    assert "<ins>" in page


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_who_may_is_said_in_the_language_of_the_page(language: str) -> None:
    with translation.override(language):
        for name in steps():
            assert not re.search("[A-Za-z]{2,}", wording.refused(name)), name
