"""Settings, all from the environment; docs/settings.md names each one.

With nothing set the site runs on one box: SQLite and files below `BANJIE_DATA`, no other service.
"""

from __future__ import annotations

import os
import secrets
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from banjie.people.outside.entries import read as read_logins

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("BANJIE_DATA", "var")).resolve()


def _secret_key() -> str:
    """The signing key: from BANJIE_SECRET_KEY, else made once and kept beside the data."""
    given = os.environ.get("BANJIE_SECRET_KEY")
    if given:
        return given
    kept = DATA / "secret_key"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(48), "ascii")
    return kept.read_text("ascii").strip()


def _words(name: str, default: str) -> list[str]:
    return [word for word in os.environ.get(name, default).split(",") if word]


SECRET_KEY = _secret_key()
DEBUG = os.environ.get("BANJIE_DEBUG") == "1"
SITE_URL = os.environ.get("BANJIE_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
ALLOWED_HOSTS = _words("BANJIE_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = _words("BANJIE_TRUSTED_ORIGINS", "")
# How many proxies of ours stand before the site. None is believed unless it is counted here.
BANJIE_PROXIES = int(os.environ.get("BANJIE_PROXIES", "0"))

# A fixed day makes a demonstration tell the same story in any year; empty means the real day.
BANJIE_TODAY = os.environ.get("BANJIE_TODAY", "")
# The town or body the site serves, shown beside its name.
BANJIE_PLACE = os.environ.get("BANJIE_PLACE", "")

INSTALLED_APPS = [
    "banjie.common",
    "banjie.people",
    "banjie.search",
    "banjie.notices",
    "banjie.documents",
    "banjie.approvals",
    "banjie.programme",
    "banjie.supervision",
    "banjie.consultation",
    "banjie.topics",
    "banjie.reporting",
    "banjie.api",
    "banjie.keeping",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "django_tasks",
    "rules.apps.AutodiscoverRulesConfig",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "banjie.common.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "banjie.people.middleware.SignInRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "banjie.people.passing.FilesElsewhere",
]

ROOT_URLCONF = "banjie.config.urls"
WSGI_APPLICATION = "banjie.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "banjie.common.context.site",
                "banjie.notices.context.header",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "banjie.common.templatetags.parts",
            ],
        },
    }
]
# Widgets are drawn by the site's own templates first, else by Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"


def _database() -> dict[str, Any]:
    """SQLite in WAL mode by default; PostgreSQL takes host and user from libpq's PG* names.

    Each thread keeps its connection for ten minutes: making one costs more than most queries.
    PostgreSQL compiles no query: for pages that takes longer than it saves.
    """
    if os.environ.get("BANJIE_DATABASE", "sqlite") == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("PGDATABASE", "banjie"),
            "OPTIONS": {"options": "-c jit=off"},
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "banjie.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
        },
        "CONN_MAX_AGE": 600,
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "banjie.people.passwords.Strength"},
    {"NAME": "banjie.people.passwords.NotGuessable"},
]
# How strict signing in is (`people/data/profiles.json`), and which duties need a second factor.
BANJIE_PROFILE = os.environ.get("BANJIE_PROFILE", "asvs")
BANJIE_SECOND_FACTOR: list[str] | None = (
    _words("BANJIE_SECOND_FACTOR", "") if "BANJIE_SECOND_FACTOR" in os.environ else None
)
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "people:sign-in"
SECURE = SITE_URL.startswith("https://")
SESSION_ENGINE = "banjie.people.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # pages carry the token, no script reads it
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
if SECURE:  # ASVS 5.0, 3.3.1: no other host of the domain can set them
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
LANGUAGE_COOKIE_SECURE = LANGUAGE_COOKIE_HTTPONLY = SECURE
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Second factors are django-allauth's. Accounts are made by invitation, have no mail address, and
# their tries are counted by `people/tries.py`.
ACCOUNT_ADAPTER = "banjie.people.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"reauthenticate": "banjie.people.forms.signing.ConfirmByPasswordForm"}
MFA_ADAPTER = "banjie.people.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "activate_totp": "banjie.people.forms.signing.SetUpAppForm",
    "authenticate": "banjie.people.forms.signing.SecondStepForm",
    "reauthenticate": "banjie.people.forms.signing.ConfirmByCodeForm",
}
# Log-ins at other sites: the file that names them. Without it nothing is called.
BANJIE_LOGINS = read_logins(os.environ.get("BANJIE_LOGIN_PROVIDERS", ""))
# Who vouches for their certificates: a file of an office's own authorities, else the usual ones.
CA_BUNDLE = os.environ.get("SSL_CERT_FILE") or os.environ.get("REQUESTS_CA_BUNDLE") or True
SOCIALACCOUNT_ADAPTER = "banjie.people.adapters.OutsideLogins"
SECURE_REFERRER_POLICY = "same-origin"
# ASVS 5.0, 3.4.1: a year, subdomains too. An office's site is not for browsers' preload lists.
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SILENCED_SYSTEM_CHECKS = ["security.W021"]
# The site itself speaks plain HTTP: only a proxy that is counted says how the visitor came.
SECURE_SSL_REDIRECT = SECURE and BANJIE_PROXIES > 0
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BANJIE_PROXIES else None
X_FRAME_OPTIONS = "DENY"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [
    ("zh-hans", _("Simplified Chinese")),
    ("zh-hant", _("Traditional Chinese")),
    ("en", _("English")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
# A store beside the disk: files are moved there by `banjie manage move_files`.
_BUCKET = os.environ.get("BANJIE_BUCKET", "")
BANJIE_BUCKET = {
    "bucket_name": _BUCKET,
    "location": os.environ.get("BANJIE_BUCKET_FOLDER", "").strip("/") or "banjie",
    "endpoint_url": os.environ.get("BANJIE_BUCKET_ADDRESS") or None,
    "file_overwrite": True,  # names are random; a second try writes the same bytes
}
STORAGES = {
    "default": {"BACKEND": f"banjie.common.storage.{'BucketFiles' if _BUCKET else 'KeptFiles'}"},
    "staticfiles": {"BACKEND": "banjie.common.storage.StaticFiles"},
}
# A virus scanner (clamd's socket, or host:port), and what happens while it is away.
BANJIE_CLAMD = os.environ.get("BANJIE_CLAMD", "")
BANJIE_CLAMD_ABSENT = os.environ.get("BANJIE_CLAMD_ABSENT", "refuse")
# Figures for Prometheus at /metrics: only with a key. Workers write them into a common folder.
BANJIE_METRICS_KEY = os.environ.get("BANJIE_METRICS_KEY", "")
METRICS_FILES = DATA / "metrics"
if BANJIE_METRICS_KEY:
    METRICS_FILES.mkdir(parents=True, exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_FILES)
    MIDDLEWARE.insert(0, "banjie.keeping.metrics.Measured")
# What is remembered for a moment: by each worker in its memory, or by all together in Redis. Not in
# files, which would tell when somebody signed in.
_REDIS = os.environ.get("BANJIE_REDIS", "")
CACHES = {
    "default": {"BACKEND": "banjie.common.caching.SharedCache", "LOCATION": _REDIS}
    if _REDIS
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # Parts of pages that are the same for everybody, kept by each worker.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends."
        + ("dummy.DummyCache" if DEBUG else "locmem.LocMemCache"),
        "LOCATION": "fragments",
    },
}
FILE_UPLOAD_PERMISSIONS = 0o600
UPLOAD_LIMIT = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# Mail goes through one server, from one address; without the address the site sends none.
EMAIL_HOST = os.environ.get("BANJIE_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("BANJIE_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("BANJIE_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("BANJIE_MAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("BANJIE_MAIL_SECURITY") == "starttls"
EMAIL_USE_SSL = os.environ.get("BANJIE_MAIL_SECURITY") == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("BANJIE_MAIL_FROM", "")
# Where posts to bots and webhooks may go beside the public internet, and whether without TLS.
BANJIE_WEBHOOK_NETWORKS = [ip_network(word) for word in _words("BANJIE_WEBHOOK_NETWORKS", "")]
BANJIE_WEBHOOK_HTTP = os.environ.get("BANJIE_WEBHOOK_HTTP") == "1"

# Contacts of authors: what they are sealed with, and the list of those deleted, which no restored
# backup may undo: keep it where backups do not reach.
BANJIE_CONTACT_KEY = os.environ.get("BANJIE_CONTACT_KEY", "")
BANJIE_DELETIONS = Path(os.environ.get("BANJIE_DELETIONS", DATA / "deletions" / "contacts.txt"))
# Where the audit log and the list of deletions are copied every day: another machine's folder.
BANJIE_SECOND_PLACE = Path(os.environ.get("BANJIE_SECOND_PLACE", DATA / "second-place"))
# What a backup is sealed with; without it backups are open, and the signing key stays out of them.
BANJIE_BACKUP_KEY = os.environ.get("BANJIE_BACKUP_KEY", "")

TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# Pages for authors who stay unnamed: the log tells of them that something failed, never what.
QUIET_PATHS = ("/p/", "/t/")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "banjie.common.quiet.QuietPages"}},
    "formatters": {"json": {"()": "banjie.common.logs.JsonLines"}, "plain": {}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["quiet"],
            "formatter": os.environ.get("BANJIE_LOG", "json"),
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
