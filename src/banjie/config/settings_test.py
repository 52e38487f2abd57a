"""Settings of the tests: the same site, with quick password hashing and plain static files.

Plain static files, because the live server of the browser tests serves straight from the sources,
where hashed names do not exist.
"""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("BANJIE_DATA", tempfile.mkdtemp(prefix="banjie-test-"))
os.environ.setdefault("BANJIE_SECRET_KEY", "only-for-tests")

from banjie.config.settings import *  # noqa: E402, F403 - settings modules extend each other by star
from banjie.config.settings import DATA, STORAGES  # noqa: E402 - after the environment is set

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT = DATA / "static"
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)
BANJIE_TODAY = "2026-09-18"
ALLOWED_HOSTS = ["*"]
