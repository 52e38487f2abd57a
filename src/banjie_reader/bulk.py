"""Reads an archive: every document below a folder, by several processes, each answer in a file.

One process reads one document at a time. A document that kills its process, or takes longer than
`SECONDS`, loses only itself: it is noted as failed and a new process goes on with the next one.
What was read in an earlier run is not read again, so an interrupted run is simply started anew.

    OUT/a/plan.docx.json     the reading, in the form of `banjie read --json`
    OUT/failed.jsonl         {"file", "code", "reason"} of each document that could not be read
"""

from __future__ import annotations

import json
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, cast

SECONDS = 200.0  # a scan may take three minutes, see `inputs.limits`
SUFFIXES = frozenset(
    (".docx", ".pdf", ".html", ".htm", ".txt", ".md", ".xlsx", ".ofd", ".doc", ".rtf")
)  # fmt: skip


@dataclass(slots=True)
class Progress:
    """How far a run is; `said` is called after every document."""

    total: int
    read: int = 0
    known: int = 0
    failed: list[dict[str, str]] = field(default_factory=list)

    @property
    def done(self) -> int:
        return self.read + self.known + len(self.failed)


def documents(folder: Path) -> list[Path]:
    """The documents below a folder in a fixed order; hidden files are passed over."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.name.startswith(".")
    )


def read_folder(
    folder: Path,
    out: Path,
    *,
    jobs: int,
    said: Callable[[Progress], None],
    language: str,
    reference: date | None = None,
) -> Progress:
    """Read everything below `folder` into `out`; returns the final count."""
    waiting: queue.SimpleQueue[Path] = queue.SimpleQueue()
    found = documents(folder)  # answers are none, even where `out` is the folder itself
    progress, lock = Progress(len(found)), threading.Lock()
    for path in found:
        if _answer_file(path, folder, out).exists():
            progress.known += 1
        else:
            waiting.put(path)

    def work() -> None:
        with _Worker(language, reference) as worker:
            while True:
                try:
                    path = waiting.get_nowait()
                except queue.Empty:
                    return
                trouble = worker.read(path, _answer_file(path, folder, out))
                with lock:
                    if trouble:
                        progress.failed.append({"file": str(path.relative_to(folder))} | trouble)
                    else:
                        progress.read += 1
                    said(progress)

    threads = [threading.Thread(target=work) for _ in range(max(1, jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    progress.failed.sort(key=lambda one: one["file"])
    _report(out, progress.failed)
    return progress


def _answer_file(path: Path, folder: Path, out: Path) -> Path:
    relative = path.relative_to(folder)
    return out / relative.parent / f"{relative.name}.json"


def _report(out: Path, failed: Iterable[dict[str, str]]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in failed]
    (out / "failed.jsonl").write_text("".join(lines), "utf-8")


class _Worker:
    """A process that reads documents one after the other; made anew when it dies or hangs."""

    def __init__(self, language: str, reference: date | None) -> None:
        self.language = language
        self.reference = reference.isoformat() if reference else None
        self.process: subprocess.Popen[str] | None = None

    def __enter__(self) -> _Worker:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._end()

    def read(self, path: Path, answer: Path) -> dict[str, str]:
        """{} when the answer was written, else `code` and `reason`."""
        process = self._running()
        order = json.dumps([str(path), str(answer), self.language, self.reference])
        late = threading.Timer(SECONDS, process.kill)
        late.start()
        try:
            cast(IO[str], process.stdin).write(order + "\n")
            cast(IO[str], process.stdin).flush()
            line = cast(IO[str], process.stdout).readline()
        except BrokenPipeError:
            line = ""
        finally:
            late.cancel()
        if line:
            return dict(json.loads(line))
        self._end()
        return {"code": "lost", "reason": "the process that read it was lost or took too long"}

    def _running(self) -> subprocess.Popen[str]:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "banjie_reader.bulk"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                encoding="utf-8",
            )
        return self.process

    def _end(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None


def serve(orders: IO[str], answers: IO[str]) -> None:
    """The worker's side: orders in, one line of JSON out for each."""
    for line in orders:
        path, answer, language, day = json.loads(line)
        reference = date.fromisoformat(day) if day else None
        trouble = _read_one(Path(path), Path(answer), language, reference)
        answers.write(json.dumps(trouble) + "\n")
        answers.flush()


def _read_one(path: Path, answer: Path, language: str, reference: date | None) -> dict[str, str]:
    from banjie_reader.errors import ReadingError
    from banjie_reader.export import as_dict
    from banjie_reader.reading import read

    try:
        found = as_dict(read(path.read_bytes(), path.name, reference=reference), language)
    except ReadingError as error:
        return {"code": error.code, "reason": error.say(language)}
    except OSError as error:
        return {"code": "unopened", "reason": error.strerror or ""}
    answer.parent.mkdir(parents=True, exist_ok=True)
    part = answer.with_name(f"{answer.name}.part")
    part.write_text(json.dumps(found, ensure_ascii=False, indent=1), "utf-8")
    part.replace(answer)  # whole or not at all
    return {}


if __name__ == "__main__":
    sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a real stream here
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    serve(sys.stdin, sys.stdout)
