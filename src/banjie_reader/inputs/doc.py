"""Old Word files (.doc) and RTF, turned into DOCX by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from banjie_reader.errors import DamagedDocument, ForbiddenContent, OverLimit, UnknownFormat
from banjie_reader.inputs import docx
from banjie_reader.inputs.apart import surroundings
from banjie_reader.inputs.archive import Archive
from banjie_reader.inputs.limits import CONVERSION_SECONDS, check_file
from banjie_reader.model import Source

_MACROS = "_VBA_PROJECT".encode("utf-16-le")
# A fresh profile for each file: no macro runs, and nothing is loaded from outside the document.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item></oor:items>
"""


def read(data: bytes) -> Source:
    """Read an old Word or RTF file; without LibreOffice, `UnknownFormat` says to save as DOCX."""
    if _MACROS in data:
        raise ForbiddenContent(reason="macro", part="VBA")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise UnknownFormat(reason="doc")
    with tempfile.TemporaryDirectory(prefix="banjie-doc-") as folder:
        converted = _convert(program, data, Path(folder))
    archive = Archive(converted, "DOCX")
    return docx.read(archive, archive.main_part())


def _convert(program: str, data: bytes, folder: Path) -> bytes:
    """The bytes of the DOCX that LibreOffice makes of `data`."""
    settings = folder / "profile" / "user"
    settings.mkdir(parents=True)
    (settings / "registrymodifications.xcu").write_text(_PROFILE, "utf-8")
    given = folder / ("given.rtf" if data.startswith(b"{") else "given.doc")
    given.write_bytes(data)
    command = [
        program, "--headless", "--norestore", f"-env:UserInstallation={settings.parent.as_uri()}",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(given),
    ]  # fmt: skip
    _run(command)
    made = folder / "out" / "given.docx"
    if not made.is_file():
        raise DamagedDocument(reason="convert")
    check_file(made.stat().st_size)
    return made.read_bytes()


def _run(command: list[str]) -> None:
    """Run LibreOffice and whatever it starts, and end all of it when its time is up."""
    child = subprocess.Popen(  # noqa: S603 - no shell, and no word of the document in the command
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=surroundings(),
    )
    try:
        child.wait(CONVERSION_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise OverLimit(reason="time", limit=CONVERSION_SECONDS) from error
    finally:
        _end(child)


def _end(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()
    child.wait()
