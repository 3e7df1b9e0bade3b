"""The host project: gapfinder on its own, ready to serve."""

from .celery import app as celery_app

__all__ = ["celery_app"]
