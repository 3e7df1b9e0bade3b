"""What an import stores, changes and leaves alone."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapfinder.engine.privacy.redaction import customer_key
from gapfinder.ingest import Imported, InputError
from gapfinder.ingest.contacts import MAX_TRANSCRIPT
from gapfinder.ingest.jsonl import Line
from gapfinder.ingest.page import BATCH_RECORDS, Page
from gapfinder.ingest.schemas import ContactRecord
from gapfinder.models import Article, Contact, HelpCenter, Passage, Question
from tests.support.jsonl import (
    NOW,
    article,
    contact,
    import_articles,
    import_contacts,
    written,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def lumevik():
    return HelpCenter.objects.create(slug="lumevik")


@pytest.fixture
def file(tmp_path):
    return tmp_path / "lines.jsonl"


def store(file, help_center, **values):
    """Import one contact and return its row."""
    import_contacts(written(file, contact(**values)), help_center)
    return Contact.objects.get(external_id=str(values.get("id", "c1")))


# --- The same file twice --------------------------------------------------------------


def test_the_same_file_twice_changes_nothing(
    file, lumevik, django_assert_max_num_queries
):
    written(file, contact(id="c1"), contact(id="c2"))
    import_contacts(file, lumevik)
    before = list(Contact.objects.values()), list(Question.objects.values())

    with django_assert_max_num_queries(4):  # savepoint twice, lock, digests
        again = import_contacts(file, lumevik)

    assert again == Imported(read=2, created=0, updated=0, unchanged=2, rejected=0)
    assert before == (list(Contact.objects.values()), list(Question.objects.values()))


def test_a_changed_line_updates_its_row_and_its_questions(file, lumevik):
    old = store(file, lumevik, text="Where is my invoice from January?")
    store(file, lumevik, id="c2")

    imported = import_contacts(
        written(file, contact(text="Why was my refund not paid?"), contact(id="c2")),
        lumevik,
    )

    assert imported == Imported(read=2, created=0, updated=1, unchanged=1, rejected=0)
    row = Contact.objects.get(external_id="c1")
    assert row.pk == old.pk
    assert [q.text for q in row.questions.all()] == ["Why was my refund not paid?"]


def test_what_a_run_said_of_a_contact_stays_until_the_next_run(file, lumevik):
    old = store(file, lumevik, text="Where is my invoice from January?")
    said = {"worst_match": "weak", "worst_score": 0.4, "worst_reason": "account"}
    Contact.objects.update(**said)

    row = store(file, lumevik, text="Why was my refund not paid?")

    assert row.digest != old.digest
    assert {name: getattr(row, name) for name in said} == said


def test_the_order_of_the_keys_is_no_change(file, lumevik):
    import_contacts(
        written(file, '{"id": "c1", "received_at": "2026-02-28T10:00Z", "text": ""}'),
        lumevik,
    )

    imported = import_contacts(
        written(file, '{"text": "", "received_at": "2026-02-28T10:00Z", "id": "c1"}'),
        lumevik,
    )

    assert imported.unchanged == 1


def test_of_two_lines_with_one_id_the_last_wins(file, lumevik):
    lines = [contact(brand="first"), contact(brand="first"), contact(brand="last")]

    imported = import_contacts(written(file, *lines), lumevik)

    assert imported == Imported(read=3, created=1, updated=1, unchanged=1, rejected=0)
    assert Contact.objects.get().brand == "last"
    assert Contact.objects.get().questions.count() == 1


def test_one_id_may_be_in_two_help_centres(file, lumevik):
    other = HelpCenter.objects.create(slug="other")
    written(file, contact())

    import_contacts(file, lumevik)
    imported = import_contacts(file, other)

    assert imported.created == 1
    assert Contact.objects.count() == 2


def test_a_file_may_be_longer_than_a_batch(file, lumevik):
    lines = [contact(id=number, text="") for number in range(BATCH_RECORDS + 1)]

    imported = import_contacts(written(file, *lines, lines[0]), lumevik)

    assert imported == Imported(BATCH_RECORDS + 2, BATCH_RECORDS + 1, 0, 1, 0)
    assert Contact.objects.count() == BATCH_RECORDS + 1


def test_progress_tells_what_is_read_and_what_is_stored(file, lumevik):
    lines = [contact(id=number, text="") for number in range(BATCH_RECORDS + 1)]
    told = []

    import_contacts(
        written(file, *lines), lumevik, progress=lambda *seen: told.append(seen)
    )

    assert told == [
        (0, BATCH_RECORDS),
        (BATCH_RECORDS, BATCH_RECORDS + 1),
        (BATCH_RECORDS + 1, BATCH_RECORDS + 1),
    ]


# --- Contacts -------------------------------------------------------------------------


def test_a_contact_is_stored_with_all_that_its_line_says(file, lumevik):
    row = store(
        file,
        lumevik,
        id=17,
        received_at="2026-02-28T10:00:00Z",
        channel="phone",
        locale="nb-NO",
        subject="Router",
        turns=[
            {"speaker": "agent", "text": "Hello", "at": "2026-02-28T11:00:00+01:00"},
            {"speaker": "customer", "text": "The router is dead"},
        ],
        articles_shared=["a1", 2],
        tags=["hardware"],
        handle_seconds=312.4,
        csat=80,
        searched_first=True,
        resolved=False,
        brand="Lumevik",
        priority={"level": 2},
    )

    assert row.external_id == "17"
    assert row.received_at == datetime(2026, 2, 28, 10, tzinfo=UTC)
    assert (row.channel, row.locale, row.subject) == ("phone", "nb-NO", "Router")
    assert row.turns == [
        {"speaker": "agent", "text": "Hello", "at": "2026-02-28T11:00:00+01:00"},
        {"speaker": "customer", "text": "The router is dead"},
    ]
    assert (row.articles_shared, row.tags) == (["a1", "2"], ["hardware"])
    assert (row.handle_seconds, row.csat) == (312, 80)
    assert (row.searched_first, row.resolved) == (True, False)
    assert (row.customer_turns, row.agent_turns) == (1, 1)
    assert row.brand == "Lumevik"
    assert row.extra == {
        "priority": {"level": 2},
        "text": "How do I change the password of my router?",
    }


def test_a_text_is_one_turn_of_the_customer(file, lumevik):
    row = store(file, lumevik, text="My router is dead")

    assert row.turns == [{"speaker": "customer", "text": "My router is dead"}]
    assert row.channel == "form"
    assert row.extra == {}


def test_null_is_the_same_as_absent(file, lumevik):
    optional = ["channel", "subject", "customer", "articles_shared", "tags", "csat"]
    optional += ["handle_seconds", "searched_first", "resolved", "brand", "turns"]

    row = store(file, lumevik, **dict.fromkeys(optional))

    assert (row.channel, row.subject, row.customer, row.brand) == ("form", "", "", "")
    assert (row.articles_shared, row.tags, row.extra) == ([], [], {})
    assert row.csat is row.handle_seconds is row.searched_first is row.resolved is None


@pytest.mark.parametrize(
    "place",
    [
        {"text": "Call me on +47 913 45 678"},
        {"turns": [{"speaker": "agent", "text": "Is it +47 913 45 678?"}]},
        {"subject": "Call me on +47 913 45 678"},
        {"tags": ["+47 913 45 678"]},
        {"note": "+47 913 45 678"},
        {"form": {"fields": [{"phone": "+47 913 45 678"}]}},
        {"form": {"+47 913 45 678": "phone"}},
    ],
    ids=["text", "agent", "subject", "tags", "extra", "deep in extra", "key"],
)
def test_personal_data_is_stored_nowhere(file, lumevik, place):
    store(file, lumevik, **place)

    stored = [*Contact.objects.values(), *Question.objects.values()]
    assert "913 45" not in str(stored)
    assert "[phone]" in str(stored)


def test_a_national_id_that_is_a_number_is_personal_data_too(file, lumevik):
    row = store(file, lumevik, bsn=111222333, amount=499)

    assert row.extra == {"bsn": "[national_id]", "amount": 499}


def test_of_the_customer_only_a_keyed_hash_is_stored(file, lumevik, settings):
    settings.GAPFINDER_CUSTOMER_SECRET = "secret"

    row = store(
        file,
        lumevik,
        customer="cust-4711",
        text="I am cust-4711, help",
        ticket={"Customer": {"name": "Kari"}, "by": "CUST-4711"},
    )

    assert row.customer == customer_key("cust-4711", secret="secret")
    assert row.turns[0]["text"] == "I am [customer], help"
    assert row.extra == {"ticket": {"by": "[customer]"}}
    assert "4711" not in str(Contact.objects.values())


def test_a_new_secret_gives_every_customer_a_new_hash(file, lumevik, settings):
    store(file, lumevik, customer=4711)
    settings.GAPFINDER_CUSTOMER_SECRET = "new"

    imported = import_contacts(file, lumevik)

    assert imported.updated == 1
    assert Contact.objects.get().customer == customer_key("4711", secret="new")


@pytest.mark.parametrize(
    ("text", "locale"),
    [
        ("Hvordan bytter jeg passord på ruteren min? Det virker ikke.", "nb"),
        ("Hoe kan ik het wachtwoord van mijn modem wijzigen?", "nl"),
        ("", ""),
    ],
)
def test_a_locale_that_is_not_given_is_detected(file, lumevik, text, locale):
    assert store(file, lumevik, text=text, locale=None).locale == locale


def test_a_detected_locale_is_one_the_articles_have(file, lumevik):
    written(file, article(id="a1", locale="en-GB"), article(id="a2", locale="nl-BE"))
    import_articles(file, lumevik)

    row = store(file, lumevik, text="Hoe wijzig ik mijn wachtwoord?", locale="")

    assert row.locale == "nl-BE"


def test_a_locale_as_operating_systems_spell_it_is_stored_in_the_standard_form(
    file, lumevik
):
    assert store(file, lumevik, locale="nb_NO ").locale == "nb-NO"


def test_a_locale_that_nobody_speaks_is_stored_as_it_came(file, lumevik):
    assert store(file, lumevik, locale="tlh").locale == "tlh"


def test_a_contact_may_be_a_day_ahead_of_the_clock_but_no_more(file, lumevik):
    tomorrow = store(file, lumevik, received_at="2026-12-02T12:00:00Z")
    assert tomorrow.received_at == NOW + timedelta(days=1)

    sentence = '"2026-12-02T12:00:01Z", expected a time at most a day from now'
    with pytest.raises(InputError, match=f'"received_at" is {sentence}'):
        store(file, lumevik, received_at="2026-12-02T12:00:01Z")


def test_a_transcript_of_five_megabytes_is_stored_in_part(file, lumevik):
    row = store(file, lumevik, text="My router is dead. " * 270_000)

    assert 0.9 * MAX_TRANSCRIPT < len(row.turns[0]["text"]) <= MAX_TRANSCRIPT
    assert row.extra == {"transcript_characters": 5_130_000}
    assert row.questions.count() == 1


def test_half_a_phone_number_at_the_cut_is_not_stored(file, lumevik):
    words = "a " * (MAX_TRANSCRIPT // 2 - 4)  # the cut comes after "+47 913 "

    row = store(file, lumevik, text=words + "+47 913 45 678 and more")

    assert "913" not in row.turns[0]["text"]


# --- Articles -------------------------------------------------------------------------


def test_an_article_is_stored_with_all_that_its_line_says(file, lumevik):
    line = article(
        id=5,
        locale="en-gb",
        body="Open **Settings** and choose Wi-Fi.",
        url="https://help.example/5",
        section="Wi-Fi",
        updated_at="2026-02-28T10:00:00+01:00",
        published=False,
        translation_of=4,
        author="Kari",
    )

    import_articles(written(file, line), lumevik)

    row = Article.objects.get()
    assert (row.external_id, row.locale) == ("5", "en-gb")
    assert row.body == "Open **Settings** and choose Wi-Fi."
    assert (row.url, row.section) == ("https://help.example/5", "Wi-Fi")
    assert row.updated_at == datetime(2026, 2, 28, 9, tzinfo=UTC)
    assert (row.published, row.translation_of) == (False, "4")
    assert row.extra == {"author": "Kari"}


def test_an_article_needs_no_more_than_a_title(file, lumevik):
    import_articles(written(file, article(updated_at=None, published=None)), lumevik)

    row = Article.objects.get()
    assert (row.updated_at, row.published) == (None, True)


def test_passages_are_the_title_then_headings_then_the_text(file, lumevik):
    body = (
        "# Change your Wi-Fi password\n\n## On a phone\n\n"
        "Open the app, choose your router and then choose a new password."
    )

    import_articles(written(file, article(body=body)), lumevik)

    passages = Passage.objects.of(lumevik).values_list("position", "kind", "text")
    assert list(passages) == [
        (0, "title", "Change your Wi-Fi password"),
        (1, "heading", "On a phone"),
        (2, "body", "Open the app, choose your router and then choose a new password."),
    ]


def test_a_changed_article_gets_new_passages(file, lumevik):
    import_articles(written(file, article(), article(id="a2")), lumevik)
    untouched = list(Passage.objects.filter(article__external_id="a2").values())

    import_articles(written(file, article(title="Forgotten password")), lumevik)

    changed = Passage.objects.get(article__external_id="a1")
    assert changed.text == "Forgotten password"
    assert untouched == list(Passage.objects.filter(article__external_id="a2").values())


# --- Any line at all ------------------------------------------------------------------

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text()
VALUES = st.recursive(
    SCALARS | st.datetimes(timezones=st.timezones()).map(lambda time: time.isoformat()),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)
OPTIONAL = set(ContactRecord.model_fields) - {"id", "received_at", "turns"}
SPEAKERS = ["customer", "agent", "bot", "system"]
TURNS = st.lists(
    st.fixed_dictionaries(
        {
            "speaker": st.sampled_from(SPEAKERS),
            "text": st.text(),
        },
        optional={"at": VALUES},
    )
)


@given(
    st.fixed_dictionaries(
        {"id": VALUES, "received_at": st.just("2026-02-28T10:00Z") | VALUES},
        optional={"turns": TURNS | VALUES} | dict.fromkeys(OPTIONAL, VALUES),
    )
)
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_any_object_is_a_contact_or_told_in_a_sentence(values):
    line = Line(1, json.dumps(values).encode())
    with Page() as page:
        try:
            page.add(line.values(), ContactRecord, now=NOW)
        except InputError as error:
            assert ", expected " in str(error)
            return
        ((waiting,),) = page.batches()
    if not waiting.is_deletion:
        assert ContactRecord.model_validate_json(waiting.content).id == waiting.id


@given(st.binary(max_size=200))
def test_any_bytes_are_an_object_or_told_in_a_sentence(raw):
    try:
        assert isinstance(Line(1, raw).values(), dict)
    except InputError as error:
        assert ", expected " in str(error)
