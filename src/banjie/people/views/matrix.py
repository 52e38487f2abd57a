"""Who may do what, read off the rules."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from banjie.people import matrix
from banjie.people.requests import SignedRequest
from banjie.people.templatetags.duties import duty_words


@require_safe
def who_may(request: SignedRequest) -> HttpResponse:
    """The whole matrix, room by room."""
    duties = [(duty, duty_words(duty)) for duty in matrix.DUTIES]
    rooms = {matrix.words(room): rows for room, rows in matrix.matrix().items()}
    return render(request, "people/matrix.html", {"rooms": rooms, "duties": duties})
