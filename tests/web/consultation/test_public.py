"""The page behind a poster and the way back by code: what they do, and what they leave behind."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from banjie.consultation.codes import digest
from banjie.consultation.limiting import CODES, POSTERS, SENDING
from banjie.consultation.models import Case, Channel, Contact, Poster
from tests.web import plans
from tests.web.cast import Cast
from tests.web.consultation import cases

WORDS = {"title": "关于增设自习室的建议", **cases.SAID}
CODE = re.compile(r"<output>([0-9a-z]{4}(?:-[0-9a-z]{4}){3})</output>")


@pytest.fixture(autouse=True)
def nobody_tried_before() -> None:
    for limiter in (CODES, POSTERS, SENDING):
        limiter.forget()


@pytest.fixture
def poster(cast: Cast) -> Poster:
    channel = Channel.objects.create(
        office=cast.office, kind="suggestion", name="临湖建言", phone="0000-1234567"
    )
    return Poster.objects.create(channel=channel)


def form_of(client: Client, poster: Poster) -> dict[str, str]:
    """The hidden fields of a freshly opened form."""
    page = client.get(poster.get_absolute_url()).content.decode()
    found = re.search(r'name="once" value="([^"]+)"', page)
    assert found
    return {"once": found[1], "seen": ""}


def code_in(page: str) -> str:
    found = CODE.search(page)
    assert found, page
    return found[1]


def said(client: Client, poster: Poster, **words: object) -> str:
    """The code of a case sent by the form."""
    answer = client.post(poster.get_absolute_url(), form_of(client, poster) | WORDS | words)
    assert answer.status_code == 200, answer.context["form"].errors
    return code_in(answer.content.decode())


def test_what_is_said_waits_for_the_check_and_has_a_code(client: Client, poster: Poster) -> None:
    code = said(client, poster, points="增设自习室\r\n\r\n延长开放时间", may_be_shown="on")
    case = Case.objects.get()
    assert (case.state, case.kind, case.may_be_shown) == ("submitted", "suggestion", True)
    assert [point.text for point in case.points.all()] == ["增设自习室", "延长开放时间"]
    author = case.submitters.get()
    assert author.user is None
    assert author.code.digest == digest(code)


def test_the_same_form_twice_is_one_case_and_one_code(client: Client, poster: Poster) -> None:
    form = form_of(client, poster) | WORDS
    codes = {code_in(client.post(poster.get_absolute_url(), form).content.decode()) for _ in "12"}
    assert len(codes) == 1
    assert Case.objects.count() == 1
    assert said(Client(), poster) not in codes


def test_a_form_key_made_up_elsewhere_is_refused(client: Client, poster: Poster) -> None:
    answer = client.post(poster.get_absolute_url(), WORDS | {"once": "anything", "seen": ""})
    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 51}, "title"),
        ({"situation": "字" * 2001}, "situation"),
        ({"proposal": ""}, "proposal"),
        ({"points": "\n".join("点" * 3 for _ in range(11))}, "points"),
        ({"contact": "王小明 13800138000"}, "contact"),
        ({"papers": SimpleUploadedFile("a.svg", b"<svg onload='x'/>")}, "papers"),
        ({"papers": SimpleUploadedFile("a.html", b"<script>x</script>")}, "papers"),
        ({"papers": SimpleUploadedFile("a.docx", b"PK\x03\x04bad")}, "papers"),
        ({"papers": SimpleUploadedFile("a.pdf", b"%PDF-1.7 bad")}, "papers"),
    ],
)
def test_what_cannot_be_sent_says_why_and_keeps_nothing(
    client: Client, poster: Poster, words: dict[str, object], field: str
) -> None:
    form = form_of(client, poster) | WORDS | words
    answer = client.post(poster.get_absolute_url(), form)
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert not Case.objects.exists()


def test_two_thousand_characters_on_many_lines_fit(client: Client, poster: Poster) -> None:
    said(client, poster, situation="\r\n".join(["字" * 99] * 20))
    assert len(Case.objects.get().said["situation"]) == 1999


def test_a_number_of_ones_own_is_sent_after_a_second_look(client: Client, poster: Poster) -> None:
    form = form_of(client, poster) | WORDS | {"situation": "请打13800138000"}
    first = client.post(poster.get_absolute_url(), form)
    assert first.status_code == 422
    assert "138…00" in first.content.decode()
    seen = re.search(r'name="seen" value="([^"]*)"', first.content.decode())
    assert seen
    more = form | {"seen": seen[1], "analysis": "卡号4111111111111111"}
    assert client.post(poster.get_absolute_url(), more).status_code == 422
    assert client.post(poster.get_absolute_url(), form | {"seen": seen[1]}).status_code == 200
    assert Case.objects.count() == 1


def test_an_accusation_is_refused_with_its_own_way_and_not_kept(
    client: Client, poster: Poster
) -> None:
    form = form_of(client, poster) | WORDS | {"situation": "举报李大海贪污", "seen": "alike"}
    answer = client.post(poster.get_absolute_url(), form)
    assert answer.status_code == 422
    assert "12388" in answer.content.decode()
    assert not Case.objects.exists()


def published(cast: Cast, **values: object) -> Case:
    case = cases.at(cast, "closed", **values)
    case.visibility = "public"
    case.save()
    return case


def test_cases_alike_are_shown_once_before_sending(
    cast: Cast, client: Client, poster: Poster
) -> None:
    published(cast, title="关于图书馆增设自习室的建议")
    cases.at(cast, "filed", title="关于增设自习室的另一件建议")
    form = form_of(client, poster) | WORDS
    first = client.post(poster.get_absolute_url(), form)
    assert first.status_code == 422
    assert "关于图书馆增设自习室的建议" in first.content.decode()
    assert "另一件" not in first.content.decode()
    answer = client.post(poster.get_absolute_url(), form | {"seen": "alike"})
    assert answer.status_code == 200
    assert Case.objects.count() == 3


def test_following_gives_a_code_that_shows_the_case(
    cast: Cast, client: Client, poster: Poster
) -> None:
    case = published(cast)
    form = form_of(client, poster) | {"follow": str(case.pk)}
    pages = [client.post(reverse("consultation:follow", args=(poster.code,)), form) for _ in "12"]
    codes = {code_in(page.content.decode()) for page in pages}
    assert len(codes) == 1
    assert case.followers.count() == 1
    page = client.post(reverse("consultation:track"), {"code": codes.pop()})
    assert case.title in page.content.decode()
    assert page.context["author"] is None
    case.visibility = "office"
    case.save()
    assert client.post(reverse("consultation:follow", args=(poster.code,)), form).status_code == 404


def test_typing_shows_published_cases_alone(cast: Cast, client: Client, poster: Poster) -> None:
    published(cast, title="关于图书馆增设自习室的建议")
    cases.at(cast, "filed", title="关于增设自习室的另一件建议")
    look = reverse("consultation:look", args=(poster.code,))
    page = client.post(look, {"title": WORDS["title"]}).content.decode()
    assert "关于图书馆增设自习室的建议" in page
    assert "另一件" not in page
    assert client.post(look, {"title": "完全不同的事项如路灯"}).content.decode().strip() == ""


@pytest.mark.parametrize("stage", ["submitted", "handling", "replied", "closed"])
def test_a_code_shows_how_far_it_is(cast: Cast, client: Client, poster: Poster, stage: str) -> None:
    code = said(client, poster)
    case = cases.on(cast, Case.objects.get(), stage)
    answer = client.post(reverse("consultation:track"), {"code": f" {code.upper()} "})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert case.title in page
    assert ("将于三季度增设自习室。" in page) == (stage in ("replied", "closed"))


def test_letters_misread_find_the_case_all_the_same(client: Client, poster: Poster) -> None:
    code = said(client, poster).replace("0", "O").replace("1", "l").replace("-", "")
    assert client.post(reverse("consultation:track"), {"code": code}).status_code == 200


def test_wrong_and_ended_codes_get_the_same_answer(client: Client, poster: Poster) -> None:
    code = said(client, poster)
    author = Case.objects.get().submitters.get()
    author.code.ends_on = "2026-09-17"
    author.code.save()
    track = reverse("consultation:track")
    pages = [client.post(track, {"code": typed}) for typed in (code, "abcd-efgh-jkmn-pqrs", "")]
    bare = {re.sub(r'value="[^"]{20,}"', "", page.content.decode()) for page in pages}
    assert {page.status_code for page in pages} == {422}
    assert len(bare) == 1


def test_tries_are_limited_by_address_and_right_ones_do_not_count(
    client: Client, poster: Poster
) -> None:
    code, track = said(client, poster), reverse("consultation:track")
    for _ in range(8):
        assert client.post(track, {"code": code}).status_code == 200
    for _ in range(5):
        assert client.post(track, {"code": "wrong"}).status_code == 422
    assert client.post(track, {"code": code}, REMOTE_ADDR="127.0.0.99").status_code == 429
    assert client.post(track, {"code": code}, REMOTE_ADDR="10.9.9.9").status_code == 200


@pytest.mark.any_database
def test_ten_thousand_guesses_reach_the_slow_hash_five_times(
    client: Client, poster: Poster, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(client, poster)
    hashed: list[str] = []
    monkeypatch.setattr("banjie.consultation.views.track.found_by_code", hashed.append)
    for where in ("unnamed", "track"):  # drawing ten thousand pages is not what is tried here
        monkeypatch.setattr(
            f"banjie.consultation.views.{where}.page",
            lambda _request, _template, _context, status=200: HttpResponse(status=status),
        )
    CODES.forget()
    answers = [
        client.post(reverse("consultation:track"), {"code": f"{n:016x}"}).status_code
        for n in range(10_000)
    ]
    assert len(hashed) == 5
    assert (answers.count(200), answers.count(422), answers.count(429)) == (0, 5, 9995)


def test_an_author_takes_it_back_with_the_code(client: Client, poster: Poster) -> None:
    code = said(client, poster, contact="linhu@example.org")
    withdraw = reverse("consultation:author-withdraw")
    assert client.post(withdraw, {"code": "wrong"}).status_code == 422
    assert client.post(withdraw, {"code": code}).status_code == 200
    assert Case.objects.get().state == "withdrawn"
    assert not Contact.objects.exists()
    assert client.post(withdraw, {"code": code}).status_code == 200


def test_an_author_takes_back_consent_and_contact(client: Client, poster: Poster) -> None:
    code = said(client, poster, contact="0000-1234567", may_be_shown="on")
    client.post(reverse("consultation:author-keep-private"), {"code": code})
    client.post(reverse("consultation:author-forget-contact"), {"code": code})
    case = Case.objects.get()
    assert not case.may_be_shown
    assert not Contact.objects.exists()


def test_a_taken_back_address_and_a_closed_channel_take_nothing(
    client: Client, poster: Poster
) -> None:
    form = form_of(client, poster) | WORDS
    poster.revoked_on = "2026-09-18"
    poster.save()
    assert client.post(poster.get_absolute_url(), form).status_code == 410
    assert client.get(poster.get_absolute_url()).status_code == 410
    assert client.get("/p/zzzzzzzz/").status_code == 404
    assert not Case.objects.exists()


def test_posters_are_not_found_by_trying(client: Client, poster: Poster) -> None:
    address = poster.get_absolute_url()
    for _ in range(40):
        assert client.get(address).status_code == 200
    tried = [client.get(f"/p/{n:08}/").status_code for n in range(40)]
    assert (tried.count(404), tried.count(429)) == (30, 10)
    assert client.get(address).status_code == 429
    assert client.get(address, REMOTE_ADDR="10.9.9.9").status_code == 200


def test_the_large_view_is_chosen_by_address_or_cookie(client: Client, poster: Poster) -> None:
    address = poster.get_absolute_url()
    assert 'data-size="usual"' in client.get(address).content.decode()
    assert 'data-size="large"' in client.get(f"{address}?size=large").content.decode()
    assert 'data-size="large"' in client.get("/t/").content.decode()
    assert client.cookies["banjie_size"].value == "large"
    assert 'data-size="large"' in client.get(f"{address}?size=<b>").content.decode()


def test_pages_of_unnamed_authors_are_kept_by_no_cache(client: Client, poster: Poster) -> None:
    for address in (poster.get_absolute_url(), "/t/"):
        answer = client.get(address)
        assert answer.headers["Cache-Control"] == "no-store"
        assert set(answer.cookies) <= {"csrftoken"}


def test_a_picture_and_a_paper_go_along(client: Client, poster: Poster) -> None:
    said(client, poster, papers=[plans.photo()])
    kept = Case.objects.get().files.get().attachment
    assert kept.uploaded_by is None
    assert kept.uploaded_at.isoformat().endswith("16:00:00+00:00")  # midnight in Shanghai
