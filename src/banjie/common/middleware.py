"""Headers that every answer carries."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.http import HttpRequest, HttpResponse

# No script or style but our own files; nothing from outside; nobody may frame the site.
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def policy_towards(hosts: Iterable[str]) -> str:
    """The same, for a page whose form leads on to one of these: browsers follow it there too."""
    leads = " ".join(["form-action 'self'", *sorted(hosts)])
    return POLICY.replace("form-action 'self'", leads)


# No page asks for any of these; a script that slipped in could not either.
FEATURES = "camera=(), microphone=(), geolocation=(), payment=(), usb=()"


class ContentSecurityPolicy:
    """Adds the headers Content-Security-Policy and Permissions-Policy to every answer. None is kept
    by a browser's cache unless it says otherwise (ASVS 5.0, 14.3.2). Static files come before this.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", FEATURES)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
