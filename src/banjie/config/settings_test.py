"""Settings of the tests: the same site, with quick password hashing and plain static files.

Plain static files, because the live server of the browser tests serves straight from the sources,
where hashed names do not exist.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("BANJIE_TEST_DATA", tempfile.mkdtemp(prefix="banjie-test-"))
os.environ["BANJIE_DATA"] = str(
    Path(os.environ["BANJIE_TEST_DATA"]) / os.environ.get("PYTEST_XDIST_WORKER", "main")
)  # a folder for each process of a parallel run
os.environ.setdefault("BANJIE_SECRET_KEY", "only-for-tests")
os.environ["BANJIE_SECOND_FACTOR"] = ""  # those that need one say so

from banjie.config.settings import *  # noqa: F403 - settings modules extend each other by star
from banjie.config.settings import DATA, DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT = DATA / "static"
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
BANJIE_TODAY = "2026-09-18"
ALLOWED_HOSTS = ["*"]

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, so that every thread of the live server has its own connection; no waiting for a disk.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
