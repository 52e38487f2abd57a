"""Units in a tree, accounts, and the duty an account has in a unit.

Nothing else is kept about a person: a name to show, a name to sign in with, a password hash.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Value
from django.utils.translation import gettext_lazy as _

from banjie.common import clock


class Unit(models.Model):
    """An office, a department, a member body or a station; it answers for work."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("convening office")
        DEPARTMENT = "department", _("department")
        MEMBER = "member", _("member unit")
        STATION = "station", _("station")

    name = models.CharField(_("name"), max_length=100, unique=True)
    short_name = models.CharField(_("short name"), max_length=40, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.MEMBER)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    @property
    def brief(self) -> str:
        """The short name where there is one: for cards and narrow tables."""
        return self.short_name or self.name


class UnitAlias(models.Model):
    """Another name under which documents speak of a unit, learned from a person's answer."""

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=100, unique=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes accounts; there is no default account and no all-powerful one."""

    def create_user(self, login: str, name: str, password: str | None = None) -> User:
        user = self.model(login=login, name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account of a member of staff."""

    login = models.CharField(_("log-in name"), max_length=60, unique=True)
    name = models.CharField(_("name to show"), max_length=60)
    is_active = models.BooleanField(default=True)
    last_login = None  # when a person was here is nobody's business

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def _held(self) -> list[tuple[int | None, str, str]]:
        """(unit id, duty, unit name) of every membership, the oldest first, and before them the
        site duty, which has no unit: one query a request.
        """
        rows = self.memberships.order_by().values_list("pk", "unit_id", "duty", "unit__name")
        no_unit = (Value(0), Value(None, models.BigIntegerField()), "duty", Value(""))
        site = SiteDuty.objects.filter(user=self).values_list(*no_unit)
        return [(unit, duty, name) for _pk, unit, duty, name in sorted(rows.union(site, all=True))]

    @property
    def _served(self) -> list[tuple[int, str, str]]:
        return [(unit, duty, name) for unit, duty, name in self._held if unit is not None]

    @property
    def duties(self) -> frozenset[tuple[int, str]]:
        """(unit id, duty) of every membership."""
        return frozenset((unit, duty) for unit, duty, _name in self._served)

    @property
    def unit_names(self) -> list[str]:
        """The names of the units served, each once."""
        return list(dict.fromkeys(name for _unit, _duty, name in self._served))

    @property
    def site_duty_name(self) -> str:
        """The account's one site duty, or ''."""
        return next((duty for unit, duty, _name in self._held if unit is None), "")

    def units(self, *duties: str) -> set[int]:
        """The units in which this account has one of these duties (any duty if none is named)."""
        return {unit for unit, duty in self.duties if not duties or duty in duties}

    def may(self, permission: str, thing: Any = None) -> bool:
        """Whether the rule of this name lets this account do it to this thing."""
        return bool(self.is_active and rules.has_perm(permission, self, thing))


class Membership(models.Model):
    """One duty of an account in a unit."""

    class Duty(models.TextChoices):
        OFFICER = "officer", _("programme officer")
        LIAISON = "liaison", _("liaison")
        HANDLER = "handler", _("handler")
        LEADER = "leader", _("leader")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    duty = models.CharField(max_length=12, choices=Duty)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "duty"), name="one_duty_once"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.unit} · {self.get_duty_display()}"


class SiteDuty(models.Model):
    """Administrator, security officer or auditor: one row an account, so never two of the three."""

    class Duty(models.TextChoices):
        ADMINISTRATOR = "administrator", _("administrator")
        SECURITY = "security", _("security officer")
        AUDITOR = "auditor", _("auditor")

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="site_duty")
    duty = models.CharField(max_length=14, choices=Duty)

    def __str__(self) -> str:
        return f"{self.user} · {self.get_duty_display()}"


class FeedKey(models.Model):
    """Lets a calendar program fetch what one unit owes, in the name of one account.

    Only the hash of the secret is kept: the address is shown once and cannot be read back.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="feed_keys")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="feed_keys")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "unit"), name="one_feed_a_unit"),)

    def __str__(self) -> str:
        return f"{self.user} · {self.unit}"
