"""The same form sent by many hands at the same moment is one case, on either database."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from banjie.common import once
from banjie.common.models import Attachment
from banjie.consultation import actions
from banjie.consultation.limiting import CODES, SENDING
from banjie.consultation.models import Case, Channel, Contact, Poster
from banjie.consultation.queries import authors
from tests.web import plans
from tests.web.cast import Cast, make_cast
from tests.web.consultation import cases
from tests.web.consultation.test_public import WORDS, code_in, form_of
from tests.web.test_parallel import at_once

HANDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    CODES.forget()
    SENDING.forget()
    return make_cast()


@pytest.fixture
def poster(cast: Cast) -> Poster:
    channel = Channel.objects.create(office=cast.office, kind="suggestion", name="建言", phone="1")
    return Poster.objects.create(channel=channel)


def test_a_public_form_sent_by_twenty_hands_is_one_case_and_one_code(poster: Poster) -> None:
    form = form_of(Client(), poster) | WORDS | {"contact": "linhu@example.org"}
    photo = plans.photo().read()
    barrier = Barrier(HANDS)

    def press(_hand: int) -> str:
        client, paper = Client(), SimpleUploadedFile("照片.jpg", photo, "image/jpeg")
        barrier.wait()
        try:
            answer = client.post(poster.get_absolute_url(), form | {"papers": [paper]})
            return code_in(answer.content.decode())
        finally:
            connection.close()

    with ThreadPoolExecutor(HANDS) as pool:
        codes = Counter(pool.map(press, range(HANDS)))
    assert list(codes.values()) == [HANDS]
    assert Case.objects.count() == Contact.objects.count() == Attachment.objects.count() == 1


def test_an_account_s_form_sent_by_twenty_hands_is_one_case(cast: Cast, poster: Poster) -> None:
    form = WORDS | {"once": once.new_key()}
    address = f"/cases/new/?channel={poster.channel_id}"
    assert at_once(cast.stranger, lambda c: c.post(address, form).status_code) == {302: HANDS}
    assert Case.objects.count() == 1


def test_a_joint_submitter_confirms_once(cast: Cast) -> None:
    case = cases.submitted(cast, by=cast.stranger, kind="proposal", joint=[cast.library])
    address = f"/cases/{case.pk}/confirm/"
    assert set(at_once(cast.liaison, lambda c: c.post(address).status_code)) == {302}
    case.refresh_from_db()
    assert (case.state, case.events.filter(step="confirm").count()) == ("submitted", 1)
    assert authors.author_for(cast.liaison, case) is not None


def test_a_form_that_follows_is_one_follower(cast: Cast, poster: Poster) -> None:
    case = cases.at(cast, "closed")
    case.visibility = "public"
    case.save()
    with ThreadPoolExecutor(8) as pool:

        def follow(_hand: int) -> str:
            try:
                return actions.follow_case(case, form_key="follow:1:key")
            finally:
                connection.close()

        codes = set(pool.map(follow, range(8)))
    assert len(codes) == case.followers.count() == 1
