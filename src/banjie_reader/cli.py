"""The commands that need no site: read, check, when, quantities."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from banjie_reader.errors import ReadingError


def main(argv: list[str]) -> int:
    """Run one command; 0 is well, 1 findings, 2 an error."""
    options = _parser().parse_args(argv)
    try:
        return int(options.run(options))
    except ReadingError as error:
        print(error.say(options.lang), file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="banjie")
    commands = parser.add_subparsers(required=True)
    read = commands.add_parser("read")
    read.add_argument("files", nargs="+")
    read.add_argument("--json", action="store_true")
    read.add_argument("--reference", type=date.fromisoformat)
    read.add_argument("--lang", default="zh-Hans")
    read.set_defaults(run=_read)
    return parser


def _read(options: argparse.Namespace) -> int:
    from banjie_reader.export import as_dict
    from banjie_reader.reading import read

    for name in options.files:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        reading = read(data, "" if name == "-" else name, reference=options.reference)
        json.dump(as_dict(reading, options.lang), sys.stdout, ensure_ascii=False, indent=1)
        print()
    return 0
