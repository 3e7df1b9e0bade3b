"""Settings of the host project, from the environment; every default runs on a laptop.

docs/operations.md lists the variables.
"""

from datetime import timedelta
from pathlib import Path

from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from .environment import (
    all_beginning,
    broker,
    database,
    is_on,
    listed,
    log_level,
    number,
    secret_key,
    sender,
    text,
    time_zone,
)
from .logs import logging_of

ROOT = Path(__file__).resolve().parents[2]
VAR = ROOT / "var"
VAR.mkdir(exist_ok=True)


DEBUG = is_on("DJANGO_DEBUG", "1")
SECRET_KEY = secret_key("DJANGO_SECRET_KEY", debug=DEBUG, kept_in=VAR / "secret-key")
ALLOWED_HOSTS = listed("DJANGO_ALLOWED_HOSTS", "localhost,127.0.0.1")
CSRF_TRUSTED_ORIGINS = listed("DJANGO_CSRF_TRUSTED_ORIGINS")

# https only, outside debug; subdomains are not ours to decide on, so no preload.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEBUG
SECURE_HSTS_SECONDS = 0 if DEBUG else 31_536_000  # a year
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SECURE_REDIRECT_EXEMPT = ["^healthz$"]  # a probe asks from within
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]  # the two above
if is_on("DJANGO_BEHIND_PROXY"):
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
    "default": database(
        "DATABASE_URL",
        f"sqlite:///{VAR / 'gapfinder.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,  # a server that was restarted fails no request
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers and the one writer do not wait for each other; a writer waits its turn.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    # A machine that is gone says nothing: notice it within a minute (in seconds).
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 10,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
    } | DATABASES["default"].get("OPTIONS", {})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("nb", "norsk"),
    ("nl", "Nederlands"),
    ("sv", "svenska"),
]  # a reader gets the one the browser asks for
USE_TZ = True
TIME_ZONE = time_zone("DJANGO_TIME_ZONE", "Europe/Oslo")

STATIC_URL = "static/"
STATIC_ROOT = text("DJANGO_STATIC_ROOT") or VAR / "static"
if not DEBUG:
    # Names with a digest of the content: browsers keep such files for ever.
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {
            "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        },
    }

EMAIL_HOST = text("EMAIL_HOST", "localhost")
EMAIL_PORT = number("EMAIL_PORT", 25, least=1, most=65_535)
EMAIL_HOST_USER = text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS, EMAIL_USE_SSL = is_on("EMAIL_USE_TLS"), is_on("EMAIL_USE_SSL")
if EMAIL_USE_TLS and EMAIL_USE_SSL:
    raise ImproperlyConfigured("EMAIL_USE_TLS and EMAIL_USE_SSL are both set")
EMAIL_TIMEOUT = number("EMAIL_TIMEOUT", 30, least=1, most=100)  # seconds a worker waits
DEFAULT_FROM_EMAIL = sender("DEFAULT_FROM_EMAIL", "gapfinder@localhost")

LOGGING = logging_of(
    debug=DEBUG, level=log_level("DJANGO_LOG_LEVEL", "WARNING" if DEBUG else "INFO")
)

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

CELERY_BROKER_URL = broker("CELERY_BROKER_URL")
CELERY_TASK_ALWAYS_EAGER = CELERY_BROKER_URL is None
CELERY_TIMEZONE = TIME_ZONE
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True  # what came of a task is in rows
# Models and indexes are loaded by workers of `encode` alone: one process a core, solo
# or with one thread, for torch and faiss do not survive a fork. All else is `default`.
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {
    "gapfinder.tasks.find_gaps": {"queue": "encode"},
    "gapfinder.tasks.encode_chunk": {"queue": "encode"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1  # a long task keeps no others from free workers
# A message is done with when it is taken: a run may take hours, longer than any broker
# waits. Who was killed is found by its row (`gapfinder.runs.recovery`).
CELERY_TASK_ACKS_LATE = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # for ever
# A solo worker sends no heartbeat while it works, and RabbitMQ would hang up. The
# kernel looks after the connection instead (TCP keepalive).
CELERY_BROKER_HEARTBEAT = 0
if (CELERY_BROKER_URL or "").startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_keepalive": True,
        # Seconds until a message that a worker has not begun goes to another one: more
        # than any task waits before it is tried again.
        "visibility_timeout": 2 * 3600,
    }
CELERY_IMPORTS = ["config.tasks"]  # besides those of the apps
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # At night, an analysis of each help centre with new contacts. Four times, for a
    # broker or all workers may be down at one of them, and a run may fail; who was
    # analysed that night is not again.
    "analyse help centres": {
        "task": "gapfinder.tasks.analyse_help_centers",
        "schedule": crontab(minute=30, hour="2-5"),
    },
    # Every three minutes, look for runs whose worker or message is gone.
    "tend runs": {
        "task": "gapfinder.tasks.tend_runs",
        "schedule": timedelta(minutes=3),
        "options": {"expires": 180},  # the next one does as well
    },
    # Every quarter of an hour: send the letters that are due. Some zones are at the
    # hour a quarter later than others, and what failed is tried again.
    "send letters": {
        "task": "gapfinder.tasks.send_due_digests",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 900},  # seconds: the next one does as well
    },
    # On Monday morning, before the letters, measure what published articles did.
    "measure published articles": {
        "task": "gapfinder.tasks.measure_help_centers",
        "schedule": crontab(minute=0, hour=6, day_of_week="mon"),
    },
    # Every night, take out texts past GAPFINDER_RETENTION_DAYS.
    "forget texts": {
        "task": "gapfinder.tasks.forget_texts",
        "schedule": crontab(minute=15, hour=1),
    },
    # Every night, delete expired sessions: who was logged in, and until when.
    "clear sessions": {
        "task": "config.tasks.clear_sessions",
        "schedule": crontab(minute=45, hour=1),
    },
}

# Any setting of the app may come from the environment; its checks name a wrong one.
GAPFINDER_SITE_URL = "http://127.0.0.1:8000" if DEBUG else ""
globals().update(all_beginning("GAPFINDER_"))
