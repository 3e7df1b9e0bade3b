"""Two editors at once: the second is told what the first did, and nothing is lost."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from gapfinder.models import ChangedMeanwhileError, Exclusion, Gap, Verdict
from gapfinder.models.gaps.decisions import Because
from tests.support.desk import logged_in, page_of
from tests.support.factories import a_gap, a_judgement, a_run, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna() -> User:
    return User.objects.create(username="anna")


def test_a_decision_from_an_old_page_is_refused_and_told_what_happened(
    anna: User,
) -> None:
    gap = a_gap(title="as it was")
    drawn = gap.version
    gap.retitle("Anna's title", editor=anna)
    gap.draft(editor=anna)

    with pytest.raises(ChangedMeanwhileError) as refused:
        gap.dismiss(Because.DUPLICATE, version=drawn)

    told = [(event.kind, event.editor) for event in refused.value.events]
    assert told == [("retitled", anna), ("drafting", anna)]
    gap = Gap.objects.get()
    assert (gap.title, gap.status) == ("Anna's title", "drafting")


def test_the_same_decision_from_the_new_page_is_stored(anna: User) -> None:
    gap = a_gap()
    gap.draft(editor=anna)

    gap.dismiss(Because.DUPLICATE, version=Gap.objects.get().version)

    assert Gap.objects.get().status == "dismissed"


def test_every_decision_makes_a_new_version() -> None:
    gap = a_gap()
    versions = [gap.version]
    for decide in (
        gap.draft,
        lambda: gap.retitle("Better"),
        lambda: gap.dismiss(Because.DUPLICATE),
        gap.reopen,
    ):
        decide()
        versions.append(Gap.objects.get().version)

    assert versions == sorted(set(versions))


def test_a_run_makes_no_old_page() -> None:
    gap = a_gap()
    gap.dismiss(Because.DUPLICATE)
    drawn = gap.version

    gap.come_back(a_run())

    assert gap.draft(version=drawn)


def test_who_looks_at_a_gap_is_told_that_another_became_a_part_of_it(
    anna: User,
) -> None:
    gap, other = a_gap(title="Copper"), a_gap(title="Landline")
    drawn = other.version
    gap.merge_into(other, editor=anna)

    with pytest.raises(ChangedMeanwhileError) as refused:
        other.draft(version=drawn)

    event = refused.value.events[0]
    assert (event.kind, event.gap, event.other) == ("merged", gap, other)


def test_two_who_merge_the_same_gap_do_not_both_succeed(anna: User) -> None:
    gap, first, second = a_gap(), a_gap(), a_gap()
    drawn = gap.version
    gap.merge_into(first, editor=anna)

    with pytest.raises(ChangedMeanwhileError):
        gap.merge_into(second, version=drawn)

    gap.refresh_from_db()
    assert gap.merged_into == first


# --- In the browser -------------------------------------------------------------------


def test_the_page_of_a_decision_says_what_happened_and_keeps_what_was_typed(
    client: Client, anna: User
) -> None:
    logged_in(client, is_superuser=True)
    gap = a_gap()
    gap.help_center.members.add(anna)
    url = reverse("admin:gapfinder_gap_draft", args=[gap.pk])
    typed = {"version": gap.version, "note": "with screenshots", "assignee": anna.pk}
    gap.dismiss(Because.DUPLICATE, editor=anna)

    refused = client.post(url, typed)

    page = refused.content.decode()
    assert "This gap was changed while you had it open." in page
    assert "anna dismissed it until it has grown: duplicate of another gap." in page
    assert "with screenshots</textarea>" in page
    assert f'<option value="{anna.pk}" selected>' in page
    gap.refresh_from_db()
    assert gap.status == "dismissed"

    now = refused.context["action"]["form"]["version"].value()
    client.post(url, typed | {"version": now})
    gap.refresh_from_db()
    assert (gap.status, gap.assignee) == ("drafting", anna)


def test_the_form_of_title_and_status_is_refused_once_too(
    client: Client, anna: User
) -> None:
    logged_in(client, is_superuser=True)
    gap = a_gap(title_of="As it was before")
    typed = {"title": "Mine", "status": "drafting", "drawn": gap.version}
    gap.retitle("Anna's", editor=anna)

    refused = client.post(page_of(gap), typed)

    page = refused.content.decode()
    assert "anna changed the title from “As it was before” to “Anna&#x27;s”." in page
    assert "Mine</textarea>" in page
    gap.refresh_from_db()
    assert (gap.title, gap.status) == ("Anna's", "open")

    now = refused.context["adminform"].form["drawn"].value()
    client.post(page_of(gap), typed | {"drawn": now})
    gap.refresh_from_db()
    assert (gap.title, gap.status) == ("Mine", "drafting")


def test_a_rule_or_a_verdict_from_an_old_page_is_refused(anna: User) -> None:
    gap = a_gap()
    a_judgement(gap=gap)
    drawn = gap.version
    gap.draft(editor=anna)

    with pytest.raises(ChangedMeanwhileError):
        Exclusion.objects.make(gap, ["copper"], version=drawn)
    with pytest.raises(ChangedMeanwhileError):
        Verdict.objects.give(gap=gap, article=an_article(), answer="yes", version=drawn)
    assert not Exclusion.objects.exists()
    assert not Verdict.objects.exists()
