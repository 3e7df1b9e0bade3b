"""Settings of the host project, from the environment; every default runs on a laptop.

docs/operations.md lists the variables.
"""

import os
from pathlib import Path

import dj_database_url
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
VAR.mkdir(exist_ok=True)


def _is_on(name: str, default: str = "0") -> bool:
    return os.environ.get(name, default) == "1"


def _listed(name: str, default: str = "") -> list[str]:
    return [each for each in os.environ.get(name, default).split(",") if each]


def _secret() -> str:
    """Return the key given; in debug else this machine's own, made at the first start.

    Outside debug a key that is made anew on each machine would log people out and part
    the customers of yesterday from those of today.
    """
    if given := os.environ.get("DJANGO_SECRET_KEY"):
        return given
    if not DEBUG:
        raise ImproperlyConfigured(
            "DJANGO_SECRET_KEY is not set: outside debug the site does not start "
            "without its own key"
        )
    file = VAR / "secret-key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(get_random_secret_key(), encoding="utf-8")
    return file.read_text(encoding="utf-8")


DEBUG = _is_on("DJANGO_DEBUG", "1")
SECRET_KEY = _secret()
ALLOWED_HOSTS = _listed("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = _listed("DJANGO_CSRF_TRUSTED_ORIGINS")

# https only, outside debug; subdomains are not ours to decide on, so no preload.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000  # a year
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # a probe asks from within
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # the two above
if _is_on("DJANGO_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "gapfinder",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

DATABASES = {
    "default": dj_database_url.config(default=f"sqlite:///{VAR / 'gapfinder.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers and the one writer do not wait for each other; a writer waits its turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("nb", "norsk"),
    ("nl", "Nederlands"),
    ("sv", "svenska"),
]  # a reader gets the one the browser asks for
USE_TZ = True
TIME_ZONE = os.environ.get("DJANGO_TIME_ZONE", "Europe/Oslo")

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"

EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = _is_on("EMAIL_USE_TLS")
EMAIL_TIMEOUT = 30  # seconds: a worker does not wait for ever
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "gapfinder@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "lines": {"format": "{levelname} {name} {message}", "style": "{"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "fmt": "{asctime}{levelname}{name}{message}",
            "style": "{",
        },
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "lines" if DEBUG else "json",
        }
    },
    "root": {
        "handlers": ["stderr"],
        "level": os.environ.get("DJANGO_LOG_LEVEL", "WARNING" if DEBUG else "INFO"),
    },
}

# Scripts, styles and pictures are files of this site; nothing inline, nothing from
# elsewhere, whatever an article or a customer wrote.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL")
CELERY_TASK_ALWAYS_EAGER = CELERY_BROKER_URL is None
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_ROUTES = {
    "gapfinder.tasks.send_*": {"queue": "default"},
}
CELERY_BEAT_SCHEDULE = {
    # Every quarter of an hour: send the letters that are due. Some zones are at the
    # hour a quarter later than others, and what failed is tried again.
    "send letters": {
        "task": "gapfinder.tasks.send_due_digests",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 900},  # seconds: the next one does as well
    },
}

# Any setting of the app may come from the environment; its checks name a wrong one.
globals().update(
    {name: os.environ[name] for name in os.environ if name.startswith("GAPFINDER_")}
)
