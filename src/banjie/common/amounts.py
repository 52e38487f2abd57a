"""How exactly the numbers of targets and figures are kept, and who says so of one that is not."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator

PLACES = 6
"""An amount in 万元 to the fen, a share of a hectare to less than a square metre."""
DIGITS = 14 + PLACES
"""Of the column: fourteen before the point, as there were when two stood behind it."""
TOGETHER = 15
"""What SQLite keeps is a binary fraction; so many digits come back from it as they went in."""

_KEPT = (DecimalValidator(DIGITS, PLACES), DecimalValidator(TOGETHER, None))


class AmountField(forms.DecimalField):
    """A number as it is typed: one that could not be kept to its last digit is refused."""

    def __init__(self, **options: Any) -> None:
        super().__init__(min_value=Decimal(0), validators=[check_amount], **options)


def check_amount(value: Decimal) -> None:
    """Raises `ValidationError`, in words, where the number cannot be kept to its last digit:
    noughts behind it are none, and the first fault is told alone.
    """
    for kept in _KEPT:
        kept(value.normalize())


def exact(value: Decimal) -> bool:
    """Whether it can be kept to its last digit."""
    try:
        check_amount(value)
    except ValidationError:
        return False
    return True
