# SPDX-License-Identifier: AGPL-3.0-or-later
"""Django's settings, from the environment. The list with explanations: docs/settings.md."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import dj_database_url
from django.utils.translation import gettext_lazy as _

from hearthside.config import basics, env
from hearthside.config.mailing import PUSH_SERVICES, read_mailing, read_replying
from hearthside.core import log

PACKAGE = Path(__file__).resolve().parent.parent


def _kept_secret(path: Path) -> str:
    """Return the secret in a file, made on the first start, readable by its owner only."""
    try:
        if not path.exists():
            draft = path.with_name(f"{path.name}.{os.getpid()}.new")
            draft.touch(mode=0o600)
            draft.write_text(secrets.token_urlsafe(48))
            draft.replace(path)
        return path.read_text().strip()
    except OSError as error:
        why = f"{path.name} in it cannot be read or made ({error.strerror})"
        raise env.wrong("DATA", str(path.parent), why) from error


DATA, HOST, PORT, WORKERS = basics.DATA, basics.HOST, basics.PORT, basics.WORKERS
DEBUG = env.flag("DEBUG", default=False)
SECRET_KEY = env.secret("SECRET_KEY", "") or _kept_secret(DATA / "secret_key")
KEYRING_FILE = env.text("KEYRING_FILE", str(DATA / "keyring.json"))

BACKUPS_KEPT_DAYS = env.number("BACKUPS_KEPT_DAYS", 14, least=0, most=3650)
THREADS = env.number("THREADS", 8, least=1, most=64)
HTTPS = env.flag("HTTPS", default=False)
BEHIND_PROXY = env.flag("BEHIND_PROXY", default=False)
ALLOWED_HOSTS = env.text("HOSTS", "localhost 127.0.0.1 [::1]").split()
SITE_NAME = env.text("SITE_NAME", "Hearthside")
SITE_URL = env.address("SITE_URL", f"http://localhost:{PORT}", ("http", "https")).rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]
EXIT_URL = env.address("EXIT_URL", "https://www.wikipedia.org/", ("http", "https"))
ACCESS_LOG = env.flag("ACCESS_LOG", default=False)
LOGGING = log.configure(
    level=env.choice("LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR")),
    as_json=env.choice("LOG_FORMAT", "text", ("text", "json")) == "json",
    with_words=DEBUG,
)

INSTALLED_APPS = [
    "hearthside.config",
    "hearthside.forum",
    "hearthside.moderation",
    "hearthside.directory",
    "hearthside.spaces",
    "hearthside.notices",
    "hearthside.privacy",
    "hearthside.people",
    "hearthside.ledger",
    "hearthside.core",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "lucide",
]
MIDDLEWARE = [
    "hearthside.config.middleware.compressed",
    "hearthside.config.middleware.only_where_it_leads",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hearthside.people.http.person_middleware",
    "hearthside.config.middleware.language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hearthside.config.middleware.kind_refusals",
    "allauth.account.middleware.AccountMiddleware",
    "hearthside.people.http.proof_first",
]
ROOT_URLCONF = "hearthside.config.urls"
ASGI_APPLICATION = "hearthside.config.asgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "hearthside.config.context.site",
            ],
        },
    }
]

# --- where words are kept -------------------------------------------------------------
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA temp_store=MEMORY;"
    "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-16000;"
    "PRAGMA secure_delete=ON;"
)
_database_url = env.address("DATABASE_URL", "", ("postgres", "postgresql"))
if _database_url:
    DATABASES: dict[str, Any] = {"default": dj_database_url.parse(_database_url)}
    if not DATABASES["default"]["NAME"]:
        raise env.wrong("DATABASE_URL", "postgres://…", "name the database at its end")
else:
    DATABASES = {
        "default": {
            "ENGINE": "hearthside.config.sqlite",
            "NAME": str(DATA / "hearthside.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": _SQLITE_PRAGMAS,
            },
            "TEST": {"NAME": str(DATA / "test.sqlite3")},
        }
    }
# A fixed set of threads serves the pages, so connections stay open without piling up.
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_redis_url = env.address("REDIS_URL", "", ("redis", "rediss", "unix"))
CACHES: dict[str, Any] = {
    "default": (
        {
            "BACKEND": "hearthside.config.cache.RedisOrMemoryCache",
            "LOCATION": _redis_url,
            "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        }
        if _redis_url
        else {
            "BACKEND": "django.core.cache.backends.db.DatabaseCache",
            "LOCATION": "hearthside_cache",
        }
    ),
    # Rendered fragments, the same for everybody, keyed by the version of what they show.
    "fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "fragments",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 800},
    },
}

# --- people ----------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "hearthside.core.crypto.passwords.PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "hearthside.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "sign_in_name"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "front"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "account"
ACCOUNT_EMAIL_CONFIRMATION_ANONYMOUS_REDIRECT_URL = "account_login"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Addresses are truncated, so that a whole building may stand behind one; limits that guard an
# account are counted by its name, wrong passwords by name and address together, so that whoever
# knows a name cannot keep its owner out. None is counted by account id, which the cache would
# keep.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,10/5m/key",
    "change_password": "30/m/ip",
    "manage_email": "30/m/ip",
    "reauthenticate": "60/m/ip",
    "reset_password": "20/m/ip,3/5m/key",
    "reset_password_from_key": "30/m/ip",
}
ACCOUNT_FORMS = {
    "login": "hearthside.people.forms.doors.SignInForm",
    "reauthenticate": "hearthside.people.forms.doors.ProofForm",
    "change_password": "hearthside.people.forms.doors.ChangePasswordForm",
    "reset_password": "hearthside.people.forms.doors.AskByMailForm",
    "confirm_password_reset_code": "hearthside.people.forms.doors.MailCodeForm",
    "reset_password_from_key": "hearthside.people.forms.doors.NewPasswordForm",
    "add_email": "hearthside.people.forms.doors.EmailForm",
}
MFA_FORMS = {
    "authenticate": "hearthside.people.forms.doors.AuthenticatorCodeForm",
    "reauthenticate": "hearthside.people.forms.doors.AuthenticatorProofForm",
    "activate_totp": "hearthside.people.forms.doors.ActivateAuthenticatorForm",
    "add_webauthn": "hearthside.people.forms.doors.AddPasskeyForm",
    "edit_webauthn": "hearthside.people.forms.doors.RenamePasskeyForm",
}
MFA_ADAPTER = "hearthside.people.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = {"webauthn_login": "60/m/ip"}

SESSION_ENGINE = "hearthside.people.sessions"
SESSION_COOKIE_NAME = "session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 60
CSRF_COOKIE_NAME = "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hearthside.config.views.errors.form_expired"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    USE_X_FORWARDED_HOST = True

# --- words -----------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["hearthside.config.formats"]
LANGUAGE_COOKIE_NAME = "language"

# --- what leaves: mail goes to a folder until an administrator names a server --------------
MAILING = read_mailing()
MAIL_FROM = DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "Hearthside <hearthside@localhost>")
MAIL_GOES_OUT = MAILING.goes_out
EMAIL_BACKEND, EMAIL_FILE_PATH, EMAIL_TIMEOUT = MAILING.backend, str(DATA / "mail"), 20
EMAIL_HOST, EMAIL_PORT = MAILING.host, MAILING.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAILING.user, MAILING.password
EMAIL_USE_TLS, EMAIL_USE_SSL = MAILING.scheme == "submission", MAILING.scheme == "smtps"
REPLYING = read_replying()
REPLY_ADDRESS, REPLY_SERVICE = REPLYING.address, REPLYING.service
REPLY_MAILBOX, REPLY_CHECKED_BY = REPLYING.mailbox, REPLYING.checked_by
ANYMAIL = MAILING.anymail | REPLYING.anymail
PUSH = env.flag("PUSH", default=False)
PUSH_HOSTS = env.text("PUSH_HOSTS", PUSH_SERVICES).split()

# --- static files ----------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = str(DATA / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "hearthside.config.static_files.JoinedStaticFilesStorage"
    },
}
HELP_PAGES = DATA / "help"
"""Where the courier writes the static help pages."""

SILENCED_SYSTEM_CHECKS: list[str] = []
env.refuse_unknown()
