"""Of an erased customer no word is left in any column of any table."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from gapfinder.admin.gap_page.history import log_changes
from gapfinder.erasure.erase import erase_customer, expire_texts
from gapfinder.models import (
    Contact,
    Gap,
    GapQuote,
    GapWords,
    Question,
    Run,
    Vector,
    Verdict,
)
from gapfinder.models.gaps.derived_texts import make_texts
from tests.support import broadband
from tests.support.database_dump import places_of

pytestmark = pytest.mark.django_db

# Words of one customer alone; each stands in a question, a subject or an answer.
CANARY = ("xantippe", "quisling", "zeppelin", "klondike")
MINE = {
    "customer": "k-canary",
    "subject": "About Xantippe",
    "tags": ["quisling"],
    "note": "klondike",
    "turns": [
        {
            "speaker": "customer",
            "text": "Can I get a static IP address for the Xantippe Zeppelin?",
        },
        {
            "speaker": "agent",
            "text": "Order it for the Quisling Zeppelin, it costs five pounds.",
        },
        {
            "speaker": "customer",
            "text": "One more thing. Does the klondike cost more than the quisling?",
        },
    ],
}


def mine(number: int) -> dict[str, Any]:
    like = next(each for each in broadband.contacts() if each["id"] == "copper-3")
    rest = {name: like[name] for name in ("received_at", "channel", "locale")}
    return rest | {"id": f"mine-{number}"} | MINE


@pytest.fixture
def center(encoder: None, tmp_path: Path) -> Path:
    """After a run over contacts of which the customer had three that ask the same."""
    contacts = [*broadband.contacts(), *map(mine, range(3))]
    broadband.imported(tmp_path, contacts=contacts, articles=broadband.articles())
    broadband.found(tmp_path)
    return tmp_path


@pytest.fixture
def gap(center: Path) -> Gap:
    """The gap that the customer's questions are in."""
    return Gap.objects.once_with(Question.objects.filter(text__contains="Zeppelin"))[0]


def shown(gap: Gap) -> str:
    """What its page, its brief and an export say of customers and agents."""
    return f"{gap.title} {gap.examples} {gap.answers} {gap.shown_evidence}"


def test_the_words_were_everywhere(gap: Gap) -> None:
    """Else what follows would promise nothing."""
    assert set(places_of(*CANARY)) >= {
        *("gapfinder_contact.turns", "gapfinder_contact.answer"),
        *("gapfinder_question.text", "gapfinder_gapwords.text"),
    }
    assert "Zeppelin" in shown(gap)


def test_none_is_left_after_an_erasure(gap: Gap) -> None:
    erased = erase_customer("k-canary")

    assert erased.contacts == 3
    assert erased.gaps >= 1
    assert places_of(*CANARY, "k-canary") == []
    assert "Zeppelin" not in shown(Gap.objects.get(pk=gap.pk))


def test_none_comes_back_with_the_next_run(gap: Gap, center: Path) -> None:
    erase_customer("k-canary")
    broadband.found(center)

    assert places_of(*CANARY, "mine-") == []


def test_none_is_left_in_what_editors_did(gap: Gap, django_user_model: Any) -> None:
    """A note that quotes, a name that was changed, Django's own log of it."""
    editor: User = django_user_model.objects.create_user("editor")
    quote = "they said: Can I get a static IP address for the Xantippe Zeppelin?"
    article = gap.help_center.article_set.first()
    question = Question.objects.filter(text__contains="Zeppelin")[0]
    GapQuote.objects.filter(gap=gap, role="title").update(
        question=question, sentence=None
    )
    make_texts([gap])
    assert "Zeppelin" in gap.title
    log_changes(editor.pk, [gap], "It is a draft.")
    gap.retitle("Fixed addresses", editor=editor)
    Verdict.objects.give(article=article, answer="no", gap=gap, note=quote)
    gap.draft(note=quote)
    contact = Contact.objects.get(external_id="mine-0")
    Verdict.objects.give(
        article=article, answer="yes", contact=contact, note="Zeppelin"
    )

    erased = erase_customer("k-canary")

    assert places_of(*CANARY) == []
    assert erased.verdicts == 1
    assert list(Verdict.objects.values_list("answer", "note")) == [("no", "")]
    gap.refresh_from_db()
    assert gap.title == "Fixed addresses"


@pytest.mark.parametrize("status", ["dismissed", "open"])
def test_none_is_left_in_a_gap_that_no_run_finds_any_more(
    gap: Gap, center: Path, status: str
) -> None:
    """It shows what its last run found, while its questions may be in another gap."""
    Gap.objects.filter(pk=gap.pk).update(rank=None, status=status)
    other = Gap.objects.exclude(pk=gap.pk).first()
    judged = gap.judgements.all()
    judged.update(gap=other, last_gap=other)

    erase_customer("k-canary")

    assert places_of(*CANARY) == []


def test_the_next_run_is_as_if_the_customer_had_never_asked(
    gap: Gap, center: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Its figures, too: contacts, customers, examples, kinds, scores."""
    erase_customer("k-canary")
    after = broadband.found(center)
    run = Run.objects.newest_first()[0]

    never = tmp_path_factory.mktemp("never")
    lines = {"contacts": broadband.contacts(), "articles": broadband.articles()}
    broadband.imported(never, **lines, help_center="never")
    expected = broadband.found(never, help_center="never")

    assert (run.contacts, run.questions) == (
        expected["run"]["contacts"],
        expected["run"]["questions"],
    )
    assert without_ids(after) == without_ids(expected)


def without_ids(result: dict[str, Any]) -> str:
    """What is said of gaps, by their contacts: numbers are given once a help centre."""
    number = {gap["id"]: min(gap["contact_ids"]) for gap in result["gaps"]}
    gaps = [gap | {"id": number[gap["id"]]} for gap in result["gaps"]]
    contacts = [
        contact | {"gap": number.get(contact["gap"])} for contact in result["contacts"]
    ]
    return json.dumps([gaps, contacts], sort_keys=True)


def test_texts_past_their_time_are_nowhere_and_figures_stay(
    gap: Gap, center: Path
) -> None:
    """From the day on, and after the next run; who came and how it went is still told.

    All contacts are past their time but those of the last days.
    """
    newest = Contact.objects.all().newest_received()
    days = timedelta(days=10)
    figures = Run.objects.get().figures
    assert newest is not None
    forgotten = expire_texts(newest - days, now=newest)

    old = Contact.objects.filter(received_at__lt=newest - days)
    assert forgotten == old.count() > 3
    assert places_of(*CANARY) == []
    assert Run.objects.get().figures == figures
    assert set(old.values_list("worst_match", flat=True)) <= {
        "answered",
        "weak",
        "none",
    }

    after = broadband.found(center)
    assert places_of(*CANARY) == []
    assert after["run"]["contacts"] == Contact.objects.count()
    assert {each["match"] for each in after["contacts"]} <= {"answered", "weak", "none"}


def test_what_is_forgotten_has_no_vector(gap: Gap) -> None:
    before = Vector.objects.count()
    texts = set(Question.objects.values_list("text", flat=True))
    alone = {text for text in texts if "Zeppelin" in text or "klondike" in text}

    erased = erase_customer("k-canary")

    assert erased.vectors == before - Vector.objects.count()
    assert erased.vectors >= len(alone) > 0
    assert GapWords.objects.exists()


def test_the_command_says_all_that_went(
    gap: Gap, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()

    call_command("erase_customer", "k-canary")

    said = capsys.readouterr().out
    assert said.startswith("3 contacts, ")
    assert " vectors erased, 0 verdicts on them, " in said
    assert "k-canary" not in said
