"""Does an update put new contacts where a full run puts them? On the fixtures.

Everything is encoded once, with the encoder that is the default; docs/evaluation.md has
the figures of more sets.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command

from gapfinder.models import HelpCenter, Judgement, Run, VectorSpace
from tests.jsonl import written

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
SLUG = "lumevik"
NEWEST = 51  # contacts, a tenth

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.timeout(1200),
]


@dataclass(frozen=True)
class Outcome:
    """Where questions are, by contact and place: after each of three runs."""

    old: dict
    updated: dict
    full: dict
    told: dict  # what the update says of itself

    @property
    def new(self):
        return self.full.keys() - self.old.keys()


@pytest.fixture(scope="module")
def outcome(django_db_setup, django_db_blocker, tmp_path_factory):
    text = (FIXTURES / "contacts.jsonl").read_text(encoding="utf-8")
    contacts = [json.loads(line) for line in text.splitlines()]
    contacts.sort(key=lambda contact: (contact["received_at"], contact["id"]))
    older = written(tmp_path_factory.mktemp("agrees") / "older", *contacts[:-NEWEST])
    with django_db_blocker.unblock():
        imported("articles", FIXTURES / "articles.jsonl")
        imported("contacts", older)
        old = places_after()
        imported("contacts", FIXTURES / "contacts.jsonl")
        updated = places_after("--update")
        told = Run.objects.newest_first()[0].figures["update"]
        yield Outcome(old, updated, places_after(), told)
        HelpCenter.objects.filter(slug=SLUG).delete()
        VectorSpace.objects.all().delete()


def imported(things, file):
    call_command(f"import_{things}", file, "--help-center", SLUG)


def places_after(*options):
    call_command("find_gaps", "--help-center", SLUG, *options)
    rows = Judgement.objects.values_list(
        *("question__contact__external_id", "question__position"),
        *("gap__number", "match"),
    )
    return {(name, place): (gap, match) for name, place, gap, match in rows}


def same(one, other, keys, of):
    return sum(one[key][of] == other[key][of] for key in keys) / len(keys)


def test_most_new_contacts_are_in_the_gap_or_in_none_as_after_a_full_run(outcome):
    assert same(outcome.updated, outcome.full, outcome.new, 0) >= 0.55


def test_most_new_contacts_have_the_match_of_a_full_run(outcome):
    assert same(outcome.updated, outcome.full, outcome.new, 1) >= 0.5


def test_an_update_moves_no_contact_that_was_judged(outcome):
    assert {key: outcome.updated[key] for key in outcome.old} == outcome.old


def test_as_many_are_put_into_gaps_as_a_full_run_puts_there(outcome):
    put, in_gaps = (
        sum(places[key][0] is not None for key in outcome.new)
        for places in (outcome.updated, outcome.full)
    )
    assert abs(put - in_gaps) <= 0.2 * len(outcome.new)


def test_the_update_knows_how_well_it_sorts(outcome):
    assert outcome.told["recovered"] >= 0.75
    assert outcome.told["right"] >= 0.75
