"""`banjie manage remind`: what comes due by the day alone; run it once a day, or whenever."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from banjie.consultation.actions import (
    end_all_gatherings,
    lapse_all,
    release_figures,
    remind_cases,
    set_last_days,
)
from banjie.programme.actions.cycles import remind_cycles
from banjie.programme.actions.reminders import remind_activities, remind_reports
from banjie.supervision.actions import remind_items

RUNS = {
    "cases given their last day": set_last_days,
    "activities": remind_activities,
    "reports": remind_reports,
    "rounds": remind_cycles,
    "supervision": remind_items,
    "cases": remind_cases,
    "cases sent without late joint submitters": end_all_gatherings,
    "cases closed without a rating": lapse_all,
    "half-years counted for everybody": release_figures,
}


class Command(BaseCommand):
    help = (
        "Remind units of activities, reports, rounds, supervision items and cases, 10, 5 and 1 "
        "days ahead and weekly once overdue (as the rules in force say); end what time alone ends. "
        "Safe to run as often as you like."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        for name, run in RUNS.items():
            self.stdout.write(f"{name}: {run()}")
