"""Saved and predefined views of the gap list, with counts.

The address of a list says all that it shows, so a view is a name for the end of one.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from gapfinder.admin.common import html
from gapfinder.admin.common.model_admin import Screen
from gapfinder.models import SavedView
from gapfinder.models.gaps.views import plain_query

from .filters import counts_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_VIEWS = 30  # of one editor
LIST = "admin:gapfinder_gap_changelist"
# The names are those of `GapListQueries.counted`, which counts the same gaps.
READY = (
    ("to_write", _("To write"), "status=open"),
    ("mine", _("Mine"), "assignee=me"),
    ("new", _("New this week"), "news=new&status=open"),
    ("returned_ones", _("Returned"), "news=returned&status=open"),
    ("drafting", _("Being drafted"), "status=drafting"),
    ("published", _("Published"), "status=published"),
)


class GapViews(Screen):
    def get_urls(self) -> list[URLPattern]:
        site = self.admin_site
        keep = site.admin_view(require_POST(self.keep_view))
        forget = site.admin_view(require_POST(self.forget_view))
        return [
            path("views/keep/", keep, name="gapfinder_gap_keep_view"),
            path("views/<int:pk>/forget/", forget, name="gapfinder_gap_forget_view"),
            *super().get_urls(),
        ]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        views = self._views(request) if request.method == "GET" else {}
        return super().changelist_view(request, {**views, **(extra_context or {})})

    def keep_view(self, request: HttpRequest) -> HttpResponse:
        """Store the list as it stands under a name."""
        self._check(request)
        user = cast("User", request.user)
        name, query = (
            request.POST.get("name", "").replace("\0", "").strip(),
            _query(request),
        )
        longest = SavedView._meta.get_field("name").max_length or 0
        own = SavedView.objects.of(user)
        if not name or len(name) > longest:
            said = gettext("Give the view a name of at most %(n)s letters.")
            messages.error(request, said % {"n": html.number(longest)})
        elif len(own.exclude(name=name)) >= MOST_VIEWS:
            said = gettext("You have %(n)s views already: delete one first.")
            messages.error(request, said % {"n": html.number(MOST_VIEWS)})
        else:
            SavedView.objects.keep(user, name, query)
            said = gettext("The view “%(name)s” is kept, for you alone.")
            messages.success(request, said % {"name": name})
        return HttpResponseRedirect(f"{reverse(LIST)}?{query}")

    def forget_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        self._check(request)
        view = get_object_or_404(
            SavedView.objects.of(cast("User", request.user)), pk=pk
        )
        view.delete()
        said = gettext("The view “%(name)s” is deleted.") % {"name": view.name}
        messages.success(request, said)
        return HttpResponseRedirect(f"{reverse(LIST)}?{_query(request)}")

    def _check(self, request: HttpRequest) -> None:
        if not self.has_view_permission(request):
            raise PermissionDenied

    def _views(self, request: HttpRequest) -> dict[str, Any]:
        user = cast("User", request.user)
        present = plain_query(request.GET.urlencode())
        own = [
            {"view": view, "current": _same(view.query, present)}
            for view in SavedView.objects.of(user)
        ]
        return {
            "ready_views": list(_ready(request, present)),
            "own_views": own,
            "present_query": present,
        }


def _ready(request: HttpRequest, present: str) -> Iterator[dict[str, Any]]:
    counts = counts_of(request)
    for name, title, query in READY:
        yield {
            "title": title,
            "query": query,
            "gaps": html.number(sum(row[name] for row in counts)),
            "current": _same(query, present),
        }


def _query(request: HttpRequest) -> str:
    return plain_query(request.POST.get("query", ""))


def _same(query: str, other: str) -> bool:
    return sorted(parse_qsl(query)) == sorted(parse_qsl(other))
