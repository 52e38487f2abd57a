"""The `banjie` command: reading needs no site, everything else does."""

from __future__ import annotations

import sys

_READING = {"read", "check", "when", "quantities"}


def main(argv: list[str] | None = None) -> int:
    """Hand the words on: reading commands without Django, the rest to the site."""
    words = sys.argv[1:] if argv is None else argv
    if words and words[0] in _READING:
        from banjie_reader.cli import main as reading_main

        return reading_main(words)
    from banjie.config.commands import main as site_main

    return int(site_main(words))


if __name__ == "__main__":
    sys.exit(main())
