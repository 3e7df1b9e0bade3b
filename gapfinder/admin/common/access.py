"""The help centres that a user may see, cached on the request."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from django.http import HttpRequest

from gapfinder.models import HelpCenter

if TYPE_CHECKING:
    from django.contrib.auth.models import User

T = TypeVar("T")


def seen_centers(request: HttpRequest) -> list[HelpCenter]:
    """Return those the user is a member of, by slug."""
    seen = HelpCenter.objects.seen_by(request.user).order_by("slug")
    return kept(request, "gapfinder_help_centers", lambda: list(seen))


def seen_people(request: HttpRequest) -> "list[User]":
    """Return the members of the help centres that are seen, by name."""
    keys = [center.pk for center in seen_centers(request)]
    people = HelpCenter.objects.with_keys(keys).people()
    return kept(request, "gapfinder_people", lambda: list(people))


def chosen_center(request: HttpRequest) -> HelpCenter | None:
    """Return the one that `?help_center=` names, else the first; None: none is seen."""
    centers = seen_centers(request)
    named = [each for each in centers if each.slug == request.GET.get("help_center")]
    return next(iter(named or centers), None)


def kept(request: HttpRequest, name: str, look_up: Callable[[], T]) -> T:
    """Return what the request keeps under a name; look it up the first time."""
    memory = vars(request)
    if name not in memory:
        memory[name] = look_up()
    found: T = memory[name]
    return found
