"""The review: which gap is asked about, what an answer teaches, and taking it back."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import Article, Gap, Verdict
from tests.admin.test_access import a_member
from tests.support.desk import logged_in, page_of, text
from tests.support.factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db

REVIEW = "admin:gapfinder_gap_review"
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def editor(client: Client) -> Client:
    a_member(client, "content editor", "lumevik")
    return client


def a_doubtful_gap(doubt: float, questions: int = 1, **fields: Any) -> Gap:
    """A gap near an article, with contacts of one question each."""
    center = fields.setdefault("help_center", a_help_center())
    article = fields.pop("near", None) or an_article(help_center=center)
    near = [{"article": article.external_id, "score": 0.5}]
    gap = a_gap(**{"doubt": doubt, "nearest": near} | fields)
    run = a_run(help_center=center)
    for _ in range(questions):
        question = a_contact(help_center=center).questions.get()
        a_judgement(question, gap=gap, run=run, article=article)
    return gap


def asked(client: Client, **query: Any) -> Gap | None:
    gap: Gap | None = client.get(reverse(REVIEW, query=query)).context.get("gap")
    return gap


def answer(client: Client, gap: Gap, said: str, **posted: Any) -> str:
    shown = Gap.objects.with_shown_article().get(pk=gap.pk)
    data = {"gap": gap.pk, "article": shown.shown_pk, "answer": said} | posted
    url = reverse(REVIEW, query={"help_center": gap.help_center.slug})
    return client.post(url, data, follow=True).content.decode()


def undo(client: Client) -> str:
    return client.post(reverse(REVIEW), {"undo": "1"}, follow=True).content.decode()


# --- Which gap is asked about ---------------------------------------------------------


def test_the_most_doubtful_gap_comes_first(editor: Client) -> None:
    a_doubtful_gap(1.0)
    first = a_doubtful_gap(3.0)
    a_doubtful_gap(2.0)

    assert asked(editor) == first


@pytest.mark.parametrize(
    "fields",
    [
        {"rank": None},
        {"status": "drafting"},
        {"status": "dismissed"},
        {"doubt": 0.0},
        {"nearest": []},
        {"nearest": [{"article": "gone", "score": 0.5}]},
    ],
    ids=lambda fields: str(next(iter(fields.items()))),
)
def test_what_is_sure_or_settled_is_not_asked_about(
    editor: Client, fields: dict[str, Any]
) -> None:
    a_doubtful_gap(**{"doubt": 2.0} | fields)

    assert asked(editor) is None
    assert "All is reviewed" in text(editor, reverse(REVIEW))


def test_a_weak_gap_is_asked_about_with_the_article_to_improve(editor: Client) -> None:
    weak = an_article(title="Almost")
    a_doubtful_gap(1.0, article=weak, kind="weak")

    assert page_of(weak) in text(editor, reverse(REVIEW))


@pytest.mark.parametrize("said", ["yes", "no", "partly"])
def test_an_answer_teaches_and_the_next_gap_comes(editor: Client, said: str) -> None:
    first, second = a_doubtful_gap(3.0, questions=4), a_doubtful_gap(1.0)

    page = answer(editor, first, said)

    verdict = Verdict.objects.get()
    assert (verdict.answer, verdict.gap) == (said, first)
    assert verdict.editor == User.objects.get()
    assert verdict.questions.count() == 4
    assert f"{said.capitalize()}: this teaches 4 questions" in page
    assert second.title in page
    assert "75% of the doubt is settled" in page
    assert "1 gap left" in page


def test_the_tally_counts_this_session(editor: Client) -> None:
    answer(editor, a_doubtful_gap(3.0, questions=4), "yes")

    page = " ".join(answer(editor, a_doubtful_gap(1.0), "no").split())

    assert "You gave 2 answers · 5 questions taught · in 5 contacts" in page
    assert "100% of the doubt is settled" in page
    assert reverse("admin:gapfinder_run_start") in page


def test_what_is_skipped_comes_last_and_in_turn(editor: Client) -> None:
    first, second, third = (a_doubtful_gap(doubt) for doubt in (3.0, 2.0, 1.0))

    seen = []
    for _ in range(6):
        gap = asked(editor)
        assert gap is not None
        seen.append(gap)
        answer(editor, gap, "skip")

    assert seen == [first, second, third] * 2
    assert not Verdict.objects.exists()


def test_a_verdict_on_another_article_leaves_the_question_open(editor: Client) -> None:
    gap = a_doubtful_gap(1.0)
    a_verdict(gap=gap, article=an_article())

    assert asked(editor) == gap


# --- Taking back ----------------------------------------------------------------------


def test_the_last_answer_is_taken_back_and_asked_again(editor: Client) -> None:
    first, second = a_doubtful_gap(3.0), a_doubtful_gap(1.0)
    answer(editor, first, "yes")
    answer(editor, second, "no")

    page = undo(editor)

    assert [verdict.gap for verdict in Verdict.objects.all()] == [first]
    assert "Taken back" in page
    assert second.title in page
    assert "You gave 1 answer" in page


def test_after_a_run_has_begun_nothing_is_taken_back(editor: Client) -> None:
    answer(editor, a_doubtful_gap(1.0), "yes")
    a_run(started_at=Verdict.objects.get().given_at)

    assert "An analysis has begun since" in undo(editor)
    assert Verdict.objects.count() == 1


def test_nobody_takes_back_what_another_one_said() -> None:
    said = a_verdict(editor=User.objects.create(username="kari"))

    with pytest.raises(ValueError, match="another editor's"):
        said.take_back(editor=User.objects.create(username="ola"))


def test_without_an_answer_there_is_nothing_to_take_back(editor: Client) -> None:
    assert "There is nothing to take back" in undo(editor)


# --- Two editors at once --------------------------------------------------------------


def test_the_second_answer_is_refused_with_the_first_one_named(editor: Client) -> None:
    gap = a_doubtful_gap(1.0)
    article = Article.objects.get()
    kari = User.objects.create(username="kari")
    a_verdict(gap=gap, article=article, answer="no", editor=kari)

    page = answer(editor, gap, "yes")

    assert "Kari has judged" in page
    assert "(no): your answer was not stored" in page
    assert Verdict.objects.get().editor == kari


def test_an_answer_to_what_a_run_has_changed_is_refused(editor: Client) -> None:
    gap = a_doubtful_gap(1.0)

    page = answer(editor, gap, "yes", article=an_article().pk)

    assert "has changed meanwhile: nothing was stored" in page
    assert not Verdict.objects.exists()


# --- Who may, and what is shown -------------------------------------------------------


def test_only_who_may_judge_reviews(client: Client) -> None:
    gap = a_doubtful_gap(1.0)
    a_member(client, "support lead", "lumevik")

    assert client.get(reverse(REVIEW)).status_code == HTTPStatus.FORBIDDEN
    refused = client.post(reverse(REVIEW), {"gap": gap.pk, "answer": "yes"})
    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_gaps_of_another_help_centre_are_neither_shown_nor_judged(
    editor: Client,
) -> None:
    theirs = a_doubtful_gap(9.0, help_center=a_help_center("fjordnett"))
    ours = a_doubtful_gap(1.0)

    assert asked(editor, help_center="fjordnett", gap=theirs.pk) == ours
    data = {"gap": theirs.pk, "article": 1, "answer": "yes"}
    assert editor.post(reverse(REVIEW), data).status_code == HTTPStatus.NOT_FOUND
    assert not Verdict.objects.exists()


def test_a_member_of_no_help_centre_is_told_so(client: Client) -> None:
    a_doubtful_gap(1.0)
    a_member(client, "content editor")

    page = text(client, reverse(REVIEW))
    assert "You are a member of no help centre" in page
    posted = client.post(reverse(REVIEW), {"answer": "yes"})
    assert posted.status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize(
    "data", [{}, {"answer": "maybe", "gap": "1"}, {"answer": "yes", "gap": "x"}]
)
def test_what_no_button_sends_is_not_found(
    editor: Client, data: dict[str, str]
) -> None:
    a_doubtful_gap(1.0)

    assert editor.post(reverse(REVIEW), data).status_code == HTTPStatus.NOT_FOUND


def test_a_post_without_its_token_is_refused() -> None:
    client = logged_in(Client(enforce_csrf_checks=True), is_superuser=True)
    gap = a_doubtful_gap(1.0)

    refused = client.post(reverse(REVIEW), {"gap": gap.pk, "answer": "skip"})

    assert refused.status_code == HTTPStatus.FORBIDDEN


def test_the_passage_stands_beside_the_questions_and_nothing_runs(
    editor: Client,
) -> None:
    article = an_article(title=HOSTILE, body=HOSTILE, url=f"javascript:{HOSTILE}")
    passage = {"kind": "body", "text": f"Pull {HOSTILE}"}
    told = {"article": article.external_id, "score": 0.5, "passage": passage}
    a_doubtful_gap(
        1.0,
        near=article,
        title=HOSTILE,
        examples=[HOSTILE],
        phrases=[HOSTILE],
        answers=[HOSTILE],
        evidence=[told],
    )

    page = text(editor, reverse(REVIEW))

    assert "Pull &lt;script&gt;" in page
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert " style=" not in page
    assert 'data-keys="y 1"' in page


def test_the_review_asks_as_little_whatever_it_shows(
    editor: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for doubt in range(1, 12):
        gap = a_doubtful_gap(doubt, questions=6)
    answer(editor, gap, "yes")

    with django_assert_max_num_queries(12):
        text(editor, reverse(REVIEW))
