"""The reader's sentences in the language of the page."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language

from banjie_reader.why import why
from banjie_reader.wording import sentence

_READER_NAMES = {"zh-hans": "zh-Hans", "zh-hant": "zh-Hant", "en": "en"}


def said_why(rule: str, assumed: str = "") -> str:
    """Why the reader read a field as it did, in the language of this page."""
    return why(rule, assumed, language())


def language() -> str:
    return _READER_NAMES.get(get_language() or "", "zh-Hans")


def said(key: str, values: Mapping[str, object] | None = None) -> str:
    """The reader's sentence `key` in the language of this page."""
    return sentence(key, language(), values or {})
