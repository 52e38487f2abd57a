"""The language in which the commands that keep a site speak to whoever runs them."""

from __future__ import annotations

import os

from django.conf import settings
from django.utils import translation


def terminal_language() -> str:
    """The terminal's, where the site speaks it; else the site's own, as under a timer."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    code = next(filter(None, names), "").partition(".")[0].replace("_", "-").lower()
    try:
        return translation.get_supported_language_variant(code)
    except LookupError:
        return settings.LANGUAGE_CODE
