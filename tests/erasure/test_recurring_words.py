"""What goes with its time goes: what others ask in the same words at another stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytest_django import Settings

from gapfinder.digests import compose
from gapfinder.digests.rendering.table import table_of
from gapfinder.erasure.erase import expire_texts
from gapfinder.models import Digest, Gap, GapQuote, Question
from tests.support import broadband
from tests.support.factories import NOON, a_contact, a_gap, a_judgement

pytestmark = pytest.mark.django_db

ASKED = "How do I reset my password?"
LONG_AGO = NOON - timedelta(days=400)
EXPIRED = NOON - timedelta(days=399)
WEEK = timedelta(weeks=1)


@pytest.fixture(autouse=True)
def examples(settings: Settings) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = 3


def an_issue(question: Question) -> Digest:
    gap = a_gap(title_of=question, examples=[question])
    return compose(gap.help_center, None, NOON.date(), now=NOON + WEEK)


def shows(issue: Digest) -> bool:
    issue.refresh_from_db()
    return ASKED in table_of(issue, "en").decode()


def test_an_issue_keeps_what_somebody_else_asked_in_the_same_words() -> None:
    issue = an_issue(a_contact(ASKED).questions.get())
    a_contact(ASKED, received_at=LONG_AGO)

    assert expire_texts(EXPIRED, now=NOON) == 1

    assert shows(issue)


def test_one_that_shows_what_was_asked_long_ago_loses_it() -> None:
    issue = an_issue(a_contact(ASKED, received_at=LONG_AGO).questions.get())
    a_contact(ASKED)
    assert shows(issue)

    expire_texts(EXPIRED, now=NOON)

    assert not shows(issue)


def test_a_run_shows_words_as_those_of_the_newest_who_says_them(
    encoder: None, tmp_path: Path
) -> None:
    """So they are shown for as long as anybody's time is not over."""
    contacts = broadband.contacts()
    for each in contacts:
        if each["id"].startswith("static-address"):
            each["text"] = "Can I get a static IP address?"
    broadband.imported(tmp_path, contacts=contacts, articles=broadband.articles())
    broadband.found(tmp_path)

    quotes = GapQuote.objects.filter(question__text="Can I get a static IP address?")
    quoted = {each.question for each in quotes.filter(role__in=["title", "example"])}

    same = Question.objects.filter(text="Can I get a static IP address?")
    assert quoted == {same.order_by("contact__received_at").last()}


def test_a_run_gives_titles_that_their_questions_say(
    encoder: None, tmp_path: Path
) -> None:
    broadband.imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )
    broadband.found(tmp_path)

    said = [gap.quoted_as(GapQuote.Role.TITLE)[0].words for gap in Gap.objects.all()]

    assert said == [gap.title for gap in Gap.objects.all()]
    assert said


@pytest.mark.parametrize("others", [ASKED, f"Hello! {ASKED} Thanks"])
def test_a_gap_is_still_called_what_others_ask(others: str) -> None:
    now = a_contact(others).questions.get()
    old = a_contact(ASKED, received_at=LONG_AGO).questions.get()
    gap = a_gap(title_of=old, examples=[old, now])
    for question in (now, old):
        a_judgement(question, gap=gap, last_gap=gap)

    expire_texts(EXPIRED, now=NOON)

    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.examples) == (ASKED, [others])


def test_a_title_that_nobody_asks_any_more_goes() -> None:
    now = a_contact("I forgot it").questions.get()
    old = a_contact(ASKED, received_at=LONG_AGO).questions.get()
    gap = a_gap(title_of=old, examples=[now])
    a_judgement(now, gap=gap, last_gap=gap)
    a_judgement(old, last_gap=gap)

    expire_texts(EXPIRED, now=NOON)

    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.examples) == ("I forgot it", ["I forgot it"])
