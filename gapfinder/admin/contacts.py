"""Contacts: what customers asked, and how well an article answers it."""

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gapfinder.models import Contact, Judgement, Question

from . import evidence, html
from .filters import HelpCenterFilter, LocaleFilter
from .screen import OnlySeen
from .transcripts import transcript

OF_CONTACT = Judgement.objects.filter(question__contact=OuterRef("pk")).worst_first()
FIRST_QUESTION = Question.objects.filter(contact=OuterRef("pk")).order_by("position")

HEADS = (
    _("question"),
    _("match"),
    _("score"),
    _("nearest article"),
    _("gap"),
    _("reason"),
)


def by_judgement(field: str) -> Subquery:
    """Order by the judgement shown: a subquery that only a sorted list pays for."""
    return Subquery(OF_CONTACT.values(field)[:1])


class MatchFilter(admin.SimpleListFilter):
    """By the worst-answered question, which is the one the list shows."""

    title = _("match")
    parameter_name = "match"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Judgement.Match.choices)

    def queryset(self, request: HttpRequest, contacts: Any) -> QuerySet[Contact] | None:
        if self.value() not in Judgement.Match.values:
            return None
        match = Judgement.Match(str(self.value()))
        place = Judgement.WORST_FIRST.index(match)
        found: QuerySet[Contact] = contacts.matched(
            match, worse=Judgement.WORST_FIRST[:place]
        )
        return found


@admin.register(Contact)
class ContactAdmin(OnlySeen):
    list_display = (
        "received_at",
        "channel",
        "locale",
        "first_question",
        "match",
        "score",
        "article",
        "gap",
        "reason",
    )
    list_display_links = ("received_at", "first_question")
    list_filter = (
        "channel",
        LocaleFilter,
        MatchFilter,
        "questions__judgement__reason",
        HelpCenterFilter,
    )
    date_hierarchy = "received_at"
    search_fields = ("external_id", "questions__text")
    ordering = ("-received_at", "-pk")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "external_id",
                    "help_center",
                    "received_at",
                    "channel",
                    "locale",
                )
            },
        ),
        (_("What was asked"), {"fields": ("judged_questions", "why", "reason_told")}),
        (_("What was said"), {"fields": ("transcript",)}),
        (
            _("What else is known"),
            {
                "classes": ("collapse",),
                "fields": (
                    "customer",
                    "articles_shared",
                    "tags",
                    "customer_turns",
                    "agent_turns",
                    "handle_seconds",
                    "csat",
                    "searched_first",
                    "resolved",
                    "brand",
                    "extra",
                ),
            },
        ),
    )

    class Media:
        css = {"all": ["gapfinder/transcripts.css"]}

    def get_queryset(self, request: HttpRequest) -> Any:
        contacts = super().get_queryset(request).with_judgements()
        return contacts.defer("turns", "extra")

    @admin.display(
        description=_("first question"),
        ordering=Subquery(FIRST_QUESTION.values("text")[:1]),
    )
    def first_question(self, contact: Contact) -> str | None:
        questions = contact.questions.all()
        return html.short(questions[0].text) if questions else None

    @admin.display(description=_("match"), ordering=by_judgement("match"))
    def match(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return judgement.get_match_display() if judgement else None

    @admin.display(description=_("score"), ordering=by_judgement("score"))
    def score(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return html.score(judgement.score) if judgement else None

    @admin.display(
        description=_("nearest article"), ordering=by_judgement("article__title")
    )
    def article(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return html.link_to(judgement.article) if judgement else None

    @admin.display(description=_("gap"), ordering=by_judgement("gap__title"))
    def gap(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return html.link_to(judgement.gap) if judgement else None

    @admin.display(description=_("reason"), ordering=by_judgement("reason"))
    def reason(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return judgement.get_reason_display() or None if judgement else None

    @admin.display(description=_("transcript"))
    def transcript(self, contact: Contact) -> str:
        """Show who said what, all that was asked marked."""
        return transcript(contact, [each.text for each in contact.questions.all()])

    @admin.display(description=_("questions"))
    def judged_questions(self, contact: Contact) -> str:
        rows = (_judged(question) for question in contact.questions.all())
        return html.scrolling(_now("questions"), html.table(HEADS, rows))

    @admin.display(description=_("why"))
    def why(self, contact: Contact) -> str:
        """Show what speaks for the nearest articles beside what was asked."""
        rows = map(_why, contact.questions.all())
        table = html.table((*evidence.HEADS, _now("its place")), rows)
        return html.scrolling(_now("why"), table)

    @admin.display(description=_("what tells the reason"))
    def reason_told(self, contact: Contact) -> str:
        return html.bullets(evidence.signals(contact.signals))


def _judgement(question: Question) -> Judgement | None:
    return getattr(question, "judgement", None)


def _worst(contact: Contact) -> Judgement | None:
    """Return the judgement that speaks for the contact; the questions are loaded."""
    found = filter(None, map(_judgement, contact.questions.all()))
    return min(found, key=lambda judgement: judgement.badness, default=None)


def _why(question: Question) -> tuple[str, ...]:
    judgement = _judgement(question)
    if judgement is None or not judgement.evidence:
        return (html.NOTHING, question.text, *[html.NOTHING] * 3)
    passage = judgement.passage
    near = {
        "passage": {"kind": passage.kind, "text": passage.text} if passage else None,
        "question": question.text,
        **judgement.for_and_against(),
    }
    return (*evidence.cells(near), evidence.place(judgement))


def _judged(question: Question) -> tuple[str, ...]:
    judgement = _judgement(question)
    if judgement is None:
        return (question.text, *[html.NOTHING] * 5)
    return (
        question.text,
        judgement.get_match_display(),
        html.score(judgement.score),
        html.link_to(judgement.article),
        html.link_to(judgement.gap),
        judgement.get_reason_display() or html.NOTHING,
    )
