"""Whether a week differs from the weeks before by more than chance."""

import math
from collections.abc import Sequence

FEWEST_WEEKS = 3  # before the one in question: fewer do not tell what is usual
SURE = 2.58  # standard deviations of a normal distribution: 99 times of 100
NOTABLE = 1.5  # times as many, or as few: a smaller change is no news
ROUND_OFF = 3 / 8  # added to counts, it makes the root of small ones spread as of large


def change(before: Sequence[int], last: int) -> float:
    """Return by how many contacts a week changed; 0 where it may be chance.

    The square roots of counts all scatter alike, with a standard deviation of 1/2,
    so their difference tells how surprising a week is. Contacts that come in bursts
    scatter more: the variance of the weeks before over their mean, at least the 1 of a
    Poisson count, asks for a larger difference.

    Args:
        before: contacts of the weeks before, whole ones, in any order.
        last: contacts of the week in question, a whole one.

    Returns:
        `last` less the mean before, with one decimal, if that is beyond `SURE` and a
        factor of `NOTABLE`. 0 for fewer than `FEWEST_WEEKS` weeks before.

    Source:
        F. J. Anscombe, "The transformation of Poisson, binomial and negative-binomial
        data", Biometrika 35 (1948).

    >>> change([10, 10, 10, 10], 30)  # 2 (√30.375 - √10.375) / √1.25 = 4.1
    20.0
    >>> change([1, 1, 1, 1], 3)  # 2 (√3.375 - √1.375) / √1.25 = 1.2
    0.0
    """
    if len(before) < FEWEST_WEEKS:
        return 0.0
    usual = sum(before) / len(before)
    if usual / NOTABLE < last < usual * NOTABLE:
        return 0.0
    apart = 2 * (math.sqrt(last + ROUND_OFF) - math.sqrt(usual + ROUND_OFF))
    spread = math.sqrt(_scatter(before, usual) * (1 + 1 / len(before)))
    return round(last - usual, 1) if abs(apart) >= SURE * spread else 0.0


def _scatter(counts: Sequence[int], mean: float) -> float:
    """Return the variance over the mean, at least 1."""
    if not mean:
        return 1.0
    variance = sum((count - mean) ** 2 for count in counts) / (len(counts) - 1)
    return max(1.0, variance / mean)
