"""Export of the list of gaps: what is shown, on all its pages, as a file."""

import json
from typing import Any

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from gapfinder.admin.common import html
from gapfinder.admin.common.model_admin import Screen
from gapfinder.display.gap_export import COLUMNS
from gapfinder.engine.formats import spreadsheet
from gapfinder.models import GapQuote

MOST_ROWS = 20_000
NOT_EXPORTED = ("value", "evidence", "besides", "effect")


class GapExport(Screen):
    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        name = "gapfinder_gap_export"
        return [path("export/<slug:kind>/", view, name=name), *super().get_urls()]

    def export_view(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Return what the list of the same address shows, in its order."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if kind not in spreadsheet.KINDS:
            raise Http404
        try:
            gaps = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{_list()}?e=1")
        loaded = gaps.with_quotes(GapQuote.Role.EXAMPLE)
        rows = list(loaded.defer(*NOT_EXPORTED, "article__body")[: MOST_ROWS + 1])
        if len(rows) > MOST_ROWS:
            said = gettext("More than %(n)s gaps: narrow the list down to export it.")
            messages.error(request, said % {"n": html.number(MOST_ROWS)})
            return HttpResponseRedirect(f"{_list()}?{request.GET.urlencode()}")
        return _file(kind, rows)


def _list() -> str:
    return reverse("admin:gapfinder_gap_changelist")


def _file(kind: str, gaps: list[Any]) -> HttpResponse:
    if kind == "json":
        rows = [{each.key: each.value(gap) for each in COLUMNS} for gap in gaps]
        content: Any = json.dumps(rows, ensure_ascii=False, indent=1, default=str)
    else:
        heads = [str(each.label) for each in COLUMNS]
        cells = ([each.cell(gap) for each in COLUMNS] for gap in gaps)
        content = spreadsheet.table_file(kind, heads, cells)
    named = f"attachment; filename=gaps-{localdate():%Y-%m-%d}.{kind}"
    headers = {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
    return HttpResponse(content, content_type=spreadsheet.KINDS[kind], headers=headers)
