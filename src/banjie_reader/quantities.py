"""Numbers with their units: what was counted, how many, and how exactly."""

from __future__ import annotations

import re

from banjie_reader.model import Quantity, Span
from banjie_reader.numerals import number
from banjie_reader.script import fold

_PATTERN = re.compile(
    r"(?P<before>近|超过?|约|逾|突破|不少于|不低于|不超过)?"
    r"(?P<n>\d[\d,]*(?:\.\d+)?[万亿]*|[一二三四五六七八九十百千万两]+)"
    r"(?P<mid>余|多)?(?P<u>人次|场次|个|名|人|份|场|次|项|件|家|户|%|元)(?P<after>以上|以内|左右)?"
)
_APPROX = {
    "近": "under", "超": "over", "超过": "over", "约": "about", "逾": "over", "突破": "over",
    "不少于": "min", "不低于": "min", "不超过": "max", "余": "over", "多": "over",
    "以上": "min", "以内": "max", "左右": "about",
}  # fmt: skip


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order."""
    found = []
    for m in _PATTERN.finditer(fold(text)):
        sign = m["before"] or m["mid"] or m["after"]
        found.append(
            Quantity(
                text=text[m.start() : m.end()],
                span=Span(m.start(), m.end()),
                value=number(m["n"]),
                unit=m["u"],
                approx=_APPROX[sign] if sign else "exact",  # type: ignore[arg-type]
            )
        )
    return tuple(found)
