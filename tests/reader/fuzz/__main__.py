"""Fuzz the reader for some seconds: `python -m tests.reader.fuzz --seconds 600`.

Where atheris is installed, the coverage of `banjie_reader` leads it; elsewhere hypothesis draws the
inputs. What breaks a promise ends the run with an error; atheris keeps the input in
build/fuzz-found, hypothesis prints the smallest one.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from hypothesis import HealthCheck, given, settings

_FOUND, _CORPUS = Path("build/fuzz-found"), Path("build/fuzz-corpus")
_PDFS = 30  # each is read in a process of its own and takes a good part of a second
_DRAWN = settings(
    database=None, deadline=None, max_examples=300, suppress_health_check=list(HealthCheck)
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    ends = time.monotonic() + parser.parse_args().seconds
    guided = find_spec("atheris") is not None
    if guided:
        _watch()
    _pdfs()
    left = max(10, int(ends - time.monotonic()))
    _guided(left) if guided else _drawn(left)


def _watch() -> None:
    """Let atheris see which lines of the reader are reached; before anything imports it."""
    import atheris

    with atheris.instrument_imports(include=["banjie_reader"]):
        import tests.reader.fuzz.promises  # noqa: F401 - imported to be watched


def _pdfs() -> None:
    from tests.reader.fuzz.drawing import pdf_files
    from tests.reader.fuzz.promises import hold_for_file

    held = given(pdf_files())(lambda data: hold_for_file(data, "a.pdf"))
    settings(_DRAWN, max_examples=_PDFS)(held)()


def _guided(seconds: int) -> None:
    import atheris

    from tests.reader.fuzz.promises import hold_for_input
    from tests.reader.fuzz.shapes import seeds

    for folder in (_FOUND, _CORPUS):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds():
        (_CORPUS / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = [
        f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=1024", "-max_len=20000",
        f"-artifact_prefix={_FOUND}/", "-verbosity=1",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *words, str(_CORPUS)], hold_for_input)
    atheris.Fuzz()


def _drawn(seconds: int) -> None:
    from tests.reader.fuzz.drawing import inputs
    from tests.reader.fuzz.promises import hold_for_input

    ends = time.monotonic() + seconds
    rounds = 0
    while time.monotonic() < ends:
        _DRAWN(given(inputs())(hold_for_input))()
        rounds += 1
    sys.stdout.write(f"{rounds * _DRAWN.max_examples} inputs, no promise broken\n")


if __name__ == "__main__":
    main()
