"""Words of others, between the quotation marks of the language at work."""

from django.utils.translation import gettext as _


def quoted(words: str) -> str:
    return _("“%(words)s”") % {"words": words}
