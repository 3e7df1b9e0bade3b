"""The Celery application of the host project."""

import os
from typing import Any

from celery import Celery
from celery.signals import setup_logging

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("gapfinder")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_logging(**_options: Any) -> None:
    """Leave `LOGGING` as it is: else Celery puts handlers of its own in place of it."""
