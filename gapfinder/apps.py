"""The Django app."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class GapfinderConfig(AppConfig):
    name = "gapfinder"
    verbose_name = _("Content gaps")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gapfinder import checks  # noqa: F401  # registers the system checks
        from gapfinder.permissions import create_groups

        post_migrate.connect(create_groups, sender=self)
