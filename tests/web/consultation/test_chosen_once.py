"""Files that came with a form which needed another look: chosen once, sent once, or gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client

from banjie.common import clock, once
from banjie.common.models import Attachment
from banjie.consultation.actions import submitting
from banjie.consultation.limiting import SENDING
from banjie.consultation.models import Case, Channel, Poster, Staged
from banjie.people.models import User
from tests.web import plans, uploads
from tests.web.cast import Cast
from tests.web.consultation.cases import at
from tests.web.consultation.test_public import WORDS, form_of

SignedIn = Callable[[User], Client]
Callbacks = Callable[..., AbstractContextManager[Any]]
PHONE = {"situation": "请打13911112222说明。"}
KEPT = re.compile(r'name="kept" value="(\d+)" checked')


@pytest.fixture
def poster(cast: Cast) -> Poster:
    SENDING.forget()
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="临湖建言")
    return Poster.objects.create(channel=channel)


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("座位统计.pdf", uploads.pdf())


def sent(client: Client, address: str, **said: object) -> tuple[int, str, list[str]]:
    """What the form answers: its status, the marks of what was shown, the files it kept."""
    answer = client.post(address, said)
    page = answer.content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', page)
    return answer.status_code, seen[1] if seen else "", KEPT.findall(page)


def test_files_outlast_the_second_look_and_tell_the_day_alone(
    client: Client, cast: Cast, poster: Poster
) -> None:
    like = at(cast, "filed", title=WORDS["title"])
    Case.objects.filter(pk=like.pk).update(visibility="public")
    address, form = poster.get_absolute_url(), form_of(client, poster) | WORDS | PHONE
    status, seen, kept = sent(client, address, **form, papers=[plans.photo(), paper()])
    assert (status, len(kept)) == (422, 2)
    staged = Staged.objects.select_related("attachment")
    assert {(one.attachment.uploaded_by, one.attachment.uploaded_at.hour) for one in staged} == {
        (None, 16)  # midnight in Shanghai
    }
    assert form["once"] not in str(list(staged.values()))
    for _look in range(3):  # the number, then the case that is alike
        status, seen, again = sent(client, address, **form | {"seen": seen}, kept=kept)
        if status == 200:
            break
        assert again == kept
    assert status == 200
    case = Case.objects.exclude(pk=like.pk).get()
    assert sorted(case.files.values_list("attachment__content_type", flat=True)) == [
        "application/pdf", "image/jpeg",
    ]  # fmt: skip
    assert not Staged.objects.exists()


def test_only_what_the_form_still_names_goes_along(client: Client, poster: Poster) -> None:
    address, form = poster.get_absolute_url(), form_of(client, poster) | WORDS
    bare = form | {"title": ""}
    _status, _seen, kept = sent(client, address, **bare, papers=[plans.photo(), paper()])
    other = form_of(client, poster) | WORDS
    assert sent(client, address, **other, kept=kept)[0] == 422  # of another form
    assert sent(client, address, **form, kept=kept[:1])[0] == 200
    assert Case.objects.get().files.count() == 1
    assert (Staged.objects.count(), Attachment.objects.count()) == (0, 1)  # the other is deleted


def test_a_form_whose_sending_fails_still_has_its_files(
    cast: Cast, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ValidationError("no calendar of that year")

    channel = Channel.objects.create(office=cast.office, kind="proposal", name="提案", public=False)
    client, address = signed_in(cast.liaison), f"/cases/new/?channel={channel.pk}"
    form = WORDS | {"once": once.new_key()}
    _status, _seen, kept = sent(client, address, **form | {"title": ""}, papers=[paper()])
    with monkeypatch.context() as failing:
        failing.setattr(submitting, "invite", fail)
        status, _seen, again = sent(client, address, **form, kept=kept)
    assert (status, again) == (422, kept)
    assert sent(client, address, **form, kept=kept)[0] == 302
    assert Case.objects.get().files.count() == 1


def test_a_draft_keeps_no_files_of_its_form(cast: Cast, signed_in: SignedIn) -> None:
    channel = Channel.objects.create(office=cast.office, kind="proposal", name="提案", public=False)
    client, address = signed_in(cast.liaison), f"/cases/new/?channel={channel.pk}"
    form = WORDS | {"once": once.new_key()}
    _status, _seen, kept = sent(client, address, **form | {"title": ""}, papers=[paper()])
    assert sent(client, address, **form, kept=kept, later="1")[0] == 302
    assert (Staged.objects.count(), Attachment.objects.count()) == (0, 0)


def test_one_bad_file_costs_no_other(client: Client, poster: Poster) -> None:
    address, form = poster.get_absolute_url(), form_of(client, poster) | WORDS
    bad = SimpleUploadedFile("运行.exe", b"MZ")
    status, _seen, kept = sent(client, address, **form, papers=[paper(), bad])
    assert (status, len(kept)) == (422, 1)
    many = [plans.photo() for _ in range(9)]
    status, _seen, kept = sent(client, address, **form, kept=kept, papers=many)
    assert (status, len(kept)) == (422, 9)


def test_what_comes_with_an_accusation_is_not_kept(
    client: Client, poster: Poster, django_capture_on_commit_callbacks: Callbacks
) -> None:
    address, form = poster.get_absolute_url(), form_of(client, poster) | WORDS
    _status, _seen, kept = sent(client, address, **form | {"title": ""}, papers=[paper()])
    path = Path(Attachment.objects.get().file.path)
    accused = form | {"situation": "张三局长贪污受贿。"}
    with django_capture_on_commit_callbacks(execute=True):
        status, _seen, shown = sent(client, address, **accused, kept=kept, papers=[plans.photo()])
    assert (status, shown) == (422, [])
    assert not Attachment.objects.exists()
    assert not path.exists()


def test_files_of_a_form_that_nobody_sent_go_with_the_day(
    client: Client, poster: Poster,
    django_capture_on_commit_callbacks: Callbacks,
) -> None:  # fmt: skip
    form = form_of(client, poster) | WORDS | {"title": ""}
    sent(client, poster.get_absolute_url(), **form, papers=[paper()])
    path = Path(Attachment.objects.get().file.path)
    call_command("purge_contacts")
    assert path.exists()
    Staged.objects.update(on=clock.today() - timedelta(1))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("purge_contacts")
    assert not path.exists()
    assert (Staged.objects.count(), Attachment.objects.count()) == (0, 0)


def test_accounts_and_officers_choose_once_too(cast: Cast, signed_in: SignedIn) -> None:
    channel = Channel.objects.create(office=cast.office, kind="proposal", name="提案", public=False)
    entry = {"source": "paper", "office": cast.office.pk, "received_on": clock.today()}
    for user, address, more, files in (
        (cast.liaison, f"/cases/new/?channel={channel.pk}", {}, {"papers": [paper()]}),
        (cast.officer, "/cases/enter/", entry, {"papers": [paper()], "scan": plans.photo()}),
    ):
        client, form = signed_in(user), WORDS | PHONE | more | {"once": once.new_key()}
        status, seen, kept = sent(client, address, **form, **files)
        assert (status, len(kept)) == (422, len(files)), user
        assert sent(signed_in(cast.stranger), address, **form, kept=kept)[0] in (403, 422), user
        assert sent(client, address, **form, seen=seen, kept=kept)[0] == 302, user
        case = Case.objects.latest("pk")
        assert [one.scan for one in case.files.all()] == [False, True][: len(files)], user
