"""What editors find on the page of a gap."""

import json
import re
from datetime import date, timedelta
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gapfinder.models import Gap, GapWeek
from tests.support.desk import logged_in, page_of, text
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    an_article,
)

pytestmark = pytest.mark.django_db

MONDAY = date(2026, 11, 9)
HOSTILE = "<script>alert(1)</script></textarea>"
SHORT_HOSTILE = "<script>alert(1)</script>"
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\s(?:style|on[a-z]+)=\"", re.I)


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def asked(gap: Gap, *questions: str, **fields: Any) -> Any:
    """Store a contact of the gap, with all its questions in it, and return it."""
    contact = a_contact(*questions, help_center=gap.help_center, **fields)
    run = a_run(help_center=gap.help_center)
    for question in contact.questions.all():
        a_judgement(question, gap=gap, run=run)
    return contact


def said_in(gap: Gap, contact: Any) -> str:
    return reverse("admin:gapfinder_gap_contact", args=[gap.pk, contact.pk])


def brief_of(gap: Gap, *, file: bool = False) -> str:
    name = "gap_brief_file" if file else "gap_brief"
    return reverse(f"admin:gapfinder_{name}", args=[gap.pk])


def member(client: Client, role: str, gap: Gap) -> Client:
    """Log in a member of the gap's help centre."""
    user = User.objects.create(username=role, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    gap.help_center.members.add(user)
    client.force_login(user)
    return client


# --- What is known --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Gap.Kind.MISSING, "no article answers this"),
        (Gap.Kind.WEAK, ">Moving</a> comes close but does not answer it"),
        (Gap.Kind.TRANSLATION, ">Moving</a> answers it in en, and nothing does in nb"),
    ],
)
def test_it_says_what_its_kind_means(
    admin_client: Client, kind: Gap.Kind, said: str
) -> None:
    article = None if kind == "missing" else an_article(title="Moving", locale="en")

    assert said in text(admin_client, page_of(a_gap(kind=kind, article=article)))


def test_its_head_says_where_it_stands(admin_client: Client) -> None:
    kari = User.objects.create(username="kari")
    gap = a_gap(rank=4, number=17, status=Gap.Status.DRAFTING, assignee=kari)

    page = text(admin_client, page_of(gap))

    assert "No. 4" in page
    assert "gap-17" in page
    assert '<span class="badge status status-drafting">drafting</span>' in page
    assert "Assigned to kari" in page


def test_a_gap_that_was_merged_leads_to_the_one_it_is_in(admin_client: Client) -> None:
    survivor = a_gap(title="Moving")
    gap = a_gap(rank=None, merged_into=survivor)

    page = text(admin_client, page_of(gap))

    link = f'<a href="{page_of(survivor)}">{survivor.public_id} Moving</a>'
    assert f"It was merged into {link}." in page


def test_it_shows_examples_and_nearest_articles_with_scores(
    admin_client: Client,
) -> None:
    article = an_article(external_id="a1", title="Moving")
    nearest = [{"article": "a1", "score": 0.314}, {"article": "gone", "score": 0.2}]
    gap = a_gap(examples=["Can I take it along?"], nearest=nearest)

    page = " ".join(text(admin_client, page_of(gap)).split())

    assert "<li>Can I take it along?</li>" in page
    assert f'Article: <a href="{page_of(article)}">Moving</a>' in page
    assert '0.31</span> <span class="near-title">Moving</span>' in page
    assert '0.20</span> <span class="near-title">gone</span>' in page


def test_it_shows_who_asks_as_numbers_and_shares(admin_client: Client) -> None:
    gap = a_gap(
        channels={"chat": 1, "email": 3},
        locales={"nb": 4},
        besides={"prefers_person": 4},
    )

    page = text(admin_client, page_of(gap))

    for name, contacts, percent in [
        *(("e-mail", 3, 75), ("chat", 1, 25), ("nb", 4, 100)),
        ("prefers a person", 4, 100),
    ]:
        assert re.search(
            rf'>{name}</th>.*value="{percent}".*>{contacts}</td>.*>{percent}%</td>',
            page,
        )
    assert page.index(">e-mail</th>") < page.index(">chat</th>")


def test_it_shows_what_agents_answer(admin_client: Client) -> None:
    gap = a_gap(answers=["Send a <form> to us."])

    page = text(admin_client, page_of(gap))

    assert "How agents answer today" in page
    assert "<li>Send a &lt;form&gt; to us.</li>" in page


# --- Week by week ---------------------------------------------------------------------


def chart_of(page: str) -> dict[str, Any]:
    (drawing,) = re.findall(r'data-chart="([^"]*)"', page)
    found: dict[str, Any] = json.loads(drawing.replace("&quot;", '"'))
    return found


def test_its_weeks_go_beyond_the_window_of_a_run(admin_client: Client) -> None:
    gap = a_gap(weeks={})
    weeks = [MONDAY - timedelta(weeks=back) for back in range(30)]
    GapWeek.objects.store(GapWeek(gap=gap, monday=day, contacts=7) for day in weeks)

    drawing = chart_of(text(admin_client, page_of(gap)))

    assert drawing["series"][0]["values"] == [7] * 26


def test_a_week_that_no_run_counted_is_empty(admin_client: Client) -> None:
    gap = a_gap()
    for back, contacts in ((2, 4), (0, 5)):
        monday = MONDAY - timedelta(weeks=back)
        GapWeek.objects.create(gap=gap, monday=monday, contacts=contacts)

    drawing = chart_of(text(admin_client, page_of(gap)))

    assert drawing["labels"] == ["October 26", "November 2", "November 9"]
    assert drawing["series"][0]["values"] == [4, None, 5]


def test_what_editors_did_is_marked_in_its_week(admin_client: Client) -> None:
    gap = a_gap()
    GapWeek.objects.create(gap=gap, monday=MONDAY, contacts=5)
    gap.events.create(kind="found", at=NOON)
    gap.events.create(kind="published", at=NOON)  # Monday the 16th
    gap.events.create(kind="drafting", at=NOON - timedelta(days=1))
    gap.events.create(kind="dismissed", at=NOON + timedelta(weeks=40))

    page = text(admin_client, page_of(gap)).replace("\N{NO-BREAK SPACE}", " ")

    assert chart_of(page)["labels"] == ["November 9", "November 16"]
    assert [mark["at"] for mark in chart_of(page)["marks"]] == [0, 1]
    assert "<td>1. Nov. 15, 2026: drafting</td>" in page
    assert "<td>2. Nov. 16, 2026: published</td>" in page


def test_a_gap_without_counted_weeks_has_no_chart(admin_client: Client) -> None:
    assert "data-chart" not in text(admin_client, page_of(a_gap()))


# --- Its contacts ---------------------------------------------------------------------


def test_its_contacts_come_25_a_page_the_newest_first(admin_client: Client) -> None:
    gap = a_gap()
    for day in range(27):
        asked(gap, f"asked {day}.", received_at=NOON - timedelta(days=day))

    first = text(admin_client, page_of(gap))
    second = text(admin_client, page_of(gap) + "?page=2")

    assert re.findall(r"asked \d+\.", first) == [f"asked {day}." for day in range(25)]
    assert re.findall(r"asked \d+\.", second) == ["asked 25.", "asked 26."]
    assert 'href="?page=2#contacts"' in first
    assert 'href="?page=1#contacts"' in second
    assert 'href="?page=3#contacts"' not in second


@pytest.mark.parametrize("page", ["0", "-1", "x", "٣", "9" * 5000, ""])
def test_another_page_than_there_is_does_no_harm(
    admin_client: Client, page: str
) -> None:
    gap = a_gap()
    asked(gap, "How do I move?")

    assert "All contacts" in text(admin_client, f"{page_of(gap)}?page={page}")


def test_contacts_are_chosen_by_channel_and_locale(admin_client: Client) -> None:
    gap = a_gap(channels={"chat": 2, "email": 1}, locales={"nb": 2, "sv": 1})
    asked(gap, "Norwegian chat?", channel="chat", locale="nb")
    asked(gap, "Swedish chat?", channel="chat", locale="sv")
    asked(gap, "Norwegian mail?", channel="email", locale="nb")

    page = text(admin_client, f"{page_of(gap)}?channel=chat&locale=nb")
    unknown = text(admin_client, f"{page_of(gap)}?channel=post&locale=xx")

    assert re.findall(r"\w+ (?:chat|mail)\?", page) == ["Norwegian chat?"]
    assert len(re.findall(r"\w+ (?:chat|mail)\?", unknown)) == 3


def test_the_contacts_of_a_large_gap_are_not_to_choose_from(
    admin_client: Client,
) -> None:
    counts = {"chat": 2_000, "email": 1}
    gap = a_gap(volume=2_001, channels=counts, locales={"nb": 2_000, "sv": 1})
    asked(gap, "How do I move?", channel="email")

    page = text(admin_client, f"{page_of(gap)}?channel=chat")

    assert "How do I move?" in page
    assert 'name="channel"' not in page
    gap.volume = 2_000
    gap.save()
    assert "chat (2,000)" in text(admin_client, page_of(gap))


def test_a_reason_is_told_if_no_content_is_needed(admin_client: Client) -> None:
    gap, run = a_gap(), a_run()
    for reason in ("content", "account"):
        a_judgement(a_contact().questions.get(), gap=gap, run=run, reason=reason)

    page = text(admin_client, page_of(gap))

    assert re.findall(r"why in touch: (\w+)", page) == ["account"]


def test_each_contact_opens_what_was_said_with_the_question_marked(
    admin_client: Client,
) -> None:
    gap = a_gap()
    turns = [
        {"speaker": "agent", "text": "How do I move? <b>"},
        {"speaker": "customer", "text": "Hi & hello. how do I\nmove?"},
    ]
    contact = asked(gap, "How do I move?", turns=turns, subject="Moving")

    page = text(admin_client, page_of(gap))
    said = text(admin_client, said_in(gap, contact))

    assert f'data-fetch="{said_in(gap, contact)}"' in page
    assert f'<a href="{page_of(contact)}">' in page
    assert "<dt>agent</dt><dd>How do I move? &lt;b&gt;</dd>" in said
    assert "<dd>Hi &amp; hello. <mark>how do I\nmove?</mark></dd>" in said
    assert '<p class="subject">Moving</p>' in said


def test_only_the_gaps_own_question_is_marked(admin_client: Client) -> None:
    contact = a_contact("How do I move?", "Where is my bill?")
    gap, first = a_gap(), contact.questions.get(position=0)
    a_judgement(first, gap=gap)

    said = text(admin_client, said_in(gap, contact))

    assert "<mark>How do I move?</mark>" in said
    assert "<dd>Where is my bill?</dd>" in said


def test_a_contact_of_another_gap_is_not_found(admin_client: Client) -> None:
    gap, other = a_gap(), a_gap()
    contact = asked(other, "How do I move?")

    answer = admin_client.get(said_in(gap, contact))

    assert answer.status_code == HTTPStatus.NOT_FOUND


# --- Who may see and do what ----------------------------------------------------------


def test_an_editor_can_choose_contacts_and_a_support_lead_cannot(
    client: Client,
) -> None:
    gap = a_gap()
    question = asked(gap, "How do I move?").questions.get()
    box = f'type="checkbox" form="split" name="question" value="{question.pk}"'

    assert box in text(member(client, "content editor", gap), page_of(gap))
    page = text(member(client, "support lead", gap), page_of(gap))
    assert "How do I move?" in page
    assert "checkbox" not in page
    assert 'id="gap_form"' not in page


def test_nothing_of_another_help_centre_is_found(client: Client) -> None:
    ours, theirs = a_gap(), a_gap(help_center=a_help_center("brightline"))
    contact = asked(theirs, "How do I move?")
    member(client, "content editor", ours)

    for url in (
        said_in(theirs, contact),
        said_in(ours, contact),
        brief_of(theirs),
        brief_of(theirs, file=True),
    ):
        assert client.get(url).status_code == HTTPStatus.NOT_FOUND
    assert client.get(brief_of(ours)).status_code == HTTPStatus.OK


def test_who_may_not_see_contacts_cannot_open_them(client: Client) -> None:
    gap = a_gap()
    contact = asked(gap, "How do I move?")
    user = User.objects.create(username="writer", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="view_gap"))
    gap.help_center.members.add(user)
    client.force_login(user)

    assert page_of(contact) not in text(client, page_of(gap))
    answer = client.get(said_in(gap, contact))
    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_who_may_not_see_gaps_has_no_brief(client: Client) -> None:
    gap = a_gap()
    user = User.objects.create(username="writer", is_staff=True)
    gap.help_center.members.add(user)
    client.force_login(user)

    for url in (brief_of(gap), brief_of(gap, file=True)):
        assert client.get(url).status_code == HTTPStatus.FORBIDDEN


def test_an_editor_changes_title_and_status_and_nothing_else(
    admin_client: Client,
) -> None:
    gap = a_gap(volume=3, rank=1)

    data = {"title": "Better", "status": "drafting", "volume": 99, "rank": 99}
    admin_client.post(page_of(gap), data)

    gap.refresh_from_db()
    assert (gap.title, gap.status) == ("Better", Gap.Status.DRAFTING)
    assert (gap.volume, gap.rank) == (3, 1)


def test_a_title_that_is_missing_is_asked_for(admin_client: Client) -> None:
    gap = a_gap()

    answer = admin_client.post(page_of(gap), {"title": "", "status": "open"})

    assert '<details class="gap-edit" open>' in answer.content.decode()
    assert "This field is required." in answer.content.decode()


@pytest.mark.parametrize(
    ("title", "status", "retitled"),
    [("as it was", "drafting", False), ("in an editor's words", "open", True)],
)
def test_only_a_new_title_is_an_editors_title(
    admin_client: Client, title: str, status: str, retitled: bool
) -> None:
    gap = a_gap(title="as it was")

    admin_client.post(page_of(gap), {"title": title, "status": status})

    gap.refresh_from_db()
    assert (gap.title, gap.status, gap.retitled) == (title, status, retitled)
    event = gap.events.get()
    assert event.kind == ("retitled" if retitled else "drafting")
    assert event.editor is not None


# --- The brief ------------------------------------------------------------------------


def test_the_brief_is_there_to_read_and_to_copy(admin_client: Client) -> None:
    gap = a_gap(title="Moving *house*", examples=["Can I <b>move</b>?"])

    page = text(admin_client, brief_of(gap))

    assert '<textarea id="brief" readonly' in page
    assert r"# Moving \*house\*" in page
    assert r"- Can I \&lt;b\&gt;move\&lt;/b\&gt;?" in page
    assert 'data-copy="brief"' in page
    assert brief_of(gap) in text(admin_client, page_of(gap))


def test_the_brief_is_saved_as_a_file(admin_client: Client) -> None:
    gap = a_gap(title="Moving", number=5)

    answer = admin_client.get(brief_of(gap, file=True))

    assert answer["Content-Type"] == "text/markdown; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="gap-5.md"'
    assert answer.content.decode().startswith("# Moving\n\n")


# --- Whatever it shows ----------------------------------------------------------------


def a_full_gap() -> tuple[Gap, Any]:
    """All that a page may show, in words that want to run a script."""
    article = an_article(external_id="a1", title=HOSTILE, url=HOSTILE)
    near = {
        "article": "a1",
        "score": 0.31,
        "passage": {"kind": "body", "text": HOSTILE},
        "question": HOSTILE,
        "for": [{"code": "agree", "value": 0.75}],
        "against": [{"code": "foreign", "value": -1}],
    }
    gap = a_gap(
        title=HOSTILE,
        kind=Gap.Kind.WEAK,
        article=article,
        published_article=article,
        published_at=NOON,
        merged_into=a_gap(title=HOSTILE),
        assignee=User.objects.create(username=HOSTILE),
        section=HOSTILE,
        examples=[HOSTILE],
        phrases=[HOSTILE],
        answers=[HOSTILE],
        nearest=[{"article": "a1", "score": 0.31}],
        evidence=[near],
        channels={"chat": 1, HOSTILE: 2},
        locales={"nb": 1, HOSTILE: 2},
        besides={HOSTILE: 1},
    )
    GapWeek.objects.create(gap=gap, monday=MONDAY, contacts=5)
    for kind in ("drafting", "published", "merged"):
        gap.events.create(kind=kind, at=NOON, editor=gap.assignee, other=gap)
    turns = [
        {"speaker": who, "text": HOSTILE} for who in ("customer", "agent", HOSTILE)
    ]
    return gap, asked(gap, HOSTILE, turns=turns, subject=HOSTILE, locale=SHORT_HOSTILE)


def test_no_words_from_outside_run_and_nothing_is_inline(admin_client: Client) -> None:
    gap, contact = a_full_gap()

    for url in (
        *(page_of(gap), brief_of(gap), said_in(gap, contact), page_of(contact)),
        f"{page_of(gap)}?channel={HOSTILE}&locale={HOSTILE}",
    ):
        page = text(admin_client, url)
        assert "alert(1)" in page
        assert SHORT_HOSTILE not in page
        assert not INLINE.findall(page)


def test_a_gap_with_more_contacts_asks_no_more_of_the_database(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    gap, _contact = a_full_gap()
    Gap.objects.filter(pk=gap.pk).update(merged_into=None)  # it can be acted on
    member(client, "content editor", gap)
    text(client, page_of(gap))  # what Django asks once in a process is asked
    counts = []
    for contacts in (5, 45):
        for _ in range(contacts):
            asked(gap, "How do I move?")
        gap.events.create(kind="drafting", editor=gap.assignee)
        with django_assert_max_num_queries(12) as queries:
            text(client, page_of(gap) + "?page=2")
        counts.append(len(queries))

    assert counts[0] == counts[1]
