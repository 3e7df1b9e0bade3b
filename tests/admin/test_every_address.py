"""Every address of the admin, tried by everybody who has no right to what is there.

The addresses are walked, not listed: who adds one without saying here what is asked of
it fails the first test.
"""

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, reverse

from gapfinder.admin.gap_decisions.forms import FORMS
from gapfinder.admin.gap_list.bulk_actions import GapBulk
from gapfinder.models import Gap, GapQuote, Question, SavedView
from gapfinder.permissions import ROLES
from tests.support.desk import listed, page_of
from tests.support.factories import NOON, a_gap, a_help_center, a_judgement

from .test_access import SECRET, a_cast, a_member

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OURS = "What everybody here asks"
EDITOR_OF_THEIRS = "brita.of.brightline"
ROWS = (
    *("article", "contact", "digest", "exclusion", "gap", "helpcenter"),
    *("publishedgap", "run"),
    *("audience", "subscription", "delivery"),
)
STOCK = ("changelist", "add", "history", "delete", "change")
REFUSED = {
    *(HTTPStatus.FOUND, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND),
    HTTPStatus.METHOD_NOT_ALLOWED,
}
# Of Django's own ones these know nothing of help centres.
NOT_OURS = {
    *("login", "logout", "password_change", "password_change_done", "jsi18n"),
    *(f"auth_group_{page}" for page in STOCK),
    *(f"auth_user_{page}" for page in (*STOCK, "password_change")),
}

Request = tuple[
    str, Mapping[str, Any] | None
]  # an address; what is posted, if anything


def everybody(slug: str, words: str, editor: str) -> dict[str, Any]:
    """Rows for every screen of a help centre, each with words of it alone."""
    cast = a_cast(slug, words)
    user = User.objects.create(username=editor, is_staff=True)
    cast["helpcenter"].members.add(user)
    gap = cast["gap"]
    gap.assignee, gap.published_article = user, cast["article"]
    gap.status, gap.published_at, gap.section = "published", NOON, words
    gap.nearest = [{"article": cast["article"].external_id, "score": 0.5}]
    gap.doubt, gap.phrases = 9.0, [words]
    question = cast["contact"].questions.get()
    GapQuote.objects.create(gap=gap, question=question, role="example")
    gap.channels, gap.locales = {"chat": 1}, {"sv": 1}
    gap.save()
    other = a_gap(help_center=cast["helpcenter"], title=words, locale="sv")
    view = SavedView.objects.create(user=user, name=words, query="status=open")
    LogEntry.objects.log_actions(user.pk, [gap], CHANGE, words, single_object=True)
    proxy = apps.get_model("gapfinder", "publishedgap")
    published = proxy._default_manager.get(pk=gap.pk)
    more = {"other": other, "view": view, "editor": user, "publishedgap": published}
    return cast | more


def requests(cast: Mapping[str, Any]) -> dict[str, list[Request]]:
    """Return by the names of addresses what is asked of them about some rows."""
    asked: dict[str, list[Request]] = {
        f"gapfinder_{name}_{page}": list(_stock(cast[name], page))
        for name in (*ROWS, "verdict")
        for page in STOCK
    }
    gap, contact, slug = cast["gap"], cast["contact"], cast["helpcenter"].slug
    for key in FORMS:
        address = reverse(f"admin:gapfinder_gap_{key}", args=[gap.pk])
        searched = f"{address}?words={slug}&found=1"
        asked[f"gapfinder_gap_{key}"] = [
            *((address, None), (searched, None), (address, decided(cast)))
        ]
    asked["gapfinder_gap_changelist"] += [
        (listed("gap"), {"action": action, "_selected_action": [gap.pk], **extra})
        for action in GapBulk.bulk_actions
        for extra in ({}, {"decided": "1", "assignee": "", **decided(cast)})
    ]
    asked["gapfinder_exclusion_changelist"] += [
        (
            listed("exclusion"),
            {"action": action, "_selected_action": [cast["exclusion"].pk]},
        )
        for action in ("switch_off", "switch_on")
    ]
    asked["gapfinder_subscription_changelist"] += [
        (
            listed("subscription"),
            {"action": action, "_selected_action": [cast["subscription"].pk]},
        )
        for action in ("end", "resume")
    ]
    asked["gapfinder_delivery_changelist"] += [
        (
            listed("delivery"),
            {"action": "send_again", "_selected_action": [cast["delivery"].pk]},
        )
    ]
    reader = cast["subscription"].pk
    asked |= {
        "gapfinder_subscription_preview": _read("subscription_preview", reader),
        "gapfinder_subscription_letter": _read("subscription_letter", reader),
        "gapfinder_subscription_test": [
            (reverse("admin:gapfinder_subscription_test", args=[reader]), {})
        ],
    }
    review = reverse("admin:gapfinder_gap_review", query={"help_center": slug})
    answer = {"gap": gap.pk, "article": cast["article"].pk, "answer": "yes"}
    start = reverse("admin:gapfinder_run_start", query={"help_center": slug})
    asked |= {
        "gapfinder_gap_review": [
            *((review, None), (f"{review}&gap={gap.pk}", None), (review, answer)),
            (reverse("admin:gapfinder_gap_review"), answer),
            (review, {"undo": "1"}),
        ],
        "gapfinder_gap_contact": _read("gap_contact", gap.pk, contact.pk),
        "gapfinder_gap_brief": _read("gap_brief", gap.pk),
        "gapfinder_gap_brief_file": _read("gap_brief_file", gap.pk),
        "gapfinder_gap_keep_view": _posted("gap_keep_view"),
        "gapfinder_gap_forget_view": _posted("gap_forget_view", cast["view"].pk),
        "gapfinder_gap_export": [
            (f"{url}?found=all&help_center={slug}", None)
            for kind in ("csv", "xlsx", "json")
            for url, _none in _read("gap_export", kind)
        ],
        "gapfinder_run_start": [(start, None), (start, {"help_center": slug})],
        "gapfinder_run_progress": _read("run_progress", cast["run"].pk),
        "index": [(reverse("admin:index"), None)],
        "app_list": [
            (reverse("admin:app_list", args=["gapfinder"]) + query, None)
            for query in ("", f"?help_center={slug}")
        ],
        "autocomplete": [
            (
                reverse("admin:autocomplete")
                + f"?app_label=gapfinder&model_name=gap&field_name={field}&term=o",
                None,
            )
            for field in ("article", "assignee", "merged_into")
        ],
        "view_on_site": [
            (f"/admin/r/{_type_of(gap)}/{gap.pk}/", None),
            (f"/admin/r/{_type_of(contact)}/{contact.pk}/", None),
        ],
    }
    return asked


def _stock(row: Any, page: str) -> Iterator[Request]:
    name, slug = row._meta.model_name, _center(row).slug
    address = f"admin:gapfinder_{name}_{page}"
    if page == "changelist":
        yield listed(name), None
        yield listed(name, help_center=slug, found="all"), None
        yield listed(name, q="Brightline", section=SECRET, locale="sv"), None
        yield listed(name), {"action": "delete_selected", "_selected_action": [row.pk]}
    elif page == "add":
        yield reverse(address), None
    else:
        url = reverse(address, args=[row.pk])
        yield url, None
        yield url, {"post": "yes", "title": "Mine", "status": "dismissed", "drawn": ""}
        yield url, {"name": "Mine", "time_zone": "UTC", "members": []}


def _center(row: Any) -> Any:
    owner = getattr(row, "subscription", row)
    return getattr(owner, "help_center", owner)


def decided(cast: Mapping[str, Any]) -> dict[str, Any]:
    """Return what all forms of decisions ask for, of the rows of a help centre."""
    question = Question.objects.filter(contact=cast["contact"]).values_list("pk")[0][0]
    return {
        "version": cast["gap"].version,
        "article": cast["article"].pk,
        "answer": "yes",
        "assignee": cast["editor"].pk,
        "because": "not_content",
        "returns": "never",
        "other": cast["other"].pk,
        "into": cast["gap"].pk,
        "question": [question],
        "words": "asks",
        "tried": "asks",
        "title": "Mine",
    }


def _read(name: str, *args: Any) -> list[Request]:
    return [(reverse(f"admin:gapfinder_{name}", args=args), None)]


def _posted(name: str, *args: Any) -> list[Request]:
    url = reverse(f"admin:gapfinder_{name}", args=args)
    return [(url, None), (url, {"name": "", "query": ""})]


def _type_of(row: Any) -> int:
    return ContentType.objects.get_for_model(row).pk


def names() -> set[str]:
    """Return the names of all addresses below the admin."""
    return {pattern.name for pattern in _walked(admin.site.urls[0]) if pattern.name}


def _walked(patterns: Any) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _walked(pattern.url_patterns)


def stored() -> list[Any]:
    """Return all rows of ours, and the stock admin's log."""
    models = [*apps.get_app_config("gapfinder").get_models(), LogEntry]
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def told(response: Any) -> str:
    """Return all that an answer says, also where it leads."""
    body = b"".join(response.streaming_content) if response.streaming else None
    content = response.content if body is None else body
    return content.decode(errors="replace") + response.headers.get("Location", "")


def enter(client: Client, visitor: str, slug: str | None) -> None:
    if visitor in ROLES:
        a_member(client, visitor, slug)
        return
    if visitor == "nobody logged in":
        return
    user = User.objects.create(username=visitor, is_staff="customer" not in visitor)
    if slug:
        a_help_center(slug).members.add(user)
    client.force_login(user)


VISITORS = [*ROLES, "staff without role", "customer", "nobody logged in"]


def test_every_address_is_tried() -> None:
    cast = everybody("brightline", SECRET, EDITOR_OF_THEIRS)

    assert names() - NOT_OURS == requests(cast).keys()


@pytest.mark.parametrize("visitor", VISITORS)
def test_nothing_of_another_help_centre_is_told_or_changed(
    client: Client, visitor: str
) -> None:
    theirs = everybody("brightline", SECRET, EDITOR_OF_THEIRS)
    everybody("lumevik", OURS, "lars.of.lumevik")
    enter(client, visitor, "lumevik")
    before = stored()

    for name, url, posted, answer in _answers(client, theirs):
        said = told(answer).replace(_typed(url), "")
        assert SECRET not in said, (url, posted)
        # Who may choose members of a help centre is shown who there is.
        if name != "gapfinder_helpcenter_add":
            assert EDITOR_OF_THEIRS not in said, (url, posted)
        if any(part.isdecimal() for part in url.split("/")):
            assert answer.status_code in REFUSED, (url, posted)
        if posted is not None:
            assert stored() == before, (url, posted)
    assert stored() == before


def _answers(client: Client, cast: Mapping[str, Any]) -> Iterator[Any]:
    for name, asked in requests(cast).items():
        for url, posted in asked:
            answer = client.get(url) if posted is None else client.post(url, posted)
            yield name, url, posted, answer


def _typed(url: str) -> str:
    """Return what a search for the secret shows again, which is no news."""
    return f'value="{SECRET}"' if "q=" in url else ""


@pytest.mark.parametrize(
    "visitor", ["support lead", "staff without role", "customer", "nobody logged in"]
)
def test_who_may_not_decide_changes_nothing_of_the_own_help_centre(
    client: Client, visitor: str
) -> None:
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    keep = {"gapfinder_gap_keep_view"}  # everybody's own
    enter(client, visitor, "lumevik")
    before = stored()

    for name, asked in requests(ours).items():
        for url, posted in asked:
            if posted is not None and name not in keep:
                client.post(url, posted)
                assert stored() == before, (url, posted)


@pytest.mark.parametrize("key", FORMS)
def test_an_editor_who_asks_the_same_is_heard(client: Client, key: str) -> None:
    """Or the tests above would prove nothing."""
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    a_judgement(gap=ours["gap"], run=ours["run"])
    a_member(client, "content editor", "lumevik")

    for url, posted in requests(ours)[f"gapfinder_gap_{key}"]:
        answer = client.get(url) if posted is None else client.post(url, posted)
        expected = HTTPStatus.OK if posted is None else HTTPStatus.FOUND
        assert answer.status_code == expected

    ours["gap"].refresh_from_db()
    assert bool(ours["gap"].version) == (key != "assign")  # it is with them already


@pytest.mark.parametrize("visitor", ["staff without role", "customer"])
def test_a_member_without_a_role_is_told_nothing(client: Client, visitor: str) -> None:
    ours = everybody("lumevik", SECRET, "lars.of.lumevik")
    enter(client, visitor, "lumevik")

    for _name, url, posted, answer in _answers(client, ours):
        assert SECRET not in told(answer).replace(_typed(url), ""), (url, posted)


@pytest.mark.parametrize("key", FORMS)
def test_a_decision_on_the_own_gap_takes_no_rows_of_another_help_centre(
    client: Client, key: str
) -> None:
    theirs = everybody("brightline", SECRET, EDITOR_OF_THEIRS)
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    a_member(client, "content editor", "lumevik")
    chosen = decided(theirs) | {"version": ours["gap"].version}
    url = reverse(f"admin:gapfinder_gap_{key}", args=[ours["gap"].pk])

    answers = [client.get(url, chosen), client.post(url, chosen)]
    answers.append(client.get(page_of(ours["gap"])))

    assert not any(SECRET in told(answer) for answer in answers)
    assert not any(EDITOR_OF_THEIRS in told(answer) for answer in answers)
    gap = Gap.objects.get(pk=ours["gap"].pk)
    assert gap.published_article == ours["article"]
    assert gap.assignee in {ours["editor"], None}
    assert gap.merged_into is None
    assert gap.verdicts.count() == 0
    theirs["gap"].refresh_from_db()
    assert theirs["gap"].version == 0


@pytest.mark.parametrize("action", GapBulk.bulk_actions)
def test_a_decision_on_many_leaves_those_of_another_help_centre_alone(
    client: Client, action: str
) -> None:
    theirs = everybody("brightline", SECRET, EDITOR_OF_THEIRS)
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    a_member(client, "content editor", "lumevik")
    keys = [ours["gap"].pk, ours["other"].pk, theirs["gap"].pk, theirs["other"].pk]
    everything = {"action": action, "_selected_action": keys, "select_across": "1"}
    before = list(Gap.objects.of(theirs["helpcenter"]).values())

    for more in ({}, decided(theirs) | {"decided": "1"}):
        said = told(client.post(listed("gap"), everything | more, follow=True))
        assert SECRET not in said
        assert EDITOR_OF_THEIRS not in said

    assert list(Gap.objects.of(theirs["helpcenter"]).values()) == before
    assert not Gap.objects.filter(assignee=theirs["editor"]).exclude(
        help_center=theirs["helpcenter"]
    )


def test_an_answer_in_the_review_takes_no_gap_of_another_help_centre(
    client: Client,
) -> None:
    theirs = everybody("brightline", SECRET, EDITOR_OF_THEIRS)
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    question = theirs["contact"].questions.get()
    assert question.judgement.gap == theirs["gap"]
    a_member(client, "content editor", "lumevik")
    url = reverse("admin:gapfinder_gap_review", query={"help_center": "lumevik"})
    given = {"gap": theirs["gap"].pk, "article": theirs["article"].pk, "answer": "no"}

    answer = client.post(url, given)
    mixed = client.post(url, given | {"gap": ours["gap"].pk}, follow=True)

    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert SECRET not in told(mixed)
    assert ours["gap"].verdicts.count() == theirs["gap"].verdicts.count() == 0


def test_a_gap_shows_no_contact_of_another_help_centre(client: Client) -> None:
    theirs = everybody("brightline", SECRET, EDITOR_OF_THEIRS)
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    a_member(client, "content editor", "lumevik")

    ids = [ours["gap"].pk, theirs["contact"].pk]
    answer = client.get(reverse("admin:gapfinder_gap_contact", args=ids))

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_the_split_of_a_gap_takes_no_question_of_another_one(client: Client) -> None:
    ours = everybody("lumevik", OURS, "lars.of.lumevik")
    a_judgement(gap=ours["gap"], run=ours["run"])
    other = a_judgement(gap=ours["other"], run=ours["run"])
    a_member(client, "content editor", "lumevik")
    chosen = {"question": [other.question_id], "version": ours["gap"].version}

    client.post(reverse("admin:gapfinder_gap_split", args=[ours["gap"].pk]), chosen)

    other.refresh_from_db()
    assert other.gap == ours["other"]
