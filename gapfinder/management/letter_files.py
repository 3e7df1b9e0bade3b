"""Digests as files, to review them before they are sent."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.utils.text import slugify
from django.utils.translation import get_language

from gapfinder.digests import Letter, letter_of, mail_of, preview
from gapfinder.models import HelpCenter, Subscription

Language = Subscription.Language


def write_letters(
    help_center: HelpCenter, monday: date, folder: Path
) -> Iterator[list[Path]]:
    """Write a digest for each audience and language with a subscription.

    Without subscriptions, write one of the whole help centre in the site's language.

    Yields:
        The files of a digest: HTML, plain text, table, and the complete mail.
    """
    folder.mkdir(parents=True, exist_ok=True)
    readers = Subscription.objects.of(help_center).active().select_related("audience")
    variants = {
        (reader.audience, reader.language): None for reader in readers.by_address()
    }
    for audience, language in variants or {(None, _sites_language()): None}:
        issue = preview(help_center, audience, monday)
        letter = letter_of(issue, language)
        # The key distinguishes two audiences whose names have the same slug.
        part = f"{audience.pk}-{slugify(audience.name)}" if audience else "all"
        stem = f"{help_center.slug}-{monday:%G-W%V}-{part}-{language}"
        yield list(_files(letter, help_center, folder / stem))


def _files(letter: Letter, help_center: HelpCenter, stem: Path) -> Iterator[Path]:
    mail = mail_of(letter, help_center, to=None)
    contents = {
        ".html": letter.html.encode(),
        ".txt": letter.text.encode(),
        ".csv": letter.table,
        ".eml": mail.message().as_bytes(),
    }
    for ending, content in contents.items():
        path = stem.with_name(stem.name + ending)
        path.write_bytes(content)
        yield path


def _sites_language() -> str:
    language = (get_language() or "").partition("-")[0]
    return language if language in Language.values else Language.EN.value
