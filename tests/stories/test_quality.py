"""The main job on the fixtures, with the encoder that is the default: is it good?

Everything is imported and encoded once, for all tests of this file. The first run on a
machine unpacks the model into the user's cache.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command

from benchmarks.evaluation import Figures, evaluate
from gapfinder.models import (
    Contact,
    Gap,
    HelpCenter,
    Judgement,
    Question,
    Run,
    VectorSpace,
)

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
SLUG = "lumevik"

# Slow machines need minutes to encode; what follows is quick.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.timeout(1200),
]


@dataclass(frozen=True)
class Outcome:
    result: dict
    figures: Figures


@pytest.fixture(scope="module")
def outcome(django_db_setup, django_db_blocker, tmp_path_factory):
    out = tmp_path_factory.mktemp("quality") / "gaps.json"
    with django_db_blocker.unblock():
        for thing in ("articles", "contacts"):
            file = FIXTURES / f"{thing}.jsonl"
            call_command(f"import_{thing}", file, "--help-center", SLUG)
        call_command("find_gaps", "--help-center", SLUG, "--json", out)
        result = json.loads(out.read_text())
        yield Outcome(result, evaluate(result, labels()))
        HelpCenter.objects.filter(slug=SLUG).delete()
        VectorSpace.objects.all().delete()


def labels():
    text = (FIXTURES / "labels.jsonl").read_text()
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("hit_at_1", 0.68),
        ("found_at_m", 0.70),
        ("precision_at_m", 0.75),
        ("translated", 0.75),
        ("volume_rho", 0.5),
        ("reason_f1", 0.75),
    ],
)
def test_the_figures_stay_above_their_floors(outcome, figure, floor):
    assert getattr(outcome.figures, figure) >= floor


def test_every_contact_is_judged(outcome):
    figures = outcome.figures

    assert (figures.contacts, figures.lost) == (len(labels()), 0)
    assert len(outcome.result["contacts"]) == Contact.objects.count() == len(labels())
    assert Judgement.objects.count() == Question.objects.count()


def test_the_figures_of_a_gap_are_those_of_its_contacts(outcome):
    for gap in outcome.result["gaps"]:
        contacts = Contact.objects.filter(external_id__in=gap["contact_ids"])
        assert gap["contacts"] == len(gap["contact_ids"]) == contacts.count()
        assert sum(gap["channels"].values()) == gap["contacts"]
        assert 1 <= gap["customers"] <= gap["contacts"]
        assert -1 <= gap["trend"] <= 1


def test_the_same_data_gives_the_same_again(outcome, tmp_path):
    again = tmp_path / "again.json"

    call_command("find_gaps", "--help-center", SLUG, "--json", again)

    assert same(json.loads(again.read_text())) == same(outcome.result)


def same(result):
    run = {k: v for k, v in result["run"].items() if k not in {"id", "seconds"}}
    return json.dumps(result | {"run": run})


# --- Personal data --------------------------------------------------------------------

E_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
OF_CUSTOMERS = re.compile(r"@example\.(?:com|org|net|no|se|nl)$", re.IGNORECASE)
NUMBERS = (  # all of them well-known test numbers, or invented with a right checksum
    *("4111111111111111", "5555555555554444"),
    *("NO9386011117947", "86011117947", "NL91ABNA0417164300", "0417164300"),
    *("SE4550000000058398257466", "GB82WEST12345698765432"),
    *("8112289874", "6709199530"),
)


def stored():
    """All that is stored of contacts, questions and gaps, as one text each."""
    for model in (Contact, Question, Gap, Judgement, Run):
        for row in model.objects.all().values():
            yield json.dumps(row, default=str, ensure_ascii=False)


def digits_and_letters(text):
    return re.sub(r"[\W_]", "", text).upper()


def test_the_fixtures_hold_personal_data():
    text = (FIXTURES / "contacts.jsonl").read_text()
    close = digits_and_letters(text)

    assert sum(bool(OF_CUSTOMERS.search(a)) for a in E_MAIL.findall(text)) >= 20
    assert [number for number in NUMBERS if number not in close] == []


def test_no_e_mail_address_is_stored(outcome):
    assert [found for text in stored() for found in E_MAIL.findall(text)] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_no_number_of_a_card_an_account_or_a_person_is_stored(outcome, number):
    assert [text for text in stored() if number in digits_and_letters(text)] == []


def test_no_personal_data_is_written_out(outcome):
    text = json.dumps(outcome.result, ensure_ascii=False)
    close = digits_and_letters(text)

    assert E_MAIL.findall(text) == []
    assert [number for number in NUMBERS if number in close] == []
