"""The stored digest of a week, or a draft that is not saved."""

from datetime import date

from gapfinder.digests.content.compose import draft
from gapfinder.models import Audience, Digest, HelpCenter


def preview(help_center: HelpCenter, audience: Audience | None, monday: date) -> Digest:
    """Return the issue about a week; if there is none yet, one that is not stored."""
    written = Digest.objects.about(help_center, audience, monday)
    return written.first() or Digest(
        help_center=help_center,
        audience=audience,
        monday=monday,
        **draft(help_center, audience, monday),
    )
