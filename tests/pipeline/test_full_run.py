"""The main job, on a small help centre and with a real model."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from gapfinder.models import (
    Contact,
    Gap,
    HelpCenter,
    Judgement,
    Question,
    Run,
    Vector,
    VectorSpace,
)
from gapfinder.pipeline import find_gaps, report
from tests.support import broadband
from tests.support.broadband import SITE, SLUG, found, gap_of, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]

MISSING = ("copper", "static-address", "price-rise")


@pytest.fixture
def help_center(tmp_path):
    return imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )


def a_line(name, text, **values):
    time = broadband.START + timedelta(days=40)
    return {"id": name, "received_at": time.isoformat(), "text": text} | (
        {"locale": "en"} | values
    )


def ids_by_need(result):
    return {need: gap_of(result, need)["id"] for need in (*MISSING, "esim")}


def told(result):
    """The result but for what may differ between two runs of the same data."""
    run = {k: v for k, v in result["run"].items() if k not in {"id", "seconds"}}
    return json.dumps(result | {"run": run}, ensure_ascii=False)


# --- What is found --------------------------------------------------------------------


def test_what_no_article_answers_is_missing(help_center, tmp_path):
    result = found(tmp_path)

    for need in MISSING:
        gap = gap_of(result, need)
        wanted = {c["id"] for c in broadband.contacts() if c["id"].startswith(need)}
        assert gap["kind"] == "missing"
        assert gap["article"] is None
        assert set(gap["contact_ids"]) == wanted
        assert gap["contacts"] == gap["customers"] == len(wanted)


def test_what_an_article_answers_in_another_language_only_is_for_translation(
    help_center, tmp_path
):
    result = found(tmp_path)

    gap = gap_of(result, "esim")
    assert (gap["kind"], gap["article"], gap["locale"]) == ("translation", "esim", "en")
    for contact in result["contacts"]:
        if contact["id"] in gap["contact_ids"]:
            assert (contact["match"], contact["article"]) == ("weak", "esim")


def test_what_an_article_nearly_answers_is_weak(help_center, tmp_path, settings):
    settings.GAPFINDER_WEAK_FROM = 0.0  # however little

    result = found(tmp_path)

    for need in MISSING:
        gap = gap_of(result, need)
        assert (gap["kind"], gap["article"]) == ("weak", gap["nearest"][0]["article"])


def test_what_an_article_answers_is_no_gap(help_center, tmp_path):
    result = found(tmp_path)

    in_gaps = {name for gap in result["gaps"] for name in gap["contact_ids"]}
    for contact in result["contacts"]:
        need = contact["id"].rpartition("-")[0]
        if need in {"restart-router", "wifi-password", "pay-invoice", "moving"}:
            assert (contact["match"], contact["article"]) == ("answered", need)
            assert contact["id"] not in in_gaps


def test_gaps_smaller_than_the_setting_are_not_shown(help_center, tmp_path, settings):
    settings.GAPFINDER_MIN_GAP_CONTACTS = 7

    assert [gap["contacts"] for gap in found(tmp_path)["gaps"]] == [7]


# --- The shape of the result ----------------------------------------------------------


def test_the_result_has_the_shape_of_the_contract(help_center, tmp_path):
    result = found(tmp_path)

    assert list(result) == ["run", "gaps", "contacts", "passages"]
    assert list(result["run"]) == [
        *("id", "help_center", "since", "until", "encoder", "seconds"),
        *("contacts", "questions", "self_service"),
    ]
    for rank, gap in enumerate(result["gaps"], start=1):
        assert list(gap) == [
            *("id", "rank", "kind", "title", "locale", "contacts", "customers"),
            *("trend", "probability", "article", "nearest", "examples", "phrases"),
            *(
                "channels",
                "besides",
                "locales",
                "trend_low",
                "trend_high",
                "value",
                "answers",
            ),
            *("evidence", "contact_ids", "status", "returned"),
        ]
        assert gap["rank"] == rank
        assert gap["kind"] in {"missing", "weak", "translation"}
        assert gap["contact_ids"] == sorted(gap["contact_ids"])
        assert 1 <= len(gap["examples"]) <= 3
        scores = [near["score"] for near in gap["nearest"]]
        assert 1 >= scores[0] >= scores[-1] >= 0
        assert [list(near) for near in gap["nearest"]] == 3 * [["article", "score"]]
    for contact in result["contacts"]:
        assert list(contact) == [
            *("id", "match", "article", "score", "gap", "reason", "evidence")
        ]
        assert contact["match"] in {"answered", "weak", "none"}
        assert contact["reason"] in {*Judgement.Reason.values, None}
        assert 0 <= contact["score"] <= 1


def test_gaps_and_contacts_name_each_other(help_center, tmp_path):
    result = found(tmp_path)

    from_gaps = {
        (gap["id"], name) for gap in result["gaps"] for name in gap["contact_ids"]
    }
    assert from_gaps == {
        (contact["gap"], contact["id"])
        for contact in result["contacts"]
        if contact["gap"]
    }
    assert [contact["id"] for contact in result["contacts"]] == sorted(
        contact["id"] for contact in broadband.contacts()
    )


def test_a_judgement_says_when_its_question_was_asked(help_center):
    _window, written = find_gaps(help_center)

    assert all(
        judgement.asked_at == judgement.question.contact.received_at
        for judgement in written.judgements
    )


def test_the_run_says_what_it_looked_at(help_center, tmp_path):
    run = found(tmp_path)["run"]

    row = Run.objects.get()
    assert (run["id"], run["help_center"]) == (row.pk, SLUG)
    assert run["encoder"].startswith(f"{broadband.ENCODER}@")
    assert run["contacts"] == run["questions"] == len(broadband.contacts())
    assert row.gaps == Gap.objects.current().count() == 4
    assert set(row.phases) == {
        *("read", "encode", "group", "match", "judge", "name", "explain"),
        *("value", "write"),
    }
    assert row.finished_at - row.started_at == timedelta(seconds=row.seconds)


def test_a_run_has_started_before_it_ended(help_center, tmp_path):
    before = datetime.now(UTC)
    found(tmp_path)
    after = datetime.now(UTC)

    run = Run.objects.get()
    assert before <= run.started_at <= run.finished_at <= after


def test_examples_and_titles_are_the_customers_words(help_center, tmp_path):
    gap = gap_of(found(tmp_path), "static-address")

    texts = broadband.NEEDS["static-address"][1]
    assert gap["title"] in texts
    assert set(gap["examples"]) <= set(texts)


# --- The same again -------------------------------------------------------------------


def test_the_same_data_gives_the_same_output(help_center, tmp_path):
    first, second = found(tmp_path), found(tmp_path)

    assert told(first) == told(second)
    assert first["run"]["id"] != second["run"]["id"]


def test_an_empty_database_gives_the_same_output_too(tmp_path):
    lines = {"contacts": broadband.contacts(), "articles": broadband.articles()}
    imported(tmp_path, **lines)
    first = found(tmp_path)
    HelpCenter.objects.all().delete()
    VectorSpace.objects.all().delete()

    imported(tmp_path, **lines)

    assert told(found(tmp_path)) == told(first)


def test_the_order_of_import_does_not_matter(tmp_path):
    contacts, articles = broadband.contacts(), broadband.articles()
    imported(tmp_path, contacts=contacts, articles=articles)
    first = found(tmp_path)
    HelpCenter.objects.all().delete()

    imported(tmp_path, contacts=contacts[::-2])
    imported(tmp_path, contacts=contacts, articles=articles[::-1])

    assert told(found(tmp_path)) == told(first)


def test_no_text_is_encoded_twice(help_center, tmp_path):
    kept = broadband.vectors_forgotten()
    counts = []

    def encoding(encoded, total):
        counts.append((encoded, total))

    find_gaps(help_center, progress=encoding)

    made = Vector.objects.count() - kept
    assert sum(encoded for encoded, _ in counts) == counts[0][1] == made
    counts.clear()
    find_gaps(help_center, progress=encoding)
    assert (counts, Vector.objects.count()) == ([], kept + made)
    first, second = Run.objects.order_by("pk")
    assert second.phases["encode"] < first.phases["encode"]


def test_a_new_contact_costs_its_own_text_only(help_center, tmp_path):
    find_gaps(help_center)
    before = Vector.objects.count()

    imported(tmp_path, contacts=[a_line("new", "What is an optical fibre made of?")])
    find_gaps(help_center)

    assert Vector.objects.count() == before + 1


def test_vectors_of_two_encoders_never_meet(help_center, tmp_path, settings):
    """Those of another space are not used: even nonsense does no harm."""
    first = found(tmp_path)
    space = VectorSpace.objects.get()
    other = VectorSpace.objects.create(encoder="another@1234")
    Vector.objects.bulk_create(
        Vector(space=other, fingerprint=row.fingerprint, values=b"\0\x7e" * 8)
        for row in space.vector_set.all()
    )

    assert told(found(tmp_path)) == told(first)
    before = space.vector_set.count()
    name = "what packaged:all-MiniLM-L6-v2 was@before"
    some = list(space.vector_set.values_list("pk", flat=True)[:9])
    Vector.objects.filter(pk__in=some).update(
        space=VectorSpace.objects.create(encoder=name)
    )
    assert told(found(tmp_path)) == told(first)
    assert (VectorSpace.objects.count(), space.vector_set.count()) == (3, before)


# --- Gaps over time -------------------------------------------------------------------


def test_a_gap_keeps_its_id_when_new_contacts_come(help_center, tmp_path):
    before = ids_by_need(found(tmp_path))
    more = [
        a_line("aaa", "Will the copper network close in the city?"),
        a_line("zzz", "When will you close the copper network?"),
        a_line("mmm", "What is the price of a static IP address?"),
    ]

    imported(tmp_path, contacts=more)
    result = found(tmp_path)

    assert ids_by_need(result) == before
    assert {"aaa", "zzz"} <= set(gap_of(result, "copper")["contact_ids"])


def test_an_id_is_never_used_again(help_center, tmp_path):
    before = ids_by_need(found(tmp_path))
    price = Contact.objects.filter(external_id__startswith="price-rise")
    rows = [c for c in broadband.contacts() if c["id"].startswith("price-rise")]
    price.delete()

    vanished = found(tmp_path)
    imported(tmp_path, contacts=rows)
    back = found(tmp_path)

    gone = before["price-rise"]
    assert gone not in {gap["id"] for gap in vanished["gaps"]}
    assert len(vanished["gaps"]) == 3
    assert gap_of(back, "price-rise")["id"] not in before.values()
    assert Gap.objects.lost().count() == 1


def test_an_id_is_not_used_again_by_something_else(tmp_path):
    contacts = broadband.contacts()
    articles = broadband.articles()
    first = [c for c in contacts if not c["id"].startswith("price-rise")]
    imported(tmp_path, contacts=first, articles=articles)
    before = {gap["id"] for gap in found(tmp_path)["gaps"]}
    Contact.objects.filter(external_id__startswith="copper").delete()
    found(tmp_path)

    imported(
        tmp_path, contacts=[c for c in contacts if not c["id"].startswith("copper")]
    )

    assert gap_of(found(tmp_path), "price-rise")["id"] not in before


def test_a_dismissed_gap_does_not_come_back(help_center, tmp_path):
    first = found(tmp_path)
    number = first["gaps"][0]["id"].removeprefix("gap-")
    Gap.objects.filter(number=number).update(status=Gap.Status.DISMISSED, rank=None)
    imported(
        tmp_path, contacts=[a_line("new", "When will you close the copper network?")]
    )

    result = found(tmp_path)

    ranked = [gap["id"] for gap in result["gaps"]]
    assert ranked == [gap["id"] for gap in first["gaps"][1:]]
    assert [gap["rank"] for gap in result["gaps"]] == [1, 2, 3]
    dismissed = Gap.objects.get(number=number)
    assert (dismissed.rank, dismissed.status) == (None, "dismissed")
    for contact in result["contacts"]:
        if contact["id"] in {"new", "copper-0"}:
            assert (contact["match"], contact["gap"]) == ("none", None)
    assert told(found(tmp_path)) == told(result)


def test_a_title_that_an_editor_gave_stays(help_center, tmp_path):
    name = gap_of(found(tmp_path), "copper")["id"]
    Gap.objects.filter(number=name.removeprefix("gap-")).update(
        title="The end of copper", retitled=True
    )

    assert gap_of(found(tmp_path), "copper")["title"] == "The end of copper"


def test_what_an_editor_made_of_a_gap_stays(help_center, tmp_path):
    name = gap_of(found(tmp_path), "copper")["id"]
    row = Gap.objects.filter(number=name.removeprefix("gap-"))
    row.update(status=Gap.Status.DRAFTING)

    found(tmp_path)

    assert row.get().status == Gap.Status.DRAFTING


def test_a_gap_ends_when_an_article_is_published(help_center, tmp_path):
    before = gap_of(found(tmp_path), "static-address")["id"]
    article = {
        "id": "static-address",
        "locale": "en",
        "title": "Order a static IP address",
        "body": "A static IP address costs 5 pounds a month. Order the fixed public IP "
        "address for your server on My page; after that it does not change.",
    }

    imported(tmp_path, contacts=[], articles=[article])
    result = found(tmp_path)

    assert before not in {gap["id"] for gap in result["gaps"]}
    for contact in result["contacts"]:
        if contact["id"].startswith("static-address"):
            assert contact["article"] == "static-address"


def test_an_article_that_is_taken_down_answers_nothing(help_center, tmp_path):
    hidden = [a | {"published": a["id"] != "moving"} for a in broadband.articles()]

    imported(tmp_path, contacts=[], articles=hidden)

    assert "moving" not in {
        contact["article"] for contact in found(tmp_path)["contacts"]
    }


def test_help_centres_do_not_see_each_other(help_center, tmp_path):
    before = found(tmp_path)
    copper = [c for c in broadband.contacts() if c["id"].startswith("copper")]
    imported(tmp_path, contacts=copper, help_center="other")

    other = found(tmp_path, help_center="other")

    assert told(found(tmp_path)) == told(before)
    assert {contact["article"] for contact in other["contacts"]} == {None}


# --- What a gap is worth --------------------------------------------------------------

ANSWER = "The copper network closes on the 30th of June next year, everywhere at once."


def worth(line):
    """What is known of a contact: those about copper are costly and unhappy."""
    if not line["id"].startswith("copper"):
        return {"csat": 80}
    turns = [
        {"speaker": "customer", "text": line["text"]},
        {"speaker": "agent", "text": ANSWER},
    ]
    return {
        "turns": turns,
        "csat": 20,
        "handle_seconds": 120,
        "searched_first": True,
        "resolved": line["id"] != "copper-0",
    }


def test_a_gap_says_what_it_costs_and_what_an_article_could_save(tmp_path):
    """Seven contacts, two of them searches, one not resolved, in 50 days."""
    lines = [line | worth(line) for line in broadband.contacts()]
    imported(tmp_path, contacts=lines, articles=broadband.articles())

    gap = gap_of(found(tmp_path), "copper")

    value, week = gap["value"], 7 / 50
    assert value["contacts_per_week"] == round(7 * week, 2)
    assert value["customers_per_week"] == round(7 * week, 2)
    assert (value["searched_first"], value["handle_seconds"]) == (1, 120)
    satisfaction = value["satisfaction"]
    assert (satisfaction["mean"], satisfaction["rest"]) == (20, 80)
    assert satisfaction["high"] < 0
    saving = value["saving"]
    assert saving["seconds_per_week"] == pytest.approx(4 * 120 * week, abs=0.1)
    assert saving["rest_per_week"] == pytest.approx(1 * 120 * week, abs=0.1)
    assert [(each["code"], each["value"]) for each in saving["factors"]] == [
        *(("simple", 4), ("search", 2), ("unresolved", 1)),
        *(("searched_first", 1), ("handling", 120)),
    ]
    assert gap["trend_low"] < gap["trend"] < gap["trend_high"]
    assert gap["locales"] == {"en": 7}
    assert gap["answers"] == [ANSWER]


def test_the_order_of_gaps_does_not_know_what_they_cost(help_center, tmp_path):
    before = [gap["id"] for gap in found(tmp_path)["gaps"]]
    last = gap_of(found(tmp_path), "price-rise")["contact_ids"]

    Contact.objects.filter(external_id__in=last).update(handle_seconds=9000, csat=0)

    assert [gap["id"] for gap in found(tmp_path)["gaps"]] == before


def test_where_nothing_is_known_nothing_is_made_up(help_center, tmp_path):
    gap = gap_of(found(tmp_path), "copper")

    value, row = gap["value"], Gap.objects.get(number=gap["id"].removeprefix("gap-"))
    assert gap["answers"] == []
    for name in ("searched_first", "handle_seconds", "satisfaction"):
        assert value[name] is None
    assert value["saving"]["seconds_per_week"] is None
    assert (row.csat, row.saving_seconds, row.searched_first) == (None, None, None)


# --- The window -----------------------------------------------------------------------


def at(*times):
    return [
        a_line(f"at {time}", "When is the copper network closed?", received_at=time)
        for time in times
    ]


def seen(result):
    return [contact["id"].removeprefix("at ") for contact in result["contacts"]]


def test_days_are_whole_days_of_the_help_centre_and_until_is_excluded(tmp_path):
    """Oslo leaves summer time on the 25th of October, and is an hour or two ahead."""
    imported(
        tmp_path,
        contacts=at(
            "2026-10-23T21:59:59Z",
            "2026-10-23T22:00:00Z",
            "2026-10-31T22:59:59Z",
            "2026-10-31T23:00:00Z",
        ),
    )
    HelpCenter.objects.update(time_zone="Europe/Oslo")

    result = found(tmp_path, "--since", "2026-10-24", "--until", "2026-11-01")

    assert seen(result) == ["2026-10-23T22:00:00Z", "2026-10-31T22:59:59Z"]
    assert (result["run"]["since"], result["run"]["until"]) == (
        *("2026-10-24", "2026-11-01"),
    )


def test_another_zone_has_other_days(tmp_path):
    imported(tmp_path, contacts=at("2026-10-24T02:00:00Z", "2026-10-24T12:00:00Z"))
    HelpCenter.objects.update(time_zone="America/New_York")

    result = found(tmp_path, "--since", "2026-10-24", "--until", "2026-10-25")

    assert seen(result) == ["2026-10-24T12:00:00Z"]


def test_without_dates_it_is_the_eight_weeks_that_end_with_the_newest(tmp_path):
    imported(
        tmp_path,
        contacts=at(
            "2026-09-20T21:59:59Z",
            "2026-09-20T22:00:00Z",
            "2026-11-15T22:30:00Z",
        ),
    )
    HelpCenter.objects.update(time_zone="Europe/Oslo")

    result = found(tmp_path)

    assert (result["run"]["since"], result["run"]["until"]) == (
        *("2026-09-21", "2026-11-16"),
    )
    assert seen(result) == ["2026-09-20T22:00:00Z", "2026-11-15T22:30:00Z"]


def test_one_date_makes_the_other(tmp_path, settings):
    settings.GAPFINDER_WINDOW_WEEKS = 2
    imported(tmp_path, contacts=at("2026-10-05T12:00:00Z", "2026-11-15T12:00:00Z"))

    until = found(tmp_path, "--until", "2026-10-06")["run"]
    since = found(tmp_path, "--since", "2026-10-01")["run"]

    assert (until["since"], until["until"]) == ("2026-09-22", "2026-10-06")
    assert (since["since"], since["until"]) == ("2026-10-01", "2026-11-16")


def test_what_lies_outside_the_window_keeps_what_was_judged(help_center, tmp_path):
    first = found(tmp_path)
    until = (broadband.START + timedelta(days=25)).date().isoformat()

    part = found(tmp_path, "--until", until)

    assert 0 < len(part["contacts"]) < len(first["contacts"])
    assert Judgement.objects.count() == len(first["contacts"])
    newest = Run.objects.newest_first().first()
    assert newest.judgement_set.count() == len(part["contacts"])


# --- What teaches ---------------------------------------------------------------------


def answered_with(line, link):
    turns = [
        {"speaker": "customer", "text": line["text"]},
        {"speaker": "agent", "text": f"See {link}"},
    ]
    return {key: value for key, value in line.items() if key != "text"} | {
        "turns": turns
    }


def test_an_agents_link_to_an_article_teaches_what_it_answers(help_center, tmp_path):
    def articles_of_copper(result):
        return {
            contact["id"]: contact["article"]
            for contact in result["contacts"]
            if contact["id"].startswith("copper")
        }

    before = articles_of_copper(found(tmp_path))
    linked = [f"copper-{number}" for number in range(5)]
    link = f"{SITE.replace('https', 'HTTP')}/voicemail/?utm_source=chat#copper."
    imported(
        tmp_path,
        contacts=[
            answered_with(line, link)
            for line in broadband.contacts()
            if line["id"] in linked
        ],
    )

    after = articles_of_copper(found(tmp_path))

    assert set(before.values()) != {"voicemail"}
    assert set(after.values()) == {"voicemail"}
    assert set(after) - set(linked) == {"copper-5", "copper-6"}


def test_a_contact_with_several_questions_takes_its_worst_answered_one(
    help_center, tmp_path
):
    both = a_line(
        "both",
        "How do I restart my router? Another question: can I get a static IP address?",
    )
    imported(tmp_path, contacts=[both])

    result = found(tmp_path)

    [contact] = [c for c in result["contacts"] if c["id"] == "both"]
    assert result["run"]["questions"] == result["run"]["contacts"] + 1
    assert (contact["match"], contact["gap"]) == (
        *("none", gap_of(result, "static-address")["id"]),
    )
    assert [
        judged.match
        for judged in Judgement.objects.filter(
            question__contact__external_id="both"
        ).order_by("question__position")
    ] == ["answered", "none"]
    stored = Contact.objects.get(external_id="both")
    assert (stored.worst_match, stored.worst_score) == ("none", contact["score"])
    assert stored.worst_reason == contact["reason"]


ANSWERED_AND_MISSING = (
    "How do I restart my router? Another question: can I get a static IP address?"
)
TWO_MISSING = (
    "When is the copper network closed? One more thing: can I get a static IP address?"
)
TWICE_THE_SAME = (
    "When is the copper network closed? Another question: why is the copper network "
    "closing in our valley?"
)


def test_a_contact_with_two_needs_is_in_the_gap_of_the_one_that_nothing_answers(
    help_center, tmp_path
):
    result = found_with(tmp_path, a_line("both", ANSWERED_AND_MISSING))

    [contact] = [row for row in result["contacts"] if row["id"] == "both"]
    gap = gap_of(result, "static-address")
    assert (contact["match"], contact["gap"]) == ("none", gap["id"])
    assert gap["contacts"] == len(broadband.NEEDS["static-address"][1]) + 1
    assert "both" in gap["contact_ids"]


def test_a_contact_with_two_needs_is_counted_by_each_gap_and_once_in_all(
    help_center, tmp_path, capsys
):
    result = found_with(tmp_path, a_line("both", TWO_MISSING))

    copper, address = (gap_of(result, need) for need in ("copper", "static-address"))
    assert copper["contacts"] == len(broadband.NEEDS["copper"][1]) + 1
    assert address["contacts"] == len(broadband.NEEDS["static-address"][1]) + 1
    told = capsys.readouterr().out
    contacts = len(broadband.contacts()) + 1
    in_gaps = sum(gap["contacts"] for gap in result["gaps"]) - 1
    assert f"{contacts} contacts, {contacts + 1} questions: " in told
    assert f"{len(result['gaps'])} gaps with {in_gaps} contacts, in " in told
    assert len(result["contacts"]) == result["run"]["contacts"] == contacts
    assert result["run"]["self_service"]["contacts"] == 1 + sum(
        row["channel"] != "search" for row in broadband.contacts()
    )


def test_a_gap_counts_a_contact_once_that_asks_the_same_twice(help_center, tmp_path):
    result = found_with(tmp_path, a_line("twice", TWICE_THE_SAME))

    gap = gap_of(result, "copper")
    row = Gap.objects.get(number=int(gap["id"].rpartition("-")[2]))
    asked = row.judgements.filter(question__contact__external_id="twice")
    assert asked.count() == 2
    assert gap["contacts"] == len(broadband.NEEDS["copper"][1]) + 1
    assert gap["contact_ids"].count("twice") == 1
    assert sum(gap["channels"].values()) == gap["contacts"]
    assert sum(row.weeks.values()) == gap["contacts"]


def test_two_contacts_that_ask_twice_are_no_gap_of_three(tmp_path):
    """Four questions, but fewer contacts than a gap must have."""
    imported(
        tmp_path,
        articles=broadband.articles(),
        contacts=[
            *(
                row
                for row in broadband.contacts()
                if not row["id"].startswith("copper")
            ),
            a_line("one", TWICE_THE_SAME),
            a_line("two", TWICE_THE_SAME),
        ],
    )

    result = found(tmp_path)

    assert not {"one", "two"} & {
        name for gap in result["gaps"] for name in gap["contact_ids"]
    }


def test_an_article_in_another_language_is_worse_than_an_unsure_answer(help_center):
    """The match decides, then the score: a translation is needed for sure."""
    window, written = find_gaps(help_center)
    one = next(row for row in written.judgements if row.gap and row.match == "weak")
    two = Judgement(
        question=Question(contact=one.question.contact, position=1, text="?"),
        match=Judgement.Match.ANSWERED,
        score=one.score / 2,
    )
    written.judgements.append(two)

    contacts = {
        contact["id"]: contact for contact in report(window, written)["contacts"]
    }

    assert contacts[one.question.contact.external_id]["match"] == "weak"


# --- Why they make contact ------------------------------------------------------------


def found_with(tmp_path, *lines):
    """Import contacts besides those of the help centre, and return the result."""
    imported(tmp_path, contacts=list(lines))
    return found(tmp_path)


def test_who_surely_wants_a_person_is_shown_beside_the_gap(help_center, tmp_path):
    volumes = {gap["id"]: gap["contacts"] for gap in found(tmp_path)["gaps"]}

    result = found_with(
        tmp_path,
        a_line(
            "person",
            "Why is the copper network closing? I want to talk to a real person, "
            "not a robot. Can you put me through to somebody?",
        ),
    )

    [person] = [row for row in result["contacts"] if row["id"] == "person"]
    assert (person["reason"], person["gap"]) == ("prefers_person", None)
    [gap] = [gap for gap in result["gaps"] if gap["besides"]]
    assert gap["besides"] == {"prefers_person": 1}
    assert gap["contacts"] == volumes[gap["id"]]


def test_the_run_says_how_self_service_went(help_center, tmp_path):
    """Who only searched in the help centre did not reach customer service."""
    result = found_with(
        tmp_path,
        a_line("a", "asdfgh", searched_first=True, csat=60),
        a_line("b", "test 123", searched_first=False, csat=70),
        a_line("c", "roaming", channel="search", searched_first=True, csat=0),
    )

    told = result["run"]["self_service"]
    served = [row for row in broadband.contacts() if row["channel"] != "search"]
    assert told["contacts"] == len(served) + 2
    assert told["reasons"]["other"] == round(2 / (len(served) + 2), 3)
    assert (told["searched_known"], told["searched_first"]) == (2, 0.5)
    assert (told["csat_searched"], told["csat_others"]) == (60, 70)
    assert told == Run.objects.get().self_service
