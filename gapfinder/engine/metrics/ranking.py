"""Rank gaps, estimate their trends and count contacts by week."""

import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np

from gapfinder.engine.weeks import WEEK, monday_of

MIN_WEEKS = 3  # a line through two weeks always fits

# Number of contacts at which a trend is shrunk by half. If true trends have mean 0 and
# a standard deviation of t, and weekly contacts are Poisson, so that the slope below
# has a variance of about 3 / contacts, the best estimate is the observed trend times
# contacts / (contacts + 3 / t²); t is taken as 0.5.
PRIOR_CONTACTS = 12.0

Z_95 = 1.96  # standard deviations of a normal distribution


def trend(weekly: Sequence[float]) -> float:
    """Return how a gap's weekly contacts changed over the window, as a share.

    The slope is the median of the slopes between all pairs of weeks, so one stormy week
    is no trend. It is shrunk towards 0 where contacts are few: a gap with 1, 0, 2 and 1
    contacts does not grow.

    Args:
        weekly: contacts of each week, in order, none negative. Leave out weeks that the
            window contains only in part: they look like a fall.

    Returns:
        -1 (stopped) … 1 (from none to many), with two decimals: the change from the
        first to the last week divided by twice the mean, times contacts / (contacts +
        `PRIOR_CONTACTS`). From 50 to 150 a week is about 0.5. 0 for fewer than
        `MIN_WEEKS` weeks, or without contacts.

    Source:
        P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau",
        Journal of the American Statistical Association 63 (1968).
    """
    contacts = float(sum(weekly))
    if len(weekly) < MIN_WEEKS or contacts <= 0:
        return 0.0
    change = _slope(weekly) * (len(weekly) - 1) / (2 * contacts / len(weekly))
    weight = contacts / (contacts + PRIOR_CONTACTS)
    return round(min(1.0, max(-1.0, change)) * weight, 2) + 0.0  # never -0.0


def trend_interval(weekly: Sequence[float]) -> tuple[float, float]:
    """Return the 95% interval of the true trend.

    Contacts vary like Poisson counts, or more if they come in bursts: the variance
    around the line of `trend` over their mean, at least the 1 of a Poisson count,
    widens the interval (quasi-Poisson). With the prior of `trend` the variance is then
    3 × scatter / (contacts + `PRIOR_CONTACTS` × scatter): without contacts as wide as
    all trends, and half as wide with every four times as many.

    Args:
        weekly: as for `trend`.

    Returns:
        Low and high, -1 … 1, with two decimals, and `trend` between them. -1 and 1 for
        fewer than `MIN_WEEKS` weeks, or without contacts.

    Source:
        P. McCullagh and J. A. Nelder, "Generalized Linear Models", 2nd ed., Chapman and
        Hall (1989), section 4.5, for the scatter; J. M. Bernardo and A. F. M. Smith,
        "Bayesian Theory", Wiley (1994), section 5.2, for the prior.
    """
    contacts = float(sum(weekly))
    if len(weekly) < MIN_WEEKS or contacts <= 0:
        return -1.0, 1.0
    scatter = _scatter(weekly)
    deviation = math.sqrt(3 * scatter / (contacts + PRIOR_CONTACTS * scatter))
    estimate, margin = trend(weekly), Z_95 * deviation
    return (
        max(-1.0, round(estimate - margin, 2)) + 0.0,
        min(1.0, round(estimate + margin, 2)) + 0.0,
    )


def _slope(weekly: Sequence[float]) -> float:
    """Return the median of the slopes between all pairs of weeks, contacts a week."""
    first, second = np.triu_indices(len(weekly), k=1)
    contacts = np.asarray(weekly, dtype=np.float64)
    return float(np.median((contacts[second] - contacts[first]) / (second - first)))


def _scatter(weekly: Sequence[float]) -> float:
    """Return the variance around the line over the mean, at least 1."""
    contacts = np.asarray(weekly, dtype=np.float64)
    weeks = np.arange(len(weekly)) - (len(weekly) - 1) / 2
    line = contacts.mean() + _slope(weekly) * weeks
    variance = float(((contacts - line) ** 2).sum()) / (len(weekly) - 2)
    return max(1.0, variance / float(contacts.mean()))


def week_of(moment: datetime, zone: ZoneInfo) -> date:
    """Return the Monday of the ISO 8601 week of a moment, in the help centre's zone.

    >>> sunday = datetime.fromisoformat("2026-11-22T23:30+00:00")
    >>> week_of(sunday, ZoneInfo("Europe/Oslo"))
    datetime.date(2026, 11, 23)

    Raises:
        ValueError: the moment has no time zone.
    """
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} has no time zone: give it one, such as UTC")
    return monday_of(moment.astimezone(zone).date())


def weekly_counts(
    moments: Iterable[datetime], *, since: datetime, until: datetime, zone: ZoneInfo
) -> dict[date, int]:
    """Count moments by ISO week.

    Args:
        moments: when the contacts came, with time zones; those outside the window are
            not counted.
        since: start of the window, included.
        until: end of the window, excluded.
        zone: of the help centre; weeks begin at its midnights.

    Returns:
        Monday → count, in order, with 0 for an empty week. The first and the last week
        count only what is in the window. Empty for an empty window.
    """
    if since >= until:
        return {}
    last = week_of(until - timedelta(microseconds=1), zone)
    weeks = (last - week_of(since, zone)).days // 7 + 1
    counts = {last - back * WEEK: 0 for back in reversed(range(weeks))}
    for moment in moments:
        if since <= moment < until:
            counts[week_of(moment, zone)] += 1
    return counts


def whole_weeks(
    weeks: Mapping[date, int], *, since: datetime, until: datetime, zone: ZoneInfo
) -> dict[date, int]:
    """Leave out weeks that are only partly in the window: they look like a change."""
    first, end = (moment.astimezone(zone).date() for moment in (since, until))
    return {
        monday: count
        for monday, count in weeks.items()
        if monday >= first and monday + WEEK <= end
    }


def rank(volumes: Sequence[float], titles: Sequence[str]) -> list[int]:
    """Return the rows of the gaps in order: by most contacts, then title, then row.

    Args:
        volumes: contacts of each gap in the window, shape (n,).
        titles: of the same gaps, shape (n,).

    Raises:
        ValueError: there is not one title for each volume.
    """
    if len(volumes) != len(titles):
        raise ValueError(
            f"{len(volumes)} volumes, {len(titles)} titles: give one of each a gap"
        )
    return sorted(
        range(len(volumes)), key=lambda row: (-volumes[row], titles[row], row)
    )
