"""The review page says of every field why it was read, whatever rule read it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from banjie.people.models import User
from tests.web import plans
from tests.web.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]

PLAN = """临湖市2026年读书月活动安排

为办好读书月，现安排如下。
一、活动内容
1.读书月启动仪式
时间：5月16日（周六）下午
地点：市民文化中心二楼剧场
主办：市文化和旅游局
参加人员：各成员单位负责同志
2.图书漂流
时间：待定
地点：各街道、湖滨广场
责任单位：市图书馆
"""


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_labelled_fields_say_why(
    cast: Cast, signed_in: Callable[[User], Client], language: str
) -> None:
    draft = plans.draft_of(cast, PLAN)
    officer = signed_in(cast.officer)
    officer.cookies["django_language"] = language
    page = officer.get(reverse("programme:review", args=[draft.pk]))
    assert page.status_code == 200
    assert "市民文化中心二楼剧场" in page.content.decode()
