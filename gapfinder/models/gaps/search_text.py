"""The words of all questions of a gap: what a search among gaps looks through."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.text.normalization import words_of
from gapfinder.models.bulk import insert

if TYPE_CHECKING:
    from .gap import Gap

WRITTEN_AT_ONCE = 500
PART = 1_000  # letters: an index of trigrams finds few parts, and each is short to read


class GapWordsQuerySet(models.QuerySet["GapWords"]):
    def holding(self, word: str) -> Self:
        """Which have a folded word, or one that it is a part of."""
        return self.filter(text__contains=word)

    def store(self, said: "Iterable[tuple[Gap, Iterable[str]]]") -> None:
        """Write what is said in gaps, over what was said before."""
        told = iter(said)
        while some := list(islice(told, WRITTEN_AT_ONCE)):
            rows = [
                GapWords(gap=gap, text=part)
                for gap, texts in some
                for part in _parts(words_of(texts))
            ]
            with transaction.atomic():
                self.filter(gap__in=[gap for gap, _texts in some]).delete()
                insert(rows, self)


class GapWords(models.Model):
    """A million questions are too many to search; a gap's words, each once, are few.

    A row has some of them, in alphabetical order.
    """

    gap = models.ForeignKey(
        "gapfinder.Gap",
        models.CASCADE,
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


def _parts(words: Iterable[str]) -> Iterator[str]:
    """Yield the words, as many at a time as a row has room for."""
    part: list[str] = []
    length = 0
    for word in words:
        if part and length + len(word) > PART:
            yield " ".join(part)
            part, length = [], 0
        part.append(word)
        length += len(word) + 1
    if part:
        yield " ".join(part)
