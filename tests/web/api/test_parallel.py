"""One key in twenty hands is one step, on either database."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from django.test import Client

from banjie.common.models import OnceKey
from banjie.programme.models import Activity, Report
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast, make_cast
from tests.web.test_parallel import HANDS, at_once, steps

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def activity(cast: Cast) -> Activity:
    return plans.open_plan(cast).activities.get(title__contains="读书会")


def test_report_sent_by_twenty_hands_under_one_key_is_one_report(
    cast: Cast, activity: Activity
) -> None:
    said = json.dumps(
        {"unit": cast.library.pk, "held_on": "2026-09-12", "text": "举办读书会。", "submit": True}
    )
    headers = Caller(cast.liaison).headers | {"Idempotency-Key": "one"}
    told: list[bytes] = []

    def send(_client: Client) -> int:
        answer = Client().post(
            f"/api/v1/activities/{activity.pk}/reports", said, "application/json", headers=headers
        )
        told.append(answer.content)
        return answer.status_code

    assert at_once(cast.liaison, send) == {201: HANDS}
    assert len(set(told)) == Report.objects.count() == steps("report.submitted") == 1
    assert OnceKey.objects.filter(result__endswith=f":{Report.objects.get().pk}").count() == 1


def test_report_accepted_by_twenty_keys_is_accepted_once(cast: Cast, activity: Activity) -> None:
    report = plans.report(activity, cast)
    caller = Caller(cast.officer)
    answers: Counter[int] = at_once(
        cast.officer, lambda _c: int(caller("POST", f"/reports/{report.pk}/accept").status_code)
    )
    assert answers[200] == 1
    assert set(answers) <= {200, 403, 409}
    assert steps("report.accepted") == 1
