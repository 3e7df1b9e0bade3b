"""An issue as a letter: subject, plain text, HTML and table, in a reader's language."""

from dataclasses import dataclass
from typing import Any

import css_inline
from django.template.loader import render_to_string
from django.utils.translation import override

from gapfinder.engine.text.normalization import one_line, wrapped
from gapfinder.models import Digest

from .issue import issue_of, subject_of
from .links import address_of
from .table import table_of

WIDTH = 76  # columns: a reply that quotes the letter still fits into 80
TEMPLATES = "gapfinder/digest"


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
        subject = one_line(subject_of(digest))
        shown: dict[str, Any] = {
            "issue": issue_of(digest, address_of),
            "language": language,
            "subject": subject,
            "unsubscribe_url": unsubscribe_url,
        }
        text = render_to_string(f"{TEMPLATES}/letter.txt", shown)
        html = render_to_string(f"{TEMPLATES}/letter.html", shown)
    return Letter(
        subject,
        wrapped(text, WIDTH),
        _with_styles(html),
        table_of(digest, language),
        f"gaps-{digest.monday:%G-W%V}.csv",
    )


def _with_styles(html: str) -> str:
    """Give every tag its style: many mail clients read nothing else.

    What has to wait for a dark screen stays in the head.
    """
    inliner = css_inline.CSSInliner(
        extra_css=render_to_string(f"{TEMPLATES}/letter.css"),
        keep_at_rules=True,
        load_remote_stylesheets=False,
    )
    return inliner.inline(html)
