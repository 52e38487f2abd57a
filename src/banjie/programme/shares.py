"""Units whose numbers are shares of something else (95%): two of them are never added up.

The units themselves are data: `data/plan.json`.
"""

from __future__ import annotations

import json
from pathlib import Path

_FILE = Path(__file__).parent / "data" / "plan.json"
SHARES: frozenset[str] = frozenset(json.loads(_FILE.read_text("utf-8"))["shares"])
