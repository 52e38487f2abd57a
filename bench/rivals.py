"""The peers that are installed (`make bench-peers`), asked in a process of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from bench.accuracy import Phrase
from bench.corpus import ROOT
from bench.measuring import answer

_HOME = ROOT / ".venv-bench"
_PYTHON = _HOME / "bin" / "python"
_SCRIPTS = ROOT / "bench" / "peers"


class Rival(NamedTuple):
    """A peer's reader: what it reads, how it is called, whether it is quick enough for repeats."""

    name: str
    reads: str
    command: list[str]
    times: int


def installed() -> Iterator[Rival]:
    """Every peer whose package is there."""
    packages = _HOME / "lib"
    if next(packages.glob("python*/site-packages/jionlp"), None):
        yield Rival("jionlp", "dates", [str(_PYTHON), str(_SCRIPTS / "jionlp_dates.py")], 3)
    if next(packages.glob("python*/site-packages/recognizers_suite"), None):
        script = str(_SCRIPTS / "recognizers.py")
        for reads in ("dates", "quantities"):
            yield Rival("recognizers", reads, [str(_PYTHON), script, reads], 1)
    node = shutil.which("node")
    if node and (_HOME / "node_modules" / "chrono-node").is_dir():
        script = str(_HOME / "chrono_dates.mjs")  # beside its packages, where node looks for them
        yield Rival("chrono", "dates", [node, script], 3)


def ask(rival: Rival, sentences: Sequence[str], phrases: Sequence[Phrase]) -> dict[str, Any]:
    """`seconds` for the sentences, and `answers` for the phrases."""
    return answer(
        rival.command,
        {
            "sentences": list(sentences),
            "phrases": [(phrase.text, phrase.reference) for phrase in phrases],
            "times": rival.times,
        },
    )
