"""Audiences: the parts of a help centre that a weekly letter can be about."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.admin.common.access import chosen_center
from gapfinder.admin.common.filters import HelpCenterFilter
from gapfinder.admin.common.model_admin import Screen
from gapfinder.display.quotation_marks import quoted
from gapfinder.models import Article, Audience, Gap, HelpCenter


class _Lines(forms.CharField):
    """A list of words, one a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        lines = (line.strip() for line in str(value or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class AudienceForm(forms.ModelForm):
    sections = _Lines(
        label=_("Sections"),
        required=False,
        help_text=_("One a line, as they are called in the help centre. Empty: all."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what nothing is in: its letter would call every week a quiet one."""
        given = super().clean() or {}
        center = given.get("help_center") or getattr(self.instance, "help_center", None)
        if center is None:
            return given
        if unknown := self._unknown_sections(center, given.get("sections", [])):
            said = gettext("The help centre has no section called %(names)s.")
            names = ", ".join(map(quoted, unknown))
            self.add_error("sections", said % {"names": names})
        if given.get("locale") and given["locale"] not in _locales(center):
            said = gettext("The help centre has articles and gaps in: %(locales)s.")
            known = {"locales": ", ".join(_locales(center)) or html.NOTHING}
            self.add_error("locale", said % known)
        return given

    def _unknown_sections(self, center: HelpCenter, names: list[str]) -> list[str]:
        if not names:
            return []
        known = set(Article.objects.of(center).sections())
        return [name for name in names if name not in known]


def _locales(center: HelpCenter) -> list[str]:
    articles = Article.objects.of_any([center.pk]).locales()
    return sorted(
        filter(None, articles.union(Gap.objects.of_any([center.pk]).locales()))
    )


@admin.register(Audience)
class AudienceAdmin(Screen):
    form = AudienceForm
    list_display = ("name", "help_center", "locale", "sections_told")
    list_filter = (HelpCenterFilter,)
    list_select_related = ("help_center",)
    search_fields = ("name",)
    ordering = ("name", "pk")
    sortable_by = ("name", "locale")
    fields = ("help_center", "name", "locale", "sections")

    def get_readonly_fields(
        self, request: HttpRequest, obj: Audience | None = None
    ) -> tuple[str, ...]:
        """Keep the help centre: subscriptions and letters of it are about this part."""
        return ("help_center",) if obj else ()

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        center = chosen_center(request)
        return {"help_center": center and center.pk}

    @admin.display(description=_("sections"))
    def sections_told(self, audience: Audience) -> str:
        return html.short(", ".join(audience.sections))
