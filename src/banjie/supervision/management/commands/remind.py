"""`banjie manage remind`: the reminders that have come due; run it once a day, or whenever."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from banjie.programme.actions.cycles import remind_cycles
from banjie.programme.actions.reminders import remind_activities
from banjie.supervision.actions import remind_items


class Command(BaseCommand):
    help = (
        "Remind units of activities, rounds and supervision items, 10, 5 and 1 days ahead and "
        "weekly once overdue (as the rules in force say). Safe to run as often as you like."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        activities, cycles, items = remind_activities(), remind_cycles(), remind_items()
        self.stdout.write(f"activities: {activities}\nrounds: {cycles}\nsupervision: {items}")
