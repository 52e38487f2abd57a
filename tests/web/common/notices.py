"""What the notices of three years say, written out by hand from their sentences.

Apart from the shipped table on purpose: the tests hold one against the other.
"""

from __future__ import annotations

from datetime import date, timedelta

OFF = (
    # year, holiday, first day, last day, days as the notice counts them
    (2024, "元旦", "01-01", "01-01", 1),
    (2024, "春节", "02-10", "02-17", 8),
    (2024, "清明节", "04-04", "04-06", 3),
    (2024, "劳动节", "05-01", "05-05", 5),
    (2024, "端午节", "06-10", "06-10", 1),
    (2024, "中秋节", "09-15", "09-17", 3),
    (2024, "国庆节", "10-01", "10-07", 7),
    (2025, "元旦", "01-01", "01-01", 1),
    (2025, "春节", "01-28", "02-04", 8),
    (2025, "清明节", "04-04", "04-06", 3),
    (2025, "劳动节", "05-01", "05-05", 5),
    (2025, "端午节", "05-31", "06-02", 3),
    (2025, "国庆节、中秋节", "10-01", "10-08", 8),
    (2026, "元旦", "01-01", "01-03", 3),
    (2026, "春节", "02-15", "02-23", 9),
    (2026, "清明节", "04-04", "04-06", 3),
    (2026, "劳动节", "05-01", "05-05", 5),
    (2026, "端午节", "06-19", "06-21", 3),
    (2026, "中秋节", "09-25", "09-27", 3),
    (2026, "国庆节", "10-01", "10-07", 7),
)
WORKED = (
    ("2024-02-04", "周日"), ("2024-02-18", "周日"), ("2024-04-07", "周日"), ("2024-04-28", "周日"),
    ("2024-05-11", "周六"), ("2024-09-14", "周六"), ("2024-09-29", "周日"), ("2024-10-12", "周六"),
    ("2025-01-26", "周日"), ("2025-02-08", "周六"), ("2025-04-27", "周日"), ("2025-09-28", "周日"),
    ("2025-10-11", "周六"), ("2026-01-04", "周日"), ("2026-02-14", "周六"), ("2026-02-28", "周六"),
    ("2026-05-09", "周六"), ("2026-09-20", "周日"), ("2026-10-10", "周六"),
)  # fmt: skip

STRETCHES = [
    (name, date.fromisoformat(f"{year}-{first}"), date.fromisoformat(f"{year}-{last}"), days)
    for year, name, first, last, days in OFF
]
DAYS_OFF = [
    first + timedelta(n) for _, first, last, _ in STRETCHES for n in range((last - first).days + 1)
]
DAYS_WORKED = [date.fromisoformat(day) for day, _ in WORKED]
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
