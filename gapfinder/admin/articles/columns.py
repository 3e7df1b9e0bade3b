"""Columns of the article list: contacts answered, by the latest run."""

from collections import Counter
from typing import Any

from django.contrib import admin
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import html
from gapfinder.models import Article, ArticleFigures, Verdict

MOST_LOCALES = 4  # a cell has room for


def figures_of(article: Article) -> ArticleFigures | None:
    """Return what the latest run says; None: it did not look at the article."""
    figures: ArticleFigures | None = getattr(article, "figures", None)
    return figures


def came_anyway(figures: ArticleFigures) -> list[tuple[str, int]]:
    """Return why customers came though it answers, in words, with contacts."""
    told = [
        (gettext("searched first"), figures.searched_first),
        (gettext("to be sure"), figures.reassurance),
        (gettext("for a person"), figures.prefers_person),
        (gettext("own account"), figures.account),
    ]
    return [(words, contacts) for words, contacts in told if contacts]


def verdicts_in_short(verdicts: list[Verdict]) -> str:
    counts = Counter(verdict.answer for verdict in verdicts)
    told = [
        (str(label), counts[answer])
        for answer, label in Verdict.Answer.choices
        if counts[answer]
    ]
    return lines(told)


def lines(told: list[tuple[str, int]]) -> str:
    """Return words with their counts, one a line."""
    if not told:
        return html.NOTHING
    return format_html_join(
        "",
        '<div class="line">{} <b>{}</b></div>',
        ((words, html.number(contacts)) for words, contacts in told),
    )


def _sorted_by(name: str) -> Coalesce:
    """Sort articles that no run looked at below all others, whatever the database."""
    return Coalesce(f"figures__{name}", -1)


class ArticleColumns:
    """What `ArticleAdmin` shows in its list."""

    columns = (
        *("about", "avoidable", "answered", "weak", "anyway", "missing"),
        *("verdicts_given", "updated"),
    )

    @admin.display(description=_("article"), ordering="title")
    def about(self, article: Article) -> str:
        """Name it, and say below what else tells it from others."""
        figures = figures_of(article)
        facts = [article.locale, article.section]
        badges = [] if article.published else [gettext("not published")]
        badges += [gettext("stale")] if figures and figures.stale else []
        return format_html(
            '{}<div class="quiet">{}</div>{}',
            html.short(str(article)),
            " · ".join(fact for fact in facts if fact),
            format_html_join(
                " ", '<span class="badge">{}</span>', ((each,) for each in badges)
            ),
        )

    @admin.display(description=_("avoidable"), ordering=_sorted_by("avoidable"))
    def avoidable(self, article: Article) -> str | None:
        return _number(article, "avoidable")

    @admin.display(description=_("answered"), ordering=_sorted_by("answered"))
    def answered(self, article: Article) -> str | None:
        return _number(article, "answered")

    @admin.display(description=_("weakly"), ordering=_sorted_by("weak"))
    def weak(self, article: Article) -> str | None:
        return _number(article, "weak")

    @admin.display(description=_("came anyway"), ordering=_sorted_by("searched_first"))
    def anyway(self, article: Article) -> str | None:
        figures = figures_of(article)
        return lines(came_anyway(figures)) if figures else None

    @admin.display(description=_("no translation"), ordering=_sorted_by("unreadable"))
    def missing(self, article: Article) -> str | None:
        figures = figures_of(article)
        if not figures:
            return None
        told = figures.missing
        rest = sum(contacts for _locale, contacts in told[MOST_LOCALES:])
        others = [(pgettext("locales", "others"), rest)] if rest else []
        return lines(told[:MOST_LOCALES] + others)

    @admin.display(description=_("verdicts"))
    def verdicts_given(self, article: Any) -> str:
        return verdicts_in_short(article.said)

    @admin.display(description=_("updated"), ordering="updated_at")
    def updated(self, article: Article) -> str | None:
        if article.updated_at is None:
            return None
        return date_format(localtime(article.updated_at), "j M Y")


def _number(article: Article, name: str) -> str | None:
    figures = figures_of(article)
    return html.number(getattr(figures, name)) if figures else None
