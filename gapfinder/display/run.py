"""What a run found out about self-service."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from gapfinder.models import Judgement, Run

from .numbers import percent


def why_in_touch(run: Run) -> str:
    """Tell the shares of the reasons, and who had searched; "" if nobody came."""
    told = run.self_service
    if not told or not told["contacts"]:
        return ""
    reasons = gettext("Why customers got in touch: %(reasons)s.") % {
        "reasons": ", ".join(
            f"{Judgement.Reason(name).label} {percent(share)}"
            for name, share in told["reasons"].items()
        )
    }
    return " ".join(filter(None, [reasons, _searched(told), _satisfied(told)]))


def _searched(told: Mapping[str, Any]) -> str:
    if told["searched_first"] is None:
        return ""
    sentence = gettext("%(share)s of %(known)s had searched the help centre first.")
    return sentence % {
        "share": percent(told["searched_first"]),
        "known": told["searched_known"],
    }


def _satisfied(told: Mapping[str, Any]) -> str:
    if told["csat_searched"] is None or told["csat_others"] is None:
        return ""
    sentence = gettext(
        "Their satisfaction is %(searched)s of 100, that of the others %(others)s."
    )
    return sentence % {
        "searched": round(told["csat_searched"]),
        "others": round(told["csat_others"]),
    }
