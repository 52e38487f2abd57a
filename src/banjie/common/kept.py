"""What a browser keeps of an unfinished form (`keep.js`) is forgotten once the form was saved.

The view notes the form's once key; the next page names it to the browser, which drops its copy.
"""

from __future__ import annotations

from django.http import HttpRequest

_NAME = "saved_forms"


def note_saved(request: HttpRequest, key: str) -> None:
    """This form was carried out."""
    request.session[_NAME] = [*request.session.get(_NAME, []), key]


def saved_forms(request: HttpRequest) -> str:
    """The keys noted since the last page, for its `data-saved`; each is told once."""
    session = getattr(request, "session", None)
    return " ".join(session.pop(_NAME, [])) if session else ""
