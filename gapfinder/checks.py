"""System checks: report wrong and misspelt settings at start-up."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from math import inf
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import DEFAULT_DB_ALIAS
from django.urls import NoReverseMatch, reverse

from gapfinder.conf import PREFIX, Conf, setting_name

WHOLE_NUMBERS_FROM = {
    **{"window_weeks": 1, "min_gap_contacts": 2},
    **{"retention_days": 0, "digest_examples": 0},
}
DATABASES = ("postgresql", "postgis", "sqlite3", "spatialite")  # kinds of `ENGINE`
# A site, maybe below a path: digests have it in a header, in angle brackets.
SITE_ADDRESS = re.compile(r"https?://[\w.:\[\]-]+(/[^\s\"'<>?#\\]*)?")
PROBABILITIES = ("answered_from", "weak_from")


@register("gapfinder")
def check_settings(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    wrong_type = list(_wrong_type())
    # Ranges can only be checked of values that have the right type.
    return [*_unknown(), *wrong_type, *(() if wrong_type else _out_of_range())]


@register("gapfinder")
def check_links(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    """Warn if digests have links, but the unsubscribe page has no address."""
    if not _setting("site_url"):
        return []
    try:
        reverse("gapfinder:unsubscribe", args=["token"])
    except NoReverseMatch:
        return [
            Warning(
                "GAPFINDER_SITE_URL is set, and nobody can unsubscribe.",
                hint='Add path("", include("gapfinder.urls")) to the urls.',
                id="gapfinder.W003",
            )
        ]
    return []


@register("gapfinder")
def check_database(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    return check_engine(settings.DATABASES[DEFAULT_DB_ALIAS]["ENGINE"])


def check_engine(engine: str) -> list[CheckMessage]:
    """Reject a database without conditional unique constraints, which runs rely on."""
    if engine.rpartition(".")[2] in DATABASES:
        return []
    return [
        Error(
            f"gapfinder does not run on {engine}.",
            hint="Use PostgreSQL, or SQLite to try it out. MariaDB and MySQL have no "
            "unique constraint with a condition, by which runs take turns.",
            id="gapfinder.E007",
        )
    ]


@register("gapfinder", deploy=True)
def check_site_url(app_configs: Sequence[Any] | None, **_: Any) -> list[CheckMessage]:
    url = str(_setting("site_url"))
    if url.startswith("https://"):
        return []
    return [
        Warning(
            f"GAPFINDER_SITE_URL is {url!r}, expected where the site is, by https.",
            hint="Links in letters begin with it, such as https://gaps.example.com.",
            id="gapfinder.W002",
        )
    ]


def _setting(field_name: str) -> Any:
    return getattr(settings, setting_name(field_name), getattr(Conf(), field_name))


def _unknown() -> Iterator[CheckMessage]:
    known = {setting_name(field.name) for field in fields(Conf)}
    for name in sorted(name for name in dir(settings) if name.startswith(PREFIX)):
        if name not in known:
            yield Warning(
                f"{name} is not a setting of gapfinder.",
                hint=f"Known settings: {', '.join(sorted(known))}.",
                id="gapfinder.W001",
            )


def _wrong_type() -> Iterator[CheckMessage]:
    for field in fields(Conf):
        kind: Any = type(field.default)
        value = _setting(field.name)
        try:
            accepted = (float, int) if kind is float else (kind,)
            right = isinstance(value, str) and kind(value) is not None
            right = right or (
                isinstance(value, accepted) and not isinstance(value, bool)
            )
        except ValueError:
            right = False
        if not right:
            yield Error(
                f"{setting_name(field.name)} is {value!r}, expected {kind.__name__}.",
                hint=f"The default is {field.default!r}.",
                id="gapfinder.E001",
            )


def _out_of_range() -> Iterator[CheckMessage]:
    for name, least in WHOLE_NUMBERS_FROM.items():
        if int(_setting(name)) < least:
            yield Error(
                f"{setting_name(name)} is {_setting(name)}, expected {least} or more.",
                id="gapfinder.E002",
            )
    for name in PROBABILITIES:
        if not 0 <= float(_setting(name)) <= 1:
            yield Error(
                f"{setting_name(name)} is {_setting(name)}, expected 0 … 1.",
                id="gapfinder.E003",
            )
    if float(_setting("weak_from")) > float(_setting("answered_from")):
        yield Error(
            "GAPFINDER_WEAK_FROM is above GAPFINDER_ANSWERED_FROM.",
            hint="A weak answer is less sure than an answer.",
            id="gapfinder.E004",
        )
    days, window = int(_setting("retention_days")), 7 * int(_setting("window_weeks"))
    if 0 < days < window:
        yield Error(
            f"GAPFINDER_RETENTION_DAYS is {days}, expected 0 or at least {window}.",
            hint="Runs read the texts of GAPFINDER_WINDOW_WEEKS.",
            id="gapfinder.E006",
        )
    site = str(_setting("site_url"))
    if site and not SITE_ADDRESS.fullmatch(site):
        yield Error(
            f"GAPFINDER_SITE_URL is {site!r}, expected an address with https://.",
            hint="Empty: letters have no links.",
            id="gapfinder.E008",
        )
    growth = float(_setting("dismissed_returns_at"))
    if growth and not 1 <= growth < inf:
        yield Error(
            f"GAPFINDER_DISMISSED_RETURNS_AT is {_setting('dismissed_returns_at')}, "
            "expected 1 or more.",
            hint="0 never brings a dismissed gap back.",
            id="gapfinder.E005",
        )
