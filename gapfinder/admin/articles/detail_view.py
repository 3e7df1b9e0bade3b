"""The page of an article: what the latest run says of it, in words."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common import charts, html
from gapfinder.models import Article, ArticleFigures, Contact, Gap, Question, Verdict

from .columns import came_anyway, figures_of, verdicts_in_short

SHOWN = 10  # gaps, and verdicts
QUESTION = 160  # characters of a question: calls may be long


class ArticlePage:
    """What `ArticleAdmin` shows on one article's page."""

    fields_on_page = ("told", "came", "weeks", "gaps", "asked", "verdicts")

    @admin.display(description=_("in short"))
    def told(self, article: Article) -> str:
        figures = figures_of(article)
        if figures is None:
            return gettext("The latest run did not look at it.")
        return html.bullets(_sentences(article, figures))

    @admin.display(description=_("why they came though it answers"))
    def came(self, article: Article) -> str:
        figures = figures_of(article)
        told = came_anyway(figures) if figures else []
        rows = ((words, html.number(contacts)) for words, contacts in told)
        return html.table((gettext("reason"), gettext("contacts")), rows)

    @admin.display(description=_("by week"))
    def weeks(self, article: Article) -> str:
        figures = figures_of(article)
        if figures is None or not any(figures.weeks.values()):
            return html.NOTHING
        caption = gettext("Contacts it answers, also weakly")
        days = [date.fromisoformat(monday) for monday in figures.weeks]
        labels = [date_format(day, "j M") for day in days]
        counts = {gettext("contacts"): list(figures.weeks.values())}
        return charts.chart(caption, labels, counts)

    @admin.display(description=_("gaps"))
    def gaps(self, article: Article) -> str:
        """Those that ask to improve or to translate it."""
        gaps = Gap.objects.asking_for(article).best_first()[:SHOWN]
        rows = (
            (
                html.admin_link(Gap, gap.pk, html.short(gap.title)),
                gap.get_kind_display(),
                html.number(gap.volume),
                gap.get_status_display(),
            )
            for gap in gaps
        )
        heads = (
            gettext("gap"),
            gettext("kind"),
            gettext("contacts"),
            gettext("status"),
        )
        return _scrolling(html.table(heads, rows), gettext("gaps"))

    @admin.display(description=_("newest it answers weakly"))
    def asked(self, article: Article) -> str:
        figures = figures_of(article)
        keys = figures.newest_weak if figures else []
        questions = Question.objects.with_keys(keys).with_contact().newest_first()
        rows = (
            (
                html.admin_link(Contact, row.contact_id, _asked(row.text)),
                row.contact.get_channel_display(),
                row.contact.locale,
                html.day(row.contact.received_at),
            )
            for row in questions
        )
        heads = (
            gettext("question"),
            gettext("channel"),
            gettext("locale"),
            gettext("received"),
        )
        return _scrolling(html.table(heads, rows), gettext("newest it answers weakly"))

    @admin.display(description=_("editors say it answers"))
    def verdicts(self, article: Any) -> str:
        said: list[Verdict] = article.said
        if not said:
            return html.NOTHING
        rows = (
            (
                html.admin_link(Verdict, row.pk, row.get_answer_display()),
                html.link_to(row.gap) if row.gap else gettext("a contact"),
                html.day(row.given_at),
                html.short(row.note) or html.NOTHING,
            )
            for row in said[:SHOWN]
        )
        heads = (
            gettext("answer"),
            gettext("answers"),
            gettext("given"),
            gettext("note"),
        )
        table = _scrolling(html.table(heads, rows), gettext("editors say it answers"))
        return format_html("{}{}", verdicts_in_short(said), table)

    @admin.display(description=_("body"))
    def text(self, article: Article) -> str:
        return html.preformatted(article.body)

    @admin.display(description=_("passages"))
    def passages(self, article: Article) -> str:
        """Fold them: they repeat the body, cut as the analysis reads it."""
        passages = list(article.passages.order_by("position"))
        rows = ((each.get_kind_display(), each.text) for each in passages)
        if not passages:
            return html.NOTHING
        count = ngettext(
            "%(count)s passage, as the analysis reads it",
            "%(count)s passages, as the analysis reads them",
            len(passages),
        ) % {"count": html.number(len(passages))}
        return format_html(
            "<details><summary>{}</summary>{}</details>",
            count,
            html.table((gettext("kind"), gettext("text")), rows),
        )


def _scrolling(table: str, name: str) -> str:
    """Let a wide table scroll in a box of its own, by keyboard too."""
    if table == html.NOTHING:
        return table
    return format_html(
        '<div class="scroll" tabindex="0" role="region" aria-label="{}">{}</div>',
        name,
        table,
    )


def _asked(text: str) -> str:
    return Truncator(text).chars(QUESTION)


def _sentences(article: Article, figures: ArticleFigures) -> list[str]:
    told = [
        _counted(
            ngettext(
                "It answers %(count)s contact.",
                "It answers %(count)s contacts.",
                figures.answered,
            ),
            figures.answered,
        ),
        _counted(
            ngettext(
                "It answers %(count)s contact weakly: something is missing.",
                "It answers %(count)s contacts weakly: something is missing.",
                figures.weak,
            ),
            figures.weak,
        ),
        _avoidable(figures),
    ]
    if figures.unreadable:
        told.append(_unreadable(figures))
    if figures.stale and article.updated_at:
        told.append(
            gettext("It is stale: not updated since %(day)s, while its contacts grow.")
            % {"day": html.day(article.updated_at)}
        )
    return told


def _avoidable(figures: ArticleFigures) -> str:
    sentence = ngettext(
        "A better article would have saved %(count)s contact: answered weakly, or "
        "answered and the customer had searched first or wanted to be sure. Who asked "
        "about the own account or wanted a person is not counted.",
        "A better article would have saved %(count)s contacts: answered weakly, or "
        "answered and the customer had searched first or wanted to be sure. Who asked "
        "about the own account or wanted a person is not counted.",
        figures.avoidable,
    )
    return _counted(sentence, figures.avoidable)


def _unreadable(figures: ArticleFigures) -> str:
    sentence = ngettext(
        "%(count)s contact asks in a language without a translation (%(locales)s).",
        "%(count)s contacts ask in a language without a translation (%(locales)s).",
        figures.unreadable,
    )
    return sentence % {
        "count": html.number(figures.unreadable),
        "locales": ", ".join(
            f"{locale} {html.number(contacts)}" for locale, contacts in figures.missing
        ),
    }


def _counted(sentence: str, contacts: int) -> str:
    return sentence % {"count": html.number(contacts)}
