"""Compare the satisfaction of customers with one need with that of all others."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MIN_RATINGS = 5  # on either side
Z_95 = 1.96  # standard deviations of a normal distribution


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Mean ratings, 0 … 100, and their difference, -100 … 100, with one decimal."""

    mean: float
    rest: float  # the mean of all others
    difference: float  # mean - rest; below 0, these customers are less satisfied
    low: float  # 95% interval of the difference, from low to high
    high: float
    ratings: int  # behind `mean`


def satisfaction(
    ratings: NDArray[np.float64], rest: NDArray[np.float64]
) -> Satisfaction | None:
    """Compare the ratings of some contacts with those of all others.

    The two sides may have different variances (Welch), but neither less than the
    variance of all ratings: five customers who all gave 100 do not prove that every
    customer will. Student's t has the degrees of freedom of the smaller side, which
    errs towards a wide interval.

    Args:
        ratings: shape (n,), 0 … 100, NaN for a contact without a rating.
        rest: shape (m,), likewise, of all other contacts.

    Returns:
        None where either side has fewer than `MIN_RATINGS` ratings.

    Source:
        B. L. Welch, "The generalization of 'Student's' problem when several different
        population variances are involved", Biometrika 34 (1947).
    """
    ratings, rest = ratings[~np.isnan(ratings)], rest[~np.isnan(rest)]
    if min(len(ratings), len(rest)) < MIN_RATINGS:
        return None
    overall = float(np.concatenate([ratings, rest]).var(ddof=1))
    error = math.sqrt(
        sum(
            max(float(side.var(ddof=1)), overall) / len(side)
            for side in (ratings, rest)
        )
    )
    difference = float(ratings.mean() - rest.mean())
    margin = _student_quantile(min(len(ratings), len(rest)) - 1) * error
    return Satisfaction(
        mean=round(float(ratings.mean()), 1),
        rest=round(float(rest.mean()), 1),
        difference=round(difference, 1) + 0.0,
        low=round(max(-100.0, difference - margin), 1) + 0.0,
        high=round(min(100.0, difference + margin), 1) + 0.0,
        ratings=len(ratings),
    )


def _student_quantile(freedom: int) -> float:
    """Return the 97.5% quantile of Student's t, too small by 0.01 at 4 degrees.

    Source: M. Abramowitz and I. A. Stegun, "Handbook of Mathematical Functions" (1964),
    26.7.5; `scipy.stats` takes half a second to load.
    """
    z = Z_95
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
