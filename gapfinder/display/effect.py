"""Effect of a published article on its contacts, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.engine.metrics.article_effect import Effect, Verdict
from gapfinder.models import Gap

from . import numbers


def published_on(gap: Gap) -> str:
    """Return the day of publication, in the help centre's time zone."""
    if gap.published_at is None:
        return numbers.NOTHING
    return numbers.day(gap.published_at.astimezone(gap.help_center.zone))


def verdict(effect: Effect | None) -> str:
    """Return the effect in two or three words, for a badge."""
    if effect is None:
        return _("not measured yet")
    return {
        Verdict.FEWER: _("fewer contacts"),
        Verdict.MORE: _("more contacts"),
        Verdict.NONE: _("no clear change"),
        Verdict.TOO_EARLY: _("too early"),
        Verdict.TOO_FEW: _("too few to tell"),
    }[effect.verdict]


def sentence(effect: Effect | None, day: str) -> str:
    """Return the change against the contacts expected without the article.

    Args:
        effect: None until a run has measured it.
        day: of publication, in words.
    """
    if effect is not None and effect.verdict in (Verdict.TOO_EARLY, Verdict.TOO_FEW):
        return _too_soon(effect, day)
    if effect is None or effect.interval is None:
        template = _("It was published on %(day)s; the next run begins to measure.")
        return template % {"day": day}
    template = {
        Verdict.FEWER: _(
            "Since it was published on %(day)s, %(change)s fewer contacts a week than "
            "without it (between %(least)s and %(most)s fewer)."
        ),
        Verdict.MORE: _(
            "Since it was published on %(day)s, %(change)s more contacts a week than "
            "without it (between %(least)s and %(most)s more)."
        ),
        Verdict.NONE: _(
            "Since it was published on %(day)s, no clear change: between %(low)s fewer "
            "and %(high)s more contacts a week than without it."
        ),
    }[effect.verdict]
    low, change, high = map(abs, effect.interval)
    return template % {
        "day": day,
        "change": numbers.share(change),
        "least": numbers.share(min(low, high)),
        "most": numbers.share(max(low, high)),
        "low": numbers.share(low),
        "high": numbers.share(high),
    }


def others(effect: Effect | None) -> str:
    """Return the change of all other needs in the same weeks; "" if unknown."""
    change = effect.others_change if effect else None
    if change is None:
        return ""
    if abs(change) < numbers.STEADY / 10:
        return _("All other needs stayed as they were.")
    template = _("All other needs rose by %(change)s.")
    if change < 0:
        template = _("All other needs fell by %(change)s.")
    return template % {"change": numbers.share(abs(change))}


def counted(effect: Effect | None) -> str:
    """Return which weeks are counted."""
    if effect is None:
        return ""
    template = _(
        "%(before)s weeks before and %(after)s after are counted, whole ones only."
    )
    return template % {"before": effect.weeks_before, "after": effect.weeks_after}


def between(effect: Effect | None) -> str | None:
    """Return the change with the ends of its interval, for a list."""
    if effect is None or effect.interval is None:
        return None
    low, change, high = map(numbers.change, effect.interval)
    template = _("%(change)s (%(low)s to %(high)s)")
    return template % {"change": change, "low": low, "high": high}


def _too_soon(effect: Effect, day: str) -> str:
    needed = effect.weeks_needed
    if needed is None:
        template = _(
            "It was published on %(day)s; too few customers ask this to tell what it "
            "does."
        )
        return template % {"day": day}
    weeks = effect.weeks_after
    template = ngettext(
        "Too early to tell: %(weeks)s whole week has passed since %(day)s, and about "
        "%(needed)s are needed.",
        "Too early to tell: %(weeks)s whole weeks have passed since %(day)s, and about "
        "%(needed)s are needed.",
        weeks,
    )
    return template % {"weeks": weeks, "needed": needed, "day": day}
