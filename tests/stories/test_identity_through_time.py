"""What becomes of gaps over many runs, and of what editors did to them."""

import json
from datetime import date

import pytest

from gapfinder.models import Contact, Gap, GapEvent, Question, Vector
from gapfinder.models.gaps.decisions import Because
from gapfinder.pipeline import find_gaps
from gapfinder.pipeline.window_features import WindowFeatures
from tests.support import broadband
from tests.support.broadband import found, gap_of, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]


@pytest.fixture
def help_center(tmp_path):
    return imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )


STATIC_ADDRESS = {
    "id": "static-address",
    "locale": "en",
    "title": "Order a static IP address",
    "body": "A static IP address costs 5 pounds a month. Order the fixed public IP "
    "address for your server on My page; after that it does not change.",
}
# Customers who ask about copper, in words of their own.
MORE_COPPER = [
    "Will the copper network close in the city?",
    "When will you close the copper network?",
    "Is it true that the copper network is closing?",
    "The copper network is closing, do I need a new router?",
    "Copper network closing date for our street?",
    "What happens when the copper network closes?",
    "Who decided that the copper network closes?",
    "Copper network closes, how do I call without it?",
]


def lines(texts, *, need="more"):
    last = broadband.contacts()[-1]["received_at"]
    return [
        {"id": f"{need}-{row}", "received_at": last, "text": text, "locale": "en"}
        for row, text in enumerate(texts)
    ]


def row_of(gap):
    return Gap.objects.get(number=gap["id"].removeprefix("gap-"))


def the_gap(result, need):
    return row_of(gap_of(result, need))


def questions(*names):
    return Question.objects.filter(contact__external_id__in=names)


def members(result, gap):
    """What a run put into a gap, or nothing if the gap is not shown."""
    shown = {row["id"]: row["contact_ids"] for row in result["gaps"]}
    return set(shown.get(gap.public_id, ()))


def named(need):
    return {c["id"] for c in broadband.contacts() if c["id"].startswith(need)}


def kinds(gap):
    return [event.kind for event in gap.events.order_by("pk")]


def told(result):
    run = {k: v for k, v in result["run"].items() if k not in {"id", "seconds"}}
    return json.dumps(result | {"run": run})


# --- Away and back --------------------------------------------------------------------


@pytest.mark.parametrize("runs", [1, 2])
def test_a_gap_that_was_away_for_some_runs_has_its_id_again(
    help_center, tmp_path, runs
):
    gap = the_gap(found(tmp_path), "static-address")
    imported(tmp_path, contacts=[], articles=[STATIC_ADDRESS])
    away = [members(found(tmp_path), gap) for _ in range(runs)]

    hidden = [STATIC_ADDRESS | {"published": False}]
    imported(tmp_path, contacts=[], articles=hidden)
    result = found(tmp_path)

    assert away == [set()] * runs
    assert members(result, gap) == named("static-address")
    assert kinds(gap) == ["found", "returned"]


def test_a_run_over_the_same_data_adds_nothing_to_the_history(help_center, tmp_path):
    found(tmp_path)
    before = GapEvent.objects.count()

    found(tmp_path)

    assert before == Gap.objects.count() == GapEvent.objects.count()


def test_an_event_names_its_run_and_when_it_started(help_center, tmp_path):
    result = found(tmp_path)

    event = the_gap(result, "copper").events.get()
    assert (event.kind, event.run_id, event.editor) == (
        *("found", result["run"]["id"], None),
    )
    assert event.at == event.run.started_at


def test_gaps_that_become_one_by_themselves_are_told(help_center, tmp_path):
    result = found(tmp_path)
    copper, price = the_gap(result, "copper"), the_gap(result, "price-rise")
    contacts = Contact.objects.filter(external_id__startswith="price-rise")
    Question.objects.filter(contact__in=contacts).update(
        text="When is the copper network closed?"
    )

    result = found(tmp_path)

    assert members(result, copper) == named("copper") | named("price-rise")
    price.refresh_from_db()
    assert (price.merged_into, price.rank) == (copper, None)
    assert kinds(price) == ["found", "merged"]
    found(tmp_path)
    assert kinds(price) == ["found", "merged"]


# --- Merged by an editor --------------------------------------------------------------


def test_what_an_editor_merged_is_one_gap_in_every_later_run(help_center, tmp_path):
    result = found(tmp_path)
    copper, price = the_gap(result, "copper"), the_gap(result, "price-rise")

    price.merge_into(copper)
    first = found(tmp_path)
    imported(tmp_path, contacts=lines(MORE_COPPER[:2]))
    second = found(tmp_path)

    both = named("copper") | named("price-rise")
    assert members(first, copper) == both
    assert members(second, copper) == both | {"more-0", "more-1"}
    assert members(second, price) == set()
    assert len(first["gaps"]) == len(second["gaps"]) == 3


def test_new_contacts_join_either_side_of_a_merged_gap(help_center, tmp_path):
    result = found(tmp_path)
    copper, price = the_gap(result, "copper"), the_gap(result, "price-rise")
    price.merge_into(copper)

    imported(tmp_path, contacts=lines(["Why did you increase the price of my plan?"]))

    assert "more-0" in members(found(tmp_path), copper)


def test_a_merged_gap_is_the_same_in_a_second_run(help_center, tmp_path):
    result = found(tmp_path)
    the_gap(result, "price-rise").merge_into(the_gap(result, "esim"))

    assert told(found(tmp_path)) == told(found(tmp_path))


# --- Split by an editor ---------------------------------------------------------------


def test_what_an_editor_split_stays_apart_in_every_later_run(help_center, tmp_path):
    copper = the_gap(found(tmp_path), "copper")
    chosen = {"copper-1", "copper-3", "copper-5"}

    new = copper.split_off(questions(*chosen))
    results = [found(tmp_path) for _ in range(2)]

    for result in results:
        assert members(result, new) == chosen
        assert members(result, copper) == named("copper") - chosen
    assert new.number > copper.number
    assert told(results[0]) == told(results[1])


def test_new_contacts_go_with_the_nearer_side_of_a_split(help_center, tmp_path):
    copper = the_gap(found(tmp_path), "copper")
    chosen = ["copper-0", "copper-3", "copper-1"]  # those that ask when
    new = copper.split_off(questions(*chosen))

    same = broadband.NEEDS["copper"][1]
    imported(tmp_path, contacts=lines([same[3], same[5]]))
    result = found(tmp_path)

    assert members(result, new) == {*chosen, "more-0"}
    assert "more-1" in members(result, copper)


# --- Dismissed by an editor -----------------------------------------------------------


def dismissed(result, need):
    gap = the_gap(result, need)
    gap.set_status(Gap.Status.DISMISSED)
    return gap


def test_a_dismissed_gap_returns_when_it_has_more_than_doubled(help_center, tmp_path):
    copper = dismissed(found(tmp_path), "copper")  # of 7 contacts

    imported(tmp_path, contacts=lines(MORE_COPPER[:7]))
    twice = found(tmp_path)
    imported(tmp_path, contacts=lines(MORE_COPPER))
    more = found(tmp_path)

    assert members(twice, copper) == set()
    assert len(members(more, copper)) == 15
    copper.refresh_from_db()
    assert (copper.status, copper.returned) == ("open", True)
    assert kinds(copper) == ["found", "dismissed", "returned"]
    event = copper.events.newest_first()[0]
    assert event.data == {"contacts": 15, "when_dismissed": 7}
    shown = gap_of(more, "copper")
    assert (shown["status"], shown["returned"]) == ("open", True)
    assert told(found(tmp_path)) == told(more)


def test_it_is_said_to_have_returned_until_an_editor_decides(help_center, tmp_path):
    copper = dismissed(found(tmp_path), "copper")
    imported(tmp_path, contacts=lines(MORE_COPPER))
    found(tmp_path)

    copper.refresh_from_db()
    copper.set_status(Gap.Status.DRAFTING)

    shown = gap_of(found(tmp_path), "copper")
    assert (shown["status"], shown["returned"]) == ("drafting", False)


def test_a_dismissed_gap_never_returns_if_the_setting_says_so(
    help_center, tmp_path, settings
):
    settings.GAPFINDER_DISMISSED_RETURNS_AT = 0
    copper = dismissed(found(tmp_path), "copper")

    imported(tmp_path, contacts=lines(MORE_COPPER))

    assert members(found(tmp_path), copper) == set()
    copper.refresh_from_db()
    assert (copper.status, copper.volume) == ("dismissed", 15)


def test_a_dismissed_gap_keeps_its_contacts(help_center, tmp_path):
    copper = dismissed(found(tmp_path), "copper")

    found(tmp_path)

    kept = copper.judgements.values_list("question__contact__external_id", flat=True)
    assert set(kept) == named("copper")
    assert kinds(copper) == ["found", "dismissed"]


# --- What they were taught ------------------------------------------------------------


def test_what_was_taught_is_encoded_by_runs_that_are_past_it(help_center, tmp_path):
    """By a verdict on all of one gap, and by agents who shared two articles."""
    article = help_center.article_set.get(external_id="voicemail")
    copper = the_gap(found(tmp_path), "copper")
    article.verdicts.give(gap=copper, article=article, answer="no")
    kept = broadband.vectors_forgotten()
    counts = []

    window, _ = find_gaps(
        help_center,
        since=date(2025, 11, 2),
        progress=lambda *encoded: counts.append(encoded),
    )

    seen = WindowFeatures(window)
    taught = {question.contact.external_id for question in window.exemplars}
    inside = {contact.external_id for contact in window.contacts}
    assert taught == (named("copper") | named("esim") | named("pay")) - inside
    assert len(seen.questions.verdicts.weight) == len(named("copper") & inside)
    assert len(seen.exemplars.verdicts.weight) == len(named("copper") - inside)
    made = Vector.objects.count() - kept
    assert sum(encoded for encoded, _ in counts) == counts[-1][1] == made > 0


# --- While a run is thinking ----------------------------------------------------------


def meanwhile(help_center, decide):
    """Run, with something that an editor does after the run has read."""
    to_do = [decide]
    find_gaps(help_center, progress=lambda *told: to_do and to_do.pop()())


def kept(gap):
    names = gap.judgements.values_list("question__contact__external_id", flat=True)
    return set(names)


def test_what_is_merged_while_a_run_is_thinking_stays_merged(help_center, tmp_path):
    result = found(tmp_path)
    copper, price = the_gap(result, "copper"), the_gap(result, "price-rise")
    imported(tmp_path, contacts=lines(MORE_COPPER[:1]))  # something to encode

    meanwhile(help_center, lambda: price.merge_into(copper))

    assert kept(copper) == named("copper") | named("price-rise") | {"more-0"}
    price.refresh_from_db()
    assert (kept(price), price.merged_into, price.rank) == (set(), copper, None)


def test_what_is_split_while_a_run_is_thinking_stays_apart(help_center, tmp_path):
    copper = the_gap(found(tmp_path), "copper")
    chosen, new = {"copper-1", "copper-3", "copper-5"}, []
    imported(tmp_path, contacts=lines(MORE_COPPER[:1]))

    meanwhile(help_center, lambda: new.append(copper.split_off(questions(*chosen))))

    assert kept(new[0]) >= chosen
    assert not kept(copper) & chosen


def test_a_gap_dismissed_until_a_day_returns_with_the_first_run_from_then_on(
    help_center, tmp_path
):
    copper = the_gap(found(tmp_path), "copper")
    copper.dismiss(Because.OUT_OF_SCOPE, returns=date(9999, 1, 1))
    away = found(tmp_path)
    copper.dismiss(Because.OUT_OF_SCOPE, returns=date(2026, 1, 1))
    back = found(tmp_path)

    assert members(away, copper) == set()
    assert members(back, copper) == named("copper")
    copper.refresh_from_db()
    assert (copper.status, copper.returned) == ("open", True)
