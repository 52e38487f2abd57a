"""Units in a tree, accounts, and the duty an account has in a unit.

Nothing else is kept about a person: a name to show, a name to sign in with, a password hash.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar

import rules
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q, Value
from django.utils.translation import gettext
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
    """An account of a member of staff. A password that somebody else chose (`password_given`) opens
    nothing but the page where another one is chosen.
    """

    login = models.CharField(_("log-in name"), max_length=60, unique=True)
    name = models.CharField(_("name to show"), max_length=60)
    is_active = models.BooleanField(default=True)
    kept_until = models.DateField(null=True)  # after it was shut: the last day of its name
    password_set_at = models.DateTimeField(default=clock.now)
    password_given = models.BooleanField(default=False)
    last_login = None  # when a person was here is nobody's business
    refused = ""

    USERNAME_FIELD = "login"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.name

    @property
    def logged_as(self) -> str:
        """What the audit log calls it, which outlasts the name."""
        return gettext("account %(n)s") % {"n": self.pk}

    def set_password(self, raw_password: str | None) -> None:
        """A password of the owner's own; who gives one away says so afterwards."""
        super().set_password(raw_password)
        self.password_set_at, self.password_given = clock.now(), False

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
        """Whether the rule of this name lets this account do it to this thing. What was refused
        last is remembered, for the page that says why not.
        """
        allowed = bool(self.is_active and rules.has_perm(permission, self, thing))
        if not allowed:
            self.refused = permission
        return allowed


class MembershipManager(models.Manager["Membership"]):
    """The duties that are held today: what was lent is over after its last day."""

    def get_queryset(self) -> models.QuerySet[Membership]:
        lasting = Q(until=None) | Q(until__gte=clock.today())
        return super().get_queryset().filter(lasting)


class Membership(models.Model):
    """One duty of an account in a unit, its own or (`lent_by`) lent to it up to and with a day."""

    class Duty(models.TextChoices):
        OFFICER = "officer", _("programme officer")
        LIAISON = "liaison", _("liaison")
        HANDLER = "handler", _("handler")
        LEADER = "leader", _("leader")

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="memberships")
    duty = models.CharField(max_length=12, choices=Duty)
    until = models.DateField(null=True, blank=True)
    lent_by = models.ForeignKey(
        User, on_delete=models.CASCADE, null=True, blank=True, related_name="duties_lent"
    )

    objects: ClassVar[MembershipManager] = MembershipManager()
    ever: ClassVar[models.Manager[Membership]] = models.Manager()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "unit", "duty"), name="one_duty_once"),
            models.CheckConstraint(
                condition=Q(lent_by=None) | Q(until__isnull=False), name="what_is_lent_ends"
            ),
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

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(duty__in=("administrator", "security", "auditor")),
                name="one_of_the_three_site_duties",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_duty_display()}"


class Invitation(models.Model):
    """A link that lets one person choose a password, once: for a new account, or (`user`) for one
    that exists. Only the hash of its secret is kept, and nothing once it was used.
    """

    digest = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="invitations")
    login = models.CharField(max_length=60)
    name = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    duty = models.CharField(max_length=14, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.login

    @property
    def logged_as(self) -> str:
        """What the audit log calls it, which knows no name that a used link has forgotten."""
        return gettext("invitation %(n)s") % {"n": self.pk}

    @property
    def first(self) -> bool:
        """For the first account of a new site, which names itself."""
        return not self.login


class SignInTry(models.Model):
    """A wrong try to sign in, for some minutes: see `people/tries.py`."""

    digest = models.CharField(max_length=64, db_index=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.at)


class UsedCode(models.Model):
    """A code of an app that was shown, as long as it would still be good."""

    digest = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return str(self.at)


class OutsideLogin(models.Model):
    """A log-in at another site by which its owner may come in. Of who that is there, a keyed digest
    is kept: no name, no picture, no address, not even the number.

    `place` is a digest of where the entry led when it was bound, '' for a row of before 0.2.0 that
    opened nothing since: an entry can be pointed at another site, where nobody is known.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="outside_logins")
    provider = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    place = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("user", "provider"), name="one_log_in_a_provider"),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.provider}"


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

    @property
    def logged_as(self) -> str:
        """What the audit log calls it."""
        return f"{self.user.logged_as} · {self.unit}"


class SavedFilter(models.Model):
    """A filter that an account keeps under a name for one of the lists; `query` is the part of an
    address after `?`.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_filters")
    place = models.CharField(max_length=12)
    name = models.CharField(max_length=40)
    query = models.CharField(max_length=400)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=("user", "place", "name"), name="one_filter_a_name"),
        )

    def __str__(self) -> str:
        return self.name


class FilePass(models.Model):
    """Opens one file once and without a session, for some minutes, to whom it was made for: see
    `people/passing.py`. Only the hash of its secret is kept. `used_at` is when it first did.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="file_passes")
    digest = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    made_at = models.DateTimeField(default=clock.now)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.made_at)
