"""Numbers the official way: headings, dates, document numbers, quantities."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

DIGITS = "零一二三四五六七八九"
DOCUMENT_NUMBER = re.compile(r"^(?!第).+〔20\d\d〕[1-9]\d*号$")


def chinese_numeral(number: int) -> str:
    """1 to 99 in Chinese numerals: 一, 十, 十二, 二十, 九十九."""
    if not 1 <= number <= 99:
        raise ValueError(f"headings are numbered 1 to 99, not {number}")
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十"
    return ten + (DIGITS[ones] if ones else "")


def heading_number(level: int, number: int) -> str:
    """一、 （一） 1. （1）, the bracketed without a mark behind (GB/T 9704-2012, 7.3.3)."""
    match level:
        case 1:
            return f"{chinese_numeral(number)}、"
        case 2:
            return f"（{chinese_numeral(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
    raise ValueError(f"headings have levels 1 to 4, not {level}")


def official_date(day: date) -> str:
    """2026年1月5日: Arabic figures, the full year, no zero padding (GB/T 9704-2012, 7.3.5)."""
    return f"{day.year}年{day.month}月{day.day}日"


def document_number(code: str, year: int, serial: int) -> str:
    """临协办〔2026〕3号 from the agency's code, the year and the serial number."""
    return check_document_number(f"{code}〔{year}〕{serial}号")


def check_document_number(number: str) -> str:
    """The number itself, or ValueError: hexagonal brackets, four-digit year, no 第, no padding."""
    if not DOCUMENT_NUMBER.fullmatch(number):
        raise ValueError(f"not a document number such as 临协办〔2026〕3号: {number!r}")
    return number


def official_quantity(value: Decimal | float) -> str:
    """A quantity in Arabic figures without trailing zeros or separators: 1200, 98.5, -3.

    GB/T 15835-2011 allows figures without separators; none can then be broken at a line's end.
    """
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
