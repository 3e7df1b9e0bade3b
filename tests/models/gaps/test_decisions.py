"""What editors decide about a gap, before the next run."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from gapfinder.models import Gap, GapEvent, Verdict
from gapfinder.models.gaps.decisions import (
    Because,
    Dismiss,
    Draft,
    Returns,
    decide_on_all,
)
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


def a_gap_of(*texts, **fields):
    gap, run = a_gap(**fields), a_run()
    for text in texts:
        question = a_contact(text).questions.get()
        a_judgement(question, gap=gap, last_gap=gap, run=run)
    return gap


def asked(gap):
    return {row.question.text for row in gap.judgements.select_related("question")}


def questions_of(gap, *texts):
    return [
        row.question
        for row in gap.judgements.select_related("question").order_by("pk")
        if row.question.text in texts
    ]


def history(gap):
    return [event.kind for event in gap.events.order_by("pk")]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("open", "drafting", "drafting"),
        ("drafting", "published", "published"),
        ("open", "dismissed", "dismissed"),
        ("dismissed", "open", "reopened"),
    ],
)
def test_a_new_status_is_told_in_the_history(before, after, kind):
    gap, editor = a_gap(status=before, volume=5), User.objects.create(username="editor")

    assert gap.set_status(Gap.Status(after), editor=editor)

    event = gap.events.get()
    assert (event.kind, event.editor, event.run) == (kind, editor, None)
    assert event.data == {"contacts": 5}
    assert Gap.objects.get().status == after


def test_the_same_status_again_changes_nothing():
    gap = a_gap()

    assert not gap.set_status(Gap.Status.OPEN)
    assert history(gap) == []


def test_a_dismissed_gap_knows_how_large_it_was_until_it_is_reopened():
    gap = a_gap(volume=5)

    gap.set_status(Gap.Status.DISMISSED)
    assert Gap.objects.get().dismissed_volume == 5
    gap.set_status(Gap.Status.OPEN)
    assert Gap.objects.get().dismissed_volume is None


@pytest.mark.parametrize(
    ("volume", "factor", "outgrown"),
    [(10, 2.0, False), (11, 2.0, True), (11, 0, False), (6, 1, True)],
)
def test_a_gap_has_outgrown_its_dismissal_past_the_factor(volume, factor, outgrown):
    gap = a_gap(volume=5)
    gap.set_status(Gap.Status.DISMISSED)

    gap.volume = volume

    assert gap.has_outgrown(factor) == outgrown


def test_a_new_title_is_told_with_the_old_one():
    """A customer's by its question, an editor's as it is."""
    question = a_contact("Hello! When does copper end?").questions.get()
    gap = a_gap(title_of=question)

    gap.retitle("The end of copper")
    gap.retitle("Copper")

    told = list(gap.events.order_by("pk").values_list("data", flat=True))
    assert told == [
        {
            "from": {"question": question.pk, "sentence": None},
            "to": "The end of copper",
        },
        {"from": "The end of copper", "to": "Copper"},
    ]
    assert Gap.objects.get().retitled


def test_a_merged_gap_gives_its_questions_away():
    gap, other = a_gap_of("one?", rank=1), a_gap_of("two?", rank=2)

    gap.merge_into(other)

    assert (asked(gap), asked(other)) == (set(), {"one?", "two?"})
    assert (gap.merged_into, gap.rank, other.rank) == (other, None, 2)
    assert list(Gap.objects.held()) == [other]
    assert (gap.events.get().kind, gap.events.get().other) == ("merged", other)


def test_a_lost_gap_is_shown_again_when_another_is_merged_into_it():
    gap, lost = a_gap_of("one?", rank=3), a_gap_of("two?", rank=None)

    gap.merge_into(lost)

    assert list(Gap.objects.current()) == [lost]


def test_a_merge_keeps_the_rank_that_a_run_gave_meanwhile():
    gap, other = a_gap_of("one?", rank=1), a_gap_of("two?", rank=2)
    Gap.objects.filter(pk=other.pk).update(rank=7)

    gap.merge_into(other)

    assert Gap.objects.get(pk=other.pk).rank == 7


def test_a_gap_is_merged_once_and_into_another_of_its_help_centre():
    gap, other, third = a_gap(number=1), a_gap(number=2), a_gap(number=3)
    theirs = a_gap(number=4, help_center=a_help_center("other"))
    gap.merge_into(other)

    for merged, into, wrong in (
        (third, third, "gap-3 cannot be merged into gap-3: choose another"),
        (third, theirs, "gap-3 cannot be merged into gap-4: choose another"),
        (third, gap, "gap-1 was merged into gap-2: choose that one"),
        (gap, third, "gap-1 was merged into gap-2: choose that one"),
    ):
        with pytest.raises(ValueError, match=wrong):
            merged.merge_into(into)
    assert GapEvent.objects.count() == 1


def test_what_is_split_off_is_a_new_gap_beside_the_old_one():
    article = an_article()
    gap = a_gap_of(
        *("one?", "two?", "three?"),
        **{"rank": 4, "kind": "weak", "article": article, "locale": "sv"},
    )
    help_center = gap.help_center
    help_center.last_gap_number = gap.number
    help_center.save()

    new = gap.split_off(questions_of(gap, "one?", "three?"))

    assert (asked(gap), asked(new)) == ({"two?"}, {"one?", "three?"})
    assert new.number == gap.number + 1
    assert (new.title, new.examples) == ("One?", ["one?", "three?"])
    assert (new.kind, new.article, new.locale) == ("weak", article, "sv")
    assert (new.rank, new.volume, new.status) == (4, 2, "open")
    event = gap.events.get()
    assert (event.kind, event.other, event.data) == ("split", new, {"questions": 2})
    assert list(Gap.objects.held()) == [new]


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        ([], "0 of 0 questions are of gap-7777, which has 2"),
        (["one?", "two?"], "2 of 2 questions are of gap-7777, which has 2"),
        (["one?", "other?"], "1 of 2 questions are of gap-7777, which has 2"),
    ],
)
def test_some_questions_of_a_gap_are_split_off_and_not_all(texts, wrong):
    gap, other = a_gap_of("one?", "two?", number=7777), a_gap_of("other?")
    chosen = questions_of(gap, *texts) + questions_of(other, *texts)

    with pytest.raises(ValueError, match=wrong):
        gap.split_off(chosen)
    assert Gap.objects.count() == 2


def test_a_draft_has_an_assignee_and_a_note():
    gap, editor = a_gap(volume=5), User.objects.create(username="editor")

    assert gap.draft(editor=editor, assignee=editor, note="with screenshots")

    gap = Gap.objects.get()
    assert (gap.status, gap.assignee) == ("drafting", editor)
    event = gap.events.get()
    assert (event.kind, event.editor) == ("drafting", editor)
    assert event.data == {
        "contacts": 5,
        "assignee": editor.pk,
        "note": "with screenshots",
    }


def test_a_draft_without_an_assignee_stays_with_whom_it_is():
    editor = User.objects.create(username="editor")
    gap = a_gap(assignee=editor)

    gap.draft()

    assert Gap.objects.get().assignee == editor
    assert not gap.draft(assignee=editor)


def test_what_is_published_knows_its_article_and_when():
    gap, article = a_gap(volume=5), an_article(external_id="a7", title="Copper")

    gap.publish(article, at=NOON)

    gap = Gap.objects.get()
    assert (gap.status, gap.published_article) == ("published", article)
    assert gap.published_at == NOON
    told = {"contacts": 5, "article": "a7", "title": "Copper"}
    assert gap.events.get().data == told


def test_an_article_of_another_help_centre_answers_no_gap():
    gap, theirs = a_gap(), an_article(help_center=a_help_center("other"))

    with pytest.raises(ValueError, match="is of another help centre"):
        gap.publish(theirs)
    assert (Gap.objects.get().status, history(gap)) == ("open", [])


@pytest.mark.parametrize(
    ("returns", "volume", "until", "told"),
    [
        (Returns.GROWN, 5, None, "grown"),
        (Returns.NEVER, None, None, "never"),
        (date(2027, 1, 4), None, date(2027, 1, 4), "2027-01-04"),
    ],
)
def test_a_dismissal_says_why_and_when_the_gap_returns(returns, volume, until, told):
    gap = a_gap(volume=5)

    gap.dismiss(Because.ACCOUNT_ONLY, returns=returns)

    gap = Gap.objects.get()
    assert (gap.status, gap.dismissed_because) == ("dismissed", "account_only")
    assert (gap.dismissed_volume, gap.dismissed_until) == (volume, until)
    assert gap.events.get().data == {
        "contacts": 5,
        "because": "account_only",
        "returns": told,
    }


def test_a_gap_that_is_reopened_has_no_reason_to_be_dismissed():
    gap = a_gap()
    gap.dismiss(Because.DUPLICATE, returns=date(2027, 1, 4))

    gap.reopen()

    gap = Gap.objects.get()
    assert (gap.status, gap.dismissed_because, gap.dismissed_until) == (
        "open",
        "",
        None,
    )


@pytest.mark.parametrize(("day", "due"), [(3, False), (4, True), (5, True)])
def test_a_gap_is_due_from_the_day_until_which_it_was_dismissed(day, due):
    gap = a_gap(volume=5)
    gap.dismiss(Because.OUT_OF_SCOPE, returns=date(2027, 1, 4))
    gap.volume = 500

    assert gap.is_due(date(2027, 1, day)) == due
    assert not gap.has_outgrown(2.0)


def test_a_gap_that_is_due_says_since_when_it_was_dismissed():
    gap = a_gap(volume=5)
    gap.dismiss(Because.OUT_OF_SCOPE, returns=date(2027, 1, 4))

    gap.come_back(a_run())

    gap = Gap.objects.get()
    assert (gap.status, gap.returned, gap.dismissed_until) == ("open", True, None)
    assert gap.events.newest_first()[0].data == {"contacts": 5, "until": "2027-01-04"}


def test_a_gap_is_given_to_somebody_and_to_nobody():
    gap, editor = a_gap(), User.objects.create(username="editor")

    assert gap.assign(editor)
    assert not gap.assign(editor)
    assert gap.assign(None)

    told = [event.data for event in gap.events.order_by("pk")]
    assert told == [{"assignee": editor.pk}, {"assignee": None}]


def test_a_verdict_stands_in_the_history_of_its_gap():
    gap, editor = a_gap_of("one?", "two?"), User.objects.create(username="editor")
    article = an_article(external_id="a7", title="Copper")

    Verdict.objects.give(gap=gap, article=article, answer="partly", editor=editor)

    event = gap.events.get()
    assert (event.kind, event.editor) == ("verdict", editor)
    named = {"article": "a7", "title": "Copper"}
    assert event.data == {**named, "answer": "partly", "questions": 2}


# --- On many gaps ---------------------------------------------------------------------


def test_a_decision_on_many_gaps_says_what_became_of_each():
    opened, drafted, merged = a_gap(), a_gap(status="drafting"), a_gap()
    merged.merge_into(a_gap())
    chosen = Gap.objects.filter(pk__in=[opened.pk, drafted.pk, merged.pk])
    editor = User.objects.create(username="editor")

    outcome = decide_on_all(chosen, Draft(), editor=editor)

    assert (outcome.changed, outcome.unchanged) == ([opened], [drafted])
    assert (outcome.merged, outcome.refused) == ([merged], [])
    event = opened.events.get()
    assert (event.kind, event.editor) == ("drafting", editor)
    assert Gap.objects.get(pk=opened.pk).version == event.pk
    assert Gap.objects.filter(status="drafting").count() == 2


def test_a_decision_on_many_gaps_leaves_alone_those_changed_meanwhile():
    gap, other = a_gap(), a_gap()
    versions = {gap.pk: gap.version, other.pk: other.version}
    other.retitle("Somebody else was faster")

    outcome = decide_on_all(
        Gap.objects.all(), Dismiss(Because.NOT_CONTENT), versions=versions
    )

    assert outcome.changed == [gap]
    assert [refused.gap for refused in outcome.refused] == [other]
    assert [e.kind for e in outcome.refused[0].events] == ["retitled"]
    assert Gap.objects.get(pk=other.pk).status == "open"


def test_a_decision_on_more_gaps_asks_no_more_of_the_database(
    django_assert_max_num_queries,
):
    for _ in range(60):
        a_gap()

    with django_assert_max_num_queries(6):
        outcome = decide_on_all(Gap.objects.all(), Dismiss(Because.DUPLICATE))

    assert len(outcome.changed) == 60
    assert set(Gap.objects.values_list("dismissed_volume", flat=True)) == {3}
