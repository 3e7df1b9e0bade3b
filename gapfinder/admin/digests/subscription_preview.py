"""Preview of a digest, and a test mail to the current user."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from gapfinder.admin.common import html
from gapfinder.admin.common.model_admin import Screen
from gapfinder.digests import Letter, letter_of, preview, send_test
from gapfinder.digests.delivery.smtp import NoAnswerError, NotSentError
from gapfinder.engine.weeks import last_whole_week
from gapfinder.models import Digest, Subscription

# A letter has its styles inline, as mail programs need them, and nothing else to run
# or to load; it is shown in a frame of this site, walled off from it.
LETTERS_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)


class SubscriptionPreview(Screen):
    change_form_template = "admin/gapfinder/subscription/change_form.html"

    class Media:
        css = {"all": ["gapfinder/letter.css"]}

    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        ways = {
            "preview": site.admin_view(self.preview_view),
            "letter": site.admin_view(xframe_options_sameorigin(self.letter_view)),
            "test": site.admin_view(require_POST(self.test_view)),
        }
        return [
            path(f"<int:pk>/{way}/", view, name=f"gapfinder_subscription_{way}")
            for way, view in ways.items()
        ] + super().get_urls()

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Head the page with the address: a row says it nowhere else."""
        reader = context.get("original")
        context["subtitle"] = reader.email if reader else None
        return super().render_change_form(request, context, *args, **kwargs)

    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        reader = self._reader(request, pk)
        issue, letter = _letter(reader)
        context = self.admin_site.each_context(request) | {
            "title": gettext("Preview of the letter"),
            "subtitle": reader.email,
            "opts": self.opts,
            "media": self.media,
            "reader": reader,
            "week": html.week(issue.monday),
            "letter": letter,
            "address": getattr(request.user, "email", ""),
        }
        template = "admin/gapfinder/subscription/preview.html"
        return TemplateResponse(request, template, context)

    def letter_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        _issue, letter = _letter(self._reader(request, pk))
        response = HttpResponse(letter.html)
        response["Content-Security-Policy"] = LETTERS_POLICY
        return response

    def test_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Mail the letter to who asks for it, at once; nothing is written down."""
        reader = self._reader(request, pk)
        address = getattr(request.user, "email", "")
        if not address:
            said = gettext("Your account has no e-mail address to send a test to.")
            messages.error(request, said)
            return redirect("admin:gapfinder_subscription_preview", pk)
        issue, letter = _letter(reader)
        try:
            send_test(issue, letter, to=address)
        except (NotSentError, NoAnswerError) as error:
            said = gettext("The test was not sent: %(reason)s") % {"reason": error}
            messages.error(request, said)
        else:
            said = gettext("A test was sent to %(address)s.") % {"address": address}
            messages.success(request, said)
        return redirect("admin:gapfinder_subscription_preview", pk)

    def _reader(self, request: HttpRequest, pk: int) -> Subscription:
        """Whoever may see a subscription may see what it brings."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        readers = self.get_queryset(request).select_related("help_center", "audience")
        reader: Subscription | None = readers.filter(pk=pk).first()
        if reader is None:
            raise Http404
        return reader


def _letter(reader: Subscription) -> tuple[Digest, Letter]:
    """Return the letter about the last whole week, as it was written or would be."""
    center = reader.help_center
    monday = last_whole_week(timezone.now(), center.zone)
    issue = preview(center, reader.audience, monday)
    return issue, letter_of(issue, reader.language)
