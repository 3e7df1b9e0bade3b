"""Whatever somebody types or sends, the desk answers with a sentence, never fails."""

from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from gapfinder.admin.gap_decisions.forms import FORMS
from gapfinder.admin.gap_list.bulk_actions import GapBulk
from gapfinder.models import Gap
from tests.support.desk import listed, page_of
from tests.support.factories import a_help_center

from .test_access import a_cast

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

STOCK = ("q", "p", "o", "help_center", "nonsense")
LISTS = {
    "article": ("needs", "locale", "section", "published__exact"),
    "contact": (
        *("channel__exact", "locale", "match", "reason"),
        *("received_from", "received_to"),
    ),
    "audience": (),
    "delivery": ("state__exact", "week"),
    "exclusion": ("active__exact",),
    "gap": (
        *("found", "status", "kind", "news", "assignee", "channel", "locale"),
        *("section", "from", "to", "_changelist_filters", "_popup", "_to_field"),
    ),
    "helpcenter": (),
    "publishedgap": ("effect",),
    "run": ("state__exact",),
    "subscription": ("state", "language__exact"),
    "verdict": ("answer__exact",),
}
HUGE = "9" * 40
DIGITS = "9" * 5_000  # more than Python reads as a number
TEXTS = {
    "nul": "a\0b",
    "long": "å" * 10_000,
    "many words": "ab c " * 2_000,
    "patterns": "%_\\ [a-z]* $1 'x\" ;--",
    "no number": "abc",
    "huge": HUGE,
    "digits": DIGITS,
    "other digits": "\N{ARABIC-INDIC DIGIT THREE}\N{SUPERSCRIPT TWO}",
    "list": ",".join(["9" * 20, "x", "\0", "sv"] * 300),
    "first day": "0001-01-01",
    "last day": "9999-12-31",
}


@pytest.fixture
def cast(client: Client) -> dict[str, Any]:
    center = a_help_center("lumevik")
    editor = User.objects.create(username="e", is_staff=True, is_superuser=True)
    center.members.add(editor)
    client.force_login(editor)
    client.raise_request_exception = False
    rows = a_cast("lumevik", "What everybody here asks")
    return rows | {"other": a_cast("lumevik", "What others ask")["gap"]}


def failed(answers: dict[Any, Any]) -> list[Any]:
    return [
        asked
        for asked, answer in answers.items()
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
    ]


@pytest.mark.parametrize("screen", LISTS)
def test_a_list_answers_whatever_its_address_says(
    client: Client, cast: dict[str, Any], screen: str
) -> None:
    asked = {
        (name, called): client.get(listed(screen, **{name: text}))
        for name in (*STOCK, *LISTS[screen])
        for called, text in TEXTS.items()
    }

    assert failed(asked) == []


@pytest.mark.parametrize("called", TEXTS)
def test_a_page_answers_whatever_its_address_says(
    client: Client, cast: dict[str, Any], called: str
) -> None:
    text, gap = TEXTS[called], [cast["gap"].pk]
    everything = dict.fromkeys(("page", "channel", "locale", "found", "section"), text)
    pages = {
        page_of(cast["gap"]): everything,
        page_of(cast["article"]): {"_changelist_filters": text},
        reverse("admin:gapfinder_gap_merge", args=gap): {"words": text},
        reverse("admin:gapfinder_gap_publish", args=gap): {"words": text},
        reverse("admin:gapfinder_gap_export", args=["csv"]): everything,
        reverse("admin:gapfinder_gap_export", args=["json"]): {"q": text},
        reverse("admin:gapfinder_gap_review"): {"gap": text, "help_center": text},
        reverse("admin:gapfinder_run_start"): {"help_center": text},
        reverse("admin:app_list", args=["gapfinder"]): {"help_center": text},
    }
    asked = {page: client.get(page, query) for page, query in pages.items()}

    assert failed(asked) == []


@pytest.mark.parametrize("key", FORMS)
def test_a_decision_answers_whatever_is_sent(
    client: Client, cast: dict[str, Any], key: str
) -> None:
    url = reverse(f"admin:gapfinder_gap_{key}", args=[cast["gap"].pk])
    asked = {}
    for name in FORMS[key].base_fields:
        for called, text in TEXTS.items():
            gap = Gap.objects.get(pk=cast["gap"].pk)
            sent = right(cast, gap) | {name: text}
            asked[name, called] = client.post(url, sent)
            Gap.objects.filter(pk=gap.pk).update(merged_into=None)

    assert failed(asked) == []


@pytest.mark.parametrize("action", GapBulk.bulk_actions)
def test_a_decision_on_many_answers_whatever_is_sent(
    client: Client, cast: dict[str, Any], action: str
) -> None:
    asked = {}
    names = ("_selected_action", "versions", "back", "into", "note", "day", "index")
    for name in (*names, "assignee", "select_across"):
        for called, text in TEXTS.items():
            sent = right(cast, Gap.objects.get(pk=cast["gap"].pk))
            sent |= {"action": action, "decided": "1", name: text}
            asked[name, called] = client.post(listed("gap"), sent)
            Gap.objects.update(merged_into=None)

    assert failed(asked) == []


OTHERS = {
    "the page of a gap": ("gap", ("title", "status", "drawn")),
    "a view": ("admin:gapfinder_gap_keep_view", ("name", "query")),
    "the review": ("admin:gapfinder_gap_review", ("gap", "article", "answer")),
    "a run": ("admin:gapfinder_run_start", ("help_center", "since", "until")),
    "rules": ("admin:gapfinder_exclusion_changelist", ("_selected_action", "action")),
    "a help centre": (
        "admin:gapfinder_helpcenter_add",
        ("slug", "name", "time_zone", "members"),
    ),
    "an audience": (
        "admin:gapfinder_audience_add",
        ("help_center", "name", "locale", "sections"),
    ),
    "a subscription": (
        "admin:gapfinder_subscription_add",
        *[
            (
                "help_center",
                "email",
                "audience",
                "language",
                "weekday",
                "hour",
                "time_zone",
            )
        ],
    ),
}


@pytest.mark.parametrize("what", OTHERS)
def test_what_is_sent_elsewhere_is_answered(
    client: Client, cast: dict[str, Any], what: str
) -> None:
    address, names = OTHERS[what]
    url = page_of(cast["gap"]) if address == "gap" else reverse(address)
    asked = {}
    for name in names:
        for called, text in TEXTS.items():
            sent = right(cast, Gap.objects.get(pk=cast["gap"].pk))
            sent |= {"name": "x", "slug": "x", "help_center": "lumevik"}
            sent |= {"action": "switch_off", name: text}
            asked[name, called] = client.post(url, sent)

    assert failed(asked) == []


@pytest.mark.parametrize("key", [HUGE, DIGITS, "0", "-1", "abc", "a%00b", "1_5F"])
def test_what_is_no_key_of_a_row_is_not_found(
    client: Client, cast: Any, key: str
) -> None:
    pages = ("change/", "history/", "brief/", "brief.md", "merge/", "contacts/1/")
    asked = {page: client.get(f"{listed('gap')}{key}/{page}") for page in pages}

    assert {answer.status_code for answer in asked.values()} <= {301, 302, 404}


def right(cast: dict[str, Any], gap: Gap) -> dict[str, Any]:
    """Return what all forms ask for."""
    return {
        "version": gap.version,
        "drawn": gap.version,
        "article": cast["article"].pk,
        "answer": "yes",
        "assignee": "",
        "because": "not_content",
        "returns": "day",
        "day": "2027-01-01",
        "other": cast["other"].pk,
        "into": gap.pk,
        "question": [cast["contact"].questions.get().pk],
        "words": "asks",
        "tried": "asks",
        "title": "Moving house",
        "status": "open",
        "gap": gap.pk,
        "_selected_action": [gap.pk, cast["other"].pk],
    }
