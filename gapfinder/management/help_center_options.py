"""The `--help-center` of commands that need one that exists."""

from django.core.management.base import CommandError

from gapfinder.models import HelpCenter


def known_help_center(slug: str) -> HelpCenter:
    found = HelpCenter.objects.filter(slug=slug).first()
    if found:
        return found
    known = ", ".join(HelpCenter.objects.values_list("slug", flat=True))
    raise CommandError(
        f"there is no help centre {slug!r}; "
        + (f"known: {known}" if known else "import articles or contacts to make one"),
        returncode=2,
    )
