"""Hear: what editors said since the full run counts for the questions it is said of.

What it says of others near by, and of gaps that nobody has found yet, a full run tells.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from gapfinder.conf import Conf
from gapfinder.engine.judging import after_word
from gapfinder.models import Gap, HelpCenter, Judgement, Run

from .noting import match_of
from .reading import Window, language_of
from .teaching import Word, read_words, verdicts_on
from .thinking import version


@dataclass(frozen=True, slots=True)
class Said:
    """A yes or a no on one question and a family of articles."""

    question: int
    family: int
    weight: float


@dataclass(frozen=True)
class Heard:
    """All that was said since a full run, of whichever question."""

    window: Window  # with the articles that are published
    words: list[Word] = field(default_factory=list)  # oldest first

    @classmethod
    def since(cls, full: Run, help_center: HelpCenter, window: Window) -> "Heard":
        return cls(window, read_words(help_center, since=full.started_at))

    def each(self) -> Iterator[Said]:
        """Yield them, those last that speak for an article: they choose the nearest."""
        keys = sorted({word.question for word in self.words})
        rows = {key: row for row, key in enumerate(keys)}
        said = verdicts_on(rows, self.words, self.window.family_of)
        for place in np.argsort(said.weight, kind="stable").tolist():
            key, family = keys[int(said.row[place])], int(said.family[place])
            yield Said(key, family, float(said.weight[place]))

    def answers(self, said: Said, locale: str) -> bool:
        """Whether an editor said that the article answers who speaks a language."""
        language = language_of(locale)
        readable = self.window.readable[said.family]
        return said.weight > 0 and (not language or language in readable)


def hear(run: Run, heard: Heard, gaps: dict[int, Gap], options: Conf) -> None:
    """Judge the questions anew of which something was said; `gaps` by their keys.

    Who takes a yes back does not find the questions in their gap again until a full
    run puts them there.
    """
    window = heard.window
    asked = {word.question for word in heard.words}
    judged = Judgement.objects.asked_between(run.help_center, run.since, run.until)
    rows = judged.with_locale().each_of(asked, by="question")
    found = {each.question_id: each for each in rows}
    for said in heard.each():
        each = found.get(said.question)
        if each is None:
            continue
        locale = each.question.contact.locale
        family = window.family_of.get(each.article_id or 0)
        if said.weight > 0 and family != said.family:
            place = version(window, said.family, language_of(locale))
            each.article, each.passage = window.articles[place], None
        if said.weight > 0 or family == said.family:
            each.score = after_word(each.score, said.weight)
        if heard.answers(said, locale):
            each.gap, each.gap_id = None, None
            each.evidence = each.evidence | {"outside": "answered"}
        gap = gaps[each.gap_id] if each.gap_id else None
        each.match = match_of(each.score, gap, options)
    changed = ("article", "passage", "score", "gap", "match", "evidence")
    Judgement.objects.store_changed(found.values(), *changed)
