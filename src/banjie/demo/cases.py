"""What people said in the town and what became of it: the rows of `cases.json`, day by day.

Every row is one step on one case, taken by the ordinary action on the day the story has it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from banjie.approvals import actions as approvals
from banjie.approvals.models import Paper
from banjie.common import clock, once
from banjie.consultation import actions
from banjie.consultation.actions.channels import add_poster, open_channel
from banjie.consultation.codes import code_of_form
from banjie.consultation.models import Case, Channel, Handling, Instruction, Poster, Reply
from banjie.demo.clock import SITE_FURNISHED, at
from banjie.people.models import Membership, Unit, User
from banjie.programme.models import Programme
from banjie.supervision import actions as supervision

STORY = Path(__file__).parent / "linhu" / "cases.json"
CODE = "linhu.{}"
Duty = Membership.Duty
Row = dict[str, Any]


def load_cases(programme: Programme, *, of_unit: Callable[[Unit, str], User]) -> None:
    """Everything of this page; `of_unit` gives the account of a unit with a duty."""
    story = json.loads(STORY.read_text("utf-8"))
    town = Town(programme, of_unit, story["cases"])
    with clock.told(SITE_FURNISHED):
        for row in story["channels"]:
            _open(row, programme.office, town.officer)
    for name, step in town.days():
        with clock.told(at(step["on"])):
            town.take(name, step)


def ways_in() -> list[tuple[str, str]]:
    """Where one gets without an account: the poster of the first channel, the code of a case."""
    story = json.loads(STORY.read_text("utf-8"))
    first = Poster.objects.filter(channel__name=story["channels"][0]["name"])[0]
    codes = [code_of_form(CODE.format(n)) for n, row in story["cases"].items() if "code" in row]
    return [(first.get_absolute_url(), ""), *(("/t/", code) for code in codes)]


def _open(row: Row, office: Unit, officer: User) -> None:
    values = {name: row[name] for name in ("name", "kind", "public", "intro")}
    channel = open_channel({"office": office, **values}, once_key=once.new_key(), by=officer)
    if row["place"]:
        add_poster(channel, place=row["place"], once_key=once.new_key(), by=officer)


def _unit(name: str) -> Unit:
    return Unit.objects.get(name=name)


@dataclass
class Town:
    """The cases of the story as they come about; each method but the first three is a step."""

    programme: Programme
    of_unit: Callable[[Unit, str], User]
    rows: dict[str, Row]
    cases: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.officer = User.objects.get(login="officer")

    def days(self) -> Iterator[tuple[str, Row]]:
        """The steps of all cases in the order of their days."""
        steps = [(name, step) for name, row in self.rows.items() for step in row["steps"]]
        return iter(sorted(steps, key=lambda pair: str(pair[1]["on"])))

    def take(self, name: str, step: Row) -> None:
        if step["do"] == "submit":
            self.cases[name] = self._submitted(name, self.rows[name])
        else:
            getattr(self, step["do"])(self._case(name), step)

    def _case(self, name: str) -> Case:
        return Case.objects.get(pk=self.cases[name])

    def _submitted(self, name: str, row: Row) -> int:
        channel = Channel.objects.get(name=row["channel"])
        content = actions.CaseContent(
            kind=channel.kind, title=row["title"], said=row["said"],
            points=row.get("points", ()), may_be_shown=row.get("may_be_shown", False),
            unit=_unit(row["unit"]) if "unit" in row else None, post=row.get("post", ""),
            joint=[_asked(one) for one in row.get("joint", ())],
        )  # fmt: skip
        by = User.objects.get(login=row["by"]) if "by" in row else None
        return actions.submit_case(
            content, office=channel.office, channel=channel, by=by,
            form_key=CODE.format(name) if "code" in row else None,
        ).case.pk  # fmt: skip

    def _part(self, case: Case, row: Row) -> tuple[Handling, User]:
        """The part of the unit of this row, and who drafts and asks for it."""
        unit = _unit(row["unit"])
        part = case.handlings.select_related("unit").get(unit=unit, ended_on=None)
        return part, self.of_unit(unit, Duty.LIAISON)

    # Said and checked

    def confirm(self, case: Case, row: Row) -> None:
        unit = _unit(row["unit"])
        invited = case.submitters.get(unit=unit)
        actions.confirm_case(invited, by=self.of_unit(unit, Duty.LIAISON))

    def file(self, case: Case, _row: Row) -> None:
        actions.file_case(case, by=self.officer)

    def decline(self, case: Case, row: Row) -> None:
        said = {name: row[name] for name in ("ground", "routed_to", "note")}
        actions.decline_case(case, **said, by=self.officer)

    def merge(self, case: Case, row: Row) -> None:
        actions.merge_cases(case, [self._case(name) for name in row["cases"]], by=self.officer)

    def archive(self, case: Case, row: Row) -> None:
        actions.archive_case(case, ground=row["ground"], by=self.officer)

    # Handled

    def assign(self, case: Case, row: Row) -> None:
        plan = [actions.PartPlan(_unit(name), role, part) for name, role, part in row["parts"]]
        actions.assign_case(case, plan, by=self.officer)

    def receive(self, case: Case, row: Row) -> None:
        actions.receive_case(case, by=self._part(case, row)[1])

    def contact(self, case: Case, row: Row) -> None:
        part, by = self._part(case, row)
        actions.log_contact(
            case, unit=part.unit, means=row["means"], on=clock.today(), summary=row["summary"],
            by=by,
        )  # fmt: skip

    def ask_return(self, case: Case, row: Row) -> None:
        part, by = self._part(case, row)
        actions.ask_return(part, names=_unit(row["names"]), reason=row["reason"], by=by)

    def ask_extension(self, case: Case, row: Row) -> None:
        part, by = self._part(case, row)
        wanted = date.fromisoformat(row["wanted"])
        actions.ask_extension(part, wanted=wanted, reason=row["reason"], by=by)

    def suspend(self, case: Case, row: Row) -> None:
        actions.suspend_case(case, ground=row["ground"], reason=row["reason"], by=self.officer)

    def opinion(self, case: Case, row: Row) -> None:
        part, by = self._part(case, row)
        actions.write_opinion(part, row["text"], by=by)

    # Answered

    def draft(self, case: Case, row: Row) -> None:
        part, by = self._part(case, row)
        promised = row.get("promised_by")
        content = actions.ReplyContent(
            outcome=row["outcome"], answers=dict(enumerate(row["answers"], start=1)),
            opening=row.get("opening", "您提出的建议收悉，现答复如下。"),
            closing="感谢您的关心和支持。", promise=row.get("promise", ""),
            promised_by=date.fromisoformat(promised) if promised else None,
        )  # fmt: skip
        actions.draft_reply(part, content, by=by)

    def countersign(self, case: Case, row: Row) -> None:
        part, by = self._part(case, row)
        actions.countersign(_reply(case), part, agreed=True, by=by)

    def sign(self, case: Case, row: Row) -> None:
        head = self.of_unit(_unit(row["unit"]), Duty.LEADER)
        actions.sign_reply(_reply(case), post=row["post"], by=head)

    def send(self, case: Case, _row: Row) -> None:
        fit = actions.review_reply(_reply(case), fit=True, by=self.officer)
        actions.publish_replies([fit], by=self.officer)

    def rate(self, case: Case, row: Row) -> None:
        say = actions.Say(row["attitude"], row["result"], row["comment"])
        actions.rate(case.submitters.get(lead=True), say)

    # And after

    def kept(self, case: Case, row: Row) -> None:
        activity = self.programme.activities.get(title=row["activity"], parent=None)
        promise = case.follow_ups.get()
        actions.keep_promise(promise, note=row["note"], activity=activity, by=self.officer)

    def show(self, case: Case, row: Row) -> None:
        actions.show_case(
            case, visibility=row["visibility"], hidden_reason=row.get("reason", ""),
            by=self.officer,
        )  # fmt: skip

    def adopt(self, case: Case, row: Row) -> None:
        actions.adopt(
            case, level=row["level"], place=row["place"], on=clock.today(), by=self.officer
        )

    def key(self, case: Case, row: Row) -> None:
        actions.mark_key(case, post=row["post"], reason=row["reason"], by=self.officer)

    def visit(self, case: Case, row: Row) -> None:
        actions.log_visit(
            case.key_item, kind=row["kind"], on=clock.today(), summary=row["summary"],
            by=self.officer,
        )  # fmt: skip

    def instruct(self, case: Case, row: Row) -> None:
        """The instruction, and the item of supervision that carries it out."""
        said = actions.instruct(
            case, post=row["post"], text=row["text"], on=clock.today(), by=self.officer
        )
        self._supervised(said, row)

    def _supervised(self, said: Instruction, row: Row) -> None:
        office = self.programme.office
        content = supervision.ItemContent(
            limit="supervision.due.instruction_hard", title=row["title"], demand=row["demand"],
            result_form="书面报告", lead=_unit(row["lead"]), cooperating=[_unit(row["helping"])],
            leader=approvals.Signer(office.pk, Duty.LEADER),
        )  # fmt: skip
        item = supervision.open_item(
            content, office=office, once_key=once.new_key(), by=self.officer
        )
        paper = Paper.objects.get(about_address=item.get_absolute_url())
        approvals.agree(paper, reason="同意立项。", by=self.of_unit(office, Duty.LEADER))
        supervision.issue_item(item, by=self.officer)
        actions.supervise(said, item, by=self.officer)


def _asked(name: str) -> User | Unit:
    """Whom the author asks to stand behind it: an account, or a unit."""
    return User.objects.filter(login=name).first() or _unit(name)


def _reply(case: Case) -> Reply:
    return Reply.objects.get(handling__case=case, round=case.round)
