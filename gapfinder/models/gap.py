"""Content to write, to improve or to translate."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, NullIf
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model

from .article import Article
from .gap_event import GapEvent
from .help_center import HelpCenter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from .contact import Question
    from .run import Run

# As long after its publication a gap is measured, and a drop keeps it from returning:
# twelve weeks are measured, and a run's window has long left them behind by then.
FOLLOWED_FOR = timedelta(weeks=26)

EXAMPLES = 5  # questions of a gap that is split off, until a run chooses them


class GapQuerySet(models.QuerySet["Gap"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def undismissed(self) -> Self:
        return self.exclude(status=self.model.Status.DISMISSED)

    def held(self) -> Self:
        """Whose questions stay as an editor left them: merged, split or dismissed."""
        return self.filter(
            models.Q(held=True) | models.Q(status=self.model.Status.DISMISSED)
        )

    def current(self) -> Self:
        """Found by the latest run."""
        return self.filter(rank__isnull=False)

    def published(self) -> Self:
        """With an article that was published for them, on a known day."""
        status = self.model.Status.PUBLISHED
        return self.filter(status=status, published_at__isnull=False)

    def ever_published(self) -> Self:
        """Published, or back since then."""
        return self.filter(published_at__isnull=False)

    def published_since(self, moment: datetime) -> Self:
        return self.published().filter(published_at__gte=moment)

    def with_published_article(self) -> Self:
        """Load the published article, but not its text, nor what the gap is made of."""
        article = self.select_related("published_article", "help_center")
        return article.defer(
            *("published_article__body", "published_article__extra"),
            *("value", "answers", "evidence", "nearest", "examples", "weeks"),
        )

    def lost(self) -> Self:
        """Found by an earlier run, but not by the latest."""
        return self.filter(rank__isnull=True)

    def current_or_acted_on(self) -> Self:
        """Found by the latest run, or moved on from open by an editor."""
        return self.exclude(rank__isnull=True, status=Gap.Status.OPEN)

    def with_numbers(self, numbers: Collection[int]) -> Self:
        return self.filter(number__in=numbers)

    def numbers(self) -> frozenset[int]:
        return frozenset(self.values_list("number", flat=True))

    def with_nearest(self) -> Self:
        """Add `.nearest_pk` and `.nearest_title` of the nearest of all articles."""
        shown = Coalesce(
            NullIf("title", models.Value("")),
            "external_id",
            output_field=models.TextField(),
        )
        nearest = Article.objects.annotate(shown=shown).filter(
            help_center=models.OuterRef("help_center"),
            external_id=models.OuterRef("nearest_id"),
        )
        return self.annotate(
            nearest_id=KT("nearest__0__article"),
            nearest_pk=models.Subquery(nearest.values("pk")),
            nearest_title=models.Subquery(nearest.values("shown")),
        )

    def most_doubtful_first(self) -> Self:
        """In the order in which an editor's word on them is worth most."""
        return self.order_by("-doubt", "number")

    def best_first(self) -> Self:
        return self.order_by(models.F("rank").asc(nulls_last=True), "-number")


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
    dismissed_volume = models.PositiveIntegerField(
        _("contacts when dismissed"), null=True, blank=True, editable=False
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
    answers = models.JSONField(_("typical answers"), default=list)
    phrases = models.JSONField(_("phrases"), default=list)
    examples = models.JSONField(_("example questions"), default=list)
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

    objects = GapQuerySet.as_manager()

    class Meta:
        verbose_name = _("gap")
        verbose_name_plural = _("gaps")
        constraints = [
            models.UniqueConstraint(fields=["help_center", "number"], name="gap_once")
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def public_id(self) -> str:
        """The id that files and letters show: stable, and never given twice."""
        return f"gap-{self.number}"

    def has_outgrown(self, factor: float) -> bool:
        """Whether it is dismissed and past `factor` times what it was; 0: never."""
        if self.status != self.Status.DISMISSED or self.dismissed_volume is None:
            return False
        return bool(factor) and self.volume > factor * self.dismissed_volume

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

    def come_back(self, run: "Run") -> None:
        """Open a dismissed gap that a run found grown, and say so."""
        grown = {"contacts": self.volume, "when_dismissed": self.dismissed_volume}
        self.status, self.returned = self.Status.OPEN, True
        self.dismissed_volume = None
        self.save(update_fields=["status", "returned", "dismissed_volume"])
        self.events.create(
            kind=GapEvent.Kind.RETURNED, run=run, at=run.started_at, data=grown
        )

    def set_status(self, status: "Gap.Status", *, editor: "User | None" = None) -> bool:
        """Store what an editor decides, unless it is so already.

        Returns:
            Whether this call changed it.
        """
        if self.status == status:
            return False
        dismissed = status == self.Status.DISMISSED
        open_again = status == self.Status.OPEN
        self.status, self.returned = status, False
        self.dismissed_volume = self.volume if dismissed else None
        with transaction.atomic():
            self.save(update_fields=["status", "returned", "dismissed_volume"])
            kind = GapEvent.Kind.REOPENED if open_again else GapEvent.Kind(status)
            self.events.create(kind=kind, editor=editor, data={"contacts": self.volume})
        return True

    def retitle(self, title: str, *, editor: "User | None" = None) -> None:
        """Give it an editor's title, which later runs keep."""
        change = {"from": self.title, "to": title}
        self.title, self.retitled = title, True
        with transaction.atomic():
            self.save(update_fields=["title", "retitled"])
            self.events.create(kind=GapEvent.Kind.RETITLED, editor=editor, data=change)

    def merge_into(self, other: "Gap", *, editor: "User | None" = None) -> None:
        """Make this gap a part of another, now and in every later run.

        The figures of the other follow with the next run.

        Raises:
            ValueError: the other is this gap, is of another help centre, or one of the
                two was merged before.
        """
        if other.pk == self.pk or other.help_center_id != self.help_center_id:
            raise ValueError(
                f"{self.public_id} cannot be merged into {other.public_id}: choose "
                "another gap of the same help centre"
            )
        with transaction.atomic():
            HelpCenter.objects.select_for_update().get(pk=self.help_center_id)
            for gap in (self, other):
                gap.refresh_from_db(fields=["merged_into", "rank"])
                if gap.merged_into:
                    raise ValueError(
                        f"{gap.public_id} was merged into {gap.merged_into.public_id}: "
                        "choose that one"
                    )
            self.judgements.update(gap=other)
            self.remembered.update(last_gap=other)
            other.held, other.rank = True, other.rank or self.rank
            self.merged_into, self.rank = other, None
            self.save(update_fields=["merged_into", "rank"])
            other.save(update_fields=["held", "rank"])
            self.events.create(kind=GapEvent.Kind.MERGED, editor=editor, other=other)

    def split_off(
        self, questions: "Collection[Question]", *, editor: "User | None" = None
    ) -> "Gap":
        """Make some questions of this gap a new one, now and in every later run.

        It stands beside this gap, with the same rank, until the next run.

        Raises:
            ValueError: none of the gap's questions, all of them, or others.
        """
        with transaction.atomic():
            center = HelpCenter.objects.select_for_update().get(pk=self.help_center_id)
            own = self.judgements.filter(question__in=questions)
            if not 0 < own.count() == len(questions) < self.judgements.count():
                raise ValueError(
                    f"{own.count()} of {len(questions)} questions are of "
                    f"{self.public_id}, which has {self.judgements.count()}: choose "
                    "some of its questions, and not all"
                )
            center.last_gap_number += 1
            center.save(update_fields=["last_gap_number"])
            new = Gap.objects.create(
                number=center.last_gap_number,
                held=True,
                **self._split_figures(questions),
            )
            own.update(gap=new, last_gap=new)
            self.events.create(
                kind=GapEvent.Kind.SPLIT,
                editor=editor,
                other=new,
                data={"questions": len(questions)},
            )
        return new

    def _split_figures(self, questions: "Collection[Question]") -> dict[str, Any]:
        texts = list(dict.fromkeys(question.text for question in questions))
        contacts = len({question.contact_id for question in questions})
        return {
            "help_center": self.help_center,
            "kind": self.kind,
            "title": texts[0],
            "locale": self.locale,
            "article": self.article,
            "nearest": self.nearest,
            "rank": self.rank,
            "probability": self.probability,
            "volume": contacts,
            "customers": contacts,
            "examples": texts[:EXAMPLES],
        }
