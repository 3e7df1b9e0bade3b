"""Which help centres a request may see: looked up once, kept with the request."""

from django.http import HttpRequest

from gapfinder.models import HelpCenter

KEPT = "gapfinder_help_centers"


def seen_centers(request: HttpRequest) -> list[HelpCenter]:
    """Return those the user is a member of, by slug."""
    kept = vars(request)
    if KEPT not in kept:
        kept[KEPT] = list(HelpCenter.objects.seen_by(request.user).order_by("slug"))
    centers: list[HelpCenter] = kept[KEPT]
    return centers


def chosen_center(request: HttpRequest) -> HelpCenter | None:
    """Return the one that `?help_center=` names, else the first; None: none is seen."""
    centers = seen_centers(request)
    named = [each for each in centers if each.slug == request.GET.get("help_center")]
    return next(iter(named or centers), None)
