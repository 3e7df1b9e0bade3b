"""What is made of the words of a gap's questions: title, phrases, words to search by.

Whoever takes questions out, or gives them other words, makes these anew: whatever else
shows customers' words reads them from the questions.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db.models import prefetch_related_objects

from gapfinder.engine.naming.titles import title_at, title_place
from gapfinder.engine.text.normalization import words_of

from .quote import GapQuote, forget_quotes, quotes
from .search_text import GapWords

if TYPE_CHECKING:
    from gapfinder.models.contacts.contact import Question

    from .gap import Gap

Role = GapQuote.Role


@contextmanager
def texts_made_anew(questions: "Collection[Question]") -> "Iterator[list[Gap]]":
    """Hold the gaps that show some questions, or are found by their words.

    Within it the questions go, or change; then the gaps' texts are made anew. Called in
    a transaction.
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
    prefetch_related_objects(gaps, quotes(Role.TITLE, Role.EXAMPLE))
    texts = {
        gap: list(Question.objects.last_in(gap).values_list("text", flat=True))
        for gap in gaps
    }
    GapWords.objects.store(texts.items())
    before = [(gap.title, gap.phrases) for gap in gaps]
    for gap in gaps:
        gap.phrases = _said(gap.phrases, texts[gap])
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


def _said(phrases: Sequence[str], texts: Iterable[str]) -> list[str]:
    """Return the phrases all of whose words some question still has."""
    missing = {phrase: set(words_of([phrase])) for phrase in phrases}
    for text in texts:
        if not missing:
            break
        words = set(words_of([text]))
        for phrase in [each for each, own in missing.items() if own <= words]:
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
