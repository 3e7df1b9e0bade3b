"""Measure the effect of an article on its need, against the trend of other needs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]  # (weeks,), contacts of each

MAX_WEEKS = 12  # on either side; weeks further away are another season
MIN_WEEKS = 3  # on either side; two weeks do not show the variance

# Detect a halving with a power of 80% at a significance level of 5%: 1.96 + 0.84
# standard errors fit in the logarithm of 2, which limits the variance.
STANDARD_ERRORS = 2.8
MAX_VARIANCE = (math.log(2) / STANDARD_ERRORS) ** 2

TAIL_PROBABILITY = 0.025  # on each side of a 95% interval


class Verdict(StrEnum):
    """What an article did to the contacts of its need."""

    TOO_EARLY = "too_early"
    TOO_FEW = "too_few"
    FEWER = "fewer"
    NONE = "none"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Effect:
    """Contacts of a need before and after an article; a change of -0.5 is half as many.

    `change`, `low` and `high` are None until there are enough contacts.
    """

    verdict: Verdict
    weeks_before: int
    weeks_after: int
    weeks_needed: int | None  # after publication, at the rate of contacts before
    before: float | None = None  # contacts of the need a week
    after: float | None = None
    expected: float | None = None  # after publication, with the trend of all others
    others_change: float | None = None  # of all others' contacts a week
    change: float | None = None  # of the need, against `expected`
    low: float | None = None  # 95% interval of the change
    high: float | None = None

    @property
    def interval(self) -> tuple[float, float, float] | None:
        """The change between its ends: low, change, high; None: there is none yet."""
        if self.low is None or self.change is None or self.high is None:
            return None
        return self.low, self.change, self.high


@dataclass(frozen=True, slots=True)
class _Side:
    """The weeks before, or the weeks after; shape (weeks,)."""

    need: Counts
    others: Counts

    @property
    def odds(self) -> float:
        return float(self.need.sum() / self.others.sum())

    @property
    def squares(self) -> float:
        """Sum of squared residuals around one share, each over its variance."""
        contacts = self.need + self.others
        share = self.need.sum() / contacts.sum()
        variance = np.maximum(contacts * share * (1 - share), 1e-9)
        return float(((self.need - contacts * share) ** 2 / variance).sum())


def effect(need: Sequence[float], others: Sequence[float], *, published: int) -> Effect:
    """Measure an article by difference in differences: need and others, before, after.

    The effect is a ratio of two ratios: the change of the need's contacts over the
    change of all others' contacts. The function compares each week's share of the need
    in all contacts, so events that move every need alike (a storm, a holiday) cancel.
    If the shares vary more than by chance, the interval is wider: Pearson's statistic
    over its degrees of freedom, at least 1 (quasi-binomial), with Student's t, because
    the variance is estimated too.

    The result is "too early" below `MIN_WEEKS` weeks on either side, and until the
    contacts before (b) and the expected contacts since (e) are enough to detect a
    halving: the variance of the ratio's logarithm, scatter × (1 / b + 2 / e), is at
    most `MAX_VARIANCE`. If `MAX_WEEKS` weeks are not enough, the result is "too few".

    Args:
        need: contacts of the need by week, shape (weeks,), none negative.
        others: contacts of all other needs in the same weeks.
        published: index of the week of publication, which is left out; 0 … weeks.

    Raises:
        ValueError: there is not one count of the others for each of the need.

    Source:
        P. McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd ed., Chapman and
        Hall (1989), section 4.5, for the scatter; O. Ashenfelter and D. Card, "Using
        the longitudinal structure of earnings to estimate the effect of training
        programs", Review of Economics and Statistics 67 (1985), for the difference.
    """
    if len(need) != len(others):
        raise ValueError(
            f"{len(need)} weeks of the need, {len(others)} of all others: give the same"
        )
    before = _side(need, others, slice(max(0, published - MAX_WEEKS), published))
    after = _side(need, others, slice(published + 1, published + 1 + MAX_WEEKS))
    weeks = len(before.need), len(after.need)
    if not (before.others.sum() and before.need.sum()) or weeks[0] < MIN_WEEKS:
        return Effect(Verdict.TOO_FEW, *weeks, weeks_needed=None)
    scatter = _scatter(before, after)
    if weeks[1] < MIN_WEEKS or not after.others.sum():
        needed = _weeks_needed(before, before.need.mean(), scatter)
        verdict = Verdict.TOO_EARLY if needed else Verdict.TOO_FEW
        return Effect(verdict, *weeks, needed, before=_rounded(before.need.mean()))
    expected = float(before.odds * after.others.mean())
    needed = _weeks_needed(before, expected, scatter)
    figures: dict[str, Any] = {
        "before": _rounded(before.need.mean()),
        "after": _rounded(after.need.mean()),
        "expected": _rounded(expected),
        "others_change": _rounded(after.others.mean() / before.others.mean() - 1),
    }
    if needed is None or needed > weeks[1]:
        verdict = Verdict.TOO_EARLY if needed else Verdict.TOO_FEW
        return Effect(verdict, *weeks, needed, **figures)
    change = after.odds / before.odds - 1
    low, high = _interval(before, after, scatter)
    return Effect(
        _verdict(low, high),
        *weeks,
        needed,
        **figures,
        change=_rounded(change),
        low=_rounded(low),
        high=_rounded(high),
    )


def clearly_fewer(
    before: float, after: float, *, weeks_before: float, weeks_after: float
) -> bool:
    """Whether contacts are significantly fewer than before, in any length of time.

    The exact test of two Poisson counts: if nothing changed, the contacts after are
    binomial, with the share of the time as probability.

    >>> clearly_fewer(6, 0, weeks_before=1, weeks_after=1)  # 1 / 64
    True
    >>> clearly_fewer(5, 0, weeks_before=1, weeks_after=1)  # 1 / 32
    False

    Source:
        J. Przyborowski and H. Wilenski, "Homogeneity of results in testing samples from
        Poisson series", Biometrika 31 (1940).
    """
    from scipy.special import bdtr

    if weeks_before <= 0 or weeks_after <= 0:
        return False
    share = weeks_after / (weeks_before + weeks_after)
    return bool(bdtr(after, before + after, share) < TAIL_PROBABILITY)


def _side(need: Sequence[float], others: Sequence[float], weeks: slice) -> _Side:
    return _Side(
        np.asarray(need[weeks], dtype=np.float64),
        np.asarray(others[weeks], dtype=np.float64),
    )


def _scatter(before: _Side, after: _Side) -> float:
    """Return the variance of the shares over that of chance, at least 1."""
    sides = [side for side in (before, after) if side.others.sum()]
    freedom = sum(len(side.need) - 1 for side in sides)
    return max(1.0, sum(side.squares for side in sides) / max(freedom, 1))


def _weeks_needed(before: _Side, expected: float, scatter: float) -> int | None:
    """Return the weeks needed to detect a halving; None if `MAX_WEEKS` do not do."""
    allowed = MAX_VARIANCE / scatter - 1 / float(before.need.sum())
    if allowed <= 0:
        return None
    needed = max(MIN_WEEKS, math.ceil(2 / allowed / expected))
    return needed if needed <= MAX_WEEKS else None


def _interval(before: _Side, after: _Side, scatter: float) -> tuple[float, float]:
    """Return the interval of the change; half a contact replaces a count of 0."""
    from scipy.special import stdtrit  # scipy.stats takes half a second to load

    has_contacts = after.need.sum() > 0
    cells = np.array(
        [
            *(before.need.sum(), before.others.sum()),
            *(after.need.sum() if has_contacts else 0.5, after.others.sum()),
        ]
    )
    freedom = len(before.need) + len(after.need) - 2
    middle = math.log(cells[2] / cells[3] / (cells[0] / cells[1]))
    error = math.sqrt(scatter * float((1 / cells).sum()))
    margin = float(stdtrit(freedom, 1 - TAIL_PROBABILITY)) * error
    low = math.exp(middle - margin) - 1 if has_contacts else -1.0
    return low, math.exp(middle + margin) - 1


def _verdict(low: float, high: float) -> Verdict:
    if high < 0:
        return Verdict.FEWER
    return Verdict.MORE if low > 0 else Verdict.NONE


def _rounded(value: float) -> float:
    return round(float(value), 4) + 0.0
