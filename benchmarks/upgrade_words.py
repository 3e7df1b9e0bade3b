"""The words that some customers said and nobody else: none may be left of them."""

import json
from collections.abc import Collection, Iterator
from pathlib import Path

from upgrade_differences import plain

from gapfinder.models import Article, Contact, Gap

IN_A_ROW = 5  # words: fewer of them, many people say
LONG = 8  # letters of a word that is looked for by itself


def write(out: Path, ids: Collection[str]) -> None:
    """Write to a file what was said in these contacts, and nowhere else.

    `runs` are five words in a row, and titles of gaps however short; `words` are long
    ones. Articles count as said elsewhere, what editors wrote does not.
    """
    theirs = Contact.objects.filter(external_id__in=ids)
    mine = [plain(text) for contact in theirs for text in _texts(contact)]
    others = plain(" ".join(_said_elsewhere(ids)))
    titles = [plain(gap.title) for gap in Gap.objects.all()]
    runs = {run for text in mine for run in _runs(text)}
    runs |= {title for title in titles if any(title in text for text in mine)}
    words = {f" {word} " for text in mine for word in text.split() if len(word) >= LONG}
    said = {"runs": runs, "words": words}
    own = {
        kind: sorted(w for w in some if w not in others) for kind, some in said.items()
    }
    out.write_text(json.dumps(own, ensure_ascii=False), encoding="utf-8")


def _texts(contact: Contact) -> Iterator[str]:
    yield from (question.text for question in contact.questions.all())
    yield from (contact.subject, contact.answer)
    yield from (turn["text"] for turn in contact.turns)


def _said_elsewhere(ids: Collection[str]) -> Iterator[str]:
    for contact in Contact.objects.exclude(external_id__in=ids):
        yield from _texts(contact)
    for article in Article.objects.all():
        yield f"{article.title} {article.body}"


def _runs(text: str) -> Iterator[str]:
    words = text.split()
    for start in range(len(words) - IN_A_ROW + 1):
        yield f" {' '.join(words[start : start + IN_A_ROW])} "
