"""The words of all questions of a gap: what a search among gaps looks through."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.searching import words_of

if TYPE_CHECKING:
    from .gap import Gap

WRITTEN_AT_ONCE = 500


class GapWordsQuerySet(models.QuerySet["GapWords"]):
    def holding(self, word: str) -> Self:
        """Which have a folded word, or one that it is a part of."""
        return self.filter(text__contains=word)

    def store(self, said: "Iterable[tuple[Gap, Iterable[str]]]") -> None:
        """Write what is said in gaps, over what was said before."""
        self.bulk_create(
            (GapWords(gap=gap, text=" ".join(words_of(texts))) for gap, texts in said),
            WRITTEN_AT_ONCE,
            update_conflicts=True,
            unique_fields=["gap"],
            update_fields=["text"],
        )

    def add(self, gap: "Gap", other: "Gap") -> None:
        """Let a search find a gap by the words of another one, too."""
        words = self.filter(gap__in=[gap, other]).values_list("text", flat=True)
        self.store([(gap, words)])


class GapWords(models.Model):
    """A million questions are too many to search; a gap's words, each once, are few."""

    gap = models.OneToOneField(
        "gapfinder.Gap",
        models.CASCADE,
        primary_key=True,
        related_name="words",
        verbose_name=_("gap"),
    )
    text = models.TextField(_("words"), help_text=_("Folded, each once."))

    objects = GapWordsQuerySet.as_manager()

    class Meta:
        verbose_name = _("words of a gap")
        verbose_name_plural = _("words of gaps")

    def __str__(self) -> str:
        return self.text
