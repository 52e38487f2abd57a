"""Figures for Prometheus: behind a key, of the machine's work alone."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client

from banjie.keeping import protocol
from tests.web.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
KEY = {"Authorization": "Bearer the key of the office"}


@pytest.fixture
def measured(settings: LazySettings, data: object) -> LazySettings:
    settings.BANJIE_METRICS_KEY = "the key of the office"
    settings.MIDDLEWARE = ["banjie.keeping.metrics.Measured", *settings.MIDDLEWARE]
    return settings


@pytest.mark.parametrize("key", ["", "Bearer", "Bearer ", "Bearer another", "Bearer 钥匙"])
def test_there_is_no_such_page_without_the_key(measured: LazySettings, key: str) -> None:
    assert Client().get("/metrics", headers={"Authorization": key}).status_code == 404
    measured.BANJIE_METRICS_KEY = ""
    assert Client().get("/metrics", headers={"Authorization": key}).status_code == 404


def test_figures_tell_patterns_of_addresses_and_nothing_of_unnamed_visitors(
    measured: LazySettings, cast: Cast
) -> None:
    visitor = Client()
    visitor.force_login(cast.officer)
    for path in ("/cases/987654/", "/p/QUIET7/", "/t/", "/nowhere/secret-words/"):
        visitor.get(path)
    for path in ("/language/", "/static/banjie/none.css"):  # what an unnamed visitor's page asks
        Client().post(path, {"language": "en"})
    protocol.note("backup")
    said = visitor.get("/metrics", headers=KEY).content.decode()
    assert 'route="cases/<int:pk>/",status="404"' in said
    assert 'banjie_done_seconds{step="backup"}' in said
    unnamed = ('route="p/', 'route="t/', 'route="language/', 'route="none"')
    for private in ("987654", "QUIET7", *unnamed, "secret-words", "officer"):
        assert private not in said


WORKER = """
from banjie.keeping.metrics import REQUESTS
REQUESTS.labels("GET", "cases/", "200").observe(0.01)
"""


def test_figures_are_those_of_all_workers_those_that_ended_too(
    measured: LazySettings, tmp_path: Path
) -> None:
    measured.METRICS_FILES = tmp_path
    surroundings = os.environ | {
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "banjie.config.settings_test",
    }
    begin = "import django; django.setup()"
    for _worker in range(2):
        subprocess.run([sys.executable, "-c", begin + WORKER], env=surroundings, check=True)
    said = Client().get("/metrics", headers=KEY).content.decode()
    counted = 'banjie_request_seconds_count{method="GET",route="cases/",status="200"} 2.0'
    assert counted in said
    assert "# HELP banjie_request_seconds Time of a request; all workers of this machine" in said
