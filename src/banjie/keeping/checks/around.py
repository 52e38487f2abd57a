"""Checks of what is around the site: settings, calendar, mail, disk, what runs by itself."""

from __future__ import annotations

import shutil
import smtplib
import ssl
import stat
import subprocess
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.files.storage import storages
from django.core.mail import get_connection
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from banjie.common import clock, scanning
from banjie.common.calendar import CalendarBroken, CalendarMissing, work_calendar
from banjie.common.models import AuditEntry
from banjie.common.storage import BucketFiles, looking_on
from banjie.documents.opening import network_is_off
from banjie.keeping import protocol
from banjie.keeping.checks.common import FULL_DISK, LOST_KEY, Finding, doubt, fault, fine, see
from banjie.notices.models import Delivery

_LATE = timedelta(hours=26)
_LEAST_FREE = 2 << 30
# The faces that papers in the layout of GB/T 9704 are set in.
_FACES = ("SimSun", "SimHei", "KaiTi", "FangSong")


def debug() -> Finding:
    if settings.DEBUG:
        return fault("BANJIE_DEBUG", _("traces are shown to everybody"), _("leave it empty"))
    return fine("BANJIE_DEBUG")


def address() -> Finding:
    parts = urlsplit(settings.SITE_URL)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        return fault("BANJIE_SITE_URL", _("log-ins travel in the open"), _("serve it by https://"))
    return fine("BANJIE_SITE_URL")


def hosts() -> Finding:
    if "*" in settings.ALLOWED_HOSTS:
        return fault("BANJIE_HOSTS", _("any name is answered to"), _("name the site’s own host"))
    return fine("BANJIE_HOSTS")


def day() -> Finding:
    if settings.BANJIE_TODAY:
        return doubt(
            "BANJIE_TODAY", _("the day stands still"), _("only a demonstration has it set")
        )
    return fine("BANJIE_TODAY")


def secret_key() -> Finding:
    kept = settings.DATA / "secret_key"
    if len(settings.SECRET_KEY) < 32:
        return fault("BANJIE_SECRET_KEY", _("shorter than 32 characters"), see(LOST_KEY))
    if kept.exists() and kept.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return fault(str(kept), _("others can read it"), f"chmod 600 {kept}")
    return fine(str(kept) if kept.exists() else "BANJIE_SECRET_KEY")


def deletions() -> Finding:
    """What was deleted stays so only if the list outlives the data."""
    place = Path(settings.BANJIE_DELETIONS)
    if place.is_relative_to(settings.DATA) and protocol.last("audit rows copied") is None:
        mend = _("set BANJIE_DELETIONS to another disk, or let `banjie daily` run")
        return doubt(str(place), _("is lost with the data"), mend)
    return fine(str(place))


def calendar() -> Finding:
    """This year's days off are known, and from November on next year's."""
    today = clock.today()
    years = (today.year, today.year + 1) if today.month >= 11 else (today.year,)
    for year in years:
        try:
            work_calendar().notice(year)
        except CalendarMissing as error:
            worse = fault if year == today.year else doubt
            return worse("calendars", _("days off of %(year)s") % {"year": year}, str(error))
        except CalendarBroken as error:
            return fault("calendars", str(error), _("mend the file"))
    return fine("calendars")


def mail() -> Finding:
    where = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    if not settings.DEFAULT_FROM_EMAIL:
        return doubt("BANJIE_MAIL_FROM", _("no mail is sent"), _("set it, or do without mail"))
    try:
        with get_connection(timeout=5):
            return fine(where)
    except (OSError, smtplib.SMTPException) as error:
        return fault(where, str(error), _("see the settings BANJIE_MAIL_…"))


def authorities() -> Finding:
    """Without the file that is named no log-in at another site and no post goes out."""
    where, path = "SSL_CERT_FILE, REQUESTS_CA_BUNDLE", settings.CA_BUNDLE
    if not isinstance(path, str):
        return fine(_("%(where)s: not set, the usual authorities") % {"where": where})
    try:
        ssl.create_default_context(cafile=path)
    except OSError as error:  # not there, not to be read, or no certificate in it
        mend = _("name a file of certificates (PEM) that the site’s account can read, or none")
        return fault(where, f"{path}: {error.strerror or error}", mend)
    return fine(str(path))


def notices() -> Finding:
    """Nothing waits that should have left."""
    before = timezone.now() - timedelta(hours=1)
    late = Delivery.objects.filter(state=Delivery.State.WAITING, next_try__lt=before).count()
    if late:
        mend = _("let a timer call `banjie manage deliver` every minute")
        what = ngettext(
            "%(n)d waits for more than an hour", "%(n)d wait for more than an hour", late
        )
        return fault(_("outbox"), what % {"n": late}, mend)
    return fine(_("outbox"))


def disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    said = _("%(size)s GB free") % {"size": f"{free / (1 << 30):.1f}"}
    if free < _LEAST_FREE:
        return fault(str(settings.DATA), said, see(FULL_DISK))
    return fine(f"{settings.DATA}, {said}")


def opening() -> Finding:
    """What parses files that people send can reach nothing on the network."""
    if network_is_off():
        return fine(_("parsers have no network"))
    mend = _("let the site’s account have user namespaces, or close its way out in the firewall")
    return doubt(_("parsers"), _("could reach the network"), mend)


def scanner_address() -> Finding:
    try:
        if settings.BANJIE_CLAMD:
            scanning.place()
    except scanning.NoAnswer as error:
        mend = _("name it like /run/clamav/clamd.ctl or 127.0.0.1:3310")
        return fault("BANJIE_CLAMD", str(error), mend)
    return fine("BANJIE_CLAMD")


def scanner() -> Finding:
    """The log says nothing of a scanner that is away; this does."""
    where = settings.BANJIE_CLAMD
    if not where:
        return fine(_("no virus scanner is named"))
    try:
        scanning.ping()
    except (scanning.NoAnswer, OSError) as error:
        mend = _("start clamd; until then files are: %(what)s")
        mend %= {"what": settings.BANJIE_CLAMD_ABSENT}
        return fault(where, _("gives no answer: %(why)s") % {"why": error}, mend)
    return fine(where)


def store() -> Finding:
    """A restored site only looks at a store until somebody says that it is its own."""
    if not isinstance(storages["default"], BucketFiles):
        return fine(_("files are on the disk of this machine"))
    if looking_on().exists():
        mend = _("is the site it came from gone: `banjie manage move_files --take-over`")
        what = _("restored: files stay here, none goes from the store")
        return doubt("BANJIE_BUCKET", what, mend)
    return fine(f"{settings.BANJIE_BUCKET['bucket_name']}/{settings.BANJIE_BUCKET['location']}/")


def clock_() -> Finding:
    """Time never went back: the newest step is not from the future."""
    newest = AuditEntry.objects.first()
    if newest and newest.at > clock.now() + timedelta(minutes=5):
        what = _("the last step is of %(day)s") % {"day": newest.at}
        return fault(settings.TIME_ZONE, what, _("set the clock (NTP)"))
    return fine(f"{settings.TIME_ZONE}, {timezone.localtime():%Y-%m-%d %H:%M}")


def fonts() -> Finding:
    """Papers are set where they are opened; here it matters only for looking at them."""
    lister = shutil.which("fc-list")
    if lister is None:
        return fine(_("fc-list is not here; papers bring no fonts and need none on this machine"))
    known = subprocess.run([lister, ":", "family"], capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program
    if lacking := [face for face in _FACES if face not in known.stdout]:
        mend = _("only for turning papers into PDF on this machine: install them")
        what = _("not here: %(names)s") % {"names": ", ".join(lacking)}
        return doubt(_("fonts"), what, mend)
    return fine(_("fonts"))


def daily() -> Finding:
    mend = _("let a timer call `banjie daily` every morning")
    return _recent("daily", _("was never run"), mend)


def backup() -> Finding:
    mend = _("let a timer call `banjie backup FOLDER` every night")
    return _recent("backup", _("was never made"), mend)


def _recent(step: str, never: str, mend: str) -> Finding:
    when = protocol.last(step)
    if when is None or when < clock.now() - _LATE:
        last = _("last %(day)s") % {"day": f"{when:%Y-%m-%d %H:%M}"} if when else never
        return doubt(_("protocol"), last, mend)
    return fine(f"{when:%Y-%m-%d %H:%M}")
