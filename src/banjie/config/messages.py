"""Catalogues of the interface texts: collect them (needs gettext) and compile them (does not)."""

from __future__ import annotations

import os
import sys
from pathlib import Path

LOCALE = Path(__file__).resolve().parent.parent / "locale"


def compile_catalogues() -> None:
    """Write every .mo beside its .po."""
    import polib

    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))


def collect() -> None:
    """Bring the catalogues up to date with the sources; line numbers are left out."""
    from django.core.management import execute_from_command_line

    os.environ["DJANGO_SETTINGS_MODULE"] = "banjie.config.settings"
    os.chdir(LOCALE.parent)
    languages = [path.name for path in sorted(LOCALE.iterdir()) if path.is_dir()]
    execute_from_command_line(
        ["banjie", "makemessages", "--no-location", "--no-obsolete", "--no-wrap",
         *(f"--locale={language}" for language in languages)]
    )  # fmt: skip


if __name__ == "__main__":
    {"compile": compile_catalogues, "collect": collect}[sys.argv[1]]()
