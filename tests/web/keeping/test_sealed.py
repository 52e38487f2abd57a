"""A sealed stream gives back what went in, or nothing."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from banjie.keeping.sealed import MAGIC, SealedReader, SealingWriter, Unsealable

PIECE, HEAD = (1 << 20) + 16, len(MAGIC) + 16 + 7


def sealed(words: bytes, phrase: str = "a phrase") -> bytes:
    below = io.BytesIO()
    writer = SealingWriter(below, phrase)
    for start in range(0, len(words), 700_000):
        writer.write(words[start : start + 700_000])
    writer.finish()
    return below.getvalue()


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_what_went_in_comes_out(size: int) -> None:
    words = b"ab" * (size // 2) + b"c" * (size % 2)
    assert SealedReader(io.BytesIO(sealed(words)), "a phrase").read() == words


HARM: dict[str, Callable[[bytes], bytes]] = {
    "another byte in the head": lambda s: s[:20] + bytes([s[20] ^ 1]) + s[21:],
    "another byte in a piece": lambda s: s[:-50] + bytes([s[-50] ^ 1]) + s[-49:],
    "the last piece gone": lambda s: s[: HEAD + PIECE],
    "all pieces gone": lambda s: s[:HEAD],
    "half the head gone": lambda s: s[: HEAD - 3],
    "two pieces the other way round": lambda s: (
        s[:HEAD] + s[HEAD + PIECE : HEAD + 2 * PIECE] + s[HEAD : HEAD + PIECE] + s[HEAD + 2 * PIECE :]
    ),
    "a piece twice": lambda s: s[: HEAD + PIECE] + s[HEAD:],
    "something after the end": lambda s: s + b"x",
}  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_a_harmed_stream_is_refused(harm: str) -> None:
    with pytest.raises(Unsealable):
        SealedReader(io.BytesIO(HARM[harm](sealed(b"x" * (5 << 19)))), "a phrase").read()


def test_another_phrase_opens_nothing() -> None:
    with pytest.raises(Unsealable):
        SealedReader(io.BytesIO(sealed(b"words")), "another").read()
