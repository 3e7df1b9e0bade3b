"""Editors that know the labels: they answer what a run is least sure of."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

Labels = Sequence[Mapping[str, Any]]


def give_verdicts(slug: str, labels: Labels, most: int) -> None:
    """Answer for the most doubtful gaps of a help centre's latest run.

    An article that the labels of most of a gap's contacts name answers it, whichever
    was the nearest; where they name none, the nearest does not. Without an article
    there is nothing to say.
    """
    from gapfinder.models import Article, Gap, Verdict

    answered_by = {str(label["contact"]): label["article"] for label in labels}
    found = Gap.objects.filter(help_center__slug=slug).current()
    articles = Article.objects.filter(help_center__slug=slug)
    for gap in found.exclude(nearest=[]).most_doubtful_first()[:most]:
        contacts = gap.judgements.values_list(
            "question__contact__external_id", flat=True
        )
        truth = _of_most(
            contacts.order_by("question__contact__external_id"), answered_by
        )
        Verdict.objects.give(
            gap=gap,
            article=articles.get(external_id=truth or gap.nearest[0]["article"]),
            answer="yes" if truth else "no",
        )


def _of_most(contacts: Sequence[str], answered_by: Mapping[str, Any]) -> str | None:
    """Return the article most contacts need; contacts without a label do not count."""
    known = [answered_by[contact] for contact in contacts if contact in answered_by]
    if not known:
        return None
    [(article, _)] = Counter(known).most_common(1)
    return None if article is None else str(article)
