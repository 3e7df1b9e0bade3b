"""Signed unsubscribe tokens and their URLs."""

from django.core.signing import BadSignature, Signer
from django.urls import NoReverseMatch, reverse

from gapfinder.digests.rendering.links import on_site
from gapfinder.models import Subscription

SALT = "gapfinder.views.unsubscribe"


def unsubscribe_url(reader: Subscription) -> str:
    """Return the whole address; empty where nobody says where the site is."""
    try:
        path = reverse("gapfinder:unsubscribe", args=[token_of(reader)])
    except NoReverseMatch:  # the project has no `gapfinder.urls`: checks say so
        return ""
    return on_site(path)


def token_of(reader: Subscription) -> str:
    return Signer(salt=SALT).sign(str(reader.pk))


def reader_of(token: str) -> Subscription | None:
    """Return whose token it is; None: nobody's, or a reader's who was erased."""
    try:
        key = Signer(salt=SALT).unsign(token)
    except BadSignature:
        return None
    found = Subscription.objects.select_related("help_center").with_keys([int(key)])
    return found.first()
