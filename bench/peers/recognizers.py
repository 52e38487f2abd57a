"""Recognizers-Text: dates or quantities, asked and answered like `jionlp_dates.py`.

A quantity is [start, end, value, unit]. Where it gives several readings of a date, all are
answered, and the caller takes the best.
"""

import json
import sys
import time
from datetime import date, datetime, timedelta

from recognizers_date_time import recognize_datetime
from recognizers_number import Culture, recognize_number, recognize_percentage
from recognizers_number_with_unit import recognize_currency, recognize_dimension


def dates(text: str, reference: str) -> list:
    found = []
    for item in recognize_datetime(
        text, Culture.Chinese, reference=datetime.fromisoformat(reference)
    ):
        for said in (item.resolution or {}).get("values", []):
            first = said.get("start") or said.get("value") or ""
            last = said.get("end", "")[:10] if "end" in said or "start" in said else first
            if "end" in said:
                last = before(said["end"][:10])
            found.append([item.start, item.end + 1, first[:10], last[:10], ""])
    return found


def before(day: str) -> str:
    try:
        return (date.fromisoformat(day) - timedelta(1)).isoformat()
    except (ValueError, OverflowError):
        return day


def quantities(text: str, _reference: str) -> list:
    found = {}
    for recognize in (
        recognize_number,
        recognize_percentage,
        recognize_dimension,
        recognize_currency,
    ):
        for item in recognize(text, Culture.Chinese):
            said = item.resolution or {}
            unit = said.get("unit", "%" if recognize is recognize_percentage else "")
            found[item.start, item.end] = [item.start, item.end + 1, said.get("value"), unit]
    return list(found.values())


asked = json.load(sys.stdin)
read = {"dates": dates, "quantities": quantities}[sys.argv[1]]
read("6月30日前种树50棵", "2026-03-10")
begin = time.process_time()
for sentence in asked["sentences"]:
    read(sentence, "2026-03-10")
spent = time.process_time() - begin
print(json.dumps({"seconds": spent, "answers": [read(*phrase) for phrase in asked["phrases"]]}))
