"""Why something did not go out: short codes that are kept, and their words for a page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {
    "scheme": gettext_lazy("The address must begin with https://."),
    "form": gettext_lazy("This is not a complete address."),
    "unknown-host": gettext_lazy("The name in the address is not known here."),
    "network": gettext_lazy("The address leads into a network that the site may not call."),
    "unreachable": gettext_lazy("The other side cannot be reached."),
    "redirect": gettext_lazy("The other side sends on to another address; the site does not go."),
    "refused": gettext_lazy("The other side does not take it."),
    "mailbox": gettext_lazy("The mail server does not know this mailbox."),
    "mail-server": gettext_lazy("The mail server of the site did not take it."),
    "no-mail": gettext_lazy("The site has no mail server set up."),
    "subject": gettext_lazy("The subject is not one line."),
    "other-key": gettext_lazy("The site can no longer open this way; enter it anew."),
    "broken-off": gettext_lazy(
        "Sending broke off; it may have arrived, so the site does not repeat it."
    ),
}


class NotSent(Exception):
    """It did not go out. `again`: another try may help. `detail` is a status or an error number."""

    def __init__(self, reason: str, *, again: bool = False, detail: int | None = None) -> None:
        super().__init__(reason, detail)
        self.reason = reason if detail is None else f"{reason}:{detail}"
        self.again = again

    def __str__(self) -> str:
        return said(self.reason)


def said(reason: str) -> str:
    """The reason in the language of the page; its number follows in brackets."""
    code, _colon, detail = reason.partition(":")
    words = str(WORDS.get(code, code))
    return _("%(words)s (%(number)s)") % {"words": words, "number": detail} if detail else words
