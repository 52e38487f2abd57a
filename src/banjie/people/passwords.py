"""What a password may be: as long as the profile asks, and none of those that are tried first."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.people import profiles

_SHIPPED = Path(__file__).parent / "data" / "common_passwords.txt"
CLASSES = ("[A-Z]", "[a-z]", "[0-9]", "[^A-Za-z0-9]")
LEAST_DIFFERENT = 5


@cache
def common() -> frozenset[str]:
    """The words and passwords that are tried first, folded."""
    lines = _SHIPPED.read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def plain(word: str) -> str:
    """Small letters and figures of one width."""
    return unicodedata.normalize("NFKC", word).casefold()


def folded(word: str) -> str:
    """The same, and what often stands for a letter put back."""
    return plain(word).translate(str.maketrans("@0$!", "aosi"))


def _bare(word: str) -> str:
    """Without the figures and signs that people put round a word."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", word)


def _period(word: str) -> str:
    """The piece a word repeats, or the word itself: abcabc → abc."""
    return word[: (word + word).index(word, 1)]


def _runs(word: str) -> bool:
    """Each character the one after (or before) its neighbour, as in 123456789012 or abcdef."""
    steps = [(ord(b) - ord(a)) % 10 if (a + b).isdigit() else ord(b) - ord(a)
             for a, b in pairwise(word)]  # fmt: skip
    return len(set(steps)) == 1 and steps[0] in (0, 1, -1, 9)


class Strength:
    """Long enough for the profile and, where it says so, of enough kinds of character."""

    def validate(self, password: str, _user: Any = None) -> None:
        asked = profiles.current().password
        if len(password) < asked.least:
            raise ValidationError(self.get_help_text())
        if sum(bool(re.search(kind, password)) for kind in CLASSES) < asked.classes:
            raise ValidationError(
                _("Use capitals, small letters, figures and signs: at least three of the four.")
            )

    def get_help_text(self) -> str:
        least = profiles.current().password.least
        return ngettext(
            "At least %(n)s character; a few words make a good one.",
            "At least %(n)s characters; a few words make a good one.",
            least,
        ) % {"n": least}


class NotGuessable(CommonPasswordValidator):
    """None of the passwords that are tried first, however it is dressed up; nothing of the account,
    the town or the product; no run and no repetition. Django's 20,000 are among them.
    """

    def validate(self, password: str, user: Any = None) -> None:
        super().validate(password, user)
        typed, word = plain(password), folded(password)
        own = {folded(part) for part in (
            getattr(user, "login", ""), getattr(user, "name", ""), settings.BANJIE_PLACE, "banjie",
        ) if part}  # fmt: skip
        tried = {typed, word, _bare(word), _bare(typed)}
        tried |= {_bare(_period(each)) or each for each in tried if each}
        easy = tried & (common() | own) or _runs(typed) or len(_period(word)) < LEAST_DIFFERENT
        if easy or len(set(word)) < LEAST_DIFFERENT:
            raise ValidationError(self.get_error_message())

    def get_error_message(self) -> str:
        return _("This password is among those that are tried first.")

    def get_help_text(self) -> str:
        return _("Nothing that others use: no names, no runs like 123456, no word of the town.")
