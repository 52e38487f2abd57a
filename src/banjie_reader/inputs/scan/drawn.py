"""The lines drawn on a scanned page: what makes its tables."""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np

from banjie_reader.inputs.layout import RULES, Rule

_SHORTEST = 25  # a drawn line is at least this part of the page's length; strokes are shorter
_DARK = 160  # of 255
_THIN = 4  # a line is so many times longer than thick


def rules_of(pixels: Any, tilt: float, scale: float) -> list[Rule]:
    """The level and upright lines of a page that is askew by `tilt`, set level, in points."""
    high, wide = pixels.shape[:2]
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), math.degrees(tilt), 1.0)
    grey = cv2.cvtColor(pixels, cv2.COLOR_BGR2GRAY)
    level = cv2.warpAffine(grey, turn, (wide, high), borderValue=255)
    dark = (level < _DARK).astype(np.uint8)
    length = max(high, wide) // _SHORTEST
    # Thickened by a pixel at each side first: a thin line is never quite straight.
    across = _runs(cv2.dilate(dark, np.ones((3, 1), np.uint8)), (1, length))
    down = _runs(cv2.dilate(dark, np.ones((1, 3), np.uint8)), (length, 1))
    rules = [Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
             for x0, y0, x1, y1 in across if (y1 - y0) * _THIN < x1 - x0]  # fmt: skip
    rules += [Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)
              for x0, y0, x1, y1 in down if (x1 - x0) * _THIN < y1 - y0]  # fmt: skip
    return [Rule(*(round(at * scale, 1) for at in rule)) for rule in rules[:RULES]]


def _runs(dark: Any, shape: tuple[int, int]) -> list[tuple[int, int, int, int]]:
    """The boxes of what is left of the dark places where only `shape` fits in."""
    left = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(shape, np.uint8))
    stats = cv2.connectedComponentsWithStats(left)[2]
    return [(x, y, x + wide, y + high) for x, y, wide, high, _ in stats[1 : RULES + 1].tolist()]
