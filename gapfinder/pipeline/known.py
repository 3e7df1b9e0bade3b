"""Known: what the last full run judged, as what new questions are sorted into."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models.fields.json import KT
from numpy.typing import NDArray

from gapfinder.engine.constraints import NO_GAP
from gapfinder.engine.exclusions import Rules
from gapfinder.engine.judging import after_word
from gapfinder.engine.updating import NOBODY, Known
from gapfinder.models import Gap, HelpCenter, Judgement, Run

from .hearing import Heard
from .reading import language_of, style_of

UNASKED = ("no_content", "excluded")  # such questions ask for no gap


@dataclass(frozen=True, slots=True)
class Judged:
    """n questions that a full run judged, in the order of their contacts' ids."""

    keys: NDArray[np.int64]  # of the judgements
    texts: Sequence[str]
    locales: Sequence[str]
    styles: Sequence[str]
    answers: Sequence[str]  # of the contacts in which an agent answered in words
    answered: NDArray[np.int64]  # the questions of these, rising
    in_gap: NDArray[np.bool_]  # else it only asks for what one asked, if at all
    known: Known


def read_judged(
    help_center: HelpCenter, full: Run, heard: Heard, rules: Rules
) -> Judged:
    """Return what a full run judged, as editors have left it since.

    A question asks for the gap it is in; in none, for the one it was last in if that is
    held or published: there it is remembered although an article answers it.

    Args:
        help_center: whose questions.
        full: its last full run.
        heard: what editors said since.
        rules: by which editors leave questions out of every gap.
    """
    rows = Judgement.objects.of_words_by(full).values_list(
        *("pk", "question", "question__text"),
        *("question__contact__locale", "question__contact__channel"),
        *("gap__number", "last_gap__number", "article_id", "score", "reason"),
        *("question__contact__answer", KT("evidence__outside")),
    )
    columns = list(zip(*rows.iterator(), strict=True)) or [()] * 12
    keys, questions, texts, locales, channels, gaps, last, *rest = columns
    articles, scores, reasons, answers, why = rest
    gaps_of = Gap.objects.of(help_center)
    kept = gaps_of.held().numbers() | gaps_of.published().numbers()
    number = np.array([gap or NO_GAP for gap in gaps], dtype=np.int64)
    in_gap = number != NO_GAP
    asks = np.array([w not in UNASKED for w in why], dtype=np.bool_)
    remembered = np.array([gap or NO_GAP for gap in last], dtype=np.int64)
    asks &= ~in_gap & np.isin(remembered, list(kept))
    need = np.where(asks, remembered, number)
    need[rules.among(texts)] = NO_GAP
    family_of = heard.window.family_of
    family = np.array([family_of.get(each, NOBODY) for each in articles], np.int64)
    score = np.array(scores, dtype=np.float64)
    row_of = {key: row for row, key in enumerate(questions)} if heard.words else {}
    for said in heard.each():
        row = row_of.get(said.question)
        if row is None:
            continue
        if said.weight > 0:
            family[row] = said.family
        if family[row] == said.family:
            score[row] = after_word(float(score[row]), said.weight)
        if heard.answers(said, locales[row]):
            need[row], in_gap[row] = NO_GAP, False
    pairs = zip(locales, channels, strict=True)
    return Judged(
        keys=np.array(keys, dtype=np.int64),
        texts=texts,
        locales=[language_of(locale) for locale in locales],
        styles=[style_of(locale, channel) for locale, channel in pairs],
        answers=[answer for answer in answers if answer],
        answered=np.flatnonzero(np.array([bool(answer) for answer in answers])),
        in_gap=in_gap,
        known=Known(need, family, score, reasons),
    )
