"""The help centre a file is for, made by its first import."""

from django.core.exceptions import ValidationError

from gapfinder.models import HelpCenter

from .jsonl import InputError


def help_center_called(slug: str) -> HelpCenter:
    """Return the help centre, new if the slug is.

    Raises:
        InputError: no help centre can be called that.
    """
    try:
        HelpCenter._meta.get_field("slug").clean(slug, None)
    except ValidationError:
        raise InputError(
            f"--help-center is {slug!r}, expected a word of at most 50 letters a-z, "
            "digits, hyphens or underscores"
        ) from None
    return HelpCenter.objects.get_or_create(slug=slug)[0]
