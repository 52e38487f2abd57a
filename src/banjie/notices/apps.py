"""Loads what the rooms say about their notices."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NoticesConfig(AppConfig):
    name = "banjie.notices"

    def ready(self) -> None:
        autodiscover_modules("noticing")
