"""Subscriptions: who gets the weekly letter, about what, how and when."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.access import chosen_center
from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import Screen
from gapfinder.engine.weeks import WEEK
from gapfinder.models import Delivery, Subscription

from .subscription_form import SubscriptionForm
from .subscription_preview import SubscriptionPreview

ENDED = "ended"


class GoesOnFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("active", _("goes on")), (ENDED, _("ended"))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        if self.value() not in {"active", ENDED}:
            return None
        return queryset.filter(ended_at__isnull=self.value() != ENDED)


@admin.register(Subscription)
class SubscriptionAdmin(SubscriptionPreview, Screen):
    form = SubscriptionForm
    list_display = (
        *("email", "help_center", "about", "language", "when_told", "last_letter"),
        "goes_on",
    )
    list_filter = (GoesOnFilter, "language", HelpCenterFilter)
    list_select_related = ("help_center", "audience")
    search_fields = ("email",)
    ordering = ("email", "pk")
    sortable_by = ("email", "last_letter")
    actions = ("end", "resume")
    fieldsets = (
        (None, {"fields": ("help_center", "email", "audience", "language")}),
        (_("When"), {"fields": (("weekday", "hour"), "time_zone")}),
    )
    STATE = (_("State"), {"fields": ("goes_on", "next_letter", "last_letter")})
    readonly_fields = ("goes_on", "next_letter", "last_letter")

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).with_last_letter()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return (*self.fieldsets, self.STATE) if obj else self.fieldsets

    def get_readonly_fields(
        self, request: HttpRequest, obj: Subscription | None = None
    ) -> tuple[str, ...]:
        """Keep whose it is: what was sent to one reader was not sent to another."""
        return (*self.readonly_fields, *(("help_center", "email") if obj else ()))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        center = chosen_center(request)
        language = (get_language() or "").partition("-")[0]
        known = language in Subscription.Language.values
        here = {"help_center": center and center.pk}
        return here | ({"language": language} if known else {})

    def get_deleted_objects(
        self, objs: Iterable[Subscription], request: HttpRequest
    ) -> tuple[list[Any], dict[Any, int], set[str], list[str]]:
        """Let who may delete a subscription delete all that is kept of the reader."""
        readers = list(objs)
        letters = Delivery.objects.filter(subscription__in=readers).count()
        counts = {
            self.opts.verbose_name_plural: len(readers),
            Delivery._meta.verbose_name_plural: letters,
        }
        may = self.has_delete_permission(request)
        missing = set() if may else {str(self.opts.verbose_name)}
        return [reader.email for reader in readers], counts, missing, []

    @admin.action(
        description=_("End the selected subscriptions"), permissions=["change"]
    )
    def end(self, request: HttpRequest, readers: QuerySet[Subscription]) -> None:
        changed = _plain(readers).end(timezone.now())
        said = ngettext(
            "%(n)s subscription has ended.", "%(n)s subscriptions have ended.", changed
        )
        messages.success(request, said % {"n": html.number(changed)})

    @admin.action(
        description=_("Resume the selected subscriptions"), permissions=["change"]
    )
    def resume(self, request: HttpRequest, readers: QuerySet[Subscription]) -> None:
        changed = _plain(readers).resume(timezone.now())
        said = ngettext(
            "%(n)s subscription goes on, with the next letter.",
            "%(n)s subscriptions go on, with the next letter.",
            changed,
        )
        messages.success(request, said % {"n": html.number(changed)})

    @admin.display(description=_("audience"))
    def about(self, reader: Subscription) -> str:
        return str(reader.audience or gettext("the whole help centre"))

    @admin.display(description=_("when"))
    def when_told(self, reader: Subscription) -> str:
        """Return the weekday, the hour and whose clock shows it."""
        said = gettext("%(weekday)s, %(hour)s, %(zone)s")
        day, hour = reader.get_weekday_display(), f"{reader.hour:02}:00"
        return said % {"weekday": day, "hour": hour, "zone": reader.zone.key}

    @admin.display(description=_("last letter"), ordering="last_monday")
    def last_letter(self, reader: Any) -> str:
        if reader.last_monday is None:
            return html.NOTHING
        state = Delivery.State(reader.last_state).label
        return f"{html.week(reader.last_monday)}: {state}"

    @admin.display(description=_("goes on"), boolean=True)
    def goes_on(self, reader: Subscription) -> bool:
        return reader.ended_at is None

    @admin.display(description=_("next letter"))
    def next_letter(self, reader: Subscription) -> str:
        """Return when the next week's letter is due, by the reader's clock."""
        if reader.ended_at:
            return html.NOTHING
        monday = reader.schedule.newest_week(timezone.now()) + WEEK
        due = reader.schedule.due_at(monday).astimezone(reader.zone)
        said = gettext("%(week)s: %(moment)s, %(zone)s")
        moment = date_format(due, "DATETIME_FORMAT")
        zone = reader.zone.key
        return said % {"week": html.week(monday), "moment": moment, "zone": zone}


def _plain(readers: QuerySet[Subscription]) -> Any:
    """Return the same rows without what the list shows of them, to update them."""
    return Subscription.objects.with_keys(list(readers.values_list("pk", flat=True)))
