"""`banjie manage account`: make an account, or give an old one a new password or duty."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banjie.people.actions import add_account
from banjie.people.models import Membership, SiteDuty


class Command(BaseCommand):
    help = (
        "Make an account with a one-time password, or renew one that exists: its sessions, links, "
        "keys and second factors end, its duties stay."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("login")
        parser.add_argument("--name", default="", help="the name to show; the login by default")
        parser.add_argument("--unit", default="", help="the unit's full name; made if it is new")
        parser.add_argument("--duty", choices=[*Membership.Duty.values, *SiteDuty.Duty.values])

    def handle(self, *_args: Any, **options: Any) -> None:
        duty, unit = options["duty"] or "", options["unit"]
        if duty in Membership.Duty.values and not unit:
            raise CommandError(f"{duty} is a duty in a unit: name it with --unit")
        user, password = add_account(
            options["login"], name=options["name"], unit_name=unit, duty=duty
        )
        self.stdout.write(f"{user.login}  {password}")
