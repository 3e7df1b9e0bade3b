"""The host project as the workers of these tests run it: a night goes by in seconds."""

from datetime import timedelta

from config.settings import *  # noqa: F403
from config.settings import CELERY_BEAT_SCHEDULE

CELERY_BEAT_SCHEDULE = {
    name: entry | {"schedule": timedelta(seconds=2)}
    for name, entry in CELERY_BEAT_SCHEDULE.items()
    if name in {"analyse help centres", "tend runs"}
}
