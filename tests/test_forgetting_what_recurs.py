"""What goes with its time goes: what others ask in the same words at another stays."""

from datetime import timedelta

import pytest
from pytest_django import Settings

from gapfinder.digests import compose
from gapfinder.forgetting import forget_texts
from gapfinder.models import Digest, Gap

from .factories import NOON, a_contact, a_gap, a_judgement, a_run

pytestmark = pytest.mark.django_db

ASKED = "How do I reset my password?"
LONG_AGO = NOON - timedelta(days=400)
EXPIRED = NOON - timedelta(days=399)
WINDOW = timedelta(weeks=8)
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def examples(settings: Settings) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = 3


def an_issue() -> Digest:
    gap = a_gap(title=ASKED, examples=[ASKED])
    return compose(gap.help_center, None, NOON.date(), now=NOON + WEEK)


def shows(issue: Digest) -> bool:
    issue.refresh_from_db()
    return ASKED in str(issue.gaps)


def test_an_issue_keeps_what_was_asked_in_the_window_of_its_run() -> None:
    a_run(since=NOON - WINDOW)
    issue = an_issue()
    a_contact(ASKED, received_at=LONG_AGO)

    assert forget_texts(EXPIRED, now=NOON) == 1

    assert issue.words_since == NOON - WINDOW
    assert shows(issue)


@pytest.mark.parametrize("days", [0, 1])
def test_one_that_may_show_what_was_asked_long_ago_loses_it(days: int) -> None:
    a_run(since=LONG_AGO - timedelta(days=days))
    issue = an_issue()
    a_contact(ASKED, received_at=LONG_AGO)

    forget_texts(EXPIRED, now=NOON)

    assert not shows(issue)


def test_one_of_which_nobody_knows_from_when_its_words_are_loses_them() -> None:
    issue = an_issue()  # no run has ever finished
    a_contact(ASKED, received_at=LONG_AGO)

    forget_texts(EXPIRED, now=NOON)

    assert issue.words_since is None
    assert not shows(issue)


def test_an_update_shows_what_the_full_run_before_it_read() -> None:
    a_run(since=NOON - WINDOW - WEEK, until=NOON - WEEK)
    a_run(since=NOON - WINDOW, kind="update")

    assert an_issue().words_since == NOON - WINDOW - WEEK


def test_a_solved_gap_that_is_found_no_more_has_the_words_of_its_time() -> None:
    """Found two years ago, in a window of eight weeks, and published last week."""
    a_run(since=NOON - WINDOW, until=NOON)
    found = NOON - timedelta(days=730)
    a_gap(
        title="Gone",
        rank=None,
        status=Gap.Status.PUBLISHED,
        found_at=found,
        published_at=NOON - WEEK,
    )

    assert an_issue().words_since == found - 2 * WINDOW


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
