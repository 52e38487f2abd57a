"""What the steps of a case are called: on buttons, at the head of their pages, on the timeline.

The one place of these words. Rules and pages name steps by the table of steps.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from banjie.consultation.kinds import ground_words
from banjie.consultation.models import State
from banjie.consultation.steps import steps


class Wording(NamedTuple):
    """A step as its button, as the head of its page, and as the timeline tells it."""

    button: Promise
    heading: Promise
    told: Promise


def _step(button: Promise, told: Promise, heading: Promise | None = None) -> Wording:
    return Wording(button, heading or button, told)


STEPS: Mapping[str, Wording] = {
    "submit": _step(_("Send"), pgettext_lazy("case", "Sent")),
    "confirm": _step(_("Confirm"), pgettext_lazy("case", "A joint submitter confirmed")),
    "stand_aside": _step(_("Stand aside"), _("A joint submitter stood aside")),
    "gather": _step(_("Send with those who confirmed"), _("Sent with those who confirmed")),
    "withdraw": _step(_("Take it back"), pgettext_lazy("case", "Taken back by its author")),
    "file": _step(pgettext_lazy("case", "File"), pgettext_lazy("case", "Filed")),
    "decline": _step(pgettext_lazy("case", "Do not file"), pgettext_lazy("case", "Not filed"),
                     _("Do not file, and say where it can be taken")),
    "transfer": _step(_("Move to another channel"), _("Moved to another channel")),
    "split": _step(pgettext_lazy("case", "Split"), pgettext_lazy("case", "Split into parts"),
                   _("Split into parts")),
    "merge": _step(pgettext_lazy("case", "Handle together"), _("Handled together with others"),
                   _("Handle together with others")),
    "archive": _step(_("Close on file"), _("Closed on file")),
    "assign": _step(pgettext_lazy("case", "Hand over"), pgettext_lazy("case", "Handed over"),
                    _("Hand over to the units")),
    "receive": _step(_("Take over"), _("Taken over")),
    "ask_return": _step(_("Hand back"), _("Asks to hand it back"), _("Ask to hand it back")),
    "refuse_return": _step(_("Refuse the hand-back"), _("Stays with the unit")),
    "reassign": _step(_("Hand to other units"), _("Handed to other units")),
    "ask_extension": _step(_("Ask for more time"), _("Asks for more time")),
    "decide_extension": _step(_("Decide on more time"), _("Decided on more time")),
    "suspend": _step(_("Stop the clock"), _("The clock stands still")),
    "resume": _step(_("Let the clock run on"), _("The clock runs on")),
    "log_contact": _step(_("Note a contact"), _("Spoke with the author")),
    "write_opinion": _step(_("Write our opinion"), _("Opinion to the main handler")),
    "draft_reply": _step(_("Write the reply"), _("Reply drafted")),
    "countersign": _step(_("Agree or object"), _("Agreed or objected")),
    "sign_reply": _step(_("Sign the reply"), _("Reply signed")),
    "review_reply": _step(_("Review the reply"), _("Reply reviewed")),
    "publish_reply": _step(pgettext_lazy("case", "Send the reply"),
                           pgettext_lazy("case", "Answered")),
    "call_back": _step(_("Call back"), _("Called back")),
    "rate": _step(_("Rate"), _("Rated")),
    "rate_on_paper": _step(_("Enter a rating from paper"), _("Rated on paper")),
    "lapse": _step(_("Close without a rating"), _("Closed: no rating within the time")),
    "settle": _step(_("Settle"), _("Settled by the office")),
    "reopen": _step(_("Reopen"), _("Reopened")),
    "rate_item": _step(_("Say how workable it is"), _("Rated by the handling unit")),
    "note": _step(_("Private note"), _("Private note written")),
    "show": _step(_("Who may read it"), _("Changed who may read it")),
    "instruct": _step(_("Enter an instruction"), _("Instruction entered")),
    "adopt": _step(_("Enter an adoption"), _("Adopted")),
    "mark_key": _step(_("Put under a leading post"), _("Put under a leading post")),
    "edit": _step(pgettext_lazy("case", "Edit"), pgettext_lazy("case", "Edited"),
                  _("Edit; the author’s own words are kept")),
    "follow_up": _step(_("Follow up"), _("Followed up")),
}  # fmt: skip
BUTTONS = frozenset({"file", "receive", "resume", "publish_reply"})
"""Steps that need no form."""
LEADS_ON = (
    "file", "assign", "archive", "receive", "resume", "refuse_return", "decide_extension",
    "write_opinion", "draft_reply", "countersign", "sign_reply", "review_reply", "publish_reply",
    "settle",
)  # fmt: skip
"""Steps that take a case further on its way; the others stand behind "More steps"."""
ON_THE_PAGE = frozenset({"note"})
"""Steps whose form stands on the page of the case itself."""
FIELDS = {
    "situation": pgettext_lazy("case", "Situation"),
    "analysis": pgettext_lazy("case", "Analysis"),
    "proposal": pgettext_lazy("case", "What is suggested"),
}
WHO = {
    "author": _("the author"),
    "joint": _("a joint submitter"),
    "officer": _("an officer of the office"),
    "leader": _("a leader of the office"),
    "handler": _("the units that handle it"),
    "answering": _("the unit that replies"),
    "helping": _("a co-handling unit"),
    "answering_leader": _("the head of the unit that replies"),
    "clock": _("nobody: time alone does it"),
}
NEEDS: Mapping[str, Promise] = {
    "receive": _("It was not taken over before."),
    "ask_return": _("The days to hand it back run still, its clock does not stand still, and "
                    "nothing was asked before."),
    "refuse_return": _("A unit asks to hand it back."),
    "ask_extension": _("The last day is not over, may be moved further, the clock does not stand "
                       "still, and nothing was asked before."),
    "decide_extension": _("A unit asks for more time."),
    "suspend": _("Its clock runs."),
    "resume": _("Its clock stands still."),
    "archive": _("It is an information item that no other is handled with."),
    "edit": _("It is an information item."),
    "transfer": _("No other case is handled with it."),
    "split": _("No other case is handled with it."),
    "rate_on_paper": _("Whoever enters it works for no handling unit."),
    "reopen": _("It was closed not longer ago than a code works, and was not opened again since "
                "the office settled it."),
    "call_back": _("Whoever calls back works for no handling unit."),
}  # fmt: skip
"""What a step needs beyond its state, said where it is refused."""


def refused(name: str) -> str:
    """Why a step is not open, naming who may take it and when."""
    step = steps()[name]
    said = gettext("“%(step)s” is open to %(who)s, while the case is: %(states)s.") % {
        "step": STEPS[name].button,
        "who": gettext(" or ").join(str(WHO[who]) for who in step.who),
        "states": gettext(", ").join(str(State(state).label) for state in step.start),
    }
    return f"{said} {NEEDS[name]}" if name in NEEDS else said


def detail(step: str, facts: Mapping[str, Any]) -> str:
    """The coded facts of a step in words: its ground, its day."""
    said = []
    if ground := facts.get("ground"):
        said.append(ground_words(step, ground))
    if (approved := facts.get("approved")) is not None:
        said.append(gettext("More time agreed") if approved else gettext("More time refused"))
    if due := facts.get("due"):
        said.append(gettext("until %(day)s") % {"day": date_format(date.fromisoformat(due))})
    return " · ".join(said)
