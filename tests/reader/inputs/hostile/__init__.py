"""Files made to hurt a reader: each must end in a `ReadingError` or a clean `Source`.

`hostile_files()` gives (name, bytes, expected error code). None as the code means that the file is
read, or refused for any reason: all that matters is that it ends well. Names are file names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.reader.inputs.hostile import (
    archives,
    cuts,
    markup,
    pages,
    pictures,
    plain,
    sheets,
    words,
)

Hostile = tuple[str, bytes, str | None]

_MAKERS: dict[str, Callable[[], Iterator[Hostile]]] = {
    "plain": plain.files,
    "archives": archives.files,
    "words": words.files,
    "pages": pages.files,
    "markup": markup.files,
    "sheets": sheets.files,
    "pictures": pictures.files,
    "cuts": cuts.files,
}
PARTS = tuple(_MAKERS)


def hostile_files(part: str = "") -> Iterator[Hostile]:
    """Every hostile file (or those of one part), made one at a time: some are large."""
    for name, maker in _MAKERS.items():
        if part in ("", name):
            yield from maker()
