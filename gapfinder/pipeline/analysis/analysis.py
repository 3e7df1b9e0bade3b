"""The analysis: vectors become gaps and judgements. It reads and writes no row."""

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
from gapfinder.engine.clustering.constraints import Labels
from gapfinder.engine.coverage import contact_reasons, coverage_model
from gapfinder.engine.coverage.coverage_model import Coverage, Finding
from gapfinder.engine.coverage.score_matrix import Scores
from gapfinder.engine.embeddings.encoder import Vectors
from gapfinder.engine.embeddings.nearest_neighbours import (
    Neighbours,
    extend_neighbours,
    find_neighbours,
)
from gapfinder.engine.metrics.ranking import rank
from gapfinder.engine.naming import titles
from gapfinder.pipeline.embedding import Encoded
from gapfinder.pipeline.window_features import WindowFeatures

from .explanations import explain
from .results import Analysis, Explanations, GapResult
from .scoring import Matches, match, need_spaces, sharing_odds

NEAREST_ARTICLES = 3
EXAMPLES = 5

Phase = Callable[[str], AbstractContextManager[None]]


@dataclass(frozen=True, slots=True)
class _Groups:
    """Groups of questions that ask the same, and where they lie."""

    space: Vectors  # (n_questions, dimensions)
    exemplar_space: Vectors  # (n_exemplars, dimensions)
    neighbours: Neighbours  # of questions among questions
    coarse: Labels
    fine: Labels


@dataclass(frozen=True, slots=True)
class _Judgements:
    """What is judged of questions; lists have an item a question."""

    coverage: Coverage
    scores: Scores  # with editors' verdicts
    sure_reason: list[str]  # "content" also where that is not sure
    reason: list[str]
    content_groups: Labels  # -1 for questions that surely want no content
    findings: list[Finding]


def analyse(
    features: WindowFeatures, encoded: Encoded, options: Conf, phase: Phase
) -> tuple[Analysis, Explanations]:
    """Group, match, judge, name, rank and explain the questions of a window.

    Args:
        features: what was asked and is published.
        encoded: its vectors.
        options: the settings of the run.
        phase: a context manager around each phase, by its name.
    """
    with phase("group"):
        groups = _group(features, encoded)
    with phase("match"):
        neighbours = extend_neighbours(
            groups.neighbours, groups.space, groups.exemplar_space
        )
        matches = match(features, encoded, neighbours)
    with phase("judge"):
        judgements = _judge(features, encoded, groups, matches, options)
    with phase("name"):
        gaps = _name(features, groups, judgements)
    analysis = _analysis(features, groups, judgements, gaps)
    with phase("explain"):
        explanations = explain(features, encoded, matches, analysis, options)
    return analysis, explanations


def _group(features: WindowFeatures, encoded: Encoded) -> _Groups:
    """Group questions at two thresholds, and apply editors' merges and exclusions."""
    window = features.window
    space, exemplar_space = need_spaces(features, encoded)
    neighbours = find_neighbours(space)
    threshold = average_linkage.threshold(
        neighbours, has_articles=encoded.library is not None
    )
    coarse, fine = average_linkage.nested_groups(
        space, neighbours, similarities=(threshold - average_linkage.COARSER, threshold)
    )
    fine = constraints.apply_constraints(
        fine, window.last_gaps, window.held_gaps, space
    )
    return _Groups(
        space,
        exemplar_space,
        neighbours,
        coarse=constraints.isolate(coarse, features.excluded),
        fine=constraints.isolate(fine, features.excluded),
    )


def _judge(
    features: WindowFeatures,
    encoded: Encoded,
    groups: _Groups,
    matches: Matches,
    options: Conf,
) -> _Judgements:
    """Estimate which questions are answered, and find the groups that are gaps."""
    questions = features.questions
    coverage = coverage_model.estimate_coverage(
        matches.scored.scores,
        [groups.coarse, groups.fine],
        verdicts=matches.verdicts,
        odds=sharing_odds(features, matches.links, groups.fine),
        styles=questions.styles,
    )
    scores = coverage_model.boost_by_verdicts(matches.scored.scores, matches.verdicts)
    strength = contact_reasons.reason_strengths(
        encoded.asked, questions.locales, features.signals, encoded.prototypes
    )
    sure = contact_reasons.assign_reasons(
        strength, groups.fine, min_strength=contact_reasons.MIN_SURE_STRENGTH
    )
    asks_content = np.array([name == contact_reasons.CONTENT for name in sure], bool)
    content_groups = np.where(asks_content & ~features.excluded, groups.fine, -1)
    findings = coverage_model.find_gaps(
        coverage,
        scores,
        content_groups,
        questions.locales,
        contact_of=features.window.contact_of,
        was_gap=features.window.last_gaps > constraints.NO_GAP,
        readable=features.articles.readable,
        answered_from=options.answered_from,
        weak_from=options.weak_from,
        min_size=options.min_gap_contacts,
    )
    return _Judgements(
        coverage=coverage,
        scores=scores,
        sure_reason=sure,
        reason=contact_reasons.assign_reasons(strength, groups.fine),
        content_groups=content_groups,
        findings=findings,
    )


def _name(
    features: WindowFeatures, groups: _Groups, judgements: _Judgements
) -> list[GapResult]:
    """Return the gaps with titles, phrases and articles, in the order of rank."""
    besides = _besides(features, groups.fine, judgements.sure_reason)
    gaps = list(_gaps(features, groups.space, judgements, besides))
    order = rank([gap.finding.unanswered for gap in gaps], [gap.title for gap in gaps])
    return [gaps[place] for place in order]


def _analysis(
    features: WindowFeatures,
    groups: _Groups,
    judgements: _Judgements,
    gaps: list[GapResult],
) -> Analysis:
    place_of = np.full(len(features.questions), -1)
    for place, gap in enumerate(gaps):
        place_of[gap.finding.rows] = place
    return Analysis(
        coverage=judgements.coverage,
        groups=groups.fine,
        content_groups=judgements.content_groups,
        nearest=_nearest_articles(features, judgements.coverage),
        gap=place_of,
        reason=[
            contact_reasons.CONTENT if place >= 0 else reason
            for place, reason in zip(place_of, judgements.reason, strict=True)
        ],
        wish=judgements.reason,
        gaps=gaps,
    )


def _gaps(
    features: WindowFeatures,
    space: Vectors,
    judgements: _Judgements,
    besides: Sequence[dict[str, int]],
) -> Iterator[GapResult]:
    """Yield a result for each finding; `besides` has an item a question."""
    findings, questions = judgements.findings, features.questions
    groups = [[questions.texts[row] for row in finding.rows] for finding in findings]
    locales = [[questions.locales[row] for row in finding.rows] for finding in findings]
    phrases = titles.extract_key_phrases(groups, locales)
    for finding, languages, own_phrases in zip(findings, locales, phrases, strict=True):
        locale = most_frequent(languages)
        central = finding.rows[titles.by_centrality(space[finding.rows])]
        own = [row for row in central if questions.locales[row] == locale]
        texts = [questions.texts[row] for row in own]
        newest = _newest(features, own)
        place = titles.title_place(texts, locale=locale, about=own_phrases)
        title, title_of = "", None
        if place is not None:
            text = texts[place.row]
            title = titles.title_at(text, place.sentence, locale=locale)
            title_of = newest[text], place.sentence
        contact_of = features.window.contact_of
        yield GapResult(
            finding=finding,
            title=title,
            title_of=title_of,
            locale=locale,
            probability=float(judgements.coverage.probability[finding.rows].mean()),
            phrases=own_phrases,
            examples=[newest[text] for text in islice(dict.fromkeys(texts), EXAMPLES)],
            nearest=_nearest_of(features, finding, judgements, locale),
            article=_article_of(features, finding, locale),
            contacts=sorted({int(contact_of[row]) for row in finding.rows}),
            besides=besides[int(finding.rows[0])],
        )


def _newest(features: WindowFeatures, rows: Sequence[int]) -> dict[str, int]:
    """Return for each text the row of the newest question with just these words.

    A gap that quotes the newest shows it longest: older ones expire before it.
    """
    questions = features.questions

    def received(row: int) -> datetime:
        moment: datetime = questions.contacts[row].received_at
        return moment

    return {questions.texts[row]: int(row) for row in sorted(rows, key=received)}


def _besides(
    features: WindowFeatures, labels: Labels, reason: Sequence[str]
) -> list[dict[str, int]]:
    """Count for each question the contacts of its group that need no content.

    A contact that asks twice is counted by its first question, and not at all if it
    needs content in one of them: then it is in the gap, not beside it.
    """
    reason_of: dict[int, dict[int, str]] = {}
    contacts = features.window.contact_of.tolist()
    rows = zip(labels.tolist(), contacts, reason, strict=True)
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


def _article_of(features: WindowFeatures, finding: Finding, locale: str) -> int | None:
    if finding.kind == "missing":
        return None
    return features.articles.version(finding.family, locale)


def _nearest_of(
    features: WindowFeatures,
    finding: Finding,
    judgements: _Judgements,
    locale: str,
) -> list[tuple[int, float]]:
    """Return the nearest articles with their parts of the group's probability.

    The nearest has the group's probability; one that is less close has as much less of
    it as a softmax over the families says.
    """
    scores, coverage = judgements.scores, judgements.coverage
    if not scores.shape[1]:
        return []
    mean = scores.mean(finding.rows)
    order = np.argsort(-mean, kind="stable")[:NEAREST_ARTICLES]
    spread = max(float(mean.std()), 1e-6)
    probability = float(coverage.probability[finding.rows].mean())
    return [
        (
            features.articles.version(int(family), locale),
            probability * float(np.exp((mean[family] - mean[order[0]]) / spread)),
        )
        for family in order
    ]


def _nearest_articles(
    features: WindowFeatures, coverage: Coverage
) -> NDArray[np.int64]:
    version, locales = features.articles.version, features.questions.locales
    return np.array(
        [
            version(int(family), locale) if family >= 0 else -1
            for family, locale in zip(coverage.family, locales, strict=True)
        ],
        dtype=np.int64,
    )


def most_frequent(values: Sequence[str]) -> str:
    """Return the value that comes most often, the alphabetically first of equals."""
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))
