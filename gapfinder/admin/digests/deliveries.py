"""Deliveries: which letter went to whom and when, and which did not, and why."""

from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import OnlySeen
from gapfinder.admin.common.query_params import day_of
from gapfinder.engine.weeks import WEEK, monday_of
from gapfinder.models import Delivery, Digest
from gapfinder.models.digests.delivery import OWN_WORDS
from gapfinder.runs.queue import workers_are_used

WEEKS = 12  # that the filter offers


class WeekFilter(admin.SimpleListFilter):
    title = _("week")
    parameter_name = "week"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        newest = monday_of(localdate() + timedelta(days=1)) - WEEK
        mondays = [newest - weeks * WEEK for weeks in range(WEEKS)]
        return [(str(monday), html.week(monday)) for monday in mondays]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> QuerySet[Any] | None:
        day = day_of(self.value())
        return queryset.filter(monday=monday_of(day)) if day else None


@admin.register(Delivery)
class DeliveryAdmin(OnlySeen):
    """Nobody types one, and none is deleted but with its subscription."""

    of_help_center = "subscription__help_center"
    list_display = ("week", "reader", "help_center", "state", "why", "when")
    list_filter = ("state", WeekFilter, HelpCenterFilter)
    list_select_related = ("subscription__help_center", "subscription__audience")
    search_fields = ("subscription__email",)
    ordering = ("-pk",)
    sortable_by = ("week", "when")
    actions = ("send_again",)
    fields = (
        *("week", "help_center", "reader", "audience", "state", "explained"),
        *("sent_at", "tried_at", "attempts", "next_try", "why", "letter"),
    )
    readonly_fields = fields

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        delivery = context["original"]
        week, reader = html.week(delivery.monday), delivery.subscription.email
        context["subtitle"] = f"{week}: {reader}"
        return super().render_change_form(request, context, *args, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: without its row a letter would be sent again."""
        return False

    def has_send_again_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("gapfinder.change_delivery"))

    @admin.action(
        description=_("Send the selected letters again"), permissions=["send_again"]
    )
    def send_again(self, request: HttpRequest, rows: QuerySet[Delivery]) -> None:
        """Let failed and uncertain ones wait for the next check; skip the others."""
        chosen = Delivery.objects.filter(pk__in=list(rows.values_list("pk", flat=True)))
        again = chosen.send_again(timezone.now())
        if not again:
            said = gettext("Only letters that failed or are uncertain are sent again.")
            messages.warning(request, said)
            return
        said = ngettext(
            "%(n)s letter waits to be sent again.",
            "%(n)s letters wait to be sent again.",
            again,
        ) % {"n": html.number(again)}
        if workers_are_used():
            said += " " + gettext("That takes a quarter of an hour at most.")
        else:
            said += " " + gettext("The command send_digest sends them.")
        messages.success(request, said)

    @admin.display(description=_("week"), ordering="monday")
    def week(self, delivery: Delivery) -> str:
        return html.week(delivery.monday)

    @admin.display(description=_("last tried"), ordering="tried_at")
    def when(self, delivery: Delivery) -> str:
        """Return it as a text, which may take two lines."""
        if delivery.tried_at is None:
            return html.NOTHING
        return date_format(localtime(delivery.tried_at), "DATETIME_FORMAT")

    @admin.display(description=_("help centre"))
    def help_center(self, delivery: Delivery) -> str:
        return str(delivery.subscription.help_center)

    @admin.display(description=_("reader"))
    def reader(self, delivery: Delivery) -> str:
        reader = delivery.subscription
        return html.admin_link(type(reader), reader.pk, reader.email)

    @admin.display(description=_("audience"))
    def audience(self, delivery: Delivery) -> str:
        return str(delivery.subscription.audience or gettext("the whole help centre"))

    @admin.display(description=_("what that means"))
    def explained(self, delivery: Delivery) -> str:
        return str(EXPLAINED[Delivery.State(delivery.state)])

    @admin.display(description=_("error"))
    def why(self, delivery: Delivery) -> str:
        """Return what the mail server said; what we say is translated."""
        said = delivery.error
        return (gettext(said) if said in OWN_WORDS else said) or html.NOTHING

    @admin.display(description=_("next try"))
    def next_try(self, delivery: Delivery) -> str:
        if delivery.state != Delivery.State.WAITING:
            return html.NOTHING
        return date_format(localtime(delivery.next_try_at), "DATETIME_FORMAT")

    @admin.display(description=_("letter"))
    def letter(self, delivery: Delivery) -> str:
        if not self.admin_site.is_registered(Digest):
            return html.NOTHING
        return html.link_to(Digest.objects.named().filter(delivery=delivery).first())


EXPLAINED = {
    Delivery.State.WAITING: _("It is sent with the next try."),
    Delivery.State.SENDING: _("A worker is handing it to the mail server right now."),
    Delivery.State.SENT: _("The mail server took it."),
    Delivery.State.FAILED: _("The mail server did not take it; nobody got it."),
    Delivery.State.UNCERTAIN: _(
        "The reader may have it, as far as anybody knows here. "
        "So it is not sent again unless somebody here says so."
    ),
}
