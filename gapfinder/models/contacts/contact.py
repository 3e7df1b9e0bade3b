"""Contacts: customers' conversations without personal data, and their questions."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Self
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models.functions import TruncWeek
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.naming.titles import title_at
from gapfinder.engine.text.locales import base_language
from gapfinder.engine.text.question_extraction import Turn
from gapfinder.engine.text.reason_signals import Signals
from gapfinder.models.bulk import overwrite
from gapfinder.models.gaps.gap import Gap
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.payload import Payload
from gapfinder.models.text_search import matches_indexed_words

from .week_queries import ContactWeeks

if TYPE_CHECKING:
    from gapfinder.models.judgements.verdict import Verdict


LOOKUP = 5_000  # keys of a query
STATUS_FIELDS = ("worst_match", "worst_score", "worst_reason")


class ContactQuerySet(ContactWeeks):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def help_centers(self) -> set[int]:
        """Return the keys of the help centres of these contacts."""
        keys = self.order_by().values_list("help_center", flat=True)
        return set(keys.distinct())

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def received_between(self, since: datetime, until: datetime) -> Self:
        """From `since` on and before `until`: weeks neither overlap nor leak."""
        return self.filter(received_at__gte=since, received_at__lt=until)

    def of_customer(self, key: str) -> Self:
        """Filter by hashed customer id; contacts without one never match."""
        return self.filter(customer=key).exclude(customer="")

    def answered_by(self, answers: Collection[str]) -> Self:
        """Contacts whose `answer` is one of these texts."""
        return self.filter(answer__in=answers)

    def unexpired(self) -> Self:
        """Contacts whose texts were not erased at the end of their retention."""
        return self.filter(forgotten_at__isnull=True)

    def erase_texts(self, now: datetime) -> int:
        """Erase all texts and the hashed customer id; return how many contacts."""
        return self.update(
            **{"turns": [], "subject": "", "answer": "", "customer": ""},
            **{"tags": [], "extra": {}, "links": []},
            forgotten_at=now,
        )

    def received_before(self, moment: datetime) -> Self:
        return self.filter(received_at__lt=moment)

    def oldest_first(self) -> Self:
        """Order by when they expire."""
        return self.order_by("received_at", "pk")

    def by_week(self, zone: ZoneInfo) -> dict[date, int]:
        """Count contacts by the Monday of their week; empty weeks are left out."""
        week = TruncWeek("received_at", tzinfo=zone)
        counted = self.order_by().annotate(week=week).values("week")
        counts = counted.annotate(n=models.Count("pk")).values_list("week", "n")
        return {monday.date(): contacts for monday, contacts in counts}

    def with_shared(self) -> Self:
        """Contacts in which an agent shared an article, or linked to any page."""
        return self.exclude(articles_shared=[], links=[])

    def newest_first(self) -> Self:
        return self.order_by("-received_at", "-pk")

    def asking(self, gap: Gap) -> Self:
        """Contacts with a question in the gap."""
        own = Question.objects.filter(contact=models.OuterRef("pk"))
        return self.filter(models.Exists(own.filter(judgement__gap=gap)))

    def newest_received(self) -> datetime | None:
        """Return when the newest contact was received; None if there is none."""
        newest = self.order_by("-received_at").values_list("received_at", flat=True)
        return newest.first()

    def store_status(self, contacts: "Iterable[Contact]") -> None:
        """Update `STATUS_FIELDS` of existing contacts, and no other field."""
        overwrite(contacts, self, names=STATUS_FIELDS)


class Contact(models.Model):
    class Channel(models.TextChoices):
        PHONE = "phone", _("phone")
        CHAT = "chat", _("chat")
        EMAIL = "email", _("e-mail")
        FORM = "form", _("form")
        SOCIAL = "social", _("social media")
        IN_PERSON = "in_person", _("in person")
        SEARCH = "search", _("search")

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    external_id = models.CharField(_("id"), max_length=200)
    received_at = models.DateTimeField(_("received"))
    channel = models.CharField(
        _("channel"), max_length=9, choices=Channel, default=Channel.FORM
    )
    locale = models.CharField(_("locale"), max_length=35, blank=True)
    subject = models.TextField(_("subject"), blank=True)
    turns = models.JSONField(_("turns"), default=list)
    spoken = Payload("turns", list[Turn], list)
    customer = models.CharField(
        _("customer"), max_length=32, blank=True, help_text=_("A keyed hash.")
    )
    articles_shared = models.JSONField(_("articles shared"), default=list, blank=True)
    tags = models.JSONField(_("tags"), default=list, blank=True)
    handle_seconds = models.PositiveIntegerField(
        _("handling time"), null=True, blank=True, help_text=_("Seconds.")
    )
    csat = models.FloatField(
        _("satisfaction"), null=True, blank=True, validators=[MaxValueValidator(100)]
    )
    searched_first = models.BooleanField(_("searched first"), null=True, blank=True)
    resolved = models.BooleanField(_("resolved at once"), null=True, blank=True)
    brand = models.CharField(_("brand"), max_length=200, blank=True)
    extra = models.JSONField(_("extra"), default=dict, blank=True)
    answer = models.TextField(
        _("answer"), blank=True, help_text=_("What agents said, in short.")
    )
    customer_turns = models.PositiveIntegerField(
        _("times the customer spoke"), default=0, help_text=_("Bots do not count.")
    )
    agent_turns = models.PositiveIntegerField(
        _("times an agent spoke"), default=0, help_text=_("Bots do not count.")
    )
    links = models.JSONField(
        _("links"), default=list, blank=True, help_text=_("Pages agents linked to.")
    )
    signals = models.JSONField(default=dict, editable=False)
    reason_signals = Payload("signals", Signals, Signals)
    forgotten_at = models.DateTimeField(
        _("forgotten"), null=True, blank=True, help_text=_("When its text was removed.")
    )
    # The latest judgement of the worst-answered question. Lists sort and filter by it:
    # looking up the judgements of a million contacts would take too long.
    worst_match = models.CharField(max_length=8, editable=False, default="")
    worst_score = models.FloatField(null=True, editable=False)
    worst_reason = models.CharField(max_length=14, editable=False, default="")
    digest = models.CharField(max_length=32, editable=False, default="")

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        constraints = [
            models.UniqueConstraint(
                fields=["help_center", "external_id"], name="contact_once"
            )
        ]
        indexes = [
            models.Index(fields=["help_center", "received_at"], name="contact_by_time"),
            models.Index(
                fields=["customer"],
                condition=~models.Q(customer=""),
                name="contact_by_customer",
            ),
            # Expiry skips contacts that have expired already.
            models.Index(
                fields=["help_center", "received_at", "id"],
                condition=models.Q(forgotten_at__isnull=True),
                name="contact_telling",
            ),
            models.Index(fields=["received_at", "id"], name="contact_newest"),
            models.Index(fields=["worst_score", "id"], name="contact_by_score"),
            # Each index lists the newest contacts of one kind without a sort.
            *(
                models.Index(
                    fields=[kind, "received_at", "id"], name=f"contact_by_{kind}"
                )
                for kind in ("channel", "locale", "worst_match", "worst_reason")
            ),
        ]

    def __str__(self) -> str:
        return self.external_id


class QuestionQuerySet(models.QuerySet["Question"]):
    def asked_between(
        self, help_center: HelpCenter, since: datetime, until: datetime
    ) -> Self:
        return self.filter(
            contact__help_center=help_center,
            contact__received_at__gte=since,
            contact__received_at__lt=until,
            contact__forgotten_at__isnull=True,
        ).by_id()

    def unjudged(self) -> Self:
        """Questions that no run has judged, or none since an import reworded them."""
        new = models.Q(judgement__isnull=True)
        return self.filter(new | models.Q(judgement__reworded=True))

    def labelled_by(
        self, verdicts: "models.QuerySet[Verdict]", *, or_in: Collection[int] = ()
    ) -> Self:
        """Questions that one of the verdicts covers, or of contacts with these keys."""
        covered = models.Q(pk__in=verdicts.values("questions"))
        return self.filter(covered | models.Q(contact__in=or_in)).exclude(text="")

    def read(self, keys: Iterable[int]) -> "dict[int, Question]":
        """Load the text and language of questions by key; missing keys are left out."""
        rows = self.select_related("contact").only("text", "contact__locale")
        questions: dict[int, Question] = {}
        ordered = sorted(set(keys))
        for start in range(0, len(ordered), LOOKUP):
            questions |= rows.in_bulk(ordered[start : start + LOOKUP])
        return questions

    def with_texts(self, texts: Collection[str]) -> Self:
        return self.filter(text__in=texts)

    def with_keys(self, keys: Collection[int]) -> Self:
        return self.filter(pk__in=keys)

    def saying(self, words: Iterable[str]) -> Self:
        """Questions that contain all the words."""
        return self.filter(matches_indexed_words("text", words, using=self.db))

    def by_id(self) -> Self:
        """Order by the contacts' ids, so that every run reads the same order."""
        return self.order_by("contact__external_id", "position")

    def with_judgement(self) -> Self:
        """Load the judgement with its article and gap, but not the article's body."""
        judged = ("judgement__article", "judgement__gap", "judgement__passage")
        return self.select_related(*judged).defer(
            "judgement__article__body", "judgement__article__extra"
        )

    def in_short(self) -> Self:
        """Load the text, the judgement, and the titles of its article and gap."""
        judged = ("match", "score", "reason", "question")
        named = ("article__title", "article__external_id", "gap__title")
        return self.select_related("judgement__article", "judgement__gap").only(
            *("contact", "position", "text"),
            *(f"judgement__{field}" for field in (*judged, *named)),
        )

    def contacts(self) -> "models.QuerySet[Question, int]":
        """Return the keys of their contacts."""
        return self.values_list("contact_id", flat=True)

    def in_gap(self, gap: Gap) -> Self:
        return self.filter(judgement__gap=gap).select_related("contact")

    def last_in(self, gap: Gap) -> Self:
        """Questions in the gap, or in no gap now and last in this one."""
        in_none = models.Q(judgement__gap=None, judgement__last_gap=gap)
        return self.filter(models.Q(judgement__gap=gap) | in_none)

    def with_contact(self) -> Self:
        """Load the contact, but not its transcript."""
        return self.select_related("contact").defer(
            "contact__turns", "contact__extra", "contact__tags"
        )

    def newest_first(self) -> Self:
        return self.order_by("-contact__received_at", "-pk")


class Question(models.Model):
    """A need of the customer in the customer's words; a contact has up to three."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField(_("question"))

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "position"], name="question_once"
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def language(self) -> str:
        return base_language(self.contact.locale)

    def title(self, sentence: int | None) -> str:
        """Return a title made of one of its sentences, or of the whole question."""
        return title_at(self.text, sentence, locale=self.language)
