"""Numbers without gaps when twenty send at once, on either database."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from banjie.approvals.actions import agree, submit_paper
from banjie.approvals.models import Paper, Signature
from banjie.common import audit
from tests.web.approvals.papers import draft
from tests.web.cast import Cast, make_cast

HANDS = 20
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


def together(work: list) -> list:
    """Each piece of work by a hand of its own, all at the same moment; what each answered."""
    barrier = Barrier(len(work))

    def run(piece: object) -> object:
        barrier.wait()
        try:
            return piece()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(work)) as pool:
        return list(pool.map(run, work))


def test_twenty_papers_sent_at_once_have_the_numbers_one_to_twenty(cast: Cast) -> None:
    papers = [draft(cast, submit=False) for _ in range(HANDS)]
    answers = together([lambda p=p: submit_paper(p, by=cast.liaison).serial for p in papers])
    assert sorted(answers) == list(range(1, HANDS + 1))
    assert sorted(Paper.objects.values_list("serial", flat=True)) == sorted(answers)
    assert audit.broken_links() == []


def test_twenty_papers_drafted_and_sent_at_once_have_the_numbers_one_to_twenty(
    cast: Cast,
) -> None:
    answers = together([lambda: draft(cast).serial for _ in range(HANDS)])
    assert sorted(answers) == list(range(1, HANDS + 1))


def test_twenty_hands_of_one_leader_sign_once(cast: Cast) -> None:
    paper = draft(cast)
    answers = together([lambda: agree(paper, by=cast.leader) for _ in range(HANDS)])
    assert sum(isinstance(answer, Paper) for answer in answers) == 1
    assert Signature.objects.get().verdict == "agreed"
