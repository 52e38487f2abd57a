"""Addresses of the API and of the pages about it."""

from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.urls import URLPattern, path, re_path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from banjie.api.v1 import api
from banjie.api.views import docs, keys


def _calls() -> Iterator[URLPattern]:
    """The calls: each asks for a key or a session by itself, in the API's words; never cached."""
    for found in api.urls[0]:
        if isinstance(found, URLPattern) and found.name != "api-root":
            view = never_cache(login_not_required(found.callback))
            yield path(f"api/v1/{found.pattern}", view, name=found.name)


app_name = "api"
urlpatterns = [
    path("api/keys/", keys.keys, name="keys"),
    path("api/keys/<int:pk>/revoke/", keys.revoke, name="revoke-key"),
    path("api/v1/docs", docs.docs, name="docs"),
    path("api/v1/openapi.json", login_not_required(docs.openapi), name="openapi"),
    *_calls(),
    re_path("^api/v1/(.*)$", csrf_exempt(login_not_required(docs.nothing_here)), name="nothing"),
]
