"""What editors read of why an article is the nearest."""

import pytest
from django.test import Client

from gapfinder.admin.gap_page.evidence_text import passage, place, sentence, signals
from gapfinder.engine.coverage.evidence import Point, PointCode
from gapfinder.engine.text.reason_signals import Signals
from gapfinder.models import Passage
from gapfinder.models.gaps.evidence import NearestPassage
from gapfinder.models.judgements.payloads import Outside
from gapfinder.pipeline.analysis.explanations import VERDICT_CODES
from tests.support.desk import logged_in, page_of, text
from tests.support.factories import a_contact, a_gap, a_judgement, an_article

pytestmark = pytest.mark.django_db

NEAR = {
    "article": "a1",
    "score": 0.31,
    "passage": {"kind": "body", "text": "Tell us the <new> address."},
    "question": "How do I move?",
    "for": [{"code": "agree", "value": 0.75}],
    "against": [{"code": "foreign", "value": -1}, {"code": "title", "value": -0.123}],
}
SHARES = {PointCode.AGREE, PointCode.DISAGREE}
COUNTS = {
    *VERDICT_CODES.values(),
    *(PointCode.SHARED_IN, PointCode.CLOSER_GROUP, PointCode.FOREIGN),
}
SIGNED = set(PointCode) - SHARES - COUNTS


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def test_the_page_of_a_gap_shows_the_passage_beside_what_is_asked(
    admin_client: Client,
) -> None:
    gap = a_gap(nearest=[{"article": "a1", "score": 0.31}], evidence=[NEAR])

    page = text(admin_client, page_of(gap))

    assert "<blockquote>Tell us the &lt;new&gt; address.</blockquote>" in page
    assert "<blockquote>How do I move?</blockquote>" in page
    assert "<li>75% of the questions are by themselves nearest to it.</li>" in page
    assert "<li>1 contact is in a language it is not written in.</li>" in page
    assert "less close than is usual for an answer (\N{MINUS SIGN}0.12).</li>" in page


def test_a_gap_that_was_just_split_off_has_articles_but_no_evidence_yet(
    admin_client: Client,
) -> None:
    gap = a_gap(nearest=[{"article": "a1", "score": 0.31}])

    page = text(admin_client, page_of(gap))

    assert '<span class="score">0.31</span>' in page
    assert "The next run says what speaks for it and against it." in page


def test_the_page_of_a_contact_says_why_it_is_in_no_gap(admin_client: Client) -> None:
    article = an_article()
    best = Passage.objects.create(
        article=article, position=1, kind="body", text="Pull the plug."
    )
    told = {"points": {"words": 0.1, "groups": -0.2}, "alike": 2, "outside": "too_few"}
    contact = a_contact("Is it off?", signals={"said": ["reassurance"], "own_case": 1})
    question = contact.questions.get()
    a_judgement(question, article=article, passage=best, evidence=told)

    page = text(admin_client, page_of(contact))

    assert "<td>Pull the plug.</td><td>Is it off?</td>" in page
    assert "<li>Its words are closer than is usual for an answer (+0.10).</li>" in page
    assert "<li>Those who ask the same come less close to an article" in page
    assert "<td>Not grouped: only 2 ask the same.</td>" in page
    assert "used a phrase that is telling of “reassurance”" in page
    assert (
        "<li>An agent asked who the customer is, or looked something up.</li>" in page
    )


@pytest.mark.parametrize("code", sorted(SIGNED))
def test_every_part_has_a_sentence_for_and_one_against(code: PointCode) -> None:
    for_it, against_it = sentence(Point(code, 0.05)), sentence(Point(code, -0.05))

    assert for_it.endswith("(+0.05).")
    assert against_it.endswith("(\N{MINUS SIGN}0.05).")


@pytest.mark.parametrize("code", sorted(COUNTS))
def test_every_count_has_a_sentence_for_one_and_for_many(code: PointCode) -> None:
    assert " 1 " in f" {sentence(Point(code, -1))}"
    assert "1,200" in sentence(Point(code, 1200))


def test_shares_of_a_gap_are_said_in_percent() -> None:
    agree, disagree = Point(PointCode.AGREE, 1.0), Point(PointCode.DISAGREE, -0.6667)

    assert sentence(agree).startswith("100% of the questions")
    assert sentence(disagree).startswith("67% of the questions")


@pytest.mark.parametrize("outside", Outside)
def test_every_place_outside_of_a_gap_has_its_sentence(outside: Outside) -> None:
    judged = a_judgement(evidence={"points": {}, "alike": 1, "outside": outside})

    assert place(judged).endswith(".")


def test_a_title_says_that_it_is_one() -> None:
    assert passage(NearestPassage(Passage.Kind.TITLE, "Moving")) == "Moving (title)"
    assert passage(None) == "-"


def test_a_contact_without_signals_tells_no_reason() -> None:
    assert list(signals(Signals())) == []
