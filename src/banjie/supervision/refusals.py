"""Who may take which step, and when: said wherever somebody else tries to."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

REFUSED: Mapping[str, Promise] = {
    "issue": _("An item is handed over by an officer of its office, once its opening is approved."),
    "receive": _("An item is taken over by the units it was handed to, each once."),
    "answer": _(
        "An item at work is answered by a unit that took it over and of which no answer waits."
    ),
    "urge": _("An officer of the office urges once a day, while an answer is owed."),
    "verify": _(
        "An answer that waits is judged by an officer of the office who works for no handling unit."
    ),
    "strike_off": _(
        "A verified item is struck off by an officer of its office who works for no handling unit."
    ),
    "archive": _("The archive number of a struck-off item is given by an officer of its office."),
    "reopen": _(
        "A struck-off item is reopened by an officer of its office who works for no handling unit."
    ),
    "ask_extension": _(
        "More time is asked for by the lead unit while it owes the answer: in time, one request "
        "after the other."
    ),
    "decide_extension": _(
        "On more time decides an officer of the office who works for no handling unit."
    ),
    "object": _("A unit objects once, and in time, to a verdict that sent its own answer back."),
    "decide_objection": _(
        "On an objection decides an officer or leader of the office: not who gave the verdict, and "
        "nobody who works for a handling unit."
    ),
}
"""By the name of the step: that of its permission."""
