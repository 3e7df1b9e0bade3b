"""Test whether a week's contacts differ significantly from the weeks before."""

import math
from collections.abc import Sequence

MIN_WEEKS = 3  # before the week in question, to know the usual count
Z_99 = 2.58  # standard deviations of a two-sided 99% interval
MIN_RATIO = 1.5  # factor of a change, up or down; smaller changes are no news
ANSCOMBE_OFFSET = 3 / 8  # gives roots of small and large counts equal variance


def change(before: Sequence[int], last: int) -> float:
    """Return by how many contacts a week changed; 0 where it may be chance.

    The square roots of counts all have a standard deviation of about 1/2, so their
    difference shows how unusual a week is. Contacts that come in bursts vary more: the
    variance of the weeks before over their mean, at least the 1 of a Poisson count,
    raises the required difference.

    Args:
        before: contacts of the weeks before, whole ones, in any order.
        last: contacts of the week in question, a whole one.

    Returns:
        `last` minus the mean before, with one decimal, if the difference is beyond
        `Z_99` and a factor of `MIN_RATIO`. 0 for fewer than `MIN_WEEKS` weeks before.

    Source:
        F. J. Anscombe, "The transformation of Poisson, binomial and negative-binomial
        data", Biometrika 35 (1948).

    >>> change([10, 10, 10, 10], 30)  # 2 (√30.375 - √10.375) / √1.25 = 4.1
    20.0
    >>> change([1, 1, 1, 1], 3)  # 2 (√3.375 - √1.375) / √1.25 = 1.2
    0.0
    """
    if len(before) < MIN_WEEKS:
        return 0.0
    mean = sum(before) / len(before)
    if mean / MIN_RATIO < last < mean * MIN_RATIO:
        return 0.0
    difference = 2 * (
        math.sqrt(last + ANSCOMBE_OFFSET) - math.sqrt(mean + ANSCOMBE_OFFSET)
    )
    spread = math.sqrt(_scatter(before, mean) * (1 + 1 / len(before)))
    return round(last - mean, 1) if abs(difference) >= Z_99 * spread else 0.0


def _scatter(counts: Sequence[int], mean: float) -> float:
    """Return the variance over the mean, at least 1."""
    if not mean:
        return 1.0
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    return max(1.0, variance / mean)
