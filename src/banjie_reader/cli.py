"""The commands that need no site: read, check, when, quantities."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from banjie_reader.errors import ReadingError
from banjie_reader.wording import LANGUAGES, sentence

if TYPE_CHECKING:
    from banjie_reader.model import Reading

WELL, FOUND, FAILED = 0, 1, 2


class _FileError(Exception):
    """A file that cannot be opened or written; its message is a sentence for people."""


def main(argv: list[str]) -> int:
    """Run one command; 0 is well, 1 findings, 2 an error."""
    if argv[:1] in (["when"], ["quantities"]) and len(argv) == 1:
        return _stream(argv[0])
    options = _parser(_language(argv)).parse_args(argv)
    return int(options.run(options))


def _stream(command: str) -> int:
    from banjie_reader.lines import quantity_lines, when_lines

    lines = when_lines if command == "when" else quantity_lines
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a real stream here
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    lines(sys.stdin, sys.stdout)
    return WELL


def _language(argv: list[str]) -> str:
    given = [b for a, b in pairwise(argv) if a == "--lang"]
    return given[0] if given and given[0] in LANGUAGES else LANGUAGES[0]


def _parser(language: str) -> argparse.ArgumentParser:
    def say(key: str) -> str:
        return sentence(f"command.help{key}", language, {})

    parser = argparse.ArgumentParser(prog="banjie", description=say(""))
    commands = parser.add_subparsers(required=True, metavar="read|check|when|quantities")
    read = commands.add_parser("read", help=say(".read"), description=say(".read"))
    shape = read.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_true", help=say(".json"))
    shape.add_argument("--table", action="store_true", help=say(".table"))
    shape.add_argument("--xlsx", type=Path, metavar="OUT", help=say(".xlsx"))
    shape.add_argument("--explain", action="store_true", help=say(".explain"))
    read.add_argument("--jobs", type=int, default=1, metavar="N", help=say(".jobs"))
    read.add_argument("--out", type=Path, metavar="DIR", help=say(".out"))
    read.set_defaults(run=_read)
    check = commands.add_parser("check", help=say(".check"), description=say(".check"))
    check.set_defaults(run=_check)
    for command in (read, check):
        command.add_argument("files", nargs="+", metavar="FILE", help=say(".files"))
        command.add_argument("--reference", type=_day, metavar="YYYY-MM-DD", help=say(".reference"))
        command.add_argument("--lang", default=LANGUAGES[0], choices=LANGUAGES, help=say(".lang"))
    for name in ("when", "quantities"):
        stream = commands.add_parser(name, help=say(f".{name}"), description=say(f".{name}"))
        stream.set_defaults(run=lambda _options, name=name: _stream(name))
    return parser


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        said = sentence("command.help.date", LANGUAGES[0], {})
        raise argparse.ArgumentTypeError(said) from error


def _readings(options: argparse.Namespace) -> Iterator[tuple[str, Reading | None]]:
    """Each file with its reading; None, and a sentence on stderr, where it cannot be read."""
    from banjie_reader.reading import read

    for name in options.files:
        try:
            data = _bytes(name, options.lang)
            yield name, read(data, "" if name == "-" else name, reference=options.reference)
        except ReadingError as error:
            _complain(name, error.say(options.lang))
            yield name, None
        except _FileError as error:
            _complain("banjie", str(error))
            yield name, None


def _bytes(name: str, language: str) -> bytes:
    if name == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(name).read_bytes()
    except FileNotFoundError as error:
        raise _FileError(sentence("command.missing", language, {"name": name})) from error
    except IsADirectoryError as error:
        raise _FileError(sentence("command.directory", language, {"name": name})) from error
    except OSError as error:
        values = {"name": name, "reason": error.strerror or ""}
        raise _FileError(sentence("command.denied", language, values)) from error


def _complain(name: str, words: str) -> None:
    sys.stderr.write(f"{name}: {words}\n")


def _say(words: str) -> None:
    """Write to standard output in UTF-8, whatever the locale."""
    sys.stdout.flush()
    sys.stdout.buffer.write(words.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


def _read_folder(folder: Path, options: argparse.Namespace) -> int:
    """Read an archive with a bar of progress on stderr; see `banjie_reader.bulk`."""
    from banjie_reader.bulk import Progress, read_folder

    def bar(progress: Progress) -> None:
        full = 30 * progress.done // max(1, progress.total)
        counts = f"{progress.done}/{progress.total}"
        sys.stderr.write(f"\r[{'█' * full}{'·' * (30 - full)}] {counts}")
        sys.stderr.flush()

    if options.xlsx or options.table or options.explain:
        _complain("banjie", sentence("command.folder_as_json", options.lang, {"name": folder}))
        return FAILED
    out = options.out or folder.with_name(f"{folder.resolve().name}.readings")
    found = read_folder(
        folder,
        out,
        jobs=options.jobs,
        said=bar,
        language=options.lang,
        reference=options.reference,
    )
    sys.stderr.write("\n")
    for one in found.failed:
        _complain(one["file"], one["reason"])
    values: dict[str, object] = {
        "read": found.read, "known": found.known, "failed": len(found.failed), "name": out,
    }  # fmt: skip
    _say(sentence("command.folder", options.lang, values) + "\n")
    return FAILED if found.failed else WELL


def _read(options: argparse.Namespace) -> int:
    if len(options.files) == 1 and Path(options.files[0]).is_dir():
        return _read_folder(Path(options.files[0]), options)
    from banjie_reader import terminal

    kept: list[Reading] = []
    failed = False
    for _, reading in _readings(options):
        if reading is None:
            failed = True
        elif options.xlsx:
            kept.append(reading)
        elif options.json:
            _say(_json(reading, options.lang))
        elif options.explain:
            _say(terminal.explanation(reading, options.lang))
        else:
            _say(terminal.table(reading, options.lang))
    if options.xlsx and kept:
        failed = not _saved(kept, options) or failed
    return FAILED if failed else WELL


def _json(reading: Reading, language: str) -> str:
    from banjie_reader.export import as_dict

    return json.dumps(as_dict(reading, language), ensure_ascii=False, indent=1) + "\n"


def _saved(readings: list[Reading], options: argparse.Namespace) -> bool:
    from banjie_reader.sheet import write_sheet

    values: dict[str, object] = {"name": options.xlsx}
    try:
        write_sheet(readings, options.xlsx, options.lang)
    except OSError as error:
        values["reason"] = error.strerror or ""
        _complain("banjie", sentence("command.unwritable", options.lang, values))
        return False
    _say(sentence("command.saved", options.lang, values) + "\n")
    return True


def _check(options: argparse.Namespace) -> int:
    from banjie_reader import terminal

    worst = WELL
    for name, reading in _readings(options):
        if reading is None:
            worst = FAILED
            continue
        key = "command.found" if reading.findings else "command.clean"
        _say(sentence(key, options.lang, {"name": name, "count": len(reading.findings)}) + "\n")
        _say(terminal.findings(reading, options.lang))
        worst = max(worst, FOUND if reading.findings else WELL)
    return worst
