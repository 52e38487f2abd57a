"""Plans through the API: from the reading to the programme, its revision, and the year after."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from banjie.programme.actions import drafts as actions
from banjie.programme.models import Activity, Draft, Programme
from tests.web import plans
from tests.web.api.caller import Caller
from tests.web.cast import Cast
from tests.web.programme.test_imports import GOOD, workbook

WHY = {"reason": "经研究调整。"}


def _done(made: Any) -> dict[str, Any]:
    assert made.status_code in (200, 201), made.content.decode()
    said: dict[str, Any] = made.json()
    return said


def _path(receipt: dict[str, Any]) -> str:
    return str(receipt["address"]).removeprefix("/api/v1")


def test_reading_becomes_a_programme(cast: Cast) -> None:
    caller = Caller(cast.officer)
    at = _path(_done(caller("POST", f"/documents/{plans.send(cast).pk}/begin-draft")))
    draft = caller.get(at)
    assert len(draft["items"]) == 3
    early = caller("POST", f"{at}/open")
    assert (early.status_code, early.json()["code"]) == (422, "invalid")
    strange = caller("POST", f"{at}/settle-names", {"names": {"无此单位": "new"}})
    assert strange.status_code == 422
    open_names = [asked["name"] for asked in draft["names"] if not asked["settled"]]
    _done(caller("POST", f"{at}/settle-names", {"names": dict.fromkeys(open_names, "new")}))
    _done(caller("POST", f"{at}/set-head", {"title": "阅读推广年", "year": 2026}))
    last = draft["items"][-1]
    kept = f"/drafts/items/{last['id']}/keep-item"
    _done(caller("POST", kept, {"version": last["version"], "kept": False}))
    assert caller("POST", kept, {"version": last["version"], "kept": True}).status_code == 409
    made = _done(caller("POST", f"{at}/open"))
    told = caller.get(_path(made))
    assert (told["title"], told["activities"]) == ("阅读推广年", 2)
    assert caller.get(at)["steps"] == []


def test_single_fields_of_a_draft_are_mended(cast: Cast) -> None:
    caller = Caller(cast.officer)
    at = f"/drafts/{plans.draft_of(cast).pk}"
    club, contest, _course = before = caller.get(at)["items"]
    assert club["steps"] == ["correct-item", "keep-item", "split-item"]
    to = f"/drafts/items/{contest['id']}/correct-item"

    def mend(version: int, **said: Any) -> Any:
        return caller("POST", to, {"version": version} | said)

    _done(mend(1, title="举办征文比赛"))
    items = caller.get(at)["items"]
    told = items[1]
    assert [items[0], items[2]] == [before[0], before[2]]
    kept = ("number", "kind", "fields", "kept", "span")
    assert {name: told[name] for name in kept} == {name: contest[name] for name in kept}
    assert (told["title"], told["edited"], told["version"]) == ("举办征文比赛", True, 2)
    assert mend(1, title="另一题").status_code == 409
    first, second = {"start": "2026-10-09", "last_day": "2026-10-31"}, {"text": "年底前"}
    _done(mend(2, when=[first, second], targets=[], cooperating=["市作家协会", "市档案馆"]))
    fields = caller.get(at)["items"][1]["fields"]
    assert [(time["start"], time["end"]) for time in fields["when"]] == [
        ("2026-10-09", "2026-11-01"), (None, None),
    ]  # fmt: skip
    assert (fields["targets"], fields["responsible"]) == ([], contest["fields"]["responsible"])
    assert fields["cooperating"][0] == contest["fields"]["cooperating"][0]
    _done(mend(3, targets=[{"of": "作品", "value": "80", "unit": "篇"}], report_deadline=second))
    _done(mend(4, report_deadline=None, participants="全体市民"))
    fields = caller.get(at)["items"][1]["fields"]
    assert [goal["value"] for goal in fields["targets"]] == [80]
    assert (fields["report_deadline"], fields["participants"]["text"]) == (None, "全体市民")
    wrong = {"start": "2026-10-09", "last_day": "2026-10-01"}
    for said, where in (
        ({"when": [first, wrong]}, "body.when.1.last_day"),
        ({"report_deadline": wrong}, "body.report_deadline.last_day"),
        ({"targets": [{"value": "3"}]}, "body.targets.0.of"),
        ({"title": ""}, "body.title"),
        ({"kind": "无此类"}, "body.kind"),
        ({"state": "open"}, "body.state"),
    ):
        refused = mend(5, **said)
        assert refused.status_code == 422, said
        assert [found["field"] for found in refused.json()["where"]] == [where]
    assert caller.get(at)["items"][1]["version"] == 5


def test_item_of_a_draft_is_split_once_by_the_officers(cast: Cast) -> None:
    caller, draft = Caller(cast.officer), plans.draft_of(cast)
    item = draft.items.all()[0]
    to = f"/drafts/items/{item.pk}/split-item"
    said = {
        "version": 1, "first_title": "举办读书会", "second_title": "举办朗诵会",
        "second": {"targets": [1], "where": [0]},
    }  # fmt: skip
    assert Caller(cast.liaison)("POST", to, said).status_code == 404
    for wrong, where in (
        ({"second": {"targets": [9]}}, "body.second"),
        ({"second": {"lead": [0]}}, "body.second.lead.[key]"),
        ({"second_title": ""}, "body.second_title"),
        ({"second_title": "  "}, "body.second_title"),
    ):
        refused = caller("POST", to, said | wrong)
        assert refused.status_code == 422, wrong
        assert [found["field"] for found in refused.json()["where"]] == [where]
    for _again in range(2):
        made = _done(caller("POST", to, said, once_key="one"))
        assert made["address"] == f"/api/v1/drafts/{draft.pk}"
    first, second, *others = caller.get(f"/drafts/{draft.pk}")["items"]
    assert len(others) == 2
    assert [(one["title"], one["edited"]) for one in (first, second)] == [
        ("举办读书会", True), ("举办朗诵会", True),
    ]  # fmt: skip
    for name, stays, goes in (("targets", 1, 1), ("where", 0, 1), ("when", 1, 0)):
        assert (len(first["fields"][name]), len(second["fields"][name])) == (stays, goes), name
    assert first["fields"]["lead"] == second["fields"]["lead"] != []
    said["second"] = {}
    assert caller("POST", to, said).status_code == 409
    actions.leave_draft(draft, state=Draft.State.DISCARDED, by=cast.officer)
    assert caller("POST", to, said | {"version": 2}).status_code == 403


def test_fields_left_out_of_a_mend_stay_to_the_letter(cast: Cast) -> None:
    caller, item = Caller(cast.officer), plans.draft_of(cast).items.all()[0]
    long = {
        "when": [plans.HARD["when"][0] | {"text": "春" * 120}, *plans.HARD["when"]],
        "participants": {"text": "众" * 600, "span": [1, 601]},
    }
    before = item.fields = item.fields | plans.HARD | long
    item.save()
    mends = {
        "title": "举办书市", "number": "7", "kind": "other", "lead": ["市档案馆"], "when": [],
        "targets": [], "where": [], "participants": "", "report_deadline": None,
    }  # fmt: skip
    for version, (name, said) in enumerate(mends.items(), start=1):
        sent = {"version": version, name: said}
        _done(caller("POST", f"/drafts/items/{item.pk}/correct-item", sent))
        item.refresh_from_db()
        before |= {name: item.fields[name]} if name in before else {}
        assert item.fields == before, name
    assert (item.title, item.number, item.kind) == ("举办书市", "7", "other")
    assert before["lead"] == [{"text": "市档案馆", "span": None}]
    assert not any(before[name] for name in plans.HARD)


def test_what_was_read_of_an_activity_can_be_sent_back(cast: Cast) -> None:
    caller, item = Caller(cast.officer), plans.draft_of(cast).items.all()[0]
    before = item.fields = item.fields | plans.HARD
    item.save()

    def sent_back(time: dict[str, Any]) -> dict[str, Any]:
        last = time["end"] and str(date.fromisoformat(time["end"]) - timedelta(days=1))
        return {key: time[key] for key in ("text", "start", "recurrence")} | {"last_day": last}

    read = caller.get(f"/drafts/{item.draft_id}")["items"][0]["fields"]
    said = {
        "when": [sent_back(time) for time in read["when"]],
        "report_deadline": sent_back(read["report_deadline"]),
        "targets": [
            {key: goal[key] for key in ("of", "value", "unit")} for goal in read["targets"]
        ],
        "participants": read["participants"]["text"],
    } | {name: [entry["text"] for entry in read[name]] for name in ("where", "lead")}
    to = f"/drafts/items/{item.pk}/correct-item"
    _done(caller("POST", to, {"version": 1} | said))
    item.refresh_from_db()
    assert (item.fields, item.edited) == (before, False)
    swapped = {name: said[name][::-1] for name in ("when", "targets")}
    _done(caller("POST", to, {"version": 2} | swapped))
    item.refresh_from_db()
    assert item.fields == before | {name: before[name][::-1] for name in swapped}
    unknown = caller(
        "POST", to, {"version": 3, "targets": [{"of": "讲座", "value": None, "unit": "场"}]}
    )
    assert [found["field"] for found in unknown.json()["where"]] == ["body.targets.0.value"]


def test_revised_plan_is_confirmed_row_by_row(cast: Cast, programme: Programme) -> None:
    caller = Caller(cast.officer)
    draft = plans.draft_of(cast, plans.PLAN.replace("不少于300人次", "不少于400人次"))
    plans.settle(draft, cast)
    at = _path(_done(caller("POST", f"/drafts/{draft.pk}/revise", {"programme": programme.pk})))
    [row] = caller.get(at)["rows"]
    assert (row["before"], row["after"], row["answer"]) != ([], [], "take")
    assert caller("POST", f"{at}/carry-out", WHY).status_code == 422
    assert caller("POST", f"{at}/answer-rows", {"rows": {"x": "take"}}).status_code == 422
    _done(caller("POST", f"{at}/answer-rows", {"rows": {row["key"]: "take"}}))
    _done(caller("POST", f"{at}/carry-out", WHY))
    told = caller.get(at)
    assert (told["state"], told["rows"], told["steps"]) == ("done", [], [])
    club = programme.activities.get(title__contains="读书会")
    assert {target.value for target in club.targets.all()} >= {400}
    listed = caller.get(f"/programmes/{programme.pk}/revisions")["items"]
    assert [one["reason"] for one in listed] == [WHY["reason"]]


def test_workbook_is_looked_at_before_it_is_carried_out(cast: Cast, programme: Programme) -> None:
    caller = Caller(cast.officer)
    to = f"/programmes/{programme.pk}/imports"
    faulty = [2, "（二）办展", "", "", "无此单位", "协作办", "某日"]
    at = _path(_done(caller.send(to, {"file": workbook([GOOD, faulty])})))
    told = caller.get(f"{at}?limit=1")
    assert (told["counts"], told["rows"][0]["verdict"]) == ({"new": 1, "fault": 1}, "new")
    [row] = caller.get(f"{at}?after={told['next']}")["rows"]
    assert [fault["cell"] for fault in row["faults"]]
    assert programme.activities.count() == 3
    _done(caller("POST", f"{at}/carry-out", WHY))
    assert programme.activities.filter(title__contains="方志讲座").count() == 1
    assert caller("POST", f"{at}/discard").status_code == 403


def test_next_year_is_proposed_then_made(cast: Cast, programme: Programme) -> None:
    caller = Caller(cast.officer)
    proposed = caller.get(f"/programmes/{programme.pk}/next-year")
    assert (proposed["year"], len(proposed["activities"])) == (2027, 3)
    said = {
        "year": 2027, "title": proposed["title"], "keep": [proposed["activities"][0]["activity"]],
    }  # fmt: skip
    to = f"/programmes/{programme.pk}/roll-forward"
    made = [_done(caller("POST", to, said, once_key="one")) for _again in range(2)]
    assert made[0] == made[1]
    assert Activity.objects.filter(programme=made[0]["id"]).count() == 1
    pattern = _done(caller("POST", to, said | {"template": True}))
    assert caller.get(_path(pattern))["state"] == "template"
    blank = {"office": cast.office.pk, "title": "临时任务", "year": 2026}
    assert caller.get(_path(_done(caller("POST", "/programmes", blank))))["activities"] == 0


def test_summary_is_written_once_with_its_records(cast: Cast, programme: Programme) -> None:
    report = plans.report(programme.activities.get(title__contains="读书会"), cast)
    caller, to = Caller(cast.officer), f"/programmes/{programme.pk}/summaries"
    assert caller("POST", f"/reports/{report.pk}/accept").status_code == 200
    made = [_done(caller("POST", to, {"opening": "全年平稳。"}, once_key="one")) for _ in (1, 2)]
    assert made[0] == made[1]
    told = caller.get(_path(made[0]))
    assert report.pk in {r["report"] for f in told["figures"] for r in f["records"]}
    assert len(caller.get(to)["items"]) == 1
