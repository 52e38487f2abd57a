"""Files made to hurt a reader: each must end in a `ReadingError` or a clean `Source`.

`hostile_files()` gives (name, bytes, expected error code). None as the code means that the file is
read, or refused for any reason: all that matters is that it ends well. Names are file names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.reader.inputs.hostile import archives, cuts, markup, pages, plain, words

Hostile = tuple[str, bytes, str | None]

_MAKERS: tuple[Callable[[], Iterator[Hostile]], ...] = (
    plain.files,
    archives.files,
    words.files,
    pages.files,
    markup.files,
    cuts.files,
)


def hostile_files() -> Iterator[Hostile]:
    """Every hostile file, made one at a time: some are large."""
    for maker in _MAKERS:
        yield from maker()
