"""The pages: my notices, the outbox, the channels."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.template import RequestContext, Template
from django.test import Client, RequestFactory
from django.urls import reverse

from banjie.common import audit
from banjie.common.models import AuditEntry
from banjie.notices.actions.channels import MOST
from banjie.notices.models import Channel, Delivery, Notice
from banjie.people.models import User
from tests.web.cast import Cast
from tests.web.notices.conftest import MailServer, Receiver, Write, by_bot, by_mail

SignedIn = Callable[[User], Client]


def states(notice: Notice) -> dict[str, str]:
    return {d.user.login: d.state for d in notice.deliveries.select_related("user") if d.user}


# My notices


def test_opening_the_page_is_what_marks_it(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    notice = write()
    page, client = reverse("notices:notice", args=(notice.pk,)), signed_in(cast.liaison)
    client.get(reverse("notices:notices"))
    client.head(page)
    assert states(notice) == {"liaison": "sent", "handler": "sent"}
    client.get(page)
    assert states(notice) == {"liaison": "read", "handler": "sent"}


def test_row_says_why_it_came(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    write(duties=["liaison"])
    page = signed_in(cast.liaison).get(reverse("notices:notices")).content.decode()
    assert "临湖市图书馆" in page
    assert "协作办" in page
    assert "读书会报告还有5天到期" in page


def test_page_of_a_notice_leads_to_its_thing(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    notice = write(body="第一行\n<script>alert(1)</script>")
    page = signed_in(cast.liaison).get(reverse("notices:notice", args=(notice.pk,)))
    assert 'href="/activities/7/"' in page.content.decode()
    assert "<script>alert" not in page.content.decode()


def test_number_that_no_row_has_is_not_found(cast: Cast, signed_in: SignedIn) -> None:
    assert signed_in(cast.liaison).get(f"/notices/{'9' * 30}/").status_code == 404


def test_unread_sieve_and_marking_all(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    first, second = write(key="a", subject="第一件"), write(key="b", subject="第二件")
    client = signed_in(cast.liaison)
    client.get(reverse("notices:notice", args=(first.pk,)))
    page = client.get(reverse("notices:notices") + "?unread").content.decode()
    assert "第二件" in page
    assert "第一件" not in page
    client.post(reverse("notices:read-all"))
    assert states(second) == {"liaison": "read", "handler": "sent"}


def test_header_asks_once_and_only_where_it_is_shown(
    cast: Cast, write: Write, rf: RequestFactory, django_assert_num_queries: Any
) -> None:
    write()
    request = rf.get("/")
    request.user = cast.liaison
    for words, queries, shown in (("", 0, ""), ("{{ unread_notices }}", 1, "1")):
        with django_assert_num_queries(queries):
            assert Template(words).render(RequestContext(request)) == shown


def test_lists_ask_the_same_for_few_and_many(
    cast: Cast, write: Write, signed_in: SignedIn, django_assert_max_num_queries: Any
) -> None:
    for user, page in ((cast.liaison, "notices:notices"), (cast.officer, "notices:outbox")):
        write(key=f"{page}-0", kind="urging" if "outbox" in page else "reminder")
        client = signed_in(user)
        with django_assert_max_num_queries(12) as once:
            client.get(reverse(page))
        for n in range(1, 9):
            write(key=f"{page}-{n}", kind="urging" if "outbox" in page else "reminder")
        with django_assert_max_num_queries(len(once.captured_queries)):
            client.get(reverse(page))


# The outbox


def urge(write: Write, n: int = 0, **given: Any) -> Notice:
    return write(key=f"urged-{n}", kind="supervision.urged", subject=f"催办{n}", **given)


def test_drafts_are_sent_together(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    drafts = [urge(write, n) for n in range(3)]
    client = signed_in(cast.officer)
    chosen = [drafts[0].pk, drafts[2].pk]
    answer = client.post(reverse("notices:take-step"), {"step": "send", "notice": chosen})
    assert answer.headers["Location"] == reverse("notices:outbox")
    assert [Notice.objects.get(pk=d.pk).state for d in drafts] == ["sent", "draft", "sent"]
    assert states(drafts[0]) == {"liaison": "sent", "handler": "sent"}
    assert AuditEntry.objects.filter(verb="notice.send").count() == 2
    assert audit.broken_links() == []


@pytest.mark.parametrize("chosen", ["x", "-1", "9" * 19, "9" * 5000])
def test_number_that_no_notice_can_have_is_refused(
    cast: Cast, signed_in: SignedIn, chosen: str
) -> None:
    data = {"step": "send", "notice": chosen}
    answer = signed_in(cast.officer).post(reverse("notices:take-step"), data)
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("steps", "state"),
    [
        (["hold"], "held"),
        (["hold", "send"], "sent"),
        (["cancel"], "cancelled"),
        (["hold", "cancel", "send"], "cancelled"),
        (["send", "cancel"], "sent"),
        (["send", "hold"], "sent"),
        (["cancel", "hold"], "cancelled"),
    ],
)
def test_steps_in_their_order(
    cast: Cast, write: Write, signed_in: SignedIn, steps: list[str], state: str
) -> None:
    notice, client = urge(write), signed_in(cast.officer)
    for step in steps:
        client.post(reverse("notices:take-step"), {"step": step, "notice": notice.pk})
    notice.refresh_from_db()
    assert notice.state == state
    assert notice.deliveries.exists() == (state == "sent")


def test_cancelled_notice_is_not_written_anew(
    cast: Cast, write: Write, signed_in: SignedIn
) -> None:
    notice = urge(write)
    signed_in(cast.officer).post(
        reverse("notices:take-step"), {"step": "cancel", "notice": notice.pk}
    )
    assert urge(write).state == Notice.State.CANCELLED


def test_step_leaves_other_outboxes_alone(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    notice = urge(write)
    data = {"step": "send", "notice": notice.pk}
    signed_in(cast.other_officer).post(reverse("notices:take-step"), data)
    notice.refresh_from_db()
    assert notice.state == Notice.State.DRAFT


@pytest.mark.parametrize(
    "data",
    [{}, {"step": "shout"}, {"step": "send", "notice": "7; drop"}, {"step": "send", "notice": "²"}],
)
def test_step_nobody_offers_is_refused(
    cast: Cast, signed_in: SignedIn, data: dict[str, str]
) -> None:
    assert signed_in(cast.officer).post(reverse("notices:take-step"), data).status_code == 400


def test_all_of_a_page_are_chosen_by_one_link(
    cast: Cast, write: Write, signed_in: SignedIn
) -> None:
    for n in range(3):
        urge(write, n)
    client, page = signed_in(cast.officer), reverse("notices:outbox")
    assert client.get(page).content.decode().count(" checked>") == 0
    assert client.get(page + "?all=1").content.decode().count(" checked>") == 3


def change(client: Client, notice: Notice, **given: Any) -> Any:
    data = {"subject": notice.subject, "body": notice.body, "version": notice.version} | given
    return client.post(reverse("notices:sent-notice", args=(notice.pk,)), data)


def test_draft_is_mended_and_goes_out_mended(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    notice, client = urge(write), signed_in(cast.officer)
    assert change(client, notice, subject="请报送进展", body="新的正文").status_code == 302
    client.post(reverse("notices:take-step"), {"step": "send", "notice": notice.pk})
    page = signed_in(cast.liaison).get(reverse("notices:notice", args=(notice.pk,)))
    assert "请报送进展" in page.content.decode()
    assert "新的正文" in page.content.decode()


def test_second_of_two_who_mend_is_told(cast: Cast, write: Write, signed_in: SignedIn) -> None:
    notice, client = urge(write), signed_in(cast.officer)
    change(client, notice, body="甲的话")
    change(client, notice, body="乙的话")
    notice.refresh_from_db()
    assert notice.body == "甲的话"


@pytest.mark.parametrize("subject", ["", "长" * 201, "催办\u2028Bcc: x", "催\x00办"])
def test_subject_that_is_no_header_is_not_saved(
    cast: Cast, write: Write, signed_in: SignedIn, subject: str
) -> None:
    notice = urge(write)
    assert change(signed_in(cast.officer), notice, subject=subject).status_code == 422
    notice.refresh_from_db()
    assert notice.subject == "催办0"


def test_sender_sees_arrived_opened_and_failed(
    cast: Cast, write: Write, signed_in: SignedIn
) -> None:
    notice = write()
    Delivery.objects.create(notice=notice, means="email", state="failed", reason="mailbox:550")
    signed_in(cast.liaison).get(reverse("notices:notice", args=(notice.pk,)))
    client = signed_in(cast.officer)
    page = client.get(reverse("notices:outbox") + "?show=trouble")
    [row] = page.context["page"].object_list
    assert (row.reached, row.opened, row.failed) == (2, 1, 1)
    one = client.get(reverse("notices:sent-notice", args=(notice.pk,))).content.decode()
    assert "550" in one
    assert cast.liaison.name not in one, "by unit, not by person"


def test_notice_that_reached_nobody_is_trouble(
    cast: Cast, write: Write, signed_in: SignedIn
) -> None:
    notice = write(duties=["leader"])
    page = signed_in(cast.officer).get(reverse("notices:outbox") + "?show=trouble")
    assert [row.pk for row in page.context["page"]] == [notice.pk]


# Channels


def test_address_is_shown_shortened_from_then_on(
    cast: Cast, signed_in: SignedIn, mail_server: MailServer, receiver: Receiver
) -> None:
    client = signed_in(cast.liaison)
    client.post(reverse("notices:add-channel", args=("email",)), {"address": "zhang@linhu.example"})
    url = receiver.address("/robot/send?access_token=0123456789abcdef")
    client.post(
        reverse("notices:add-unit-channel", args=("dingtalk", cast.library.pk)),
        {"url": url, "secret": "SEC0123456789"},
    )
    assert Channel.objects.count() == 2
    page = client.get(reverse("notices:channels")).content.decode()
    assert "z…@linhu.example" in page
    assert "…cdef" in page
    assert not any(secret in page for secret in ("zhang@", "0123456789abcdef", "SEC0123"))
    said = str(list(AuditEntry.objects.values_list("label", "detail")))
    assert not any(secret in said for secret in ("zhang@", "abcdef", "SEC0123"))


def test_mail_is_not_offered_without_a_mail_server(cast: Cast, signed_in: SignedIn) -> None:
    client = signed_in(cast.liaison)
    assert client.get(reverse("notices:add-channel", args=("email",))).status_code == 404


@pytest.mark.parametrize(
    ("means", "url"),
    [
        ("wecom", "https://1.1.1.1/cgi-bin/webhook/send"),
        ("wecom", "https://1.1.1.1/robot/send?access_token=a1"),
        ("dingtalk", "https://1.1.1.1/robot/send?access_token="),
        ("feishu", "https://1.1.1.1/open-apis/bot/v2/hook/"),
        ("feishu", "http://1.1.1.1/open-apis/bot/v2/hook/a1"),
        ("webhook", "https://127.0.0.1/hook"),
        ("webhook", "https://[::1]:5432/"),
        ("webhook", "no address"),
    ],
)
def test_address_that_cannot_be_is_refused(
    cast: Cast, signed_in: SignedIn, means: str, url: str
) -> None:
    client = signed_in(cast.liaison)
    answer = client.post(reverse("notices:add-channel", args=(means,)), {"url": url})
    assert answer.status_code == 422
    assert not Channel.objects.exists()


@pytest.mark.parametrize(
    ("means", "url"),
    [
        ("wecom", "https://1.1.1.1/cgi-bin/webhook/send?key=693a91f6-7xxx"),
        ("dingtalk", "https://1.1.1.1/robot/send?access_token=a1b2"),
        ("feishu", "https://1.1.1.1/open-apis/bot/v2/hook/a1-b2"),
        ("webhook", "https://1.1.1.1"),
        ("webhook", "https://1.1.1.1/a?b=c"),
    ],
)
def test_address_of_its_service_is_taken(
    cast: Cast, signed_in: SignedIn, means: str, url: str
) -> None:
    client = signed_in(cast.liaison)
    answer = client.post(reverse("notices:add-channel", args=(means,)), {"url": url})
    assert answer.status_code == 302


def test_same_channel_twice_is_one_and_five_are_the_most(
    cast: Cast, signed_in: SignedIn, mail_server: MailServer
) -> None:
    by_mail(cast.liaison)
    by_mail(cast.liaison)
    assert Channel.objects.count() == 1
    for n in range(1, MOST):
        by_mail(cast.liaison, f"liaison{n}@linhu.example")
    answer = signed_in(cast.liaison).post(
        reverse("notices:add-channel", args=("email",)), {"address": "one-more@linhu.example"}
    )
    assert (answer.status_code, Channel.objects.count()) == (422, MOST)


def test_trial_tells_at_once_what_became_of_it(
    cast: Cast, signed_in: SignedIn, mail_server: MailServer, receiver: Receiver
) -> None:
    mail, bot = by_mail(cast.liaison), by_bot(cast, receiver, "feishu", secret="SEC1")
    receiver.answers = [(200, '{"code": 19021}'), (200, '{"code": 0}')]
    client = signed_in(cast.liaison)

    def attempt(channel: Channel) -> str:
        address = reverse("notices:try-channel", args=(channel.pk,))
        answer = client.post(address, follow=True)
        [message] = answer.context["messages"]
        return f"{message.level_tag} {message}"

    assert attempt(bot).startswith("warning")
    assert attempt(bot).startswith("success")
    assert attempt(mail).startswith("success")
    assert (len(receiver.posts), len(mail_server.mails)) == (2, 1)
    mail_server.refuse["liaison@linhu.example"] = "550 unknown"
    assert "550" in attempt(mail)
    assert not Delivery.objects.exists()


def test_channel_is_its_owners_alone(cast: Cast, signed_in: SignedIn) -> None:
    channel = by_mail(cast.handler, "handler@linhu.example")
    for user in (cast.liaison, cast.officer, cast.auditor):
        client = signed_in(user)
        assert channel.masked not in client.get(reverse("notices:channels")).content.decode()
        remove = reverse("notices:remove-channel", args=(channel.pk,))
        assert client.post(remove).status_code == 404
    assert Channel.objects.exists()
