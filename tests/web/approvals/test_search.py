"""Papers and items are found by those who may open them, and by nobody else."""

from __future__ import annotations

import pytest

from tests.web.approvals.papers import draft
from tests.web.cast import Cast
from tests.web.search.filed import found
from tests.web.supervision import cases

EVERYBODY = (
    "officer",
    "leader",
    "liaison",
    "handler",
    "stranger",
    "other_officer",
    "auditor",
    "nobody",
)


@pytest.mark.parametrize(
    ("submit", "who"), [(False, {"liaison"}), (True, {"liaison", "leader"})], ids=["draft", "out"]
)
def test_paper_is_found_by_drafter_and_signers(cast: Cast, submit: bool, who: set[str]) -> None:
    draft(cast, title="朱鹮观察月", submit=submit)
    assert {name for name in EVERYBODY if found(getattr(cast, name), "朱鹮观察月")} == who


@pytest.mark.parametrize(
    ("stage", "who"),
    [("opening", {"officer", "leader"}), ("issued", {"officer", "leader", "liaison", "handler"})],
)
def test_item_is_found_by_the_office_and_its_units(cast: Cast, stage: str, who: set[str]) -> None:
    cases.at(cast, stage, demand="朱鹮观察月延期的原因。")
    seen = {
        name for name in EVERYBODY
        if any(e.kind == "supervision" for e in found(getattr(cast, name), "朱鹮观察月延期"))
    }  # fmt: skip
    assert seen == who
