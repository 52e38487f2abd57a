"""Reads every hostile file and says, one JSON line each, how it ended and what it cost.

`python -m tests.reader.inputs.hostile [PART]` — in a process of its own, so that the memory it
reports is that of reading (and of making the file).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import sys
import time
from pathlib import Path

from banjie_reader.clean import view
from banjie_reader.errors import ReadingError
from banjie_reader.inputs import open_source
from tests.reader.inputs.hostile import hostile_files


def main(part: str = "") -> None:
    for name, data, expected in hostile_files(part):
        begun, spent = time.monotonic(), _processor()
        try:
            source = open_source(data, name)
            view(source.text)
            ended = None
        except ReadingError as error:
            ended = error.code
            for language in ("zh-Hans", "zh-Hant", "en"):
                error.say(language)
        print(  # noqa: T201 - the answer of a command
            json.dumps(
                {
                    "name": name,
                    "digest": hashlib.sha256(data).hexdigest(),
                    "expected": expected,
                    "ended": ended,
                    "processor": round(_processor() - spent, 2),
                    "clock": round(time.monotonic() - begun, 2),
                    "megabytes": _megabytes(),
                }
            ),
            flush=True,
        )


def _processor() -> float:
    """Seconds of processor time of this process and of those it has seen end."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def _megabytes() -> int:
    """The most memory that this process held, or one that it has seen end. Of itself the kernel is
    asked what the program took: `getrusage` counts who started it, too.
    """
    own = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text("ascii"))
    assert own
    return max(int(own[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) // 1024


if __name__ == "__main__":
    main(*sys.argv[1:])
