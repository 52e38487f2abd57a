"""The pages of replying, from the draft to the letter as a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from banjie.common import once
from banjie.common.models import AuditEntry
from banjie.consultation import actions
from banjie.consultation.forms.replies import TemplateForm
from banjie.consultation.models import Case, Letter, Reply, Template
from banjie.people.models import User
from tests.web.cast import Cast
from tests.web.consultation import cases

SignedIn = Callable[[User], Client]
DRAFT = {"answer_1": "将于三季度增设自习室。", "outcome": "A"}


def post(client: Client, step: str, case: Case, **values: object) -> int:
    address = reverse(f"consultation:{step}", args=(case.pk,))
    return client.post(address, {"once": once.new_key(), **values}).status_code


def test_a_reply_goes_from_draft_to_letter_through_its_pages(
    cast: Cast, signed_in: SignedIn
) -> None:
    case, head = cases.at(cast, "received"), cases.head_of(cast)
    handler, officer, leader = map(signed_in, (cast.handler, cast.officer, head))
    assert post(handler, "draft-reply", case, outcome="A") == 422
    assert post(handler, "draft-reply", case, outcome="A", keep="1") == 302
    assert Reply.objects.get().state == "draft"
    assert post(handler, "draft-reply", case, **DRAFT) == 302
    assert post(leader, "sign-reply", case, agreed="yes", post="馆长") == 302
    assert post(officer, "review-reply", case, agreed="no", reason="请写明时间。") == 302
    assert "请写明时间。" in handler.get(case.get_absolute_url()).content.decode()
    assert post(handler, "draft-reply", case, **DRAFT) == 302
    assert post(leader, "sign-reply", case, agreed="yes", post="馆长") == 302
    assert post(officer, "review-reply", case, agreed="yes") == 302
    ready = reverse("consultation:ready")
    values = {"once": once.new_key(), "replies": [Reply.objects.get().pk]}
    assert officer.post(ready, values).status_code == 302
    assert officer.post(ready, values).status_code == 302  # the same form again
    letter = Letter.objects.get()
    page = officer.get(reverse("consultation:letter", args=(case.pk, letter.pk)))
    assert "将于三季度增设自习室。" in page.content.decode()
    paper = officer.get(reverse("consultation:letter-paper", args=(case.pk, letter.pk)))
    assert b"".join(paper.streaming_content)[:2] == b"PK"


def test_a_template_is_filled_in_from_the_records(cast: Cast, signed_in: SignedIn) -> None:
    case = cases.at(cast, "received")
    client = signed_in(cast.handler)
    values = {
        "unit": cast.library.pk,
        "name": "常用",
        "opening": "您的《{title}》（{number}）收悉。",
    }
    values["once"] = once.new_key()
    assert client.post(reverse("consultation:templates"), values).status_code == 302
    assert Template.objects.count() == 1
    page = client.get(reverse("consultation:draft-reply", args=(case.pk,))).content.decode()
    assert values["opening"] in page
    cases.drafted(cast, case, opening=values["opening"])
    page = client.get(case.get_absolute_url()).content.decode()
    assert f"您的《{case.title}》（{case.number}）收悉。" in page
    client.post(reverse("consultation:templates"), values)
    others = {"once": once.new_key(), "unit": cast.museum.pk}
    client.post(reverse("consultation:templates"), values | others)
    assert Template.objects.count() == 1


def test_templates_are_mended_and_dropped_by_their_unit(cast: Cast, signed_in: SignedIn) -> None:
    used, other = (
        Template.objects.create(unit=cast.library, name=name, opening="您的来信收悉。")
        for name in ("常用", "另一个")
    )
    client, page = signed_in(cast.handler), reverse("consultation:change-template", args=(used.pk,))
    values = {"unit": cast.library.pk, "opening": "您的建议收悉。", "closing": "感谢关心。"}

    def sent(name: str) -> int:
        said = values | {"name": name, "once": once.new_key()}
        return client.post(page, said).status_code

    assert (sent("另一个"), sent("常用的")) == (422, 302)
    used.refresh_from_db()
    assert (used.name, used.closing) == ("常用的", "感谢关心。")
    assert used.opening in client.get(reverse("consultation:templates")).content.decode()
    drop = reverse("consultation:drop-template", args=(other.pk,))
    assert signed_in(cast.stranger).post(drop).status_code == 404
    list_page = reverse("consultation:templates")
    assert [client.post(drop).headers["Location"] for _n in range(2)] == [list_page] * 2
    assert [one.name for one in Template.objects.all()] == ["常用的"]
    verbs = AuditEntry.objects.filter(verb__startswith="reply-template.")
    assert list(verbs.order_by("pk").values_list("verb", flat=True)) == [
        "reply-template.changed", "reply-template.dropped",
    ]  # fmt: skip


def test_template_dropped_while_it_is_worded_anew_stays_dropped(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Template.objects.create(unit=cast.library, name="常用", opening="您的来信收悉。")
    said = {"unit": cast.library.pk, "name": "常用", "opening": "您的建议收悉。"}
    clean = TemplateForm.clean

    def dropped_meanwhile(form: TemplateForm) -> Any:
        actions.drop_template(found, by=cast.handler)
        return clean(form)

    monkeypatch.setattr(TemplateForm, "clean", dropped_meanwhile)
    page = reverse("consultation:change-template", args=(found.pk,))
    answer = signed_in(cast.handler).post(page, said | {"once": once.new_key()})
    assert answer.status_code == 422
    assert "您的建议收悉。" in answer.content.decode()
    assert answer.context["form"].non_field_errors()
    assert not Template.objects.exists()
