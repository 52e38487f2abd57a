"""`python -m tests.web.upgrade.keep`: a backup of the small town, kept under this version's name.

Run once on each kind of database when a version is made, never again for it:

    .venv/bin/python -m tests.web.upgrade.keep
    .venv/bin/python tests/with_postgres.py .venv/bin/python -m tests.web.upgrade.keep
"""

from __future__ import annotations

import hashlib
import json
import lzma
import os
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
SOURCES = HERE.parents[2] / "src" / "banjie"


def digests() -> dict[str, str]:
    """Every migration there is, and the SHA-256 of its file."""
    return {
        path.relative_to(SOURCES).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(SOURCES.glob("*/migrations/[0-9]*.py"))
    }


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="banjie-upgrade-") as folder:
        os.environ["BANJIE_TEST_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "banjie.config.settings_test"
        import django

        django.setup()
        _keep(Path(folder))


def _keep(folder: Path) -> None:
    from django.core.management import call_command
    from django.db import connection
    from django.test import override_settings

    from banjie.keeping.actions import back_up
    from tests.web.upgrade import town

    target = HERE / f"{version('banjie')}-{connection.vendor}.tar.xz"
    if target.exists():
        sys.exit(f"{target} is kept already; a version's backup is made once")
    call_command("migrate", verbosity=0)
    with override_settings(**town.KEYS):
        town.settle()
        made = back_up(folder / "out")
    empty = {table for table, rows in made.manifest["tables"].items() if not rows}
    if empty != town.EMPTY:
        sys.exit(f"nothing stands in {', '.join(sorted(empty - town.EMPTY))}")
    target.write_bytes(lzma.compress(made.path.read_bytes(), preset=9 | lzma.PRESET_EXTREME))
    told = json.dumps(digests(), indent=1) + "\n"
    (HERE / f"{version('banjie')}.json").write_text(told, "utf-8")


if __name__ == "__main__":
    main()
