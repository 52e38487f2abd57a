"""Addresses of replying: the library answers alone, or with the museum as co-handler."""

from __future__ import annotations

from banjie.consultation.models import Case, Template
from tests.web.cast import Cast
from tests.web.consultation import cases
from tests.web.grid.calls import Call, Way, plain


def the_case(cast: Cast, state: str) -> Case:
    if state not in ("shared", "drafted"):
        return cases.at(cast, state)
    case = cases.shared(cast)
    if state == "drafted":
        cases.drafted(cast, case)
    return case


def _case(cast: Cast, state: str) -> Call:
    return Call((the_case(cast, state).pk,))


def _letter(cast: Cast, state: str) -> Call:
    case = the_case(cast, state)
    return Call((case.pk, case.reply_letters.get().pk))


def _template(cast: Cast, _state: str) -> Call:
    """Of the library; the same one for whoever asks after all addresses at once."""
    said = {"opening": "您的来信收悉。"}
    template, _made = Template.objects.get_or_create(said, unit=cast.library, name="常用")
    return Call((template.pk,))


_BY_WAY: dict[Way, tuple[str, ...]] = {
    plain: ("ready", "templates"),
    _case: (
        "draft-reply", "countersign", "sign-reply", "review-reply", "publish-reply", "log-contact",
        "write-opinion",
    ),
    _letter: ("letter", "letter-paper"),
    _template: ("change-template", "drop-template"),
}  # fmt: skip
WAYS: dict[str, Way] = {
    f"consultation:{name}": way for way, names in _BY_WAY.items() for name in names
}
