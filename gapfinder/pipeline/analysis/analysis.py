"""Think: vectors become gaps and judgements. No row is read or written here."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from gapfinder.conf import Conf
from gapfinder.engine.clustering import average_linkage, constraints
from gapfinder.engine.coverage import contact_reasons, coverage_model
from gapfinder.engine.coverage.coverage_model import Coverage, Finding
from gapfinder.engine.coverage.score_matrix import Scores
from gapfinder.engine.metrics.ranking import rank
from gapfinder.engine.naming import titles
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window import Window

from . import scoring
from .explanations import Explained, explain

NEAREST_ARTICLES = 3
EXAMPLES = 5

Phase = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class FoundGap:
    """A gap as the engine sees it, before it has an identity."""

    finding: Finding
    title: str
    title_of: tuple[int, int | None] | None  # row of `Window.texts`, and its sentence
    locale: str  # the most frequent of its contacts'
    probability: float  # 0 … 1: an article answers it
    phrases: list[str]
    examples: list[int]  # rows of `Window.texts`
    nearest: list[tuple[int, float]]  # rows of `Window.articles` and scores, 0 … 1
    article: int | None  # the row to improve or to translate
    contacts: list[int]  # rows of `Window.contacts`
    besides: dict[str, int]  # contacts by reason that ask the same, but no content


@dataclass(frozen=True, slots=True)
class Thought:
    """What a run thinks of a window; arrays have shape (n_questions,)."""

    coverage: Coverage
    groups: NDArray[np.int64]  # of questions that ask the same, gap or not
    nearest: NDArray[np.int64]  # rows of `Window.articles`, -1 where there are none
    gap: NDArray[np.int64]  # places in `gaps`, -1 for none
    reason: list[str]
    wish: list[str]  # the reason also of questions in gaps, which all want content
    wanting: NDArray[np.bool_]  # whether content would do, or that is not sure
    gaps: list[FoundGap]  # in the order of their ranks


def think(
    window: Window, encoded: Encoded, options: Conf, phase: Phase
) -> tuple[Thought, Explained]:
    """Match, group, judge, name and rank the questions of a window, and say why."""
    with phase("group"):
        space, around = scoring.spaces(window, encoded)
        near = average_linkage.neighbours(space)
        grain = average_linkage.grain(near, written=encoded.library is not None)
        coarse, fine = average_linkage.nested_groups(
            space, near, similarities=(grain - average_linkage.COARSER, grain)
        )
        fine = constraints.hold(fine, window.last_gaps, window.held_gaps, space)
        coarse, fine = (
            constraints.apart(each, window.left_out) for each in (coarse, fine)
        )
    with phase("match"):
        taught = average_linkage.with_more(near, space, around[len(space) :])
        n_families = len(window.originals)
        links = scoring.shared(window, taught, n_families)
        scored = scoring.scores(window, encoded, taught, links)
        verdicts = scoring.verdicts(window, taught, n_families)
    with phase("judge"):
        coverage = coverage_model.cover(
            scored.scores,
            [coarse, fine],
            verdicts=verdicts,
            odds=scoring.sharing_odds(window, links, fine),
            styles=window.styles,
        )
        scores = coverage_model.favoured(scored.scores, verdicts)
        strength = contact_reasons.strengths(
            encoded.asked, window.locales, window.signals, encoded.prototypes
        )
        sure = contact_reasons.named(strength, fine, least=contact_reasons.SURE_FROM)
        asks_content = np.array(
            [name == contact_reasons.CONTENT for name in sure], bool
        )
        wanting = np.where(asks_content & ~window.left_out, fine, -1)
        findings = coverage_model.find(
            coverage,
            scores,
            wanting,
            window.locales,
            contact_of=window.contact_of,
            was_gap=window.last_gaps > constraints.NO_GAP,
            readable=window.readable,
            answered_from=options.answered_from,
            weak_from=options.weak_from,
            min_size=options.min_gap_contacts,
        )
    with phase("name"):
        beside = _besides(window, fine, sure)
        gaps = _ranked(
            _named(window, space, scores, coverage, findings, besides=beside)
        )
    named = contact_reasons.named(strength, fine)
    gap = np.full(len(window.questions), -1)
    for place, found in enumerate(gaps):
        gap[found.finding.rows] = place
    thought = Thought(
        coverage=coverage,
        groups=fine,
        nearest=_nearest_articles(window, coverage),
        gap=gap,
        reason=[
            contact_reasons.CONTENT if place >= 0 else reason
            for place, reason in zip(gap, named, strict=True)
        ],
        wish=named,
        wanting=wanting >= 0,
        gaps=gaps,
    )
    with phase("explain"):
        explained = explain(
            window,
            encoded,
            scored,
            verdicts,
            thought=thought,
            wanting=wanting,
            options=options,
        )
    return thought, explained


def _named(
    window: Window,
    space: NDArray[np.float32],
    scores: Scores,
    coverage: Coverage,
    findings: Sequence[Finding],
    *,
    besides: Sequence[dict[str, int]],
) -> Iterator[FoundGap]:
    groups = [[window.texts[row] for row in found.rows] for found in findings]
    spoken = [[window.locales[row] for row in found.rows] for found in findings]
    phrases = titles.telling_phrases(groups, spoken)
    for found, languages, telling in zip(findings, spoken, phrases, strict=True):
        locale = most_frequent(languages)
        central = found.rows[titles.by_centrality(space[found.rows])]
        own = [row for row in central if window.locales[row] == locale]
        texts = [window.texts[row] for row in own]
        newest = _newest(window, own)
        place = titles.title_place(texts, locale=locale, about=telling)
        title, title_of = "", None
        if place is not None:
            text = texts[place.row]
            title = titles.title_at(text, place.sentence, locale=locale)
            title_of = newest[text], place.sentence
        yield FoundGap(
            finding=found,
            title=title,
            title_of=title_of,
            locale=locale,
            probability=float(coverage.probability[found.rows].mean()),
            phrases=telling,
            examples=[newest[text] for text in islice(dict.fromkeys(texts), EXAMPLES)],
            nearest=_nearest_of(window, found, scores, coverage, locale),
            article=_article_of(window, found, locale),
            contacts=sorted({int(window.contact_of[row]) for row in found.rows}),
            besides=besides[int(found.rows[0])],
        )


def _newest(window: Window, rows: Sequence[int]) -> dict[str, int]:
    """Return the row that asked last in just these words, by the words.

    What somebody else still asks is shown as theirs when the time of the first is over.
    """

    def received(row: int) -> datetime:
        moment: datetime = window.contacts[window.contact_of[row]].received_at
        return moment

    return {window.texts[row]: int(row) for row in sorted(rows, key=received)}


def _besides(
    window: Window, labels: NDArray[np.int64], reason: Sequence[str]
) -> list[dict[str, int]]:
    """Count for each question the contacts of its group that need no content.

    A contact that asks twice is counted by its first question, and not at all if it
    needs content in one of them: then it is in the gap, not beside it.
    """
    reason_of: dict[int, dict[int, str]] = {}
    rows = zip(labels.tolist(), window.contact_of.tolist(), reason, strict=True)
    for group, contact, name in rows:
        known = reason_of.setdefault(group, {})
        if name == contact_reasons.CONTENT:
            known[contact] = name
        known.setdefault(contact, name)
    counts = {
        group: dict(sorted(Counter(known.values()).items()))
        for group, known in reason_of.items()
    }
    for besides in counts.values():
        besides.pop(contact_reasons.CONTENT, None)
    return [counts[group] for group in labels.tolist()]


def _ranked(gaps: Iterator[FoundGap]) -> list[FoundGap]:
    found = list(gaps)
    order = rank(
        [gap.finding.unanswered for gap in found], [gap.title for gap in found]
    )
    return [found[place] for place in order]


def _article_of(window: Window, found: Finding, locale: str) -> int | None:
    if found.kind == "missing":
        return None
    return _version(window, found.family, locale)


def _nearest_of(
    window: Window,
    found: Finding,
    scores: Scores,
    coverage: Coverage,
    locale: str,
) -> list[tuple[int, float]]:
    """Return the nearest articles with their parts of the group's probability.

    The nearest has the group's probability; one that is less close has as much less of
    it as a softmax over the families says.
    """
    if not scores.shape[1]:
        return []
    mean = scores.mean(found.rows)
    order = np.argsort(-mean, kind="stable")[:NEAREST_ARTICLES]
    spread = max(float(mean.std()), 1e-6)
    probability = float(coverage.probability[found.rows].mean())
    return [
        (
            _version(window, int(family), locale),
            probability * float(np.exp((mean[family] - mean[order[0]]) / spread)),
        )
        for family in order
    ]


def _nearest_articles(window: Window, coverage: Coverage) -> NDArray[np.int64]:
    return np.array(
        [
            _version(window, int(family), locale) if family >= 0 else -1
            for family, locale in zip(coverage.family, window.locales, strict=True)
        ],
        dtype=np.int64,
    )


def _version(window: Window, family: int, locale: str) -> int:
    """Return the row of a family's article in a language, or its first one."""
    return window.versions[family].get(locale, window.originals[family])


def most_frequent(values: Sequence[str]) -> str:
    """Return the value that comes most often, the alphabetically first of equals."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))
