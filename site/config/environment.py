"""Reading the environment: what is there but makes no sense is named at the start."""

import os
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5  # as Django's check --deploy
LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
DATABASES = ("postgresql", "postgis", "sqlite3", "spatialite")
BROKERS = ("redis", "rediss", "sentinel", "amqp", "amqps", "pyamqp", "memory")
IN_DEBUG_ONLY = "django-insecure-"  # how a key begins that was made for a laptop


def text(name: str, default: str = "") -> str:
    """Return a variable, or the text of the file that its name with `_FILE` names.

    Credentials of systemd and secrets of containers are files.
    """
    given, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if not file:
        return default if given is None else given
    if given:
        raise ImproperlyConfigured(f"{name} and {name}_FILE are both set")
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError) as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error}") from None


def is_on(name: str, default: str = "0") -> bool:
    given = text(name) or default
    if given not in {"0", "1"}:
        raise ImproperlyConfigured(f"{name} is {given!r}, expected 0 or 1")
    return given == "1"


def number(name: str, default: int, *, least: int = 0, most: int = 10**9) -> int:
    given = text(name) or str(default)
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is {given!r}, expected a whole number")
    if not least <= int(given) <= most:
        raise ImproperlyConfigured(f"{name} is {given}, expected {least} to {most}")
    return int(given)


def time_zone(name: str, default: str) -> str:
    given = text(name) or default
    if given not in available_timezones():
        raise ImproperlyConfigured(
            f"{name} is {given!r}, expected a time zone such as Europe/Oslo"
        )
    return given


def log_level(name: str, default: str) -> str:
    given = (text(name) or default).upper()
    if given not in LEVELS:
        raise ImproperlyConfigured(
            f"{name} is {given!r}, expected one of {', '.join(LEVELS)}"
        )
    return given


def sender(name: str, default: str) -> str:
    """Return whom letters are from: an address, or `Name <address>`."""
    given = text(name) or default
    address = parseaddr(given)[1]
    if not given.isprintable() or not all(address.rpartition("@")):
        raise ImproperlyConfigured(
            f"{name} is {given!r}, expected such as Gaps <gaps@example.com>"
        )
    return given


def database(name: str, default: str, **options: Any) -> Any:
    """Return a database as Django's settings have it.

    Raises:
        ImproperlyConfigured: it is no address of a database that is known; without its
            words, for there is a password in them.
    """
    try:
        found = dj_database_url.parse(text(name) or default, **options)
    except ValueError:
        raise ImproperlyConfigured(
            f"{name} makes no sense, expected such as "
            "postgres://USER:PASSWORD@HOST:5432/NAME with %40 for @ in a password"
        ) from None
    if found["ENGINE"].rpartition(".")[2] not in DATABASES:  # no driver is here either
        raise ImproperlyConfigured(
            f"{name} is of {found['ENGINE']}, on which gapfinder does not run: use "
            "PostgreSQL, or SQLite to try it out"
        )
    return found


def broker(name: str) -> str | None:
    """Return where messages go; None: nowhere, as there is no broker."""
    given = text(name)
    scheme = given.partition("://")[0].partition("+")[0]
    if given and scheme not in BROKERS:
        raise ImproperlyConfigured(
            f"{name} makes no sense, expected redis://HOST:6379/0 or "
            "amqp://USER:PASSWORD@HOST:5672/"
        )
    return given or None


def listed(name: str, default: str = "") -> list[str]:
    return [each.strip() for each in text(name, default).split(",") if each.strip()]


def all_beginning(prefix: str) -> dict[str, str]:
    """Return all variables that begin so, those that are in files too."""
    names = {name.removesuffix("_FILE") for name in os.environ}
    return {name: text(name) for name in names if name.startswith(prefix)}


def secret_key(name: str, *, debug: bool, kept_in: Path) -> str:
    """Return the key given; in debug else this machine's own, made at the first start.

    Outside debug a key that is made anew on each machine would log people out and part
    the customers of yesterday from those of today.

    Raises:
        ImproperlyConfigured: outside debug there is none, or one that can be guessed.
    """
    given = text(name)
    if debug:
        return given or _own_key(kept_in)
    if not given:
        raise ImproperlyConfigured(
            f"{name} is not set: outside debug the site does not start without its "
            "own key"
        )
    if given.startswith(IN_DEBUG_ONLY):
        raise ImproperlyConfigured(f"{name} was made for debug: make one of its own")
    if len(given) < SHORTEST_KEY or len(set(given)) < FEWEST_CHARACTERS:
        raise ImproperlyConfigured(
            f"{name} can be guessed: it needs {SHORTEST_KEY} characters or more, and "
            f"{FEWEST_CHARACTERS} different ones"
        )
    return given


def _own_key(file: Path) -> str:
    if not file.exists():
        file.touch(mode=0o600)
        key = IN_DEBUG_ONLY + get_random_secret_key()
        file.write_text(key, encoding="utf-8")
    return file.read_text(encoding="utf-8")
