"""Text recognition: a page as a picture → its words and drawn lines, in points.

The models are files of the package rapidocr: nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np

from banjie_reader.inputs.limits import SCAN_PAGES
from banjie_reader.inputs.scan.drawn import rules_of
from banjie_reader.inputs.scan.lines import Line, is_text, parted, tilt_of, words_of
from banjie_reader.inputs.scan.pictures import (
    Sheet,
    TooManyPixels,
    count_frames,
    sheets_of_pdf,
    sheets_of_picture,
)

if TYPE_CHECKING:
    from rapidocr import RapidOCR

# Where the lines are is seen well enough on a smaller picture, and it halves the memory.
_LOOKED_AT = 960
_ASKED, _TELLING = 7, 4  # so many lines, of so many characters at least, tell which way is up


def answers(data: bytes, numbers: Sequence[int], *, threads: int) -> Iterator[dict[str, Any]]:
    """The answers for the pages `numbers` of a PDF, or, with none, for a picture file."""
    cv2.setNumThreads(threads)
    try:
        count = len(numbers) or count_frames(data)
        yield {"pages": count}
        if count > SCAN_PAGES:
            return
        engine: RapidOCR | None = None
        for sheet in sheets_of_pdf(data, numbers) if numbers else sheets_of_picture(data, count):
            engine = engine or _engine(threads)
            yield _page(engine, sheet)
    except TooManyPixels as error:
        yield {"error": "pixels", "found": error.args[0]}
    except MemoryError:
        yield {"error": "costly"}
    except (OSError, SyntaxError, ValueError):
        # How Pillow says that a file is not what it promises.
        yield {"error": "damaged"}


def _engine(threads: int) -> RapidOCR:
    from rapidocr import RapidOCR  # a second of loading, which a damaged file need not wait for

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Det.limit_type": "max",
            "Det.limit_side_len": _LOOKED_AT,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _page(engine: RapidOCR, sheet: Sheet) -> dict[str, Any]:
    pixels = np.ascontiguousarray(np.asarray(sheet.picture)[:, :, ::-1])
    lines = _lines(engine, pixels)
    turns = _quarter_turns(engine, pixels, lines)
    if turns:
        pixels = np.ascontiguousarray(np.rot90(pixels, turns))
        lines = _lines(engine, pixels)
    high, wide = pixels.shape[:2]
    tilt = tilt_of(lines)
    rules = rules_of(pixels, tilt, sheet.scale) if lines else []
    words = words_of(lines, tilt, (wide / 2, high / 2), sheet.scale)
    return {
        "size": [round(wide * sheet.scale, 1), round(high * sheet.scale, 1)],
        "words": [part for word in words for part in parted(word, rules)],
        "rules": rules,
    }


def _lines(engine: RapidOCR, pixels: Any) -> list[Line]:
    found: Any = engine(pixels)  # one of four types, by what was asked for; here, always lines
    texts = found.txts or ()
    corners = found.boxes.tolist() if texts else []
    sheet = (pixels.shape[1], pixels.shape[0])
    return [line for line in map(Line, corners, texts) if is_text(line, sheet)]


def _quarter_turns(engine: RapidOCR, pixels: Any, lines: list[Line]) -> int:
    """How often to turn a page against the clock until it stands upright.

    The longest lines tell: they stand on end where it lies on its side, and a small network that
    looks at each of them (already set level) says whether it is upside down.
    """
    longest = sorted(lines, key=lambda line: line.ems)[-_ASKED:]
    if not longest or longest[0].ems < _TELLING:
        return 0
    on_end = sum(line.height > line.width for line in longest) * 2 > len(longest)
    boxes = np.array([line.corners for line in longest], np.float32)
    told = engine.cls_and_rotate(engine.crop_text_regions(pixels, boxes))[1].cls_res or ()
    upside_down = sum(label == "180" for label, _ in told) * 2 > len(longest)
    return on_end + 2 * upside_down
