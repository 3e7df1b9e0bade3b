"""The page of one gap: all that is known about it."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import Field
from django.forms import Field as FormField
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from gapfinder.models import Article, Contact, Gap, Judgement, Question

from . import evidence, html
from .screen import SeenNotMade
from .value_columns import ValueColumns

if TYPE_CHECKING:
    from django.contrib.auth.models import User

QUESTIONS_SHOWN = 50
QUESTION_HEADS = (_("question"), _("channel"), _("locale"), _("received"), _("contact"))


# What other parts of the page put into its context, if the screen has them.
OTHERS = ("actions_context", "effect_context")


class GapPage(SeenNotMade):
    fieldsets = (
        (None, {"fields": ("title", "status", "to_do")}),
        (
            _("What customers ask"),
            {"fields": ("example_questions", "telling_phrases", "nearest_articles")},
        ),
        (
            _("Figures"),
            {
                "fields": (
                    "contacts",
                    "customers_grouped",
                    "trend_within",
                    "besides_content",
                    "by_channel",
                    "by_locale",
                    "by_week",
                )
            },
        ),
        (
            _("What it costs, and what an article could save"),
            {"fields": ValueColumns.fields_on_page},
        ),
        (_("What agents answer"), {"fields": ("typical_answers",)}),
        (_("The contacts"), {"fields": ("questions",)}),
    )
    readonly_fields = (
        "to_do",
        "example_questions",
        "telling_phrases",
        "nearest_articles",
        "contacts",
        "customers_grouped",
        "trend_within",
        "besides_content",
        "by_channel",
        "by_locale",
        "by_week",
        *ValueColumns.fields_on_page,
        "typical_answers",
        "questions",
    )

    def formfield_for_dbfield(
        self, db_field: "Field[Any, Any]", request: HttpRequest, **kwargs: Any
    ) -> FormField | None:
        if db_field.name == "title":
            kwargs["widget"] = AdminTextareaWidget(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(
        self, request: HttpRequest, obj: Gap, form: "ModelForm[Gap]", change: bool
    ) -> None:
        """Only what is new is a decision: a status alone changes no title."""
        editor = cast("User", request.user)
        gap = Gap.objects.get(pk=obj.pk)
        if "title" in form.changed_data:
            gap.retitle(obj.title, editor=editor)
        gap.set_status(Gap.Status(obj.status), editor=editor)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        for other in OTHERS:
            if hasattr(self, other):
                context |= getattr(self, other)(request, context["original"])
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=_("trend"), ordering="trend")
    def trend_within(self, gap: Gap) -> str:
        return f"{html.trend(gap.trend)}, " + html.trend_between(
            gap.trend_low, gap.trend_high
        )

    @admin.display(description=_("typical answers"))
    def typical_answers(self, gap: Gap) -> str:
        return html.bullets(gap.answers)

    @admin.display(description=_("to do"), ordering="kind")
    def to_do(self, gap: Gap) -> str:
        """Say what the kind means for an editor."""
        article = html.link_to(gap.article) if gap.article else _now("an article")
        theirs = gap.article.locale if gap.article else _now("another language")
        ours = gap.locale or _now("the customers' language")
        meanings = {
            Gap.Kind.MISSING: _now("Missing: no article answers this in any language."),
            Gap.Kind.WEAK: _now(
                "Weak: {article} comes close but does not answer it; improve it."
            ),
            Gap.Kind.TRANSLATION: _now(
                "Translation: {article} answers it in {theirs}, "
                "and nothing does in {ours}."
            ),
        }
        meaning = meanings[Gap.Kind(gap.kind)]
        return format_html(meaning, article=article, theirs=theirs, ours=ours)

    @admin.display(description=_("example questions"))
    def example_questions(self, gap: Gap) -> str:
        return html.bullets(gap.examples)

    @admin.display(description=_("telling phrases"))
    def telling_phrases(self, gap: Gap) -> str:
        return ", ".join(gap.phrases) or html.NOTHING

    @admin.display(description=_("nearest articles"))
    def nearest_articles(self, gap: Gap) -> str:
        ids = [near["article"] for near in gap.nearest]
        articles = Article.objects.of(gap.help_center).with_ids(ids).defer("body")
        known = {article.external_id: article for article in articles}
        told = {near["article"]: evidence.cells(near) for near in gap.evidence}
        rows = (
            (*_near(near, known.get(near["article"])), *told.get(near["article"], ()))
            for near in gap.nearest
        )
        heads = (_now("article"), _now("locale"), _now("score"))
        return html.table((*heads, *(evidence.HEADS if told else ())), rows)

    @admin.display(description=_("besides, no content needed"))
    def besides_content(self, gap: Gap) -> str:
        names = dict(Judgement.Reason.choices)
        counts = {str(names.get(key, key)): n for key, n in gap.besides.items()}
        return _counted(_now("reason"), _most_first(counts))

    @admin.display(description=_("by channel"))
    def by_channel(self, gap: Gap) -> str:
        names = dict(Contact.Channel.choices)
        counts = {str(names.get(key, key)): n for key, n in gap.channels.items()}
        return _counted(_now("channel"), _most_first(counts))

    @admin.display(description=_("by locale"))
    def by_locale(self, gap: Gap) -> str:
        return _counted(_now("locale"), _most_first(gap.locales))

    @admin.display(description=_("by week"))
    def by_week(self, gap: Gap) -> str:
        return _counted(_now("week"), sorted(gap.weeks.items()))

    @admin.display(description=_("questions"))
    def questions(self, gap: Gap) -> str:
        questions = Question.objects.in_gap(gap)
        shown = questions.newest_first().defer("contact__turns", "contact__extra")
        rows = map(_asked, shown[:QUESTIONS_SHOWN])
        found = html.table(QUESTION_HEADS, rows)
        more = questions.count() - QUESTIONS_SHOWN
        if more <= 0:
            return found
        rest = ngettext("and %(n)s more", "and %(n)s more", more)
        return format_html("{}<p>{}</p>", found, rest % {"n": html.number(more)})


def _near(near: Mapping[str, Any], article: Article | None) -> tuple[str, str, str]:
    score = html.score(near["score"])
    if article is None:
        return near["article"], html.NOTHING, score
    return html.link_to(article), article.locale, score


def _most_first(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _counted(what: str, counts: Iterable[tuple[str, int]]) -> str:
    rows = ((key, html.number(contacts)) for key, contacts in counts)
    return html.table((what, _now("contacts")), rows)


def _asked(question: Question) -> tuple[str, ...]:
    contact = question.contact
    return (
        question.text,
        contact.get_channel_display(),
        contact.locale or html.NOTHING,
        html.day(localtime(contact.received_at)),
        html.link_to(contact),
    )
