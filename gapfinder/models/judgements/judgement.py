"""Judgements: the result of the latest run for each question."""

from collections.abc import Collection, Iterable
from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gapfinder.models.article import Article, Passage
from gapfinder.models.bulk import insert
from gapfinder.models.contacts.contact import Question
from gapfinder.models.gaps.gap import Gap
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.payload import Payload
from gapfinder.models.runs.run import Run

from .payloads import JudgementEvidence


class JudgementQuerySet(models.QuerySet["Judgement"]):
    def insert(self, judgements: "Iterable[Judgement]") -> None:
        """Insert judgements of questions that have none, and set their keys."""
        insert(judgements, self)

    def of_questions(self, questions: models.QuerySet[Question]) -> Self:
        """Filter by a subquery: a list of all keys can exceed a database's limits."""
        return self.filter(question__in=questions.order_by())

    def in_gap(self, gap: Gap) -> Self:
        return self.filter(gap=gap)

    def by_channel(self, channel: str) -> Self:
        return self.filter(question__contact__channel=channel)

    def by_locale(self, locale: str) -> Self:
        return self.filter(question__contact__locale=locale)

    def with_contact(self) -> Self:
        """Load question and contact, but neither the transcript nor the evidence."""
        contact = "question__contact__"
        transcript = (f"{contact}{name}" for name in ("turns", "extra", "tags"))
        return self.select_related("question__contact").defer("evidence", *transcript)

    def page(self, start: int, stop: int) -> "JudgementQuerySet":
        """Return a slice as a new query, so that joins read only the rows in it."""
        places = self.values("pk")[start:stop]
        return self.model._default_manager.filter(pk__in=places)

    def newest_first(self) -> Self:
        """Order by an index, so that every page of a gap's contacts is fast."""
        return self.order_by("-asked_at", "-pk")

    def of_keys(self, questions: Collection[int]) -> Self:
        """Judgements of the questions with these keys."""
        return self.filter(question__in=questions)

    def once_in_gaps_of(self, help_center: HelpCenter) -> Self:
        """Judgements whose question is or was in a gap of the help centre."""
        return self.filter(last_gap__help_center=help_center)

    def worst_first(self) -> Self:
        """Order a contact's judgements; the first one is the contact's status."""
        cases = [
            models.When(match=match, then=place)
            for place, match in enumerate(Judgement.WORST_FIRST)
        ]
        return self.order_by(models.Case(*cases), "score", "question__position")


class Judgement(models.Model):
    """The result of the latest run for one question."""

    class Match(models.TextChoices):
        ANSWERED = "answered", _("answered")
        WEAK = "weak", _("weak")
        NONE = "none", _("none")

    class Reason(models.TextChoices):
        CONTENT = "content", _("content")
        REASSURANCE = "reassurance", _("reassurance")
        PREFERS_PERSON = "prefers_person", _("prefers a person")
        ACCOUNT = "account", _("account")
        OTHER = "other", _("other")

    WORST_FIRST = (Match.NONE, Match.WEAK, Match.ANSWERED)

    question = models.OneToOneField(Question, models.CASCADE)
    run = models.ForeignKey(Run, models.CASCADE)
    asked_at = models.DateTimeField(
        help_text="When the contact was received: kept here for the order in a gap."
    )
    match = models.CharField(_("match"), max_length=8, choices=Match)
    article = models.ForeignKey(
        Article, models.SET_NULL, null=True, verbose_name=_("nearest article")
    )
    score = models.FloatField(
        _("score"), validators=[MinValueValidator(0), MaxValueValidator(1)]
    )
    gap = models.ForeignKey(
        Gap,
        models.SET_NULL,
        null=True,
        related_name="judgements",
        db_index=False,  # the index below begins with it
    )
    last_gap = models.ForeignKey(
        Gap,
        models.SET_NULL,
        null=True,
        related_name="remembered",
        editable=False,
        help_text="The gap of the latest run that found the question in any.",
    )
    reason = models.CharField(_("reason"), max_length=14, choices=Reason, blank=True)
    passage = models.ForeignKey(
        Passage,
        models.SET_NULL,
        null=True,
        verbose_name=_("best passage"),
        help_text="Of the nearest article; empty once that has other words.",
    )
    evidence = models.JSONField(
        _("evidence"),
        default=dict,
        help_text=_("What speaks for the nearest article, and why it is in no gap."),
    )
    explained = Payload("evidence", JudgementEvidence, JudgementEvidence)
    reworded = models.BooleanField(
        default=False,
        editable=False,
        help_text="An import gave the question new words: the next run judges them.",
    )

    objects = JudgementQuerySet.as_manager()

    class Meta:
        verbose_name = _("judgement")
        verbose_name_plural = _("judgements")
        indexes = [
            models.Index(fields=["gap", "-asked_at", "-id"], name="judged_by_time")
        ]

    def __str__(self) -> str:
        return f"{self.match} ({self.score:.2f})"

    @property
    def badness(self) -> tuple[int, float, int]:
        """The order of `worst_first`, for rows that are loaded: least is worst.

        The match goes before the score: an article in another language answers surely.
        """
        place = self.WORST_FIRST.index(self.Match(self.match))
        return place, self.score, self.question.position
