"""What goes with its time goes: what others ask in the same words at another stays."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gapfinder.digests import compose
from gapfinder.forgetting import forget_texts
from gapfinder.models import Digest, Gap, Run

from . import broadband
from .factories import NOON, a_contact, a_gap, a_judgement

pytestmark = pytest.mark.django_db

ASKED = "How do I reset my password?"
LONG_AGO = NOON - timedelta(days=400)
EXPIRED = NOON - timedelta(days=399)
WINDOW = timedelta(weeks=8)
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def examples(settings: Settings) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = 3


def an_issue(words_since: datetime | None) -> Digest:
    gap = a_gap(title=ASKED, examples=[ASKED], words_since=words_since)
    return compose(gap.help_center, None, NOON.date(), now=NOON + WEEK)


def shows(issue: Digest) -> bool:
    issue.refresh_from_db()
    return ASKED in str(issue.gaps)


def test_an_issue_keeps_what_was_asked_in_the_window_of_its_run() -> None:
    issue = an_issue(words_since=NOON - WINDOW)
    a_contact(ASKED, received_at=LONG_AGO)

    assert forget_texts(EXPIRED, now=NOON) == 1

    assert shows(issue)


@pytest.mark.parametrize("days", [0, 1])
def test_one_that_may_show_what_was_asked_long_ago_loses_it(days: int) -> None:
    issue = an_issue(words_since=LONG_AGO - timedelta(days=days))
    a_contact(ASKED, received_at=LONG_AGO)

    forget_texts(EXPIRED, now=NOON)

    assert not shows(issue)


def test_one_of_which_nobody_knows_from_when_its_words_are_loses_them() -> None:
    a_gap(words_since=NOON - WINDOW)
    issue = an_issue(words_since=None)
    a_contact(ASKED, received_at=LONG_AGO)

    forget_texts(EXPIRED, now=NOON)

    assert issue.words_since is None
    assert not shows(issue)


def test_a_solved_gap_in_an_issue_has_the_words_of_its_time() -> None:
    two_years_ago = NOON - timedelta(days=730)
    a_gap(
        rank=None,
        status=Gap.Status.PUBLISHED,
        published_at=NOON - WEEK,
        effect={"verdict": "fewer"},
        words_since=two_years_ago,
    )

    assert an_issue(words_since=NOON - WINDOW).words_since == two_years_ago


def test_a_gap_that_is_split_off_has_the_words_of_its_oldest_question() -> None:
    """Also of one that the last run's window has left behind."""
    gap = a_gap(words_since=NOON - WINDOW)
    old = a_contact(ASKED, received_at=LONG_AGO).questions.get()
    new = a_contact(ASKED).questions.get()
    for question in (old, new, a_contact("Else").questions.get()):
        a_judgement(question, gap=gap, last_gap=gap)

    part = gap.split_off([old, new])

    assert part.words_since == LONG_AGO


def test_a_gap_has_the_words_of_the_window_of_the_run_that_found_it(
    encoder: None, tmp_path: Path
) -> None:
    broadband.imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )
    found = broadband.found(tmp_path)["gaps"]

    run = Run.objects.get()
    assert {gap.words_since for gap in Gap.objects.all()} == {run.since}
    assert len(found) == Gap.objects.count()


@pytest.mark.parametrize("others", [ASKED, f"Hello! {ASKED} Thanks"])
def test_a_gap_is_still_called_what_others_ask(others: str) -> None:
    gap = a_gap(title=ASKED, examples=[others])
    a_judgement(a_contact(others).questions.get(), gap=gap, last_gap=gap)
    old = a_contact(ASKED, received_at=LONG_AGO)
    a_judgement(old.questions.get(), last_gap=gap)

    forget_texts(EXPIRED, now=NOON)

    gap.refresh_from_db()
    assert (gap.title, gap.examples) == (ASKED, [others])


def test_a_title_that_nobody_asks_any_more_goes() -> None:
    gap = a_gap(title=ASKED, examples=["I forgot it"])
    a_judgement(a_contact("I forgot it").questions.get(), gap=gap, last_gap=gap)
    old = a_contact(ASKED, received_at=LONG_AGO)
    a_judgement(old.questions.get(), last_gap=gap)

    forget_texts(EXPIRED, now=NOON)

    gap.refresh_from_db()
    assert (gap.title, gap.examples) == ("I forgot it", ["I forgot it"])
