"""Writes the sample papers beside this module: `python -m banjie.demo.linhu.write`."""

from __future__ import annotations

from pathlib import Path

from banjie.official import OfficialDocument

from .notice import notice
from .plan import plan

FOLDER = Path(__file__).parent


def papers() -> dict[str, OfficialDocument]:
    """Every sample paper under the name of its file."""
    made = (plan(), notice())
    return {f"{document.title}.docx": document for document in made}


def main() -> None:
    for name, document in papers().items():
        (FOLDER / name).write_bytes(document.to_bytes())


if __name__ == "__main__":
    main()
