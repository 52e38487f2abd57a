"""Addresses of channels, and of the public pages behind their posters."""

from __future__ import annotations

from banjie.consultation.limiting import CODES, LOOKING, SENDING
from banjie.consultation.models import Channel, Poster
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way, plain


def the_poster(cast: Cast, state: str) -> Poster:
    for limiter in (CODES, LOOKING, SENDING):
        limiter.forget()
    channel = Channel.objects.create(
        office=cast.office, kind="suggestion", name="临湖建言", phone="0000-1234567",
        public=state != "inner", is_open=state != "closed",
    )  # fmt: skip
    revoked = "2026-09-18" if state == "revoked" else None
    return Poster.objects.create(channel=channel, revoked_on=revoked)


def _channel(cast: Cast, state: str) -> Call:
    return Call((the_poster(cast, state).channel_id,))


def _poster(cast: Cast, state: str) -> Call:
    return Call((the_poster(cast, state).pk,))


def _page(cast: Cast, state: str) -> Call:
    return Call((the_poster(cast, state).code,))


def _follow(cast: Cast, state: str) -> Call:
    case = cases.at(cast, "closed")
    case.visibility = "public" if state == "published" else "office"
    case.save()
    return Call((the_poster(cast, state).code,), {"follow": str(case.pk), "once": "made-up"})


def _code(cast: Cast, state: str) -> Call:
    the_poster(cast, state)
    return Call(data={"code": "wrong"})


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("channels", "new-channel"),
    _channel: ("channel", "add-poster"),
    _poster: ("print-poster", "revoke-poster"),
    _page: ("poster", "look"),
    _follow: ("follow",),
    _code: (
        "track",
        "author-rate",
        "author-reopen",
        "author-withdraw",
        "author-keep-private",
        "author-forget-contact",
    ),
}
WAYS: dict[str, Way] = {
    f"consultation:{name}": way for way, names in _BY_WAY.items() for name in names
}
