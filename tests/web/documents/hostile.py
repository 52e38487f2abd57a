"""Files made to hurt a reader, made once: name → (bytes, the error's code, None for any)."""

from __future__ import annotations

from tests.reader.inputs.hostile import hostile_files

HOSTILE = {name: (data, code) for name, data, code in hostile_files()}
