"""What a run judges by, and whether an update finds it as the last full run left it."""

import hashlib
import json

from gapfinder.conf import Conf
from gapfinder.models import Article, HelpCenter, Judgement, Run

FEWEST = 2  # questions whose words are there: one has no other beside it


class NoUpdateError(Exception):
    """Only a full run can tell now; the message says why."""


def basis_of(help_center: HelpCenter, options: Conf) -> str:
    """Return what tells articles and settings apart from others."""
    articles = list(Article.objects.of(help_center).published().digests())
    judged_by = (options.answered_from, options.weak_from, options.min_gap_contacts)
    told = json.dumps([articles, judged_by])
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def last_full_run(help_center: HelpCenter, *, encoder: str, options: Conf) -> Run:
    """Return the run whose gaps an update sorts new contacts into.

    Raises:
        NoUpdateError: there is none, or it judged by something else.
    """
    finished = Run.objects.of(help_center).finished()
    run = finished.full().newest_first().first()
    slug = help_center.slug
    if run is None:
        raise NoUpdateError(f"{slug} was never analysed in full: nothing to update")
    if run.encoder != encoder:
        raise NoUpdateError(
            f"{slug} was last analysed in full with another encoder, {run.encoder}"
        )
    if run.basis != basis_of(help_center, options):
        raise NoUpdateError(
            f"articles of {slug}, or settings, changed since its last full run"
        )
    if len(Judgement.objects.of_words_by(run)[:FEWEST]) < FEWEST:
        raise NoUpdateError(f"no words are left of what {slug} was asked until then")
    return run
