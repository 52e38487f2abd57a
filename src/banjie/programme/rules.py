"""Who may do what in a programme, and when. Pages, forms and buttons all ask here."""

from __future__ import annotations

import rules

from banjie.common import audit
from banjie.people.models import User
from banjie.people.rules import HANDLER, LEADER, LIAISON, OFFICER, is_officer
from banjie.programme.models import (
    Activity,
    Assignment,
    Draft,
    DraftItem,
    Programme,
    Report,
    Revision,
    SheetImport,
)

# Drafts


@rules.predicate
def serves_draft_office(user: User, draft: Draft) -> bool:
    return draft.unit_id in user.units(OFFICER)


@rules.predicate
def draft_is_living(_user: User, draft: Draft) -> bool:
    return draft.living


@rules.predicate
def changes_draft_of(user: User, item: DraftItem) -> bool:
    return user.may("programme.change_draft", item.draft)


# Programmes


@rules.predicate
def serves_office(user: User, programme: Programme) -> bool:
    return programme.office_id in user.units(OFFICER)


@rules.predicate
def leads_office(user: User, programme: Programme) -> bool:
    return programme.office_id in user.units(LEADER)


@rules.predicate
def is_open(_user: User, programme: Programme) -> bool:
    return programme.state == Programme.State.OPEN


@rules.predicate
def is_living(_user: User, programme: Programme) -> bool:
    """At work, or a template being made."""
    return programme.state != Programme.State.CLOSED


@rules.predicate
def is_under_review(user: User, sent: Revision | SheetImport) -> bool:
    """Neither carried out nor given up, and its programme is this account's to revise."""
    return sent.state == type(sent).State.OPEN and user.may("programme.revise", sent.programme)


# Duties


@rules.predicate
def answers_for_part(user: User, part: Assignment) -> bool:
    """Liaison or leader of the unit that has the part."""
    return part.unit_id in user.units(LIAISON, LEADER)


@rules.predicate
def handed_part_on(user: User, part: Assignment) -> bool:
    """Answers for the part out of which this one was handed on."""
    above = part.handed_from
    return above is not None and answers_for_part.test(user, above)


@rules.predicate
def serves_office_of_part(user: User, part: Assignment) -> bool:
    return serves_office.test(user, part.activity.programme)


@rules.predicate
def leads_office_of_part(user: User, part: Assignment) -> bool:
    return leads_office.test(user, part.activity.programme)


@rules.predicate
def part_is_open(_user: User, part: Assignment) -> bool:
    return part.activity.programme.state == Programme.State.OPEN


@rules.predicate
def change_is_asked(_user: User, part: Assignment) -> bool:
    return part.answer == Assignment.Answer.CHANGE_ASKED


@rules.predicate
def is_handed_on(_user: User, part: Assignment) -> bool:
    return part.answer == Assignment.Answer.HANDED_ON


# Reports


@rules.predicate
def unit_has_part(user: User, activity: Activity) -> bool:
    """A unit this account is liaison of answers for the activity."""
    units = user.units(LIAISON)
    return any(part.unit_id in units for part in activity.assignments.all())


@rules.predicate
def programme_is_open(_user: User, activity: Activity) -> bool:
    return activity.programme.state == Programme.State.OPEN


@rules.predicate
def is_to_be_done(_user: User, activity: Activity) -> bool:
    """Neither dropped nor merged into another."""
    return activity.dropped_at is None and activity.merged_into_id is None


@rules.predicate
def reports_for_unit(user: User, report: Report) -> bool:
    return report.unit_id in user.units(LIAISON)


@rules.predicate
def belongs_to_unit(user: User, report: Report) -> bool:
    return report.unit_id in user.units(LIAISON, HANDLER, LEADER)


@rules.predicate
def handed_work_on(user: User, report: Report) -> bool:
    """A unit this account answers for handed the work to the unit that reports."""
    return report.activity.assignments.filter(
        unit=report.unit_id, handed_from__unit__in=user.units(LIAISON, LEADER)
    ).exists()


@rules.predicate
def report_is_open(_user: User, report: Report) -> bool:
    return report.state in (Report.State.DRAFT, Report.State.RETURNED)


@rules.predicate
def programme_of_report_is_open(user: User, report: Report) -> bool:
    return programme_is_open.test(user, report.activity)


@rules.predicate
def report_waits(_user: User, report: Report) -> bool:
    return report.state == Report.State.SUBMITTED


@rules.predicate
def is_corrigible(_user: User, report: Report) -> bool:
    """Accepted, in a programme that was closed: nothing else of it is changed."""
    closed = report.activity.programme.state == Programme.State.CLOSED
    return closed and report.state == Report.State.ACCEPTED


@rules.predicate
def report_is_out(_user: User, report: Report) -> bool:
    """No longer a draft: the office may see it."""
    return report.state != Report.State.DRAFT


@rules.predicate
def serves_report_office(user: User, report: Report) -> bool:
    return report.activity.programme.office_id in user.units(OFFICER)


@rules.predicate
def leads_report_office(user: User, report: Report) -> bool:
    return report.activity.programme.office_id in user.units(LEADER)


@rules.predicate
def wrote_it(user: User, report: Report) -> bool:
    """Nobody decides on their own words, whatever duties they hold: written, mended or sent."""
    verbs = ("report.changed", "report.submitted")
    mine = audit.history(report).filter(actor=user, verb__in=verbs)
    return report.written_by_id == user.pk or mine.exists()


@rules.predicate
def serves_activity_office(user: User, activity: Activity) -> bool:
    return serves_office.test(user, activity.programme)


@rules.predicate
def is_from_paper(_user: User, report: Report) -> bool:
    """The office entered it on the unit's behalf."""
    return report.scan_id is not None


@rules.predicate
def entered_it(user: User, report: Report) -> bool:
    """Typed it from the unit's paper, and mends it when another officer returned it."""
    return (
        is_from_paper.test(user, report)
        and report.written_by_id == user.pk
        and report.state == Report.State.RETURNED
    )


rules.add_perm("programme.see_draft", serves_draft_office)
rules.add_perm("programme.change_draft", serves_draft_office & draft_is_living)
rules.add_perm("programme.change_item", changes_draft_of)
rules.add_perm("programme.see_whole", serves_office | leads_office)
rules.add_perm("programme.supervise", serves_office)
rules.add_perm("programme.begin", is_officer)
rules.add_perm("programme.roll", serves_office)
rules.add_perm("programme.revise", serves_office & is_open)
rules.add_perm("programme.change_revision", is_under_review)
rules.add_perm("programme.change_import", is_under_review)
rules.add_perm("programme.change_plan", serves_office & is_living)
rules.add_perm(
    "programme.see_duty",
    answers_for_part | handed_part_on | serves_office_of_part | leads_office_of_part,
)
rules.add_perm("programme.answer_duty", answers_for_part & part_is_open)
rules.add_perm("programme.take_duty_back", answers_for_part & part_is_open & is_handed_on)
rules.add_perm("programme.decline_change", serves_office_of_part & part_is_open & change_is_asked)
rules.add_perm("programme.write_report", unit_has_part & programme_is_open & is_to_be_done)
rules.add_perm(
    "programme.see_report",
    belongs_to_unit
    | ((serves_report_office | leads_report_office | handed_work_on) & report_is_out),
)
rules.add_perm(
    "programme.change_report",
    ((reports_for_unit & report_is_open) | (serves_report_office & entered_it))
    & programme_of_report_is_open,
)
rules.add_perm(
    "programme.report_on_behalf", serves_activity_office & programme_is_open & is_to_be_done
)
rules.add_perm(
    "programme.object_to_report",
    reports_for_unit & is_from_paper & report_waits & programme_of_report_is_open,
)
rules.add_perm("programme.decide_report", serves_report_office & report_waits & ~wrote_it)
rules.add_perm("programme.close", serves_office & is_open)
rules.add_perm("programme.correct_report", serves_report_office & is_corrigible & ~wrote_it)
rules.add_perm("programme.urge", serves_office & is_open)
rules.add_perm("programme.open_cycle", serves_office & is_open)
