"""Django's settings, read once from the environment. Each is explained in docs/settings.md."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from duly.config.database import database, engine_url
from duly.config.environment import BadSetting, number, text
from duly.config.mail import mailbox
from duly.config.payments import offered_names

HOME = Path(text("DULY_HOME", "var")).resolve()
KEYS = HOME / "keys"
FILES = HOME / "files"
PACKAGE = Path(__file__).resolve().parent.parent


def secret_key() -> str:
    """From DULY_SECRET_KEY, or the file that `duly init` made; before that, one that lives as long as the process."""
    given = text("DULY_SECRET_KEY")
    if given:
        if len(given) < 32:
            raise BadSetting("DULY_SECRET_KEY: give at least 32 characters")
        return given
    made = KEYS / "secret.key"
    return made.read_text("ascii").strip() if made.exists() else secrets.token_hex(32)


SECRET_KEY = secret_key()
DEBUG = False
BASE_URL = text("DULY_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
if urlsplit(BASE_URL).scheme not in {"http", "https"} or not urlsplit(BASE_URL).netloc:
    raise BadSetting("DULY_BASE_URL: give the address of the site, https://example.org")
ON_HTTPS = BASE_URL.startswith("https://")
OPERATOR = text("DULY_OPERATOR", "")
OPERATOR_CONTACT = text("DULY_OPERATOR_CONTACT", "")
SOURCE_URL = text("DULY_SOURCE_URL", "")
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    urlsplit(BASE_URL).hostname or "",
    *text("DULY_HOSTS").split(),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "duly.accounts",
    "duly.cases",
    "duly.web",
]
MIDDLEWARE = [
    "duly.web.middleware.behind_proxies",
    "duly.web.middleware.safety_headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "duly.web.middleware.refuse_large_bodies",
    "duly.api.gate.refuse_large_bodies",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "duly.web.middleware.explain_buttons",
    "duly.web.middleware.AskForPatience",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "duly.config.urls"
WSGI_APPLICATION = "duly.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "duly.web.context.site",
            ],
        },
    }
]

DATABASES = {"default": database(text("DATABASE_URL"), HOME)}
ENGINE_URL = engine_url(text("DATABASE_URL"), HOME)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]

STORAGES = {
    "default": {
        "BACKEND": "duly.cases.storage.DurableStorage",
        "OPTIONS": {"location": FILES},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "web" / "static"  # the rest comes from the finders
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 25_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
UPLOAD_LIMIT_BYTES = number("DULY_UPLOAD_LIMIT_MB", 20, least=1, most=200) * 1_000_000

MAILBOX = mailbox(os.environ)
MAIL_IS_SET_UP = MAILBOX is not None
if MAILBOX is not None:
    if not MAILBOX.host:
        EMAIL_BACKEND = "duly.config.site_mail.ByTransport"
    EMAIL_HOST = MAILBOX.host
    EMAIL_PORT = MAILBOX.port
    EMAIL_HOST_USER = MAILBOX.user
    EMAIL_HOST_PASSWORD = MAILBOX.password
    EMAIL_USE_SSL = MAILBOX.encryption == "implicit"
    EMAIL_USE_TLS = MAILBOX.encryption == "starttls"
    EMAIL_TIMEOUT = 30
    DEFAULT_FROM_EMAIL = MAILBOX.from_address

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("fr", "Français"),
    ("de", "Deutsch"),
    ("es", "Español"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 31_536_000
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_SECURE = ON_HTTPS
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = text("DULY_TIME_ZONE", "UTC")

CSRF_FAILURE_VIEW = "duly.web.views.errors.no_csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = ON_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if ON_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = ON_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ON_HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

MAIL_POLL_SECONDS = number("DULY_MAIL_POLL_SECONDS", 60, least=10, most=86_400)

PAYMENTS = offered_names(os.environ)

WITNESS_KEYS = text("DULY_WITNESS_KEYS")
TIMESTAMP_AUTHORITIES = text("DULY_TIMESTAMP_AUTHORITIES")
for name in ("DULY_WITNESS_KEYS", "DULY_TIMESTAMP_AUTHORITIES"):
    if text(name) and not Path(text(name)).is_file():
        raise BadSetting(f"{name}: there is no file {text(name)}")

PROXIES = number("DULY_PROXIES", 0, least=0, most=5)
PREVIEWS_PER_SECOND = number("DULY_PREVIEWS_PER_SECOND", 6, least=1, most=1000)
SENDS_PER_DAY = number("DULY_SENDS_PER_DAY", 20, least=1, most=100_000)
WORKER_SLOTS = number("DULY_WORKER_SLOTS", 20, least=1, most=64)
LEASE_SECONDS = number("DULY_LEASE_SECONDS", 1800, least=30, most=86_400)
LOG_LEVEL = text("DULY_LOG_LEVEL", "INFO").upper()
if LOG_LEVEL not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
    raise BadSetting(
        f"DULY_LOG_LEVEL={LOG_LEVEL!r}: give DEBUG, INFO, WARNING or ERROR"
    )

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": LOG_LEVEL},
    "loggers": {
        # Request paths hold secret links and may not be written down.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
        "django.server": {"level": "CRITICAL"},
        # These write addresses of requests, and those name letters and payments.
        "httpx": {"level": "WARNING"},
        "stripe": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
