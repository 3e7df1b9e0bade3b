"""What an editor does to a gap on its page, through the browser's requests."""

from datetime import date
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gapfinder.admin.gap_decisions.forms import FORMS
from gapfinder.models import Exclusion, Gap, HelpCenter, Verdict
from tests.support.desk import page_of, text
from tests.support.factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def center() -> HelpCenter:
    return a_help_center()


def a_member(client: Client, role: str, center: HelpCenter) -> User:
    user = User.objects.create(username=role.replace(" ", "-"), is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    center.members.add(user)
    client.force_login(user)
    return user


@pytest.fixture
def editor(client: Client, center: HelpCenter) -> User:
    return a_member(client, "content editor", center)


def a_gap_of(*texts: str, **fields: Any) -> Gap:
    gap = a_gap(**fields)
    run = a_run(help_center=gap.help_center)
    for said in texts:
        contact = a_contact(said, help_center=gap.help_center)
        a_judgement(contact.questions.get(), gap=gap, last_gap=gap, run=run)
    return gap


def address(gap: Gap, key: str, **query: str) -> str:
    return reverse(f"admin:gapfinder_gap_{key}", args=[gap.pk], query=query)


def decided(client: Client, gap: Gap, key: str, **data: Any) -> str:
    """Press the button of a form, and return what the page says then."""
    version = Gap.objects.get(pk=gap.pk).version
    answer = client.post(address(gap, key), {"version": version, **data}, follow=True)
    assert answer.status_code == HTTPStatus.OK
    gap.refresh_from_db()
    return answer.content.decode()


# --- Each decision --------------------------------------------------------------------


def test_an_article_answers_a_gap(client: Client, editor: User) -> None:
    gap, article = a_gap_of("one?", "two?"), an_article(title="Copper")

    said = decided(client, gap, "answered", article=article.pk, answer="yes")

    assert "It teaches 2 questions" in said
    verdict = Verdict.objects.get()
    assert (verdict.article, verdict.answer, verdict.editor) == (article, "yes", editor)
    assert verdict.questions.count() == 2
    assert gap.events.get().kind == "verdict"
    assert LogEntry.objects.get().object_id == str(gap.pk)


def test_a_gap_is_drafted_by_somebody_with_a_note(
    client: Client, editor: User, center: HelpCenter
) -> None:
    gap, berit = a_gap(), User.objects.create(username="berit")
    center.members.add(berit)

    said = decided(client, gap, "draft", assignee=berit.pk, note="<b>now</b>")

    assert "The draft is started; it is with berit." in said
    assert (gap.status, gap.assignee) == ("drafting", berit)
    page = text(client, page_of(gap))
    assert "content-editor started the draft; it is with berit." in page
    assert "&lt;b&gt;now&lt;/b&gt;" in page
    assert "<b>now" not in page


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("missing", "Write it"), ("weak", "Improve it"), ("translation", "Translate it")],
)
def test_the_word_for_a_draft_follows_the_kind(
    client: Client, editor: User, kind: str, heading: str
) -> None:
    assert f"<summary>{heading}</summary>" in text(client, page_of(a_gap(kind=kind)))


def test_a_gap_is_published_as_an_article(client: Client, editor: User) -> None:
    gap, article = a_gap(status="drafting"), an_article(title="Copper")

    said = decided(client, gap, "publish", article=article.pk)

    assert "Marked as published: “Copper”." in said
    assert (gap.status, gap.published_article) == ("published", article)
    assert gap.published_at is not None


@pytest.mark.parametrize(
    ("returns", "until", "said"),
    [
        ("grown", None, "Dismissed until it has grown."),
        ("never", None, "Dismissed for good."),
        ("day", date(2027, 1, 4), "Dismissed until Jan. 4, 2027."),
    ],
)
def test_a_gap_is_dismissed_with_a_reason_and_a_return(
    client: Client, editor: User, returns: str, until: date | None, said: str
) -> None:
    gap = a_gap(volume=5)
    data = {"because": "duplicate", "returns": returns, "day": until or ""}

    assert said in decided(client, gap, "dismiss", **data)
    assert (gap.status, gap.dismissed_because) == ("dismissed", "duplicate")
    assert gap.dismissed_until == until


def test_a_day_is_asked_for_when_a_gap_returns_on_a_day(
    client: Client, editor: User
) -> None:
    gap = a_gap()

    said = decided(client, gap, "dismiss", because="duplicate", returns="day", day="")

    assert "Choose the day on which it is to return." in said
    assert gap.status == "open"


def test_a_gap_is_merged_split_assigned_renamed_and_reopened(
    client: Client, editor: User
) -> None:
    gap, other = a_gap_of("one?", "two?", status="dismissed"), a_gap_of("three?")
    one = gap.judgements.get(question__text="one?").question
    gap.help_center.last_gap_number = 10_000
    gap.help_center.save()

    assert "The gap is open again." in decided(client, gap, "reopen")
    assert "is with content-editor now" in decided(
        client, gap, "assign", assignee=editor.pk
    )
    assert "The title is saved" in decided(client, gap, "retitle", title="Copper")
    assert "1 question is a gap of its own now: gap-10001" in decided(
        client, gap, "split", question=[one.pk], title="Landlines"
    )
    said = decided(client, gap, "merge", other=other.pk)

    assert f"Merged: {gap.public_id} is a part of {other.public_id} now" in said
    assert (gap.status, gap.assignee, gap.title) == ("open", editor, "Copper")
    assert Gap.objects.get(number=10_001).title == "Landlines"
    assert gap.merged_into == other
    kinds = [event.kind for event in gap.events.order_by("pk")]
    assert kinds == ["reopened", "assigned", "retitled", "split", "merged"]


def test_a_gap_that_was_merged_is_decided_on_there(
    client: Client, editor: User
) -> None:
    gap, other = a_gap(), a_gap()
    gap.merge_into(other)

    assert f"It was merged into {other.public_id}" in decided(client, gap, "draft")
    assert gap.status == "open"
    assert "<summary>Dismiss it</summary>" not in text(client, page_of(gap))


def test_ticks_are_needed_to_split_and_not_all_of_them(
    client: Client, editor: User
) -> None:
    gap = a_gap_of("one?", "two?")
    both = [row.question_id for row in gap.judgements.all()]

    assert "Tick some contacts" in decided(client, gap, "split")
    assert "Leave at least one contact" in decided(client, gap, "split", question=both)
    assert Gap.objects.count() == 1


# --- An exclusion rule ----------------------------------------------------------------


def test_a_rule_is_tried_before_it_is_saved(client: Client, editor: User) -> None:
    gap = a_gap_of("Where is my parcel?", "Is the parcel late?", "A late parcel")
    other = a_gap_of("Where is the parcel shop?", "Late fee?", title="Shops")

    tried = decided(client, gap, "exclude", words="PARCEL, where is")

    assert not Exclusion.objects.exists()
    assert "Tried on all 5 questions" in tried
    assert "It takes 1 contact of another gap." in tried
    assert f'{other.public_id}</a> Shops</th><td class="number">1</td>' in tried
    assert "Save the rule" in tried

    words = {"words": "PARCEL, where is", "tried": "PARCEL, where is"}
    assert "The rule is saved" in decided(client, gap, "exclude", **words)
    rule = Exclusion.objects.get()
    assert (rule.phrases, rule.gap, rule.editor) == (
        ["PARCEL", "where is"],
        gap,
        editor,
    )
    assert gap.events.get().data == {"phrases": rule.phrases, "rule": rule.pk}


def test_a_rule_that_changed_after_its_trial_is_tried_again(
    client: Client, editor: User
) -> None:
    gap = a_gap_of("Where is my parcel?", "two?")

    said = decided(client, gap, "exclude", words="parcel", tried="where, parcel")

    assert "What the rule would have left out" in said
    assert not Exclusion.objects.exists()


@pytest.mark.parametrize(
    ("words", "wrong"),
    [("zebra", "None of the past questions"), (" ,! ", "Give at least one word.")],
)
def test_a_rule_that_takes_nothing_is_not_saved(
    client: Client, editor: User, words: str, wrong: str
) -> None:
    gap = a_gap_of("Where is my parcel?")

    assert wrong in decided(client, gap, "exclude", words=words, tried=words)
    assert not Exclusion.objects.exists()


# --- Searching ------------------------------------------------------------------------


def test_articles_are_found_by_title_or_id_and_20_at_most(
    client: Client, editor: User
) -> None:
    gap = a_gap()
    an_article(title="Åpningstider", external_id="hours-1")
    an_article(title="Other help centre", help_center=a_help_center("other"))
    for number in range(25):
        an_article(title=f"Router {number}")

    assert "Åpningstider" in text(client, address(gap, "answered", words="åpning"))
    assert "Åpningstider" in text(client, address(gap, "publish", words="HOURS-1"))
    assert "Other help" not in text(client, address(gap, "answered", words="other"))
    routers = text(client, address(gap, "answered", words="router"))
    assert routers.count('name="article"') == 20
    assert "There may be more" in routers


def test_a_search_in_place_returns_the_choices_alone(
    client: Client, editor: User
) -> None:
    gap, article = a_gap(), an_article(title="<script>alert(1)</script>")

    page = text(client, address(gap, "answered", words="script", found="1"))

    assert "<html" not in page
    assert f'value="{article.pk}"' in page
    assert "&lt;script&gt;" in page
    assert "<script" not in page


def test_the_nearest_articles_are_there_without_a_search(
    client: Client, editor: User
) -> None:
    article = an_article(title="Nearly")
    gap = a_gap(nearest=[{"article": article.external_id, "score": 0.4}])

    page = text(client, page_of(gap))

    assert page.count(f'name="article" value="{article.pk}"') == 2


def test_gaps_are_found_by_title_or_number_with_their_contacts(
    client: Client, editor: User
) -> None:
    gap = a_gap(title="Copper")
    other = a_gap(title="Landlines", volume=41, number=4321)
    a_gap(title="Landlines of others", help_center=a_help_center("other"))

    for words in ("LAND", "4321", "gap-4321"):
        page = text(client, address(gap, "merge", words=words))
        assert f"{other.public_id} Landlines: 41 contacts" in page
        assert "of others" not in page


# --- Who may --------------------------------------------------------------------------


@pytest.mark.parametrize("key", FORMS)
def test_a_support_lead_reads_the_history_and_decides_nothing(
    client: Client, center: HelpCenter, key: str
) -> None:
    gap = a_gap_of("one?", "two?", title_of="How do I move?")
    gap.retitle("Better")
    a_member(client, "support lead", center)

    page = text(client, page_of(gap))
    assert "changed the title from “How do I move?” to “Better”" in page
    assert 'class="decision"' not in page
    for ask in (client.get, client.post):
        assert ask(address(gap, key)).status_code == HTTPStatus.FORBIDDEN
    assert gap.events.count() == 1


def test_a_title_before_is_told_while_its_question_is_there(
    client: Client, editor: User
) -> None:
    contact = a_contact("How do I move?")
    gap = a_gap(title_of=contact.questions.get())
    for title in ("Better", "Best"):
        gap.retitle(title)

    contact.delete()

    page = text(client, page_of(gap))
    assert "from “Better” to “Best”" in page
    assert "changed the title.<" in "".join(page.splitlines())
    assert "How do I move?" not in page


@pytest.mark.parametrize("key", FORMS)
def test_a_gap_of_another_help_centre_is_not_there(
    client: Client, editor: User, key: str
) -> None:
    theirs = a_gap(help_center=a_help_center("other"))

    for ask in (client.get, client.post):
        assert ask(address(theirs, key)).status_code == HTTPStatus.NOT_FOUND


def test_what_is_chosen_is_of_the_same_help_centre(
    client: Client, editor: User
) -> None:
    gap, other = a_gap_of("one?", "two?"), a_help_center("other")
    other.members.add(editor)  # who sees it, but not from here
    article = an_article(help_center=other)
    stranger = User.objects.create(username="stranger")
    theirs = a_gap_of("theirs?", help_center=other)
    question = theirs.judgements.get().question

    for key, data in (
        ("answered", {"article": article.pk, "answer": "yes"}),
        ("publish", {"article": article.pk}),
        ("draft", {"assignee": stranger.pk}),
        ("assign", {"assignee": stranger.pk}),
        ("merge", {"other": theirs.pk}),
        ("split", {"question": question.pk}),
    ):
        assert "errorlist" in decided(client, gap, key, **data), key
    assert (gap.status, gap.assignee, gap.merged_into) == ("open", None, None)
    assert not gap.events.exists()
    assert not Verdict.objects.exists()


def test_a_decision_needs_the_token_and_a_post(
    center: HelpCenter, editor: User
) -> None:
    gap, browser = a_gap(), Client(enforce_csrf_checks=True)
    browser.force_login(editor)

    refused = browser.post(address(gap, "draft"), {"version": 0})

    assert refused.status_code == HTTPStatus.FORBIDDEN
    assert browser.get(address(gap, "draft")).status_code == HTTPStatus.OK
    assert browser.put(address(gap, "draft")).status_code in {403, 405}
    assert not gap.events.exists()


def test_the_page_asks_no_more_for_more_history(
    client: Client, editor: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    article = an_article()
    near = [{"article": article.external_id, "score": 0.4}]
    gap = a_gap_of(*(f"{n}?" for n in range(9)), nearest=near)
    gone = User.objects.create(username="gone")
    for number in range(20):
        gap.retitle(f"title {number}", editor=editor)
        gap.assign([None, gone][number % 2])

    with django_assert_max_num_queries(12):
        text(client, page_of(gap))
