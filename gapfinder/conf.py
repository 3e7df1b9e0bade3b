"""Settings of the app: name, type, default and meaning of each.

A setting is `GAPFINDER_` and the field's name in capitals, in the project's settings.
No other module reads them from `django.conf.settings`.
"""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from django.conf import settings

PREFIX = "GAPFINDER_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conf:
    encoder: str = "packaged:multilingual-e5-small + en=packaged:all-MiniLM-L6-v2"
    """A Hub id, a model folder, or `packaged:NAME`: a model from a Python package.

    `FIRST + en=SECOND` adds one that reads a language better than the first."""

    cache_dir: str = "~/.cache/gapfinder"
    """Folder in which packaged models are unpacked, once."""

    window_weeks: int = 8
    """Weeks a run looks at by default; they end with the newest contact."""

    min_gap_contacts: int = 3
    """Contacts that must ask the same thing before editors see it as a gap."""

    answered_from: float = 0.8
    """Probability, 0 … 1, from which an article counts as the answer."""

    weak_from: float = 0.5
    """Probability, 0 … 1, from which an article counts as a weak answer."""

    dismissed_returns_at: float = 2.0
    """A dismissed gap is open again when it has grown past this many times the contacts
    it was dismissed with; 0: never."""

    retention_days: int = 0
    """Days after which contacts lose their text; figures stay. 0: never."""

    site_url: str = ""
    """Where the site is, as in letters' links: https://gaps.example.com. Empty: letters
    have no links."""

    digest_examples: int = 1
    """Typical questions, redacted, shown with a gap in a digest; 0: none."""

    customer_secret: str = ""
    """Key of the hash that customer ids are stored as; empty: SECRET_KEY."""


def setting_name(field_name: str) -> str:
    return PREFIX + field_name.upper()


def conf() -> Conf:
    """Return the current settings, read at every call, so `override_settings` works.

    Strings, as from environment variables, are converted to the field's type.

    Raises:
        ValueError: a string is not the number that it should be; the system check
            `gapfinder.E001` reports it at start-up.
    """
    values: dict[str, Any] = {}
    for field in fields(Conf):
        value = getattr(settings, setting_name(field.name), field.default)
        kind: Any = type(field.default)
        values[field.name] = kind(value) if isinstance(value, str) else value
    return Conf(**values)


def cache_dir() -> Path:
    return Path(conf().cache_dir).expanduser()


def customer_secret() -> str:
    return conf().customer_secret or settings.SECRET_KEY


def editor_model() -> str:
    return settings.AUTH_USER_MODEL
