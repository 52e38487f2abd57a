"""What a password may be, by profile. No database."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from banjie.people.models import User
from banjie.people.passwords import common

WANG = User(login="wanglianluo", name="王联络")
REFUSED = (
    "short-one 1", "password1234", "Passw0rd!!2026", "qwertyuiop123", "1qaz2wsx3edc", "iloveyou2026",
    "woaini1314520", "123456789012", "987654321098", "aaaaaaaaaaaa", "abcabcabcabc", "admin@2026!!!",
    "ＰＡＳＳＷＯＲＤ１２３４", "zhongguo2026!", "wanglianluo88", "banjie2026!!", "临湖市20262026",
    "passwordpassword", "guanliyuan123", "bangongshi2026",
)  # fmt: skip
TAKEN = (
    "Lin-hu 2026 spring",
    "三个和尚没水喝的故事真好听",
    "tea leaves under the bridge",
    "x" * 3 + "Kq7 Zr9-Lm2 Vt4",
)


@pytest.mark.parametrize("password", REFUSED)
def test_password_that_is_tried_first_is_refused(settings: Any, password: str) -> None:
    settings.BANJIE_PLACE = "临湖市"
    with pytest.raises(ValidationError):
        validate_password(password, WANG)


@pytest.mark.parametrize("password", [*TAKEN, "long words " * 12])
def test_long_words_are_taken_without_rules_of_composition(password: str) -> None:
    validate_password(password, WANG)


@pytest.mark.parametrize(("password", "taken"), [("tea leaves", False), ("Tea-Leaves 7", True)])
def test_stricter_profile_asks_for_three_kinds(settings: Any, password: str, taken: bool) -> None:
    settings.BANJIE_PROFILE = "djbh"
    if taken:
        validate_password(password, WANG)
    else:
        with pytest.raises(ValidationError):
            validate_password(password, WANG)


def test_list_holds_several_hundred_words_each_once() -> None:
    assert len(common()) > 300
    assert all(word == word.casefold() for word in common())
