"""What must go goes, with all that was made of it; what others said stays."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from gapfinder import embedding_store
from gapfinder.conf import customer_secret
from gapfinder.digests import compose
from gapfinder.digests.content.schema import facts_of
from gapfinder.digests.rendering.table import table_of
from gapfinder.engine.embeddings.encoder import Role
from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.erasure.erase import erase, erase_customer, expire_texts
from gapfinder.models import (
    Contact,
    Gap,
    GapWeek,
    GapWords,
    Judgement,
    Question,
    Vector,
    VectorSpace,
)
from tests.support import broadband
from tests.support.database_dump import places_of
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_judgement,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db


def of_customer(name: str, *questions: str, **fields: object) -> Contact:
    key = customer_key(name, secret=customer_secret())
    return a_contact(*questions, customer=key, **fields)


def a_vector(text: str, role: Role) -> Vector:
    space, _ = VectorSpace.objects.get_or_create(encoder="tests")
    key = embedding_store.fingerprint(text, role)
    return Vector.objects.create(space=space, fingerprint=key, values=b"")


def stored_vectors() -> list[Vector]:
    """Those of `a_vector`; other tests of this file encode for real."""
    return list(Vector.objects.filter(space__encoder="tests"))


def test_a_customer_is_erased_and_the_others_are_not() -> None:
    mine = of_customer("k-1", "How do I move?", "And when?")
    other = of_customer("k-2", "How do I pay?")
    a_verdict(contact=mine)

    erased = erase_customer(" k-1 ")

    assert (erased.contacts, erased.questions) == (1, 2)
    assert list(Contact.objects.all()) == [other]
    assert [question.text for question in Question.objects.all()] == ["How do I pay?"]


def test_vectors_go_unless_somebody_else_said_the_same() -> None:
    of_customer("k-1", "Only me", "Everybody", answer="An answer to me alone")
    a_contact("Everybody")
    kept = a_vector("Everybody", "question")
    a_vector("Only me", "question")
    a_vector("An answer to me alone", "passage")

    assert erase_customer("k-1").vectors == 2
    assert stored_vectors() == [kept]


def test_a_gap_no_longer_shows_the_words_of_an_erased_customer() -> None:
    mine = of_customer("k-1", "Moving my fibre to Bø in June", answer="Call me. Bye.")
    question = mine.questions.get()
    gap = a_gap(
        title_of=question,
        examples=[question, "Can I take my line along?"],
        answers=[question, "Order it online."],
        evidence=[{"article": "a", "question": question}],
        phrases=["fibre"],
    )
    a_judgement(question, gap=gap)
    gap.retitle("x")
    GapWords.objects.store([(gap, gap.examples)])
    assert gap.answers == ["Call me. Bye.", "Order it online."]
    assert gap.shown_evidence[0].question == "Moving my fibre to Bø in June"

    assert erase_customer("k-1").gaps == 1

    assert "fibre" not in str(list(gap.events.values_list("data", flat=True)))
    assert "fibre" not in str(list(GapWords.objects.values_list("text", flat=True)))
    gap = Gap.objects.get(pk=gap.pk)
    assert gap.examples == ["Can I take my line along?"]
    assert gap.answers == ["Order it online."]
    assert [near.question for near in gap.shown_evidence] == [""]
    assert gap.phrases == []


def test_the_title_of_an_erased_customer_falls_back_to_the_next_example() -> None:
    """Then to the words that others still say, then to the id."""
    questions = [
        of_customer(name, text).questions.get()
        for name, text in (("k-1", "Moving my fibre to Bø"), ("k-2", "Can I take it?"))
    ]
    gap = a_gap(
        title_of=questions[0], examples=questions, phrases=["moving fibre", "line"]
    )
    others = a_contact("What of my line?").questions.get()
    for question in (*questions, others):
        a_judgement(question, gap=gap)
    titles = []

    for customer in ("k-1", "k-2"):
        erase_customer(customer)
        gap = Gap.objects.get(pk=gap.pk)
        titles.append((gap.title, gap.phrases))
    erase(Contact.objects.all())

    assert titles == [("Can I take it?", ["line"]), ("line", ["line"])]
    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.phrases) == (gap.public_id, [])


def test_the_title_of_an_editor_stays() -> None:
    mine = of_customer("k-1", "Moving my fibre")
    question = mine.questions.get()
    gap = a_gap(title="Moving my fibre", retitled=True, examples=[question])
    a_judgement(question, gap=gap)

    erase_customer("k-1")

    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.examples) == ("Moving my fibre", [])


def test_an_issue_of_the_letter_no_longer_shows_the_words_of_an_erased_customer(
    settings: Settings,
) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = 2
    mine = of_customer("k-1", "Moving my fibre to Bø in June", "Or in July?")
    first = mine.questions.earliest("pk")
    gap = a_gap(title_of=first, examples=[first, "Can I take my line along?"])
    gap.events.create(kind="found", at=NOON)
    GapWeek.objects.create(gap=gap, monday=date(2026, 11, 16), contacts=2)
    issue = compose(gap.help_center, None, NOON.date(), now=NOON + timedelta(weeks=1))
    before = facts_of(issue)
    assert "fibre" in str(before.top)
    assert "fibre" in str(before.changes)
    assert "fibre" in table_of(issue, "en").decode()
    assert "fibre" not in f"{issue.facts} {issue.gaps}"
    a_judgement(first, gap=gap)

    erase_customer("k-1")

    issue.refresh_from_db()
    after = facts_of(issue)
    assert "fibre" not in f"{after} {table_of(issue, 'en').decode()}"
    assert after.top[0].words == "Can I take my line along?"
    assert after.changes.new.gaps[0].words == gap.public_id
    assert "Can I take my line along?" in table_of(issue, "en").decode()


def test_words_that_an_import_changed_go_as_well(
    settings: Settings, tmp_path: Path
) -> None:
    """The contact was imported again since, with other words and one question less."""
    settings.GAPFINDER_DIGEST_EXAMPLES = 3
    fields = {"external_id": "mine", "locale": "en"}
    mine = of_customer(
        "k-1", "Moving my fibre to Bø", "How do I bring my zanzibar?", **fields
    )
    first, second = mine.questions.order_by("position")
    gap = a_gap(
        title_of=second, examples=[second, first], phrases=["zanzibar", "fibre"]
    )
    for question in (first, second):
        a_judgement(question, gap=gap, last_gap=gap)
    GapWords.objects.store([(gap, gap.examples)])
    issue = compose(gap.help_center, None, NOON.date(), now=NOON + timedelta(weeks=1))
    line = {
        "id": "mine",
        "received_at": NOON.isoformat(),
        "text": "Where do I park?",
        "customer": "k-1",
    }

    broadband.imported(tmp_path, contacts=[line], help_center="lumevik")

    assert places_of("fibre", "zanzibar") == []
    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.examples) == ("Where do I park?", ["Where do I park?"])
    assert "Where do I park?" in table_of(issue, "en").decode()

    erase_customer("k-1")

    assert places_of("park") == []
    assert "park" not in table_of(issue, "en").decode()


def test_a_draft_that_quotes_loses_its_note_also_after_the_question_moved() -> None:
    mine = of_customer("k-1", "Where do I register my giraffe line?")
    gap, other = a_gap(), a_gap()
    a_judgement(mine.questions.get(), gap=gap)
    gap.draft(note="they ask: where do I register my giraffe line")
    gap.merge_into(other)

    erase_customer("k-1")

    assert places_of("giraffe") == []


def test_what_editors_quoted_before_an_import_changed_it_goes_with_the_change(
    tmp_path: Path,
) -> None:
    line = {
        "id": "mine",
        "received_at": NOON.isoformat(),
        "text": "Where do I register my giraffe line?",
    }
    center = broadband.imported(tmp_path, contacts=[line], help_center="lumevik")
    question = Question.objects.get()
    gap = a_gap(help_center=center)
    a_judgement(question, gap=gap)
    a_verdict(gap=gap, article=an_article(help_center=center), note=line["text"])
    gap.draft(note=line["text"])
    a_vector(question.text, "question")

    reworded = line | {"text": "Where do I register a second line?"}
    broadband.imported(tmp_path, contacts=[reworded], help_center="lumevik")

    assert places_of("giraffe") == []
    assert stored_vectors() == []


def test_what_another_customer_asks_in_just_these_words_is_theirs() -> None:
    mine = of_customer("k-1", "How do I move my fibre?")
    theirs = of_customer("k-2", "How do I move my fibre?")
    shown = [contact.questions.get() for contact in (mine, theirs)]
    gap = a_gap(title_of=shown[0], examples=shown)
    for question in shown:
        a_judgement(question, gap=gap)

    erase_customer("k-1")

    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.examples) == (
        "How do I move my fibre?",
        ["How do I move my fibre?"],
    )


def test_a_contact_that_is_deleted_at_the_desk_goes_as_if_erased(
    admin_client: Client,
) -> None:
    contact = a_contact("Moving my zanzibar")
    question = contact.questions.get()
    gap = a_gap(title_of=question, examples=[question], phrases=["zanzibar"])
    a_judgement(question, gap=gap)
    other = a_contact("And my zanzibar?")
    a_judgement(other.questions.get(), gap=gap)
    GapWords.objects.store([(gap, gap.examples)])
    contacts = reverse("admin:gapfinder_contact_changelist")

    admin_client.post(
        reverse("admin:gapfinder_contact_delete", args=[contact.pk]), {"post": "yes"}
    )
    chosen = {"action": "delete_selected", "_selected_action": other.pk, "post": "yes"}
    admin_client.post(contacts, chosen)

    assert not Contact.objects.exists()
    assert places_of("zanzibar") == []


def test_nobody_is_the_customer_of_contacts_without_one() -> None:
    a_contact("Whose is this?")

    assert erase_customer("").contacts == 0
    assert Contact.objects.count() == 1


def test_texts_are_forgotten_from_their_day_on_and_figures_stay() -> None:
    old = of_customer(
        "k-1", "Old", received_at=NOON - timedelta(days=91), csat=40, subject="Old"
    )
    a_judgement(old.questions.get(), gap=a_gap())
    a_vector("Old", "question")
    new = a_contact("New", received_at=NOON - timedelta(days=89))

    assert expire_texts(NOON - timedelta(days=90), now=NOON) == 1
    assert expire_texts(NOON - timedelta(days=90), now=NOON) == 0

    old.refresh_from_db()
    assert (old.turns, old.subject, old.customer, old.csat) == ([], "", "", 40)
    assert old.forgotten_at == NOON
    assert [question.text for question in old.questions.all()] == [""]
    assert Judgement.objects.count() == 1
    assert stored_vectors() == []
    assert new.questions.get().text == "New"


def test_a_forgotten_question_teaches_no_more() -> None:
    contact = a_contact("Old", received_at=NOON - timedelta(days=91))
    verdict = a_verdict(contact=contact, article=an_article())

    expire_texts(NOON, now=NOON)

    assert not Question.objects.labelled_by(type(verdict).objects.all()).exists()


def test_the_command_says_what_it_erased(capsys: pytest.CaptureFixture[str]) -> None:
    of_customer("k-1", "How do I move?")

    call_command("erase_customer", "k-1")

    said = capsys.readouterr().out
    assert said.startswith(
        "1 contact, 1 question and 0 vectors erased, 0 verdicts on them, 0 gaps no "
    )
    assert "k-1" not in said


def test_without_a_time_nothing_is_forgotten() -> None:
    a_contact("Kept", received_at=NOON - timedelta(days=9999))

    with pytest.raises(CommandError, match="GAPFINDER_RETENTION_DAYS is 0"):
        call_command("forget_texts")

    assert Question.objects.get().text == "Kept"


def test_the_command_forgets_what_is_past_its_time(
    settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.GAPFINDER_RETENTION_DAYS = 90
    now = timezone.now()
    a_contact("Old", received_at=now - timedelta(days=91))
    a_contact("New", received_at=now - timedelta(days=89))

    call_command("forget_texts")

    assert capsys.readouterr().out.startswith("1 contact forgotten, in ")
    assert sorted(question.text for question in Question.objects.all()) == ["", "New"]


def test_a_gap_that_only_the_past_asked_has_its_number_left() -> None:
    old = a_contact("Moving my fibre", received_at=NOON - timedelta(days=91))
    question = old.questions.get()
    gap = a_gap(
        title_of=question,
        examples=[question],
        phrases=["fibre"],
        volume=3,
        rank=None,
    )
    a_judgement(question, gap=gap)
    GapWords.objects.store([(gap, gap.examples)])

    expire_texts(NOON - timedelta(days=90), now=NOON)

    gap = Gap.objects.get(pk=gap.pk)
    assert (gap.title, gap.examples, gap.phrases) == (gap.public_id, [], [])
    assert (gap.volume, gap.words.count()) == (3, 0)


def test_the_next_run_agrees_with_an_erasure(encoder: None, tmp_path: Path) -> None:
    """The customer asked for a static address; six did before, five do after."""
    everything = {"contacts": broadband.contacts(), "articles": broadband.articles()}
    broadband.imported(tmp_path, **everything)
    before = broadband.gap_of(broadband.found(tmp_path), "static-address")
    leaving = next(
        each for each in everything["contacts"] if each["id"] == "static-address-0"
    )

    erase_customer(leaving["customer"])
    after = broadband.gap_of(broadband.found(tmp_path), "static-address")

    assert after["id"] == before["id"]
    assert set(before["contact_ids"]) - set(after["contact_ids"]) == {leaving["id"]}
    assert leaving["text"] not in json.dumps(after)
