"""A gap: questions that no article answers, its figures and what editors decide."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Unpack

from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model
from gapfinder.engine.metrics.savings import Value
from gapfinder.models.article import Article
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.payload import Payload, to_json

from .decisions import (
    STATUS_FIELDS,
    Assign,
    Because,
    Decision,
    Dismiss,
    Draft,
    Origin,
    Publish,
    Retitle,
    Returns,
    SetStatus,
    locked,
    save_change,
)
from .event import GapEvent
from .evidence import Evidence
from .merging import merge, split
from .payloads import EventData, MeasuredEffect, NearestArticle
from .queries import GapQuerySet
from .quote import GapQuote, TitleSource

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.contacts.contact import Question
    from gapfinder.models.runs.run import Run

# As long after its publication a gap is measured, and a drop keeps it from returning:
# twelve weeks are measured, and a run's window has long left them behind by then.
FOLLOWED_FOR = timedelta(weeks=26)


class Gap(models.Model):
    """Questions that ask the same and that no article answers.

    The figures are those of the latest run that found the gap; `rank` is empty when the
    latest run did not.
    """

    class Kind(models.TextChoices):
        MISSING = "missing", _("missing")
        WEAK = "weak", _("weak")
        TRANSLATION = "translation", _("translation")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        DRAFTING = "drafting", _("drafting")
        PUBLISHED = "published", _("published")
        DISMISSED = "dismissed", _("dismissed")

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(
        _("status"), max_length=9, choices=Status, default=Status.OPEN
    )
    kind = models.CharField(_("kind"), max_length=11, choices=Kind)
    # An editor's, or what the question says that is quoted as the title: to be listed,
    # sorted and searched by. `derived_texts` updates it when the question goes.
    title = models.TextField(_("title"))
    retitled = models.BooleanField(
        default=False, editable=False, help_text=_("An editor's title outlives runs.")
    )
    held = models.BooleanField(
        default=False, editable=False, help_text="An editor merged it or split it off."
    )
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("merged into"),
    )
    dismissed_because = models.CharField(
        _("dismissed because"),
        max_length=12,
        choices=Because,
        blank=True,
        editable=False,
    )
    dismissed_volume = models.PositiveIntegerField(
        _("contacts when dismissed"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("It returns when it has grown past this; empty: it does not."),
    )
    dismissed_until = models.DateField(
        _("dismissed until"), null=True, blank=True, editable=False
    )
    returned = models.BooleanField(
        _("returned"),
        default=False,
        editable=False,
        help_text=_(
            "It was dismissed and has grown, or was published and keeps coming; "
            "until an editor decides again."
        ),
    )
    version = models.PositiveBigIntegerField(
        default=0, editable=False, help_text="The last event of an editor."
    )
    locale = models.CharField(_("locale"), max_length=35, blank=True)
    article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="gaps",
        verbose_name=_("article"),
        help_text=_("The one to improve or to translate."),
    )
    found_at = models.DateTimeField(_("first found"), default=timezone.now)
    section = models.CharField(
        _("section"),
        max_length=200,
        blank=True,
        help_text=_("Of the nearest article."),
    )
    assignee = models.ForeignKey(
        editor_model(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assignee"),
    )
    published_article = models.ForeignKey(
        Article,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("published article"),
        help_text=_("What an editor wrote, improved or translated for it."),
    )
    published_at = models.DateTimeField(_("published on"), null=True, blank=True)
    effect = models.JSONField(
        _("effect"),
        default=dict,
        blank=True,
        help_text=_("What the published article did to its contacts, by week."),
    )
    effect_change = models.FloatField(
        _("change since it was published"),
        null=True,
        blank=True,
        help_text=_("Of the contacts a week, against all others; -1: none come."),
    )
    rank = models.PositiveIntegerField(_("rank"), null=True, blank=True)
    probability = models.FloatField(
        _("probability"),
        default=0,
        help_text=_("That an article answers it, in whatever language, 0 … 1."),
    )
    doubt = models.FloatField(
        _("doubt"),
        default=0,
        help_text=_("How much its place in the ranking hangs on an editor's word."),
    )
    volume = models.PositiveIntegerField(_("contacts"), default=0)
    customers = models.PositiveIntegerField(_("customers"), default=0)
    trend = models.FloatField(
        _("trend"),
        default=0,
        help_text=_("Change of the weekly contacts over the window, -1 … 1."),
    )
    trend_low = models.FloatField(
        default=-1, help_text=_("The true trend is above this, 39 times of 40.")
    )
    trend_high = models.FloatField(
        default=1, help_text=_("The true trend is below this, 39 times of 40.")
    )
    contacts_per_week = models.FloatField(_("contacts a week"), default=0)
    searched_first = models.FloatField(
        _("searched first"),
        null=True,
        blank=True,
        help_text=_("Share of the contacts of which it is known, 0 … 1."),
    )
    handle_seconds = models.FloatField(
        _("handling time"), null=True, blank=True, help_text=_("Median, in seconds.")
    )
    csat = models.FloatField(
        _("satisfaction"), null=True, blank=True, help_text=_("Mean, 0 … 100.")
    )
    saving_seconds = models.FloatField(
        _("could save"),
        null=True,
        blank=True,
        help_text=_("Seconds a week that an article could save."),
    )
    value = models.JSONField(_("value"), default=dict)
    phrases = models.JSONField(_("phrases"), default=list)
    nearest = models.JSONField(_("nearest articles"), default=list)
    evidence = models.JSONField(
        _("evidence"),
        default=list,
        help_text=_("What speaks for each of the nearest articles, and against it."),
    )
    channels = models.JSONField(_("channels"), default=dict)
    besides = models.JSONField(
        _("besides"),
        default=dict,
        help_text=_("Contacts by reason that ask the same but need no content."),
    )
    locales = models.JSONField(_("locales"), default=dict)
    weeks = models.JSONField(_("contacts by week"), default=dict)

    # Columns of the gap itself, of decisions and of its article's effect. A run writes
    # all other columns anew, so a new figure is saved without being named again.
    NOT_OF_RUN = (
        *("id", "help_center", "number", "found_at", "version", "held", "merged_into"),
        *("status", "returned", "retitled", "assignee"),
        *("dismissed_because", "dismissed_volume", "dismissed_until"),
        *("published_article", "published_at", "effect", "effect_change"),
    )

    # What the columns hold, as dataclasses; `phrases` is a list of texts, and the maps
    # are `Counts`.
    measured = Payload("effect", MeasuredEffect)
    worth = Payload("value", Value)
    nearest_articles = Payload("nearest", list[NearestArticle], list)
    evidence_of_run = Payload("evidence", list[Evidence], list)

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        constraints = [
            models.UniqueConstraint(fields=["help_center", "number"], name="gap_once")
        ]
        indexes = [
            # In the order of a list, of one help centre and of several.
            models.Index(
                fields=["help_center", "rank", "-number", "-id"], name="gap_by_rank"
            ),
            models.Index(fields=["rank", "-number", "-id"], name="gap_best_first"),
            # All that `GapListQueries.counted` reads: a row is a hundred times as long.
            models.Index(
                fields=[
                    *("help_center", "locale", "section", "status", "rank"),
                    *("returned", "found_at", "assignee"),
                ],
                name="gap_counts",
            ),
            models.Index(
                "help_center",
                models.F("doubt").desc(),
                "number",
                condition=models.Q(rank__isnull=False),
                name="gap_by_doubt",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def run_fields(cls) -> list[str]:
        """The names of the columns that a run writes: its figures and texts."""
        names = (field.name for field in cls._meta.concrete_fields)
        return [name for name in names if name not in cls.NOT_OF_RUN]

    @property
    def nearest_key(self) -> tuple[int, str]:
        """The help centre and the id of the article that comes closest; "" if none."""
        nearest = self.nearest_articles
        name = nearest[0].article if nearest else ""
        return self.help_center_id, name

    @property
    def public_id(self) -> str:
        """The id that files and letters show: stable, and never given twice."""
        return f"gap-{self.number}"

    @cached_property
    def quoted(self) -> list[GapQuote]:
        """Its quotes; of many gaps `GapQuerySet.with_quotes` loads them at once."""
        return list(self.quotes.readable())

    def quoted_as(self, role: GapQuote.Role) -> list[GapQuote]:
        """Return those of a role that have words."""
        return [quote for quote in self.quoted if quote.role == role and quote.words]

    @property
    def examples(self) -> list[str]:
        """Questions that stand for all."""
        return [quote.words for quote in self.quoted_as(GapQuote.Role.EXAMPLE)]

    @property
    def answers(self) -> list[str]:
        """Typical answers."""
        return [quote.words for quote in self.quoted_as(GapQuote.Role.ANSWER)]

    @property
    def title_kept(self) -> str | TitleSource | None:
        """What history and letters keep of the title; no word of a customer.

        An editor's own as text, else where it stands, or None.
        """
        if self.retitled:
            return self.title
        sources = self.quoted_as(GapQuote.Role.TITLE)
        return sources[0].source if sources else None

    @property
    def shown_evidence(self) -> list[Evidence]:
        """What speaks for each of the nearest articles, with the question near it."""
        quotes = self.quoted_as(GapQuote.Role.EVIDENCE)
        question = {quote.position: quote.words for quote in quotes}
        return [
            replace(near, question=question.get(place, ""))
            for place, near in enumerate(self.evidence_of_run)
        ]

    @property
    def is_published(self) -> bool:
        """Whether an article was published for it, on a known day."""
        return self.status == self.Status.PUBLISHED and self.published_at is not None

    @property
    def rests(self) -> bool:
        """Whether it is nobody's work now, so that it holds no rank.

        What is published without a day could never return, so it keeps its rank.
        """
        return self.status == self.Status.DISMISSED or self.is_published

    # What editors decide.

    def decide(
        self,
        decision: Decision,
        *,
        editor: "User | None" = None,
        version: int | None = None,
    ) -> bool:
        """Lock the row, store what `decision` makes of it, and a line of history.

        Args:
            decision: its `apply` changes the fields.
            editor: who decides.
            version: that of the page which the decision came from; None: of no page.

        Returns:
            Whether this call changed the gap.

        Raises:
            ChangedMeanwhileError: an editor changed it after that version.
        """
        with locked(self, version):
            change = decision.apply(self)
            if change is not None:
                save_change(self, change, editor=editor)
        return change is not None

    def set_status(self, status: Status, **origin: Unpack[Origin]) -> bool:
        return self.decide(SetStatus(status), **origin)

    def reopen(self, **origin: Unpack[Origin]) -> bool:
        return self.set_status(self.Status.OPEN, **origin)

    def draft(
        self,
        *,
        assignee: "User | None" = None,
        note: str = "",
        **origin: Unpack[Origin],
    ) -> bool:
        """Start writing, improving or translating, whatever the kind asks for."""
        return self.decide(Draft(assignee, note), **origin)

    def publish(
        self, article: Article, *, at: datetime | None = None, **origin: Unpack[Origin]
    ) -> bool:
        return self.decide(Publish(article, at), **origin)

    def dismiss(
        self,
        because: Because,
        *,
        returns: Returns | date = Returns.GROWN,
        **origin: Unpack[Origin],
    ) -> bool:
        return self.decide(Dismiss(because, returns), **origin)

    def assign(self, assignee: "User | None", **origin: Unpack[Origin]) -> bool:
        return self.decide(Assign(assignee), **origin)

    def retitle(self, title: str, **origin: Unpack[Origin]) -> bool:
        return self.decide(Retitle(title), **origin)

    def merge_into(
        self,
        other: "Gap",
        *,
        editor: "User | None" = None,
        version: int | None = None,
    ) -> None:
        """Make this gap a part of another, now and in every later run.

        The other's figures follow with the next run.

        Raises:
            ValueError: the other is this gap, is of another help centre, or one of
                the two was merged before.
            ChangedMeanwhileError: an editor changed this gap after that version.
        """
        merge(self, other, editor=editor, version=version)

    def split_off(
        self,
        questions: "Collection[Question]",
        *,
        editor: "User | None" = None,
        version: int | None = None,
        title: str = "",
    ) -> "Gap":
        """Make some questions of this gap a new one, now and in every later run.

        The new gap has the rank of this one until the next run.

        Raises:
            ValueError: none of the gap's questions, all of them, or others.
            ChangedMeanwhileError: an editor changed this gap after that version.
        """
        return split(self, questions, editor=editor, version=version, title=title)

    # What a run decides.

    def has_outgrown(self, factor: float) -> bool:
        """Whether it is dismissed and past `factor` times its volume then; 0: never."""
        if self.status != self.Status.DISMISSED or self.dismissed_volume is None:
            return False
        return bool(factor) and self.volume > factor * self.dismissed_volume

    def is_due(self, day: date) -> bool:
        """Whether it is dismissed until this day, or an earlier one."""
        if self.status != self.Status.DISMISSED or self.dismissed_until is None:
            return False
        return self.dismissed_until <= day

    def come_back(self, run: "Run") -> None:
        """Open a dismissed gap that a run found, with the reason in its history."""
        data = EventData(
            contacts=self.volume,
            when_dismissed=self.dismissed_volume,
            until=self.dismissed_until,
        )
        self.status, self.returned = self.Status.OPEN, True
        self.dismissed_volume = self.dismissed_until = None
        self.dismissed_because = ""
        self.save(update_fields=STATUS_FIELDS)
        self.events.create(
            kind=GapEvent.Kind.RETURNED, run=run, at=run.started_at, data=to_json(data)
        )
