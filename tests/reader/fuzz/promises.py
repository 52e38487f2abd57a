"""What the reader promises for any input; a broken promise is an exception that goes on up."""

from __future__ import annotations

from banjie_reader.dates import find_dates
from banjie_reader.errors import ReadingError
from banjie_reader.export import as_dict, spans_of
from banjie_reader.inputs import open_source
from banjie_reader.model import Source
from banjie_reader.quantities import find_quantities
from banjie_reader.reading import read_text
from banjie_reader.source import tables
from tests.reader.fuzz.shapes import file_of

_LONGEST = 20_000  # a fuzzer is after odd inputs, not after long ones


def hold_for_text(text: str) -> None:
    for found in (*find_dates(text), *find_quantities(text)):
        assert text[found.span.start : found.span.end] == found.text
    reading = read_text(text)
    size = len(text)
    for span, _ in spans_of(reading):
        assert 0 <= span.start <= span.end <= size
    for use in reading.coverage:
        assert 0 <= use.span.start < use.span.end <= size
    as_dict(reading)


def hold_for_file(data: bytes, name: str) -> None:
    """A file is a `Source` whose pieces lie in its text, or a `ReadingError` that says so."""
    try:
        source = open_source(data, name)
    except ReadingError as error:
        return _hold_for_error(error)
    _hold_for_source(source)
    return hold_for_text(source.text[:_LONGEST])


def _hold_for_error(error: ReadingError) -> None:
    assert all(error.say(language) for language in ("zh-Hans", "zh-Hant", "en"))


def _hold_for_source(source: Source) -> None:
    assert source.text.strip()
    for piece in source.pieces:
        assert 0 <= piece.span.start < piece.span.end <= len(source.text)
    for grid in tables(source):
        assert len({len(row) for row in grid}) == 1


def hold_for_input(data: bytes) -> None:
    """The promises for an input of a fuzzer."""
    name, content = file_of(data[:_LONGEST])
    hold_for_file(content, name)
