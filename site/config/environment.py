"""Reading the environment: what is there but makes no sense is named at the start."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

SHORTEST_KEY, FEWEST_CHARACTERS = 50, 5  # as Django's check --deploy
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


def number(name: str, default: int) -> int:
    given = text(name) or str(default)
    if not given.isdecimal():
        raise ImproperlyConfigured(f"{name} is {given!r}, expected a whole number")
    return int(given)


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
