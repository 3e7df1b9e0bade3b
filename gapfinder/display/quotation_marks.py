"""Quotation marks of the active language."""

from django.utils.translation import get_language

from gapfinder.engine.languages import en, language_of


def quoted(words: str) -> str:
    language = language_of(get_language() or "") or en.LANGUAGE
    opening, closing = language.quotation_marks
    return f"{opening}{words}{closing}"
