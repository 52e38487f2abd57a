"""One limit policy for every kind of file.

The figures answer two questions: what is the largest document an office really circulates (tens of
pages, a few megabytes with its pictures), and what may one reading cost (20 seconds, 512 MB)?
"""

from __future__ import annotations

from banjie_reader.errors import OverLimit

MB = 1024 * 1024
FILE_BYTES = 20 * MB
UNPACKED_BYTES = 200 * MB
ENTRIES = 2000
RATIO = 100
# Deflate reaches 1000 : 1 on blank stretches that honest Word files have (themes, padded styles),
# so the ratio counts only once an archive has unpacked to more than this.
RATIO_FLOOR = 10 * MB
PAGES = 300
SECONDS = 20  # for a reader that runs in a process of its own
# Text recognition takes two or three seconds a page and 550 MB, in a process of its own (whose
# own limits stand in `scan.child`); a busy machine, several times as long.
SCAN_PAGES = 30
SCAN_PIXELS = 40_000_000  # of one picture, as its head tells them
SCAN_SECONDS = 180
CONVERSION_SECONDS = 60  # LibreOffice takes one or two; its first start on a slow disk, ten
# A parsed mark (tag or attribute) costs some 200 bytes of memory; this keeps a part under 300 MB.
XML_MARKS = 1_200_000
HTML_MARKS = 300_000  # real pages have some thousands; main text is found by weighing every part
CHARACTERS = 10_000_000
PIECES = 400_000


def check_file(size: int) -> None:
    if size > FILE_BYTES:
        raise OverLimit(reason="bytes", found=f"{size / MB:.1f} MB", limit=f"{FILE_BYTES // MB} MB")


def check_entries(count: int) -> None:
    if count > ENTRIES:
        raise OverLimit(reason="entries", found=count, limit=ENTRIES)


def check_unpacked(unpacked: int, packed: int) -> None:
    """`unpacked` bytes came (or are said to come) out of a file of `packed` bytes."""
    if unpacked > UNPACKED_BYTES:
        raise OverLimit(
            reason="unpacked",
            found=f"{unpacked / MB:.0f} MB",
            limit=f"{UNPACKED_BYTES // MB} MB",
        )
    if unpacked > RATIO_FLOOR and unpacked > RATIO * packed:
        raise OverLimit(reason="ratio", found=f"{unpacked // max(packed, 1)}", limit=RATIO)


def check_pages(count: int) -> None:
    if count > PAGES:
        raise OverLimit(reason="pages", found=count, limit=PAGES)


def check_marks(count: int, part: str, limit: int = XML_MARKS) -> None:
    if count > limit:
        raise OverLimit(reason="marks", found=count, limit=limit, part=part)


def check_text(characters: int) -> None:
    if characters > CHARACTERS:
        raise OverLimit(reason="characters", found=characters, limit=CHARACTERS)


def check_pieces(count: int) -> None:
    if count > PIECES:
        raise OverLimit(reason="pieces", found=count, limit=PIECES)


def check_written(characters: int, pieces: int) -> None:
    """Both at once, for whoever writes line after line."""
    if characters > CHARACTERS or pieces > PIECES:
        check_text(characters)
        check_pieces(pieces)
