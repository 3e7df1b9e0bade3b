"""Logging of the site: one configuration for Django, Celery and gunicorn."""

from typing import Any


def logging_of(*, debug: bool, level: str) -> dict[str, Any]:
    """Return a `LOGGING`: JSON lines that quote no customer; in debug, lines to read.

    A developer needs an error's own words, so in debug they stay.
    """
    filters = ["context"] if debug else ["context", "redact"]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "context": {"()": "gapfinder.log_filters.ContextFilter"},
            "redact": {"()": "gapfinder.log_filters.RedactingFilter"},
        },
        "formatters": {
            "lines": {"format": "{levelname} {name} {message}", "style": "{"},
            "json": {
                "()": "pythonjsonlogger.json.JsonFormatter",
                "fmt": "{asctime}{levelname}{name}{message}",
                "style": "{",
                "datefmt": "%Y-%m-%dT%H:%M:%S%z",
            },
        },
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": "lines" if debug else "json",
                "filters": filters,
            }
        },
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own handlers print, or mail, whole errors with their values.
            "django": {"handlers": []},
            # Its DEBUG lines are statements with what is stored.
            "django.db.backends": {"level": "INFO"},
        },
    }
