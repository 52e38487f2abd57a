"""Templates of replies kept through the API."""

from __future__ import annotations

import pytest

from banjie.consultation.models import Template
from tests.web.api.caller import Caller
from tests.web.api.test_topics import took
from tests.web.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]


def test_template_is_kept_mended_and_dropped_by_its_unit(cast: Cast) -> None:
    handler, said = Caller(cast.handler), {"unit": cast.library.pk, "opening": "您的来信收悉。"}
    address = took(handler, "/reply-templates", said | {"name": "常用"})
    assert (handler.get(address)["name"], handler.get(address)["closing"]) == ("常用", "")
    twin = handler("POST", "/reply-templates", said | {"name": "常用"})
    assert [one["field"] for one in twin.json()["where"]] == ["body.name"]
    took(handler, f"{address}/change", said | {"name": "致谢", "closing": "感谢关心。"})
    assert handler.get(address)["closing"] == "感谢关心。"
    assert Caller(cast.stranger)("POST", f"{address}/drop", {}).status_code == 404
    assert took(handler, f"{address}/drop") == "/reply-templates"
    assert not Template.objects.exists()
    assert handler.get("/reply-templates")["items"] == []
