"""Tells the rooms below where their things came from."""

from __future__ import annotations

from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "banjie.topics"

    def ready(self) -> None:
        from banjie.topics import originating  # noqa: F401  # registers what it knows
