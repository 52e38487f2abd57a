"""What people type into the forms of cases: plain words, a point a line, one way to be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from banjie.consultation.actions.submitting import POINT_MOST
from banjie.consultation.watching import accuses, own_numbers

POINTS_MOST = 10
ACCUSATION = _(
    "This names a person and accuses them. Such a matter has its own way by law, where it is "
    "protected: the discipline inspection organs (telephone 12388) or the office of letters and "
    "visits. It was not kept here. Without the name you can send it as a suggestion."
)


class PlainText(forms.CharField):
    """Words as people count them: a line break is one character, however it was sent."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value) or "").replace("\r\n", "\n").replace("\r", "\n")


class OneLine(PlainText):
    """Words on one line: a break in them is a space."""

    def to_python(self, value: Any) -> str:
        return " ".join(super().to_python(value).split())


class Remark(PlainText):
    """What somebody adds in words, for others to read; refused, and not kept, where it holds what
    belongs elsewhere: who is accused may be among them (信访工作条例 22, 30).
    """

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        if accuses(words):
            raise ValidationError(ACCUSATION, code="accusation")
        if numbers := own_numbers(words):
            raise ValidationError(
                gettext("This looks like somebody’s own number: %(shown)s. Please take it out."),
                params={"shown": ", ".join(number.shown for number in numbers)},
            )
        return words


class Points(PlainText):
    """One thing asked a line."""

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines()]
        points = [line for line in lines if line]
        if len(points) > POINTS_MOST:
            raise ValidationError(
                gettext("At most %(most)s points; put together what belongs together."),
                params={"most": POINTS_MOST},
            )
        if any(len(point) > POINT_MOST for point in points):
            raise ValidationError(
                gettext("A point has at most %(most)s characters."), params={"most": POINT_MOST}
            )
        return points


def contact_field() -> forms.CharField:
    return forms.CharField(
        label=_("A telephone or mail to reach you"), required=False, max_length=100,
        help_text=_("Only for questions back. It is sealed, apart from what you say."),
    )  # fmt: skip


def clean_contact(value: str) -> str:
    """One telephone or one mail address, nothing else."""
    plain = value.strip()
    digits = "".join(c for c in plain if c.isdecimal())
    is_phone = 7 <= len(digits) <= 15 and not set(plain) - set("0123456789+- ()（）")
    if plain and not is_phone:
        try:
            validate_email(plain)
        except ValidationError:
            raise ValidationError(
                gettext("Give one telephone number or one mail address, without a name.")
            ) from None
    return plain
