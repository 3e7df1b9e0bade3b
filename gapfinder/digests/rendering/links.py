"""Absolute URLs of admin pages; empty without `GAPFINDER_SITE_URL`."""

from django.urls import NoReverseMatch, reverse

from gapfinder.conf import conf


def page_of(screen: str, pk: int | None) -> str:
    """Return the path of a row's page; "" without a row, or without the admin."""
    if pk is None:
        return ""
    try:
        return reverse(f"admin:gapfinder_{screen}_change", args=[pk])
    except NoReverseMatch:
        return ""


def address_of(screen: str, pk: int | None) -> str:
    """Return the same for a letter, which needs to know the site."""
    return on_site(page_of(screen, pk))


def on_site(path: str) -> str:
    """Return the address of a path; "" if nobody said where the site is."""
    site = conf().site_url.rstrip("/")
    return site + path if site and path else ""
