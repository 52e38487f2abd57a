"""An author without an account comes back with one code, whatever the case went on as."""

from __future__ import annotations

import pytest
from django.test import Client

from banjie.consultation import actions
from banjie.consultation.actions import NewCase, PartPlan
from banjie.consultation.models import AccessCode, Case, Contact
from banjie.consultation.queries.authors import has_contact
from tests.web.cast import Cast
from tests.web.consultation import cases


def sent(cast: Cast) -> tuple[Case, str]:
    """A case without an account, with a contact, and its code."""
    made = actions.submit_case(cases.content(contact="0512 6000 0000"), office=cast.office)
    return made.case, made.code


def split(cast: Cast, case: Case) -> list[Case]:
    parts = [NewCase(title, {"proposal": title}, [title]) for title in ("增设座位", "延长时间")]
    return actions.split_case(case, parts, by=cast.officer)


def answered(cast: Cast, case: Case) -> Case:
    case = actions.file_case(case, by=cast.officer)
    case = actions.assign_case(case, [PartPlan(cast.library, "sole")], by=cast.officer)
    case = actions.receive_case(case, by=cast.liaison)
    return cases.answered(cast, case)


def test_a_code_opens_what_a_case_was_transferred_to(cast: Cast, client: Client) -> None:
    case, code = sent(cast)
    new = actions.transfer_case(case, kind="request", ground="other-kind", by=cast.officer)
    assert AccessCode.objects.get().ends_on is None
    page = client.post("/t/", {"code": code}).content.decode()
    assert str(new.get_kind_display()) in page


def test_each_part_of_a_split_case_is_rated_with_the_one_code(cast: Cast, client: Client) -> None:
    case, code = sent(cast)
    parts = split(cast, case)
    page = client.post("/t/", {"code": code}).content.decode()
    assert all(part.title in page for part in parts)
    for part in parts:
        answered(cast, part)
        client.post("/t/rate/", {"code": code, "case": part.pk, "both": 3})
        part.refresh_from_db()
        assert part.state == "closed"
    assert AccessCode.objects.get().ends_on is not None


def test_a_code_opens_no_case_of_somebody_else(cast: Cast, client: Client) -> None:
    case, code = sent(cast)
    split(cast, case)
    other = cases.at(cast, "replied", title="别人的建议")
    page = client.post("/t/", {"code": code, "case": other.pk}).content.decode()
    assert other.title not in page
    client.post("/t/rate/", {"code": code, "case": other.pk, "both": 1})
    other.refresh_from_db()
    assert other.state == "replied"


@pytest.mark.parametrize("rested", [0, 1, 2])
def test_a_contact_lasts_until_every_part_rests(cast: Cast, rested: int) -> None:
    case, _code = sent(cast)
    parts = split(cast, case)
    longest = Contact.objects.get().delete_on
    for part in parts[:rested]:
        actions.decline_case(
            part, ground="empty", routed_to="", note="内容不具体。", by=cast.officer
        )
    contact = Contact.objects.get()
    assert (contact.delete_on == longest) is (rested < 2)
    assert has_contact(cast.officer, Case.objects.get(pk=parts[0].pk))
    assert actions.see_contact(cases.author(parts[0]), by=cast.officer) == "0512 6000 0000"
