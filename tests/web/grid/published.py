"""Addresses of published cases."""

from __future__ import annotations

from banjie.consultation.models import Case
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way, plain


def _case(cast: Cast, state: str) -> Call:
    case = cases.at(cast, "closed")
    Case.objects.filter(pk=case.pk).update(visibility=state, hidden_reason="含有个人信息")
    return Call((case.pk,))


WAYS: dict[str, Way] = {
    "consultation:public-cases": plain,
    "consultation:public-case": _case,
}
