"""Quotes of a gap: references to the questions that it shows, without their words."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from gapfinder.models.bulk import insert

if TYPE_CHECKING:
    from .gap import Gap

GAPS_AT_ONCE = 500
LOADED = "quoted"  # of a gap: its quotes


@dataclass(frozen=True, slots=True)
class TitleSource:
    """A question by its key, and which of its sentences is the title.

    JSON columns keep it in place of the words, which go when the question goes.
    """

    question: int
    sentence: int | None = None  # from 0; None: all of it


class GapQuoteQuerySet(models.QuerySet["GapQuote"]):
    def readable(self, roles: "Collection[str]" = ()) -> Self:
        """Load the words, too, in the order in which they are shown.

        Args:
            roles: of `GapQuote.Role`; all, if there are none.
        """
        shown = ["text", "contact__locale"]
        if not roles or GapQuote.Role.ANSWER in roles:
            shown.append("contact__answer")
        chosen = self.filter(role__in=roles) if roles else self
        return (
            chosen.select_related("question__contact")
            .only(
                *("gap", "role", "position", "sentence"),
                *(f"question__{name}" for name in shown),
            )
            .order_by("gap", "role", "position")
        )

    def store(
        self, quotes: "Iterable[GapQuote]", *, of: "Sequence[Gap]", role: str = ""
    ) -> None:
        """Write what gaps quote, over what they quoted before.

        Args:
            quotes: the new ones, of stored gaps.
            of: the gaps.
            role: all that is written over, where it is one.
        """
        before = self.filter(role=role) if role else self
        with transaction.atomic():
            for start in range(0, len(of), GAPS_AT_ONCE):
                before.filter(gap__in=of[start : start + GAPS_AT_ONCE]).delete()
            insert(quotes, self)


class GapQuote(models.Model):
    """That a gap shows a customer's question, or what agents answered to it.

    It has no words: they are read from the question and its contact. So they go with
    them, and what expired is not shown.
    """

    class Role(models.TextChoices):
        TITLE = "title"
        EXAMPLE = "example"
        EVIDENCE = "evidence"
        ANSWER = "answer"

    gap = models.ForeignKey(
        "gapfinder.Gap",
        models.CASCADE,
        related_name="quotes",
        db_index=False,  # the constraint below begins with it
    )
    question = models.ForeignKey(
        "gapfinder.Question", models.CASCADE, related_name="quotes"
    )
    role = models.CharField(max_length=8, choices=Role)
    position = models.PositiveSmallIntegerField(
        default=0, help_text="Among those of its role; of evidence, the article's."
    )
    sentence = models.PositiveSmallIntegerField(
        null=True, help_text="Of a title: which of the question; empty: all of it."
    )

    objects = GapQuoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(
                fields=["gap", "role", "position"], name="quote_once"
            ),
            models.CheckConstraint(
                condition=models.Q(role="title") | models.Q(sentence=None),
                name="quote_sentence_of_title",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.position}"

    @property
    def words(self) -> str:
        """What is shown now; "" if it expired. Loaded by `readable`."""
        if self.role == self.Role.ANSWER:
            return self.question.contact.answer
        if self.role == self.Role.TITLE:
            return self.question.title(self.sentence)
        return self.question.text

    @property
    def source(self) -> TitleSource:
        """Of a title."""
        return TitleSource(self.question_id, self.sentence)


def quotes(*roles: str) -> "models.Prefetch[Any]":
    """Return what loads the quotes of many gaps at once, in some roles or in all."""
    return models.Prefetch("quotes", GapQuote.objects.readable(roles), to_attr=LOADED)


def forget_quotes(gaps: "Iterable[Gap]") -> None:
    """Let gaps that are loaded read their quotes again."""
    for gap in gaps:
        vars(gap).pop(LOADED, None)
