"""Who may take which step, and when: said wherever somebody else tries to."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSED: Mapping[str, Promise] = {
    "add_topic": _("A topic is put into the pool by an officer of an office."),
    "change_topic": _(
        "A topic is worded by an officer of its office until it begins, and not while a plan with "
        "it lies before a leader or is approved."
    ),
    "drop_topic": _(
        "A topic in the pool or at work is dropped by an officer of its office, or by the station "
        "that has it now."
    ),
    "refer_up": _(
        "An item at work is sent up by an officer of its office, or by the station that has it "
        "now, where another station stands above."
    ),
    "show_result": _(
        "The result of a topic that began is published by an officer of its office, or by the "
        "station that has it now."
    ),
    "plan_window": _("A stage that is not over is planned by an officer of the office."),
    "deliver": _(
        "What the open stage brought is written down by an officer of the office, or by the "
        "station that has the item now; in some stages it is a session or a paper."
    ),
    "pass_stage": _(
        "The open stage is closed by an officer of the office, or by the station that has the item "
        "now, once what it was to bring lies there."
    ),
    "keep_plans": _("A plan for a year is opened by an officer of an office."),
    "choose": _(
        "The topics of a plan are chosen by an officer of its office, while it lies before no "
        "leader."
    ),
    "send_plan": _("A plan with topics is sent to a leader, once, by an officer of its office."),
    "fix_plan": _("The topics of an approved plan are begun, once, by an officer of its office."),
    "plan_session": _(
        "A session on a topic at work is planned by an officer of its office, or by the station "
        "that has it now."
    ),
    "change_session": _(
        "A session that was not held is changed by an officer of the office, or by the station "
        "that has the item now."
    ),
    "send_notice": _(
        "The notice of a session to come is sent once, by an officer of the office, or by the "
        "station that has the item now."
    ),
    "write_minutes": _(
        "Minutes are written from the day of the session on, until something rests on them, by an "
        "officer of the office, or by the station that has the item now."
    ),
    "carry": _(
        "What an agreed point becomes is said once, by an officer of the office, while the topic "
        "is at work."
    ),
    "write_outcome": _(
        "A recommendation on a topic at work is written by an officer of its office."
    ),
    "change_outcome": _(
        "A recommendation is changed by an officer of the office until it is sent."
    ),
    "send_outcome": _("A recommendation with a point is sent once, by an officer of the office."),
    "reply": _("A recommendation is answered once, by the unit it was sent to."),
    "follow_up": _(
        "What was promised is followed until it is done, by the unit that answered or an officer "
        "of the office."
    ),
    "keep_stations": _("A station is opened by an officer of an office."),
    "change_station": _("What is said of a station is changed by an officer of its office."),
    "raise_item": _(
        "An item is entered while the station is open, by those who work for it or by an officer "
        "of its office."
    ),
    "open_text": _("A text is opened for comment by an officer of an office."),
    "comment": _("A text is commented on until its last day."),
    "answer_text": _(
        "Comments are answered by an officer of the office until the answers are published."
    ),
    "publish_text": _(
        "Answers are published once, when the time for comments is over, by an officer of the "
        "office."
    ),
    "join": _("A field is joined once, by those who have a duty in a unit."),
    "leave": _("A field is left by those who joined it."),
    "keep_pools": _("A field of knowledge is added by an officer of an office."),
    "announce": _(
        "A draw for a topic at work is announced by an officer of its office, once for a field."
    ),
    "draw": _(
        "Experts of a field that somebody joined are drawn once, by an officer of the office, "
        "while the topic is at work."
    ),
}
"""By the name of the step: that of its permission."""
