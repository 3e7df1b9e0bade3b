"""An issue in words: subject, plain text, HTML and table, in a reader's language."""

from dataclasses import dataclass

from django.utils.translation import gettext, override

from gapfinder.models import Digest


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str
    html: str
    table: bytes  # CSV of all gaps
    table_name: str


def letter_of(digest: Digest, language: str, *, unsubscribe_url: str = "") -> Letter:
    """Put an issue into the words of a language: "en", "nb", "nl" or "sv".

    The same issue gives the same letter, whenever it is written. `digest` need not be
    stored: a preview is an unsaved one.
    """
    with override(language):
        contacts = gettext("%(contacts)s contacts") % digest.facts
    text = f"{digest}\n\n{contacts}\n\n{unsubscribe_url}\n"
    return Letter(str(digest), text, f"<p>{text}</p>", b"", f"gaps-{digest.monday}.csv")
