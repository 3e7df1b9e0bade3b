"""Decisions on many gaps at once, from their list."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.model_admin import Screen
from gapfinder.admin.common.query_params import keys_of
from gapfinder.admin.gap_page import history
from gapfinder.models import ChangedMeanwhileError, Gap
from gapfinder.models.gaps.decisions import Decision, SetStatus, decide_on_all
from gapfinder.models.gaps.views import plain_query

from .bulk_forms import AssignForm, BulkForm, DismissForm, DraftForm, MergeForm
from .bulk_results import refused_line, reopened, tell

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_AT_ONCE = 200  # more were no decision, and a form has room for so many
FEWEST_TO_MERGE = 2
PAIR = 2  # a key and a version
DECIDED = "decided"  # the name of the button of the page between


class GapBulk(Screen):
    """Each asks on a page between, except where nothing is left to say."""

    bulk_actions = (
        *("assign_all", "draft_all", "dismiss_all", "reopen_all", "merge_all"),
    )

    @admin.action(description=_("Assign the selected gaps…"), permissions=["change"])
    def assign_all(self, request: HttpRequest, gaps: Any) -> HttpResponse | None:
        return self._ask(request, gaps, AssignForm)

    @admin.action(
        description=_("Start drafting the selected gaps…"), permissions=["change"]
    )
    def draft_all(self, request: HttpRequest, gaps: Any) -> HttpResponse | None:
        return self._ask(request, gaps, DraftForm)

    @admin.action(description=_("Dismiss the selected gaps…"), permissions=["change"])
    def dismiss_all(self, request: HttpRequest, gaps: Any) -> HttpResponse | None:
        return self._ask(request, gaps, DismissForm)

    @admin.action(description=_("Reopen the selected gaps"), permissions=["change"])
    def reopen_all(self, request: HttpRequest, gaps: Any) -> None:
        chosen = self._chosen(request, gaps)
        if chosen:
            self._decide(request, gaps, SetStatus(Gap.Status.OPEN), reopened)

    @admin.action(description=_("Merge the selected gaps…"), permissions=["change"])
    def merge_all(self, request: HttpRequest, gaps: Any) -> HttpResponse | None:
        chosen = self._chosen(request, gaps)
        if len({gap.help_center_id for gap in chosen}) > 1:
            said = gettext("Gaps of two help centres cannot be merged.")
            messages.error(request, said)
            return None
        if chosen and len(chosen) < FEWEST_TO_MERGE:
            messages.error(request, gettext("Choose at least two gaps to merge."))
            return None
        return self._ask(request, gaps, MergeForm)

    def _chosen(self, request: HttpRequest, gaps: QuerySet[Gap]) -> list[Gap]:
        chosen = list(gaps[: MOST_AT_ONCE + 1])
        if len(chosen) > MOST_AT_ONCE:
            said = gettext("At most %(n)s gaps at once: narrow the list down first.")
            messages.error(request, said % {"n": html.number(MOST_AT_ONCE)})
            return []
        return chosen

    def _ask(
        self, request: HttpRequest, gaps: QuerySet[Gap], form_class: type[BulkForm]
    ) -> HttpResponse | None:
        """Show the page between; when it comes back, decide."""
        chosen = self._chosen(request, gaps)
        if not chosen:
            return None
        decided = DECIDED in request.POST
        form = form_class(request.POST if decided else None, gaps=chosen)
        if decided and form.is_valid():
            if isinstance(form, MergeForm):
                self._merge(request, chosen, form.survivor)
            else:
                self._decide(request, gaps, form.decision(), form.said)
            back = plain_query(request.POST.get("back", ""))
            return HttpResponseRedirect(f"{request.path}?{back}")
        return self._between(request, chosen, form)

    def _between(
        self, request: HttpRequest, gaps: Sequence[Gap], form: BulkForm
    ) -> HttpResponse:
        """Show what is decided on; exactly these gaps, and as they are now."""
        context = {
            **self.admin_site.each_context(request),
            "title": form.heading,
            "opts": self.opts,
            "media": self.media,
            "form": form,
            "gaps": gaps,
            "action": request.POST.get("action", ""),
            "decided": DECIDED,
            "selected": ACTION_CHECKBOX_NAME,
            "versions": " ".join(f"{gap.pk}:{gap.version}" for gap in gaps),
            # Also a gap that somebody else took out of the list meanwhile is told of.
            "everything": f"{request.path}?found=all",
            "back": request.POST.get("back", request.GET.urlencode()),
        }
        return TemplateResponse(request, "gapfinder/gap/bulk.html", context)

    def _decide(
        self,
        request: HttpRequest,
        gaps: "QuerySet[Gap]",
        decision: Decision,
        said: Callable[[int], str],
    ) -> None:
        editor = cast("User", request.user)
        versions = _versions(request)
        outcome = decide_on_all(gaps, decision, editor=editor, versions=versions)
        _log(editor, outcome.changed)
        tell(request, outcome, said)

    def _merge(
        self,
        request: HttpRequest,
        gaps: Sequence[Gap],
        survivor: Gap,
    ) -> None:
        """Merge all of them or none."""
        editor = cast("User", request.user)
        versions = _versions(request)
        others = [gap for gap in gaps if gap.pk != survivor.pk]
        try:
            with transaction.atomic():
                for gap in others:
                    version = versions.get(gap.pk)
                    gap.merge_into(survivor, editor=editor, version=version)
        except ChangedMeanwhileError as changed:
            messages.error(request, refused_line(changed))
            messages.error(request, gettext("Nothing was merged."))
            return
        except ValueError:
            said = gettext("One of them is a part of another gap already.")
            messages.error(request, said)
            return
        _log(editor, others)
        said = ngettext(
            "%(n)s gap is a part of “%(title)s” now, whose figures follow.",
            "%(n)s gaps are a part of “%(title)s” now, whose figures follow.",
            len(others),
        )
        shown = {"n": html.number(len(others)), "title": html.short(survivor.title)}
        messages.success(request, said % shown)


def _versions(request: HttpRequest) -> dict[int, int]:
    """Return the versions of gaps by their keys, as the page between wrote them."""
    written = request.POST.get("versions", "").split()
    pairs = (keys_of(pair.split(":")) for pair in written)
    return {pair[0]: pair[1] for pair in pairs if len(pair) == PAIR}


def _log(editor: "User", gaps: Sequence[Gap]) -> None:
    history.log_changes(editor.pk, gaps, [{"changed": {"fields": ["Status"]}}])
