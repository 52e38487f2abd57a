"""Speed, memory and accuracy of the reader, in one run on the same texts.

    make bench-peers     # once: the peers, in an environment of their own
    make bench-reader    # or: .venv/bin/python bench/reader.py
    make bench-compiled  # the same of the reader compiled to C

Prints `name: value unit` and writes bench/out/reader.json, or reader-compiled.json. Peers
that are not installed are left out. `quick` as an argument leaves out what takes longest: texts
over 1 MB.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))  # run by its path, it sees the repository as a module would

from tests.reader.corpus.scoring import Score  # noqa: E402
from tests.reader.corpus.test_corpus import scores  # noqa: E402

from banjie_reader import reading  # noqa: E402
from banjie_reader.dates import find_dates  # noqa: E402
from banjie_reader.quantities import find_quantities  # noqa: E402
from banjie_reader.reading import read, read_text  # noqa: E402
from bench import accuracy, corpus, rivals, scans  # noqa: E402
from bench.measuring import MB, best, best_of_each, peak, start_up  # noqa: E402

Figure = tuple[str, float, str]
_OUT = ROOT / "bench" / "out"
_COMPILED = not str(reading.__file__).endswith(".py")
_REFERENCE = date(2026, 3, 10)
_SIZE = 200_000


def dates_and_quantities(text: str) -> None:
    find_dates(text, _REFERENCE)
    find_quantities(text)


_WORK: dict[str, Callable[[str], object]] = {
    "find_dates": partial(find_dates, reference=_REFERENCE),
    "find_quantities": find_quantities,
    "read_text": read_text,
}


def speed(text: str) -> Iterator[Figure]:
    """Characters a second, ours on the whole text."""
    yield "text", len(text), "characters"
    works = {**_WORK, "dates and quantities": dates_and_quantities}
    for name, work in works.items():
        work(text[:5000])
        yield f"speed.{name}", len(text) / best(partial(work, text)), "characters/s"


def peers(text: str) -> Iterator[Figure]:
    """Characters a second by sentence, and accuracy on the phrase tables, of each peer."""
    sentences = corpus.sentences(text)
    for rival in rivals.installed():
        ours = rival.reads == "dates"
        phrases = accuracy.date_phrases() if ours else accuracy.quantity_phrases()
        said = rivals.ask(rival, sentences, phrases)
        name = f"{rival.name}.{rival.reads}"
        yield f"speed.{name}", sum(map(len, sentences)) / said["seconds"], "characters/s"
        if ours:
            yield from _scored(name, phrases, said["answers"], accuracy.same_days)
            lenient = accuracy.score(phrases, said["answers"], accuracy.same_days_leniently)
            yield f"accuracy.{name}.right, its own start of a deadline", lenient.right, "%"
        else:
            yield from _scored(name, phrases, said["answers"], accuracy.same_value)


def own_accuracy() -> Iterator[Figure]:
    dates, quantities = accuracy.date_phrases(), accuracy.quantity_phrases()
    yield from _scored("banjie.dates", dates, accuracy.our_dates(dates), accuracy.same_days)
    answers = accuracy.our_quantities(quantities)
    yield from _scored("banjie.quantities", quantities, answers, accuracy.same_amount)


def _scored(
    name: str,
    phrases: Sequence[accuracy.Phrase],
    answers: Sequence[list[accuracy.Answer]],
    same: accuracy.Same,
) -> Iterator[Figure]:
    score = accuracy.score(phrases, answers, same)
    traps = sum(not phrase.expected for phrase in phrases)
    yield f"accuracy.{name}.expressions", score.expressions, "expressions"
    yield f"accuracy.{name}.touched", score.touched, "%"
    yield f"accuracy.{name}.right", score.right, "%"
    yield f"accuracy.{name}.false alarms", score.false_alarms, f"of {traps} traps"


def documents() -> Iterator[Figure]:
    """Whole documents of our own, annotated by hand: what is found of what is there."""
    for name, tally in sum(scores().values(), Score()).items():
        yield f"accuracy.documents.{name}.precision", 100 * tally.precision, "%"
        yield f"accuracy.documents.{name}.recall", 100 * tally.recall, "%"


def word_files() -> Iterator[Figure]:
    """Word files read whole, against their words alone taken out by python-docx."""
    all_read = all_taken = 0.0
    for name, files in corpus.word_files().items():
        read_time = taken = 0.0
        for data in files:
            times = 60 if len(data) < MB // 20 and len(files) == 1 else 25
            works = (partial(read, data), partial(corpus.extracted, data))
            spent = best_of_each(works, times)
            read_time, taken = read_time + spent[0], taken + spent[1]
        yield f"docx.{name}", read_time / taken, "× extraction alone"
        all_read, all_taken = all_read + read_time, all_taken + taken
    yield "docx.all together", all_read / all_taken, "× extraction alone"


def start() -> Iterator[Figure]:
    line = '{"text": "6月底前完成", "reference": "2026-03-10"}\n'
    banjie = str(Path(sys.executable).with_name("banjie"))
    commands = {
        "banjie when": [banjie, "when"],
        "banjie quantities": [banjie, "quantities"],
        "python alone": [sys.executable, "-c", ""],
    }
    for name, command in commands.items():
        clock, processor = start_up(command, line)
        yield f"start-up.{name}", clock, "s on the clock"
        yield f"start-up.{name}.processor", processor, "s"


def growth(largest: int) -> Iterator[Figure]:
    """Seconds at 1, 2, 4 and 8 × a length, and how many times as long 8 × takes: 8 is linear."""
    for name, work in _WORK.items():
        spent = []
        for times in (1, 2, 4, 8):
            text = corpus.text(largest * times // 8)
            spent.append(best(partial(work, text), 2 if times < 4 else 1))
            yield f"growth.{name}.{len(text.encode()) / MB:.2f} MB", spent[-1], "s"
        yield f"growth.{name}.8 × the length", spent[-1] / spent[0], "× the time"


def memory(size: int) -> Iterator[Figure]:
    for name in _WORK:
        yield f"memory.{name}.{size // MB} MB", peak(name, size), "× the text"


def _say(name: str, value: float, unit: str) -> None:
    print(f"{name}: {value:,.0f} {unit}" if value >= 1000 else f"{name}: {value:.4g} {unit}")
    sys.stdout.flush()


def main(arguments: Sequence[str]) -> None:
    largest = MB if "quick" in arguments else 10_000_000
    text = corpus.text(_SIZE)
    found: dict[str, tuple[float, str]] = {}
    print("reader:", "compiled to C" if _COMPILED else "as it stands")
    parts = (
        speed(text), own_accuracy(), documents(), peers(text), word_files(), start(),
        scans.figures(), memory(largest), growth(largest),
    )  # fmt: skip
    for part in parts:
        for name, value, unit in part:
            found[name] = value, unit
            _say(name, value, unit)
    rival = found.get("speed.jionlp.dates")
    if rival:
        ratio = found["speed.dates and quantities"][0] / rival[0]
        found["speed.dates and quantities against jionlp.dates"] = ratio, "×"
        _say("speed.dates and quantities against jionlp.dates", ratio, "×")
    _OUT.mkdir(exist_ok=True)
    kept = {name: {"value": value, "unit": unit} for name, (value, unit) in found.items()}
    name = "reader-compiled.json" if _COMPILED else "reader.json"
    (_OUT / name).write_text(json.dumps(kept, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
