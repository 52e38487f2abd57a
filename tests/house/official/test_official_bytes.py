"""The same document gives the same file, and the file tells nothing of who wrote it where."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

from banjie.demo.linhu.write import FOLDER, papers
from banjie.official import FigureLink, ManualFigure

PRINT_HASHES = """
import hashlib
from banjie.demo.linhu.write import papers
for document in papers().values():
    print(hashlib.sha256(document.to_bytes()).hexdigest())
"""


def _rich(paper):
    paper.paragraph([FigureLink("6", "https://a.example/6", "f1"), ManualFigure("约3")])
    paper.annex("表", columns=["一"], rows=[["1"]])
    return paper


def test_written_twice_is_the_same(paper):
    document = _rich(paper)
    assert document.to_bytes() == document.to_bytes()


def test_written_by_another_process_is_the_same():
    here = [hashlib.sha256(document.to_bytes()).hexdigest() for document in papers().values()]
    for seed in ("0", "4711"):
        there = subprocess.run(
            [sys.executable, "-c", PRINT_HASHES],
            env={"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert there.stdout.split() == here


def test_archive_has_fixed_times_and_no_compression(paper):
    with ZipFile(BytesIO(_rich(paper).to_bytes())) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "[Content_Types].xml"
        for entry in archive.infolist():
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert entry.compress_type == ZIP_STORED


def test_properties_come_from_the_document(paper, written):
    properties = written(paper).core_properties
    assert properties.title == paper.title
    assert properties.author == paper.signature
    assert properties.created == properties.modified
    assert properties.created is not None
    assert properties.created.date() == paper.dated
    assert properties.last_modified_by == ""


def test_committed_samples_are_what_the_script_writes():
    made = papers()
    assert {path.name for path in FOLDER.glob("*.docx")} == set(made)
    for name, document in made.items():
        assert (FOLDER / name).read_bytes() == document.to_bytes(), name
