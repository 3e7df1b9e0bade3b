"""What the host project does at night for apps that it has besides gapfinder."""

from celery import shared_task
from django.core.management import call_command


@shared_task(soft_time_limit=600, time_limit=660)  # seconds
def clear_sessions() -> None:
    """Delete the sessions that have expired: Django keeps each until somebody does."""
    call_command("clearsessions")
