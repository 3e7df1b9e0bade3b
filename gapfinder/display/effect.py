"""What a published article did to its contacts, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.models import Gap

from . import numbers


def published_on(gap: Gap) -> str:
    """Return the day, as the help centre sees it."""
    if gap.published_at is None:
        return numbers.NOTHING
    return numbers.day(gap.published_at.astimezone(gap.help_center.zone))


def verdict(effect: Mapping[str, Any]) -> str:
    """Return it in two or three words, as a badge."""
    if not effect:
        return _("not measured yet")
    return {
        "fewer": _("fewer contacts"),
        "more": _("more contacts"),
        "none": _("no clear change"),
        "too_early": _("too early"),
        "too_few": _("too few to tell"),
    }[effect["verdict"]]


def sentence(effect: Mapping[str, Any], day: str) -> str:
    """Say how many fewer come than would have without the article, and how sure.

    Args:
        effect: as `Gap.effect`.
        day: of publication, in words.
    """
    if not effect:
        said = _("It was published on %(day)s; the next run begins to measure.")
        return said % {"day": day}
    if effect["change"] is None:
        return _untold(effect, day)
    said = {
        "fewer": _(
            "Since it was published on %(day)s, %(change)s fewer contacts a week than "
            "without it (between %(least)s and %(most)s fewer)."
        ),
        "more": _(
            "Since it was published on %(day)s, %(change)s more contacts a week than "
            "without it (between %(least)s and %(most)s more)."
        ),
        "none": _(
            "Since it was published on %(day)s, no clear change: between %(low)s fewer "
            "and %(high)s more contacts a week than without it."
        ),
    }[effect["verdict"]]
    low, high = sorted(abs(effect[end]) for end in ("low", "high"))
    return said % {
        "day": day,
        "change": numbers.share(abs(effect["change"])),
        "least": numbers.share(low),
        "most": numbers.share(high),
        "low": numbers.share(abs(effect["low"])),
        "high": numbers.share(abs(effect["high"])),
    }


def others(effect: Mapping[str, Any]) -> str:
    """Say how all other needs went in the same weeks; "" if that is not known."""
    change = effect.get("others_change")
    if change is None:
        return ""
    if abs(change) < numbers.STEADY / 10:
        return _("All other needs stayed as they were.")
    said = _("All other needs rose by %(change)s.")
    if change < 0:
        said = _("All other needs fell by %(change)s.")
    return said % {"change": numbers.share(abs(change))}


def counted(effect: Mapping[str, Any]) -> str:
    """Say which weeks are counted."""
    if not effect:
        return ""
    said = _(
        "%(before)s weeks before and %(after)s after are counted, whole ones only."
    )
    return said % {"before": effect["weeks_before"], "after": effect["weeks_after"]}


def between(effect: Mapping[str, Any]) -> str | None:
    """Return the change with the ends of its interval, for a list."""
    if not effect or effect["change"] is None:
        return None
    said = _("%(change)s (%(low)s to %(high)s)")
    return said % {
        "change": numbers.change(effect["change"]),
        "low": numbers.change(effect["low"]),
        "high": numbers.change(effect["high"]),
    }


def _untold(effect: Mapping[str, Any], day: str) -> str:
    needed = effect["weeks_needed"]
    if needed is None:
        said = _(
            "It was published on %(day)s; too few customers ask this to tell what it "
            "does."
        )
        return said % {"day": day}
    weeks = effect["weeks_after"]
    said = ngettext(
        "Too early to tell: %(weeks)s whole week has passed since %(day)s, and about "
        "%(needed)s are needed.",
        "Too early to tell: %(weeks)s whole weeks have passed since %(day)s, and about "
        "%(needed)s are needed.",
        weeks,
    )
    return said % {"weeks": weeks, "needed": needed, "day": day}
