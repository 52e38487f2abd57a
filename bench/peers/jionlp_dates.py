"""JioNLP's dates: JSON in ({"sentences", "phrases"}), JSON out ({"seconds", "answers"}).

An answer is [start, end, first day, last day, rule]; a day is empty where the side is open. Mere
lengths of time (3天) are no dates and left out. The rule is written the way RFC 5545 would say what
JioNLP found, with the benefit of the doubt.
"""

import json
import logging
import sys
import time
from datetime import date

import jionlp

logging.disable(logging.CRITICAL)  # as installed it logs a traceback for each candidate given up
FREQUENCIES = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def day(said: str) -> str:
    return "" if "inf" in said else said[:10]


def rule(found: dict) -> str:
    (unit, count), *_ = found["delta"].items()
    if unit == "day" and count % 7 == 0:
        unit, count = "week", count / 7
    parts = [f"FREQ={FREQUENCIES.get(unit, unit)}"]
    parts += [f"INTERVAL={count:g}"] if count != 1 else []
    point = found.get("point")
    if point and not any("inf" in side for side in point["time"]):
        first, last = (date.fromisoformat(side[:10]) for side in point["time"])
        if unit == "week" and first == last:
            parts.append(f"BYDAY={WEEKDAYS[first.weekday()]}")
        if unit == "year":
            parts.append(f"BYMONTH={first.month}")
        if unit in ("year", "month") and first == last:
            parts.append(f"BYMONTHDAY={first.day}")
    return ";".join(parts)


def answers(text: str, reference: str) -> list:
    base = time.mktime(time.strptime(reference, "%Y-%m-%d"))
    found = []
    for item in jionlp.ner.extract_time(text, time_base=base):
        said = item["detail"]["time"]
        place = item["offset"]
        if item["type"] == "time_period":
            found.append([*place, "", "", rule(said)])
        elif item["type"] in ("time_point", "time_span"):
            found.append([*place, day(said[0]), day(said[1]), ""])
    return found


asked = json.load(sys.stdin)
answers("6月", "2026-03-10")
spent = []
for _ in range(asked["times"]):
    begin = time.process_time()
    for sentence in asked["sentences"]:
        answers(sentence, "2026-03-10")
    spent.append(time.process_time() - begin)
print()
print(json.dumps({"seconds": min(spent), "answers": [answers(*p) for p in asked["phrases"]]}))
