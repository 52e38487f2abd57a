"""What runs apart from the reader for each scan: bytes on standard input, pages on standard output.

Pictures are opened by C libraries and read by a neural network; in a process of its own, with a
limit on time and memory, a hostile one can hurt nothing but its own reading. Run as
`python -m banjie_reader.inputs.scan.child 1,4` for these pages of a PDF, or with "" for a picture.
Answers in JSON: `{"pages": n}` and then, one line a page, `{"size": [w, h], "words": […],
"rules": […]}` as `banjie_reader.inputs.pdf.child` gives them; or `{"error": code}`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO

from banjie_reader.inputs.pdf.child import limit_self

THREADS = 2
SECONDS = 240  # of processor time, which two threads share; a page of small type takes 6
MEMORY = 2048 * 1024 * 1024  # of addresses; what is really used stays near 550 MB


def main(answer_to: IO[bytes]) -> None:
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ[name] = str(THREADS)  # else every core of a large machine sets memory aside
    limit_self(SECONDS, MEMORY)
    # Only now: what these libraries take when they are loaded counts as well.
    from banjie_reader.inputs.scan.recognition import answers

    numbers = [int(number) for number in sys.argv[1].split(",") if number]
    for answer in answers(sys.stdin.buffer.read(), numbers, threads=THREADS):
        answer_to.write(json.dumps(answer, ensure_ascii=False).encode() + b"\n")


if __name__ == "__main__":
    with os.fdopen(os.dup(1), "wb") as _answers:
        os.dup2(2, 1)  # what the libraries print is no answer
        main(_answers)
