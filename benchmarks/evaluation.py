"""How good one run is: its figures against labels that people gave to the contacts.

A label says what a contact needs, and which article answers that. It makes the contact

- *covered*: an article in the contact's own language answers it;
- *linked*: the same, but an agent shared the article in it, so it taught the run;
- *for translation*: an article answers it, in another language only;
- *bare*: no article answers it, even if one almost does (kind "weak");
- or not about content (kind "none"): it counts in what its gap *is* and as a reason.

A need is *wanted* when at least `MIN_VOLUME` of its contacts are bare or for
translation. A gap *is* a need when at least half of the gap's labelled contacts have
that need; of two needs with half each, the one that the gap's first contact has.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

MIN_VOLUME = 5  # contacts from which a need is worth finding
MIN_RANKED = 3  # needs from which a rank correlation says anything
MIN_GROUPED = 2  # contacts from which two groupings can differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The quality of one run: higher is better, None where there is nothing to judge.

    Attributes:
        contacts, lost: labelled contacts, and those of them that the output lacks.
        gaps, m: gaps in the ranking, and wanted needs: a perfect run has m gaps.
        hit_at_1: share, 0 … 1 as every share here, of covered contacts whose nearest
            article is the right one, whatever the verdict on it.
        auroc: probability, 0 … 1, that a covered contact has a higher score than a bare
            one; ties count half, so chance is 0.5.
        verdict: balanced accuracy, 0 … 1, of "answered" as a sign that a contact is
            covered and not bare; chance is 0.5.
        found_at_m, found_at_2m: share of the wanted needs that some gap is, among the
            first m and the first 2m gaps of the ranking.
        discovery: mean over k = 1 … 2m of the wanted needs that some gap is among the
            first k gaps, as a share of min(k, m): the whole way to found_at_2m.
        title_right: share of the first 2m gaps, of those whose title is the words of a
            labelled contact, in which as many contacts need what that one needs as need
            anything else.
        precision_at_m: share of the first m gaps that are a wanted need, even one that
            a better gap is already.
        translated: share of the wanted needs with contacts for translation that some
            gap is, of kind "translation" and naming the right article.
        volume_rho: Spearman's rank correlation, -1 … 1, over the wanted needs that some
            gap is, of their volume (bare or for translation) and the first such gap's.
        nmi, ari: normalised mutual information (by the arithmetic mean), 0 … 1, and
            adjusted Rand index, -0.5 … 1 with chance at 0, of gaps and wanted needs,
            over the contacts that `in_a_gap` finds.
        in_a_gap: share of the wanted needs' bare and for-translation contacts in a gap.
        reason_f1: F1 of the reasons for contact, 0 … 1, as the plain mean over the
            reasons in the labels, however rare; none given counts as a wrong one.
    """

    contacts: int
    lost: int
    gaps: int
    m: int
    hit_at_1: float | None
    auroc: float | None
    verdict: float | None
    found_at_m: float | None
    found_at_2m: float | None
    discovery: float | None
    title_right: float | None
    precision_at_m: float | None
    translated: float | None
    volume_rho: float | None
    nmi: float | None
    ari: float | None
    in_a_gap: float | None
    reason_f1: float | None

    def as_dict(self) -> dict[str, float | None]:
        """Return the figures by name, in this order, at full precision."""
        return asdict(self)


def evaluate(output: Mapping[str, Any], labels: Sequence[Mapping[str, Any]]) -> Figures:
    """Compare one run with the labels of its contacts.

    Args:
        output: what `find_gaps --json` writes; its gaps are in rank order.
        labels: the lines of a `labels.jsonl`. A contact without one counts only in the
            volume of its gap.
    """
    from sklearn import metrics

    label_of = {str(label["contact"]): label for label in labels}
    judged = {str(contact["id"]): contact for contact in output["contacts"]}
    cases = [_Case.of(label_of[id_], judged[id_]) for id_ in label_of if id_ in judged]
    covered = [case for case in cases if case.state == "covered"]
    clear = [case for case in cases if case.state in {"covered", "bare"}]
    truth = [case.state == "covered" for case in clear]
    scores, verdicts = [c.score for c in clear], [c.is_answered for c in clear]

    volumes = Counter(case.need for case in cases if case.lacks_article)
    wanted = {need for need, volume in volumes.items() if volume >= MIN_VOLUME}
    lacking = [case for case in cases if case.lacks_article and case.need in wanted]
    gaps = [_Gap.of(gap, label_of, wanted) for gap in output["gaps"]]
    row_of = {contact: row for row, gap in enumerate(gaps) for contact in gap.contacts}
    m = len(wanted)

    return Figures(
        contacts=len(label_of),
        lost=len(label_of) - len(cases),
        gaps=len(gaps),
        m=m,
        hit_at_1=_share(case.found == case.article for case in covered),
        auroc=_separation(metrics.roc_auc_score, truth, scores),
        verdict=_separation(metrics.balanced_accuracy_score, truth, verdicts),
        found_at_m=_found(gaps[:m], wanted),
        found_at_2m=_found(gaps[: 2 * m], wanted),
        discovery=_discovery(gaps, m),
        title_right=_share(
            right for gap in gaps[: 2 * m] if (right := gap.title_is_right) is not None
        ),
        precision_at_m=_share(gap.need is not None for gap in gaps[:m]),
        translated=_translated(gaps, lacking),
        volume_rho=_volume_rho(gaps, volumes),
        nmi=_agreement(metrics.normalized_mutual_info_score, lacking, row_of),
        ari=_agreement(metrics.adjusted_rand_score, lacking, row_of),
        in_a_gap=_share(case.contact in row_of for case in lacking),
        reason_f1=_reason_f1(cases),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A contact: what its label says, and what the run found."""

    contact: str
    need: str
    state: str
    article: str | None
    reason: str
    found: str | None  # the nearest article
    score: float
    is_answered: bool
    found_reason: str

    @classmethod
    def of(cls, label: Mapping[str, Any], judged: Mapping[str, Any]) -> Self:
        return cls(
            contact=str(label["contact"]),
            need=label["need"],
            state=_state(label),
            article=_id(label["article"]),
            reason=label.get("reason") or "",
            found=_id(judged["article"]),
            score=judged["score"],
            is_answered=judged["match"] == "answered",
            found_reason=judged.get("reason") or "",
        )

    @property
    def lacks_article(self) -> bool:
        return self.state in {"bare", "translation"}


def _state(label: Mapping[str, Any]) -> str:
    if label.get("kind") in {"translation", "none"}:
        return str(label["kind"])
    if label["article"] is None:
        return "bare"
    return "linked" if label.get("linked") else "covered"


@dataclass(frozen=True, slots=True)
class _Gap:
    contacts: list[str]
    need: str | None  # the wanted need that the gap is
    to_translate: str | None  # the article, if the gap is of that kind
    title_is_right: bool | None  # None: its title is not a labelled contact's

    @classmethod
    def of(
        cls, gap: Mapping[str, Any], label_of: Mapping[str, Any], wanted: set[str]
    ) -> Self:
        contacts = [str(contact) for contact in gap["contact_ids"]]
        needs = [label_of[id_]["need"] for id_ in contacts if id_ in label_of]
        need = _need(needs)
        to_translate = gap["article"] if gap["kind"] == "translation" else None
        titled = label_of.get(str(gap.get("title_contact")))
        return cls(
            contacts,
            need if need in wanted else None,
            _id(to_translate),
            _is_most_frequent(titled["need"], needs) if titled and needs else None,
        )


def _need(needs: Sequence[str]) -> str | None:
    """Return what half of a gap's contacts need; of two, what the first one needs."""
    if not needs:
        return None
    [(need, contacts)] = Counter(needs).most_common(1)  # of equals the first counted
    return need if 2 * contacts >= len(needs) else None


def _is_most_frequent(need: str, needs: Sequence[str]) -> bool:
    counts = Counter(needs)
    return counts[need] == max(counts.values())


def _id(value: object) -> str | None:
    return None if value is None else str(value)


def _share(claims: Iterable[bool]) -> float | None:
    held = list(claims)
    return sum(held) / len(held) if held else None


def _separation(
    score: Callable[..., float], truth: Sequence[bool], signs: Sequence[float]
) -> float | None:
    return float(score(truth, signs)) if any(truth) and not all(truth) else None


def _found(gaps: Sequence[_Gap], wanted: set[str]) -> float | None:
    found = {gap.need for gap in gaps}
    return _share(need in found for need in wanted)


def _discovery(gaps: Sequence[_Gap], m: int) -> float | None:
    if not m:
        return None
    found = [{gap.need for gap in gaps[:k]} - {None} for k in range(1, 2 * m + 1)]
    shares = [len(needs) / min(k, m) for k, needs in enumerate(found, start=1)]
    return sum(shares) / len(shares)


def _translated(gaps: Sequence[_Gap], lacking: Sequence[_Case]) -> float | None:
    right = {case.need: case.article for case in lacking if case.state == "translation"}
    found = {(gap.need, gap.to_translate) for gap in gaps}
    return _share(pair in found for pair in right.items())


def _volume_rho(gaps: Sequence[_Gap], volumes: Mapping[str, int]) -> float | None:
    # Backwards, so that of several gaps for one need the first in the ranking stays.
    volume_of = {gap.need: len(gap.contacts) for gap in reversed(gaps) if gap.need}
    true = [volumes[need] for need in volume_of]
    found = list(volume_of.values())
    if len(found) < MIN_RANKED or len(set(true)) == 1 or len(set(found)) == 1:
        return None
    from scipy.stats import spearmanr

    return float(spearmanr(true, found).statistic)


def _agreement(
    score: Callable[..., float], lacking: Sequence[_Case], row_of: Mapping[str, int]
) -> float | None:
    """Score the gaps as a grouping of the contacts that are in one."""
    grouped = [case for case in lacking if case.contact in row_of]
    if len(grouped) < MIN_GROUPED:
        return None
    needs = [case.need for case in grouped]
    return float(score(needs, [row_of[case.contact] for case in grouped]))


def _reason_f1(cases: Sequence[_Case]) -> float | None:
    reasoned = [(case.reason, case.found_reason) for case in cases if case.reason]
    if not reasoned:
        return None
    from sklearn import metrics

    true, found = zip(*reasoned, strict=True)
    # Without `labels`, a reason that only the run gives is a class of its own, with an
    # F1 of 0, though it costs the true reason a hit already.
    kinds = sorted(set(true))
    return float(
        metrics.f1_score(true, found, labels=kinds, average="macro", zero_division=0)
    )
