"""Letters as files, for who wants to see them before anybody gets them."""

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
    """Write a letter for each audience and language that somebody has subscribed to.

    Without subscriptions, one for all of the help centre in the site's language.

    Yields:
        The files of a letter: HTML, plain text, table, and the mail they would make.
    """
    folder.mkdir(parents=True, exist_ok=True)
    readers = Subscription.objects.of(help_center).active().select_related("audience")
    wanted = {
        (reader.audience, reader.language): None for reader in readers.by_address()
    }
    for audience, language in wanted or {(None, _sites_language()): None}:
        issue = preview(help_center, audience, monday)
        letter = letter_of(issue, language)
        # The key tells two audiences apart whose names are spelt alike in files.
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
