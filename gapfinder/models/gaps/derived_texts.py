"""Texts derived from a gap's questions: its title, phrases and search words.

Code that deletes or changes questions calls `make_texts` for their gaps. Everything
else that shows customers' words reads them from the questions.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Self

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from gapfinder.engine.naming.titles import title_at, title_place
from gapfinder.engine.text.normalization import words_of
from gapfinder.models.bulk import insert

from .quote import GapQuote, forget_quotes, quotes

if TYPE_CHECKING:
    from gapfinder.models.contacts.contact import Question

    from .gap import Gap

Role = GapQuote.Role
BATCH_GAPS = 500
PART = 1_000  # letters: an index of trigrams finds few parts, and each is short to read


class GapWordsQuerySet(models.QuerySet["GapWords"]):
    def holding(self, word: str) -> Self:
        """Filter by a folded word, or one that it is a part of."""
        return self.filter(text__contains=word)

    def store(self, texts_by_gap: "Iterable[tuple[Gap, Iterable[str]]]") -> None:
        """Write the words of the texts in gaps, in place of those stored before."""
        remaining = iter(texts_by_gap)
        while batch := list(islice(remaining, BATCH_GAPS)):
            rows = [
                GapWords(gap=gap, text=part)
                for gap, texts in batch
                for part in _parts(words_of(texts))
            ]
            with transaction.atomic():
                self.filter(gap__in=[gap for gap, _texts in batch]).delete()
                insert(rows, self)


class GapWords(models.Model):
    """The words of a gap's questions, each once, for searches among gaps.

    A million questions are too many to search. A row has a part of the words, in
    alphabetical order.
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


@contextmanager
def texts_made_anew(questions: "Collection[Question]") -> "Iterator[list[Gap]]":
    """Lock the gaps that show questions, and make their texts anew after the block.

    The block deletes or changes the questions. Call it in a transaction.
    """
    from .gap import Gap

    gaps = list(Gap.objects.once_with(questions).select_for_update().order_by("pk"))
    yield gaps
    make_texts(gaps)


def make_texts(gaps: "Sequence[Gap]") -> None:
    """Make titles, phrases and search words of the questions that are there.

    An editor's title stays. Another one is what its question says, else what the next
    example says, else the phrases, and the public id where no word is left.
    """
    from gapfinder.models.contacts.contact import Question

    from .gap import Gap

    if not gaps:
        return
    forget_quotes(gaps)
    models.prefetch_related_objects(gaps, quotes(Role.TITLE, Role.EXAMPLE))
    texts = {
        gap: list(Question.objects.last_in(gap).values_list("text", flat=True))
        for gap in gaps
    }
    GapWords.objects.store(texts.items())
    before = [(gap.title, gap.phrases) for gap in gaps]
    for gap in gaps:
        gap.phrases = _phrases_left(gap.phrases, texts[gap])
    unnamed = [gap for gap in gaps if not gap.retitled]
    sources = filter(None, map(_entitle, unnamed))
    GapQuote.objects.store(sources, of=unnamed, role=Role.TITLE)
    forget_quotes(gaps)
    changed = [
        gap
        for gap, was in zip(gaps, before, strict=True)
        if was != (gap.title, gap.phrases)
    ]
    Gap.objects.bulk_update(changed, ["title", "phrases"])


def _phrases_left(phrases: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return the phrases all of whose words some question still has."""
    missing = {phrase: set(words_of([phrase])) for phrase in phrases}
    for text in texts:
        if not missing:
            break
        words = set(words_of([text]))
        for phrase in [name for name, own in missing.items() if own <= words]:
            del missing[phrase]
    return [phrase for phrase in phrases if phrase not in missing]


def _entitle(gap: "Gap") -> GapQuote | None:
    """Give a gap its title; return the quote that it is of, if it is of one."""
    for quote in (*gap.quoted_as(Role.TITLE), *gap.quoted_as(Role.EXAMPLE)):
        sentence = quote.sentence
        question = quote.question
        if quote.role == Role.EXAMPLE:
            place = title_place(
                [question.text], locale=question.language, about=gap.phrases
            )
            sentence = place.sentence if place else None
        gap.title = title_at(question.text, sentence, locale=question.language)
        if gap.title:
            return GapQuote(
                gap=gap, question=question, role=Role.TITLE, sentence=sentence
            )
    gap.title = ", ".join(gap.phrases) or gap.public_id
    return None


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
