"""What is measured: invented plans, notices and summaries, repeated to a size."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import docx
import docx.shared
import docx.table
from tests.reader.documents.case import CASES

from banjie_reader.inputs import open_source

ROOT = Path(__file__).parents[1]
_DEMO = ROOT / "src" / "banjie" / "demo" / "linhu"
_SAMPLES = ROOT / "tests" / "reader" / "corpus"
_LINE = re.compile(r".+")
_SCRIPTS = re.compile(r"[ -~]+|[^ -~]+")
_SENTENCE = re.compile(r"[^。；！？\n]+[。；！？\n]?")


@cache
def once() -> str:
    """Every sample document, one after the other."""
    demo = [open_source(path.read_bytes(), path.name).text for path in _demo_files()]
    samples = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.txt"))]
    return "\n".join([*demo, *(case.text for case in CASES), *samples])


def text(size: int) -> str:
    """About `size` bytes (in UTF-8) of text."""
    whole = once()
    times, rest = divmod(size, len(whole.encode()) + 1)
    return "\n".join([whole] * times + [whole.encode()[:rest].decode(errors="ignore")])


def sentences(words: str) -> list[str]:
    return [found for found in _SENTENCE.findall(words) if found.strip()]


def word_files() -> dict[str, list[bytes]]:
    """The demo's Word files; the sample papers, a file each; all samples as one long file.

    The samples both as programs write them, a run a paragraph, and as Word does, which begins a
    run wherever Han and Latin letters meet.
    """
    files = {path.stem: [path.read_bytes()] for path in _demo_files()}
    papers = [path.read_text("utf-8") for path in sorted(_SAMPLES.glob("*.txt"))]
    long = text(200_000)
    for way, runs in {"a run a paragraph": _LINE, "a run for each script": _SCRIPTS}.items():
        files[f"sample papers, {way}"] = [_word_file(paper, runs) for paper in papers]
        files[f"200 KB, {way}"] = [_word_file(long, runs)]
    return files


def _word_file(words_of_it: str, runs: re.Pattern[str]) -> bytes:
    paper = docx.Document()
    for line in words_of_it.splitlines():
        paragraph = paper.add_paragraph()
        for words in runs.findall(line):
            run = paragraph.add_run(words)
            run.font.name, run.font.size = "仿宋", docx.shared.Pt(16)
    kept = io.BytesIO()
    paper.save(kept)
    return kept.getvalue()


def extracted(data: bytes) -> str:
    """The words of a Word file by python-docx alone, as its documentation shows."""
    found: list[str] = []
    for block in docx.Document(io.BytesIO(data)).iter_inner_content():
        if isinstance(block, docx.table.Table):
            found += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            found.append(block.text)
    return "\n".join(found)


def _demo_files() -> list[Path]:
    return sorted(_DEMO.glob("*.docx"))
