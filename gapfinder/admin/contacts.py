"""Contacts: what customers asked, and how well an article answers it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gapfinder.admin.common.date_filter import ReceivedFilter
from gapfinder.admin.common.filters import HelpCenterFilter, LocaleFilter
from gapfinder.admin.common.model_admin import CUT, OnlySeen
from gapfinder.admin.common.search_box import typed, typed_words
from gapfinder.admin.gap_page.transcripts import transcript
from gapfinder.erasure.erase import erase
from gapfinder.models import Contact, Judgement, Question

from .common import html
from .gap_page import evidence_text

RARE_HITS = 4_000  # questions; more are slower to load than some contacts to try
FIRST_OF_MANY = 50  # contacts: a page

HEADS = (
    _("question"),
    _("match"),
    _("score"),
    _("nearest article"),
    _("gap"),
    _("reason"),
)


class MatchFilter(admin.SimpleListFilter):
    """By the worst-answered question, which is the one the list shows."""

    title = _("match")
    parameter_name = "match"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Judgement.Match.choices)

    def queryset(self, request: HttpRequest, contacts: Any) -> QuerySet[Contact] | None:
        found: QuerySet[Contact] | None = None
        if self.value() in Judgement.Match.values:
            found = contacts.matched(self.value())
        return found


class ReasonFilter(admin.SimpleListFilter):
    """By the worst-answered question, too."""

    title = _("reason")
    parameter_name = "reason"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return list(Judgement.Reason.choices)

    def queryset(self, request: HttpRequest, contacts: Any) -> QuerySet[Contact] | None:
        found: QuerySet[Contact] | None = None
        if self.value() in Judgement.Reason.values:
            found = contacts.needing(self.value())
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
        ReasonFilter,
        ReceivedFilter,
        HelpCenterFilter,
    )
    search_fields = ("external_id", "questions__text")
    search_help_text = _("An id, or words of one question.")
    ordering = ("-received_at", "-pk")
    # What is not here has a filter: sorting a million contacts by it takes too long.
    sortable_by = ("received_at", "score")
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

    def delete_model(self, request: HttpRequest, obj: Contact) -> None:
        erase(Contact.objects.with_keys([obj.pk]))

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        erase(Contact.objects.with_keys(list(queryset.values_list("pk", flat=True))))

    def listed(self, rows: Any) -> Any:
        return rows.in_short()

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Contact], bool]:
        """Look the words up first: whether they are rare decides how to go on.

        Contacts with common ones are tried one after the other in the order of the
        list, which already has all filters: that takes few until a page is full.
        """
        term = typed(search_term)
        if not term:
            return queryset, False
        questions = Question.objects.saying(typed_words(term))
        keys = list(questions.contacts()[: RARE_HITS + 1])
        if len(keys) > RARE_HITS:
            keys = list(queryset.with_one_of(questions).pks()[: FIRST_OF_MANY + 1])
            vars(request)[CUT] = len(keys) > FIRST_OF_MANY
            keys = keys[:FIRST_OF_MANY]
        return queryset.known_as(term, or_in=keys), False

    @admin.display(description=_("first question"))
    def first_question(self, contact: Contact) -> str | None:
        questions = contact.questions.all()
        return html.short(questions[0].text) if questions else None

    @admin.display(description=_("match"))
    def match(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return judgement.get_match_display() if judgement else None

    @admin.display(description=_("score"), ordering="worst_score")
    def score(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return html.score(judgement.score) if judgement else None

    @admin.display(description=_("nearest article"))
    def article(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return html.link_to(judgement.article) if judgement else None

    @admin.display(description=_("gap"))
    def gap(self, contact: Contact) -> str | None:
        judgement = _worst(contact)
        return html.link_to(judgement.gap) if judgement else None

    @admin.display(description=_("reason"))
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
        return html.scrolling(gettext("questions"), html.table(HEADS, rows))

    @admin.display(description=_("why"))
    def why(self, contact: Contact) -> str:
        """Show what speaks for the nearest articles beside what was asked."""
        rows = map(_why, contact.questions.all())
        table = html.table((*evidence_text.HEADS, gettext("its place")), rows)
        return html.scrolling(gettext("why"), table)

    @admin.display(description=_("what tells the reason"))
    def reason_told(self, contact: Contact) -> str:
        return html.bullets(evidence_text.signals(contact.reason_signals))


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
    return (*evidence_text.cells(judgement), evidence_text.place(judgement))


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
