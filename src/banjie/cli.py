"""The `banjie` command: reading needs no site, everything else does."""

from __future__ import annotations

import sys
from importlib.util import find_spec

_READING = {"read", "check", "when", "quantities"}
_SITE = {"serve", "demo", "manage", "backup", "restore", "audit", "daily", "doctor"}


def main(argv: list[str] | None = None) -> int:
    """Hand the words on: reading commands without Django, the rest to the site."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in _READING:
        from banjie_reader.cli import main as reading_main

        return reading_main(words)
    if words and words[0] in _SITE and find_spec("django") is None:
        from banjie_reader.wording import LANGUAGES, sentence

        sys.stderr.write(f"banjie: {sentence('command.no_site', LANGUAGES[0], {})}\n")
        return 2
    from banjie.config.commands import main as site_main

    return int(site_main(words))


if __name__ == "__main__":
    sys.exit(main())
