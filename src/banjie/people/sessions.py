"""Sessions that end: after a while without a request, and in any case after half a day.

Sources: ASVS 5.0, 7.3.1 and 7.3.2. The moment of the last request is kept in the session alone, to
the minute, and goes with it: when a person was here is nobody's business. Where the profile asks
for it (GB/T 22239-2019, 8.1.4.3), the audit log has who came and went, for the auditor alone.
"""

from __future__ import annotations

import time
from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.auth import (
    SESSION_KEY,
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.contrib.sessions.backends import db
from django.db import transaction
from django.db.models.signals import pre_save
from django.dispatch import receiver

from banjie.common import audit
from banjie.people import profiles
from banjie.people.models import User

BEGUN, SEEN, IDLE = "begun", "seen", "idle"
NOTED_EVERY = 60


class SessionStore(db.SessionStore):
    """Django's sessions in the database; one that has ended is found empty, wherever it is read."""

    def load(self) -> dict[str, Any]:
        data: dict[str, Any] = super().load()
        if SESSION_KEY not in data:
            return data
        now = time.time()
        if _ended(data, now):
            self.delete()
            self._session_key = None
            return {}
        if now - data[SEEN] >= NOTED_EVERY:
            data[SEEN] = int(now)
            self.modified = True
        return data


def _ended(data: dict[str, Any], now: float) -> bool:
    """One without its times ended as well: it was not begun here."""
    if not {BEGUN, SEEN, IDLE} <= data.keys():
        return True
    hours = profiles.current().absolute_hours
    return bool(now - data[SEEN] > data[IDLE] * 60 or now - data[BEGUN] > hours * 3600)


@receiver(pre_save, sender=Authenticator)
def forget_use(instance: Authenticator, **_others: Any) -> None:
    """django-allauth would keep when a second factor was used last; it is never written."""
    instance.last_used_at = None


@receiver(user_logged_in)
def begin(request: Any, user: Any, **_others: Any) -> None:
    """The times of a session begin when somebody signs in."""
    idle = profiles.current().idle_minutes
    now = int(time.time())
    request.session[BEGUN] = request.session[SEEN] = now
    request.session[IDLE] = idle["site" if user.site_duty_name else "other"]
    _note("account.signed_in", user)


@receiver(user_logged_out)
def end(user: Any, **_others: Any) -> None:
    if user is not None:
        _note("account.signed_out", user)


@receiver(user_login_failed)
def refuse(credentials: dict[str, Any], **_others: Any) -> None:
    """A wrong password of an account there is. Tries are limited before: nobody fills the log."""
    tried = User.objects.filter(login=credentials.get("username", "")).first()
    if tried:
        _note("account.sign_in_failed", tried, by=None)


def _note(verb: str, user: User, **other: Any) -> None:
    """Where the profile asks for it; else when a person was here is nobody's business."""
    if not profiles.current().sign_ins_noted:
        return
    with transaction.atomic():
        audit.record(by=other.get("by", user), verb=verb, target=user)
