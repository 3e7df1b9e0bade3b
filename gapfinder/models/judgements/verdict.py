"""Verdicts: an editor's answer to whether an article answers a gap or a contact."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Self, TypedDict, cast

from django.db import models, transaction
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model
from gapfinder.engine.text.normalization import Quotable
from gapfinder.models.article import Article
from gapfinder.models.audience import Audience
from gapfinder.models.audience_filters import in_locale, in_sections
from gapfinder.models.contacts.contact import Contact, Question
from gapfinder.models.gaps.decisions import (
    Change,
    article_facts,
    locked,
    save_change,
)
from gapfinder.models.gaps.event import GapEvent
from gapfinder.models.gaps.gap import Gap
from gapfinder.models.gaps.payloads import EventData
from gapfinder.models.help_center import HelpCenter
from gapfinder.models.runs.run import Run

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class Covered(TypedDict):
    questions: int
    contacts: int


class VerdictQuerySet(models.QuerySet["Verdict"]):
    def of(self, help_center: HelpCenter) -> Self:
        return self.filter(help_center=help_center)

    def given_between(self, since: datetime, until: datetime) -> Self:
        return self.filter(given_at__gte=since, given_at__lt=until)

    def for_audience(self, audience: Audience | None) -> Self:
        """Verdicts on gaps of the audience, and on contacts if the article is in it."""
        of_gap = in_locale(audience, "gap__locale")
        of_gap &= in_sections(audience, "gap__section")
        of_article = in_locale(audience, "article__locale")
        of_article &= in_sections(audience, "article__section")
        on_contact = models.Q(gap=None) & of_article
        return self.filter(models.Q(gap__isnull=False) & of_gap | on_contact)

    def counting(self) -> Self:
        """Leave out verdicts that a newer one on the same gap and article replaces.

        A question may still have two verdicts, on its gap and on its contact; runs use
        the newer one.
        """
        newer = Verdict.objects.filter(
            gap=models.OuterRef("gap"),
            article=models.OuterRef("article"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(newer))

    def on_shown_articles(self) -> Self:
        """Verdicts on a gap and its article to improve, else its nearest article."""
        nearest = KeyTextTransform(
            "article", KeyTransform("0", models.F("gap__nearest"))
        )
        return self.filter(
            models.Q(article=models.F("gap__article"))
            | models.Q(gap__article=None, article__external_id=nearest),
            gap__isnull=False,
        )

    def newest_on(self, gap: Gap, article: int) -> "Verdict | None":
        """Return the newest verdict on a gap and the article with this key."""
        verdicts = self.filter(gap=gap, article=article).select_related("editor")
        return verdicts.order_by("-pk").first()

    def covering(self, questions: Collection[Question]) -> Self:
        """Verdicts that cover any of the questions."""
        covered = Verdict.questions.through.objects.filter(question__in=questions)
        return self.filter(pk__in=covered.values("verdict"))

    def clear_quoting_notes(self, questions: Collection[Question]) -> None:
        """Empty the notes that quote one of the questions, or a sentence of it."""
        texts = Quotable(question.text for question in questions)
        notes = self.exclude(note="").values_list("pk", "note")
        quoting = [key for key, note in notes if texts.is_quoted_in(note)]
        self.model._default_manager.filter(pk__in=quoting).update(note="")

    def delete_on(self, contacts: Collection[Contact]) -> int:
        """Delete verdicts on these contacts, not on gaps; return how many."""
        questions = Question.objects.filter(contact__in=contacts)
        return (
            self.filter(gap=None)
            .covering(questions)
            .delete()[1]
            .get(self.model._meta.label, 0)
        )

    def with_gap(self) -> Self:
        """Load the gap's title, but not its figures."""
        return self.select_related("gap").only(
            *("answer", "note", "given_at", "article_id"),
            *("gap__title", "gap__help_center_id"),
        )

    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def oldest_first(self) -> Self:
        return self.order_by("pk")

    def give(
        self,
        *,
        article: Article,
        answer: str,
        gap: Gap | None = None,
        contact: Contact | None = None,
        editor: "User | None" = None,
        note: str = "",
        version: int | None = None,
    ) -> "Verdict":
        """Store an editor's answer to whether an article answers a gap or a contact.

        The verdict covers the questions that these have now. Earlier verdicts on the
        same gap and article stay as history.

        Raises:
            ValueError: gap and contact, or neither; an unknown answer; an article of
                another help centre; or there is no question.
            ChangedMeanwhileError: an editor changed the gap after that version.
        """
        targets = [row for row in (gap, contact) if row is not None]
        if len(targets) != 1:
            raise ValueError(f"{len(targets)} given, expected a gap or a contact")
        if answer not in Verdict.Answer.values:
            known = ", ".join(Verdict.Answer.values)
            raise ValueError(f"the answer is {answer!r}, expected one of {known}")
        if targets[0].help_center_id != article.help_center_id:
            raise ValueError(f"article {article.external_id} is of another help centre")
        with locked(gap, version) if gap else transaction.atomic():
            questions = Question.objects.all()
            questions = (
                questions.in_gap(gap) if gap else questions.filter(contact=contact)
            )
            keys = list(questions.values_list("pk", flat=True))
            if not keys:
                raise ValueError(f"{targets[0]} has no question to teach")
            verdict = self.create(
                help_center_id=article.help_center_id,
                article=article,
                gap=gap,
                answer=answer,
                editor=editor,
                note=note,
            )
            verdict.questions.add(*keys)
            if gap:
                data = EventData(
                    **article_facts(article), answer=answer, questions=len(keys)
                )
                change = Change(GapEvent.Kind.VERDICT, (), data)
                save_change(gap, change, editor=editor)
        return verdict


class Verdict(models.Model):
    """An editor's answer for one article and the questions of a gap or a contact.

    It outlives imports; a question that an import rewords is removed from it.
    """

    class Answer(models.TextChoices):
        YES = "yes", _("yes")
        NO = "no", _("no")
        PARTLY = "partly", _("partly")

    help_center = models.ForeignKey(
        HelpCenter, models.CASCADE, verbose_name=_("help centre")
    )
    article = models.ForeignKey(
        Article, models.CASCADE, related_name="verdicts", verbose_name=_("article")
    )
    gap = models.ForeignKey(
        Gap,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="verdicts",
        verbose_name=_("gap"),
        help_text=_("Empty: on a contact."),
    )
    answer = models.CharField(_("answers it"), max_length=6, choices=Answer)
    questions = models.ManyToManyField(
        Question,
        related_name="verdicts",
        verbose_name=_("questions"),
        help_text=_("What it teaches: those of the gap or contact at that time."),
    )
    editor = models.ForeignKey(
        editor_model(),
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("editor"),
    )
    note = models.TextField(_("note"), blank=True)
    given_at = models.DateTimeField(_("given"), default=timezone.now)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")

    def __str__(self) -> str:
        return f"{self.article}: {self.get_answer_display()}"

    def count_covered(self) -> Covered:
        """Count the questions and contacts that the verdict covers."""
        counted = self.questions.aggregate(
            questions=models.Count("pk"),
            contacts=models.Count("contact", distinct=True),
        )
        return cast("Covered", counted)

    def take_back(self, *, editor: "User") -> None:
        """Delete a verdict that was given by mistake.

        The verdict before it on the same gap and article counts again.

        Raises:
            ValueError: another editor gave it, or a run has begun since and may have
                used it; then give a newer verdict instead.
        """
        if self.editor_id != editor.pk:
            raise ValueError(f"verdict {self.pk} is another editor's")
        if Run.objects.of(self.help_center).begun_since(self.given_at).exists():
            raise ValueError(f"a run has begun since verdict {self.pk} was given")
        self.delete()
