"""Summary of self-service in a run, in words."""

from django.utils.translation import gettext

from gapfinder.engine.metrics.self_service import SelfService
from gapfinder.models import Judgement, Run

from .numbers import percent


def why_in_touch(run: Run) -> str:
    """Return the shares of reasons, searches and ratings; "" without a contact."""
    served = run.served
    if served is None or not served.contacts:
        return ""
    labels = dict(Judgement.Reason.choices)
    reasons = gettext("Why customers got in touch: %(reasons)s.") % {
        "reasons": ", ".join(
            f"{labels.get(name, name)} {percent(share)}"
            for name, share in served.reasons.items()
            if share is not None
        )
    }
    return " ".join(filter(None, [reasons, _searched(served), _satisfied(served)]))


def _searched(served: SelfService) -> str:
    if served.searched_first is None:
        return ""
    sentence = gettext("%(share)s of %(known)s had searched the help centre first.")
    return sentence % {
        "share": percent(served.searched_first),
        "known": served.searched_known,
    }


def _satisfied(served: SelfService) -> str:
    if served.csat_searched is None or served.csat_others is None:
        return ""
    sentence = gettext(
        "Their satisfaction is %(searched)s of 100, that of the others %(others)s."
    )
    return sentence % {
        "searched": round(served.csat_searched),
        "others": round(served.csat_others),
    }
