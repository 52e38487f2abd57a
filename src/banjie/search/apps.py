"""Loads what the rooms say about their things, and keeps the index with every write."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class SearchConfig(AppConfig):
    name = "banjie.search"

    def ready(self) -> None:
        from banjie.search import keeping

        autodiscover_modules("searchable")
        keeping.listen()
