"""Builds the package as it stands or, asked with BANJIE_COMPILED=1, the reader compiled to C.

    make compiled                                          # into build/compiled, for PYTHONPATH
    BANJIE_COMPILED=1 pip wheel --no-build-isolation .     # needs mypy and a C compiler

The same sources run both ways and the tests of the reader hold both (docs/decisions/0018).
"""

from __future__ import annotations

import os
from pathlib import Path

from setuptools import Extension, setup

READER = Path("src/banjie_reader")
DOCX = READER / "inputs" / "docx"
# Entered before anything is loaded, or working with processes and exceptions: nothing to gain.
AS_THEY_ARE = {READER / f"{name}.py" for name in ("__init__", "bulk", "cli", "errors", "terminal")}


def compiled() -> list[Extension]:
    """The reader's modules, for the compiler: those that go through words, and through DOCX."""
    if os.environ.get("BANJIE_COMPILED") != "1":
        return []
    from mypyc.build import mypycify

    modules = {path for path in READER.rglob("*.py") if READER / "inputs" not in path.parents}
    modules = modules - AS_THEY_ARE | set(DOCX.glob("*.py"))
    flags = ["--config-file=", "--ignore-missing-imports"]
    paths = sorted(map(str, modules))
    return list(mypycify([*flags, *paths], opt_level="3", multi_file=True, target_dir="build/c"))


setup(ext_modules=compiled())
