"""Deny by default: every page wants a signed-in account unless it says otherwise, and one that has
done what comes first: a password of its own, a second factor where a duty asks for it.

A log-in that expired in the middle of work loses nothing: a form that was sent is kept, signed,
inside the sign-in page and offered again afterwards; a partial request is told where to sign in.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from banjie.common.files import clean_name
from banjie.people.forms.signing import SignInForm
from banjie.people.standing import comes_first, leads_there

KEPT_SALT = "banjie.kept-form"
KEPT_LIMIT = 200_000
SECRET = ("mfa_", "account_", "people:password", "notices:add-")
"""Addresses, by the beginnings of their names, to which passwords and the like are sent."""


def keep_form(request: HttpRequest) -> str:
    """The sent form as one signed string; '' when it is too large to carry along, or secret: what
    is signed can be read.

    Files cannot be carried along; their names are, so that nobody believes them sent.
    """
    if request.resolver_match and request.resolver_match.view_name.startswith(SECRET):
        return ""
    fields = {
        name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"
    }
    files = [
        clean_name(file.name or "") for _name, files in request.FILES.lists() for file in files
    ]
    kept = signing.dumps(
        {"path": request.get_full_path(), "fields": fields, "files": files},
        salt=KEPT_SALT,
        compress=True,
    )
    return kept if len(kept) <= KEPT_LIMIT else ""


class SignInRequired(LoginRequiredMiddleware):
    """Django's middleware, with the answers described above."""

    def process_view(self, request: Any, view_func: Any, args: Any, kwargs: Any) -> Any:
        answer = super().process_view(request, view_func, args, kwargs)
        if answer or not getattr(view_func, "login_required", True):
            return answer
        first = comes_first(request, request.user)
        if not first or leads_there(request.resolver_match.view_name, first):
            return None
        return redirect(first)

    def handle_no_permission(self, request: Any, view_func: Any) -> HttpResponse:  # type: ignore[override]  # answers by kind of request, not always a redirect
        if request.headers.get("HX-Request"):
            answer = HttpResponse(status=401)
            answer.headers["X-Sign-In"] = reverse("people:sign-in")
            return answer
        if request.method == "POST":
            context = {"form": SignInForm(request), "kept": keep_form(request), "expired": True}
            return render(request, "people/sign_in.html", context, status=401)
        return super().handle_no_permission(request, view_func)
