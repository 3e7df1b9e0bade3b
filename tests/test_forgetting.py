"""What must go goes, with all that was made of it; what others said stays."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from pytest_django import Settings

from gapfinder import vectors
from gapfinder.conf import customer_secret
from gapfinder.digests import compose
from gapfinder.engine.encoders import Role
from gapfinder.engine.redaction import customer_key
from gapfinder.forgetting import erase_customer, forget_texts
from gapfinder.models import (
    Contact,
    Digest,
    GapWeek,
    GapWords,
    Judgement,
    Question,
    Vector,
    VectorSpace,
)

from . import broadband
from .factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
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
    key = vectors.fingerprint(text, role)
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
    gap = a_gap(
        title="Moving my fibre to Bø",
        examples=["Moving my fibre to Bø in June", "Can I take my line along?"],
        answers=["Call me.", "Order it online."],
        evidence=[{"article": "a", "question": "Moving my fibre to Bø in June"}],
    )
    a_judgement(mine.questions.get(), gap=gap)
    gap.events.create(kind="retitled", data={"from": "Moving my fibre", "to": "x"})
    GapWords.objects.store([(gap, gap.examples)])

    assert erase_customer("k-1").gaps == 1

    assert "fibre" not in str(list(gap.events.values_list("data", flat=True)))
    assert "fibre" not in str(list(GapWords.objects.values_list("text", flat=True)))
    gap.refresh_from_db()
    assert gap.title == "Can I take my line along?"
    assert gap.examples == ["Can I take my line along?"]
    assert gap.answers == ["Order it online."]
    assert gap.evidence == [{"article": "a", "question": ""}]


def test_the_title_of_an_editor_stays() -> None:
    mine = of_customer("k-1", "Moving my fibre")
    gap = a_gap(title="Moving my fibre", retitled=True, examples=["Moving my fibre"])
    a_judgement(mine.questions.get(), gap=gap)

    erase_customer("k-1")

    gap.refresh_from_db()
    assert (gap.title, gap.examples) == ("Moving my fibre", [])


def test_an_issue_of_the_letter_no_longer_shows_the_words_of_an_erased_customer(
    settings: Settings,
) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = 2
    mine = of_customer("k-1", "Moving my fibre to Bø in June", "Or in July?")
    gap = a_gap(
        title="Moving my fibre to Bø",
        examples=["Moving my fibre to Bø in June", "Can I take my line along?"],
    )
    gap.events.create(kind="found", at=NOON)
    GapWeek.objects.create(gap=gap, monday=date(2026, 11, 16), contacts=2)
    issue = compose(gap.help_center, None, NOON.date(), now=NOON + timedelta(weeks=1))
    other = compose(
        a_help_center("other"), None, NOON.date(), now=NOON + timedelta(weeks=1)
    )
    assert "fibre" in str(issue.facts["top"])
    assert "fibre" in str(issue.facts["changes"])
    assert "fibre" in str(issue.gaps)
    a_judgement(mine.questions.earliest("pk"), gap=gap)

    assert erase_customer("k-1").digests == 1

    issue.refresh_from_db()
    assert "fibre" not in f"{issue.facts} {issue.gaps}"
    assert issue.facts["top"][0]["title"] == gap.public_id
    assert issue.gaps[0]["examples"] == ["Can I take my line along?"]
    kept = Digest.objects.get(pk=other.pk)
    assert (kept.facts, kept.gaps) == (other.facts, other.gaps)


def test_words_that_are_known_in_another_reading_go_from_gaps_and_issues(
    settings: Settings,
) -> None:
    """The contact was imported again since, with other rules of what is a question."""
    settings.GAPFINDER_DIGEST_EXAMPLES = 3
    mine = of_customer("k-1", "Moving my fibre to [place] in June")
    before = "Hello! Moving my fibre to Bø, in June. Thanks"
    kept = "Can I take my line along?"
    gap = a_gap(examples=[before, kept], evidence=[{"question": before}])
    a_judgement(mine.questions.get(), gap=gap)
    lost = a_gap(rank=None, evidence=[{"question": before}])
    issue = compose(gap.help_center, None, NOON.date(), now=NOON + timedelta(weeks=1))
    assert "fibre" in str(issue.gaps)

    erased = erase_customer("k-1")

    assert (erased.gaps, erased.digests) == (2, 1)
    for each in (gap, lost, issue):
        each.refresh_from_db()
    assert (gap.examples, gap.evidence) == ([kept], [{"question": ""}])
    assert lost.evidence == [{"question": ""}]
    assert issue.gaps[0]["examples"] == [kept]


def test_what_another_customer_asks_in_just_these_words_is_theirs() -> None:
    """Nearly the same goes with it, unless it is known to be somebody else's."""
    mine = of_customer("k-1", "How do I move my fibre?")
    theirs = of_customer("k-2", "How do I move my fibre, please?")
    nobodys = "So how do I move my fibre?"
    gap = a_gap(examples=[nobodys, "How do I move my fibre, please?"])
    for contact in (mine, theirs):
        a_judgement(contact.questions.get(), gap=gap)

    erase_customer("k-1")

    gap.refresh_from_db()
    assert gap.examples == ["How do I move my fibre, please?"]


def test_an_answer_goes_in_another_reading_too() -> None:
    mine = of_customer("k-1", "Moving", answer="Ring me, Kari, on my own number.")
    gap = a_gap(answers=["Ring me, [name], on my own number.", "Order it online."])
    a_judgement(mine.questions.get(), gap=gap)

    erase_customer("k-1")

    gap.refresh_from_db()
    assert gap.answers == ["Order it online."]


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

    assert forget_texts(NOON - timedelta(days=90), now=NOON) == 1
    assert forget_texts(NOON - timedelta(days=90), now=NOON) == 0

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

    forget_texts(NOON, now=NOON)

    assert not Question.objects.taught_by(type(verdict).objects.all()).exists()


def test_the_command_says_what_it_erased(capsys: pytest.CaptureFixture[str]) -> None:
    of_customer("k-1", "How do I move?")

    call_command("erase_customer", "k-1")

    said = capsys.readouterr().out
    assert said.startswith(
        "1 contact, 1 question and 0 vectors erased, 0 verdicts on them, 0 gaps and "
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
    gap = a_gap(
        title="Moving my fibre",
        examples=["Moving my fibre"],
        phrases=["fibre"],
        volume=3,
        rank=None,
    )
    a_judgement(old.questions.get(), gap=gap)
    GapWords.objects.store([(gap, gap.examples)])

    forget_texts(NOON - timedelta(days=90), now=NOON)

    gap.refresh_from_db()
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
