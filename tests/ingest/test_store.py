"""Pages of records from memory, as connectors and the API hand them over."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, get_args

import pytest
from django.db import connection
from django.utils import timezone

from gapfinder.ingest import ARTICLES, CONTACTS, Imported, InputError, store
from gapfinder.ingest.page import BATCH_RECORDS
from gapfinder.ingest.schemas import Channel
from gapfinder.models import Article, Contact, HelpCenter
from tests.support.factories import a_help_center
from tests.support.jsonl import NOW, article, contact

pytestmark = pytest.mark.django_db


@pytest.fixture
def lumevik() -> HelpCenter:
    return a_help_center("lumevik")


def stored(center: HelpCenter, *records: dict[str, Any], **options: Any) -> Imported:
    return store(records, CONTACTS, center, now=NOW, **options)


def test_a_page_is_stored_and_the_same_page_twice_changes_nothing(
    lumevik: HelpCenter,
) -> None:
    page = [contact(id=1), contact(id=2)]

    assert stored(lumevik, *page) == Imported(2, 2, 0, 0, 0)
    assert stored(lumevik, *page) == Imported(2, 0, 0, 2, 0)
    assert Contact.objects.count() == 2


def test_an_empty_page_is_no_error(lumevik: HelpCenter) -> None:
    assert stored(lumevik) == Imported(0, 0, 0, 0, 0)


def test_an_empty_page_makes_no_help_centre() -> None:
    stored(HelpCenter(slug="a-typing-error"))

    assert not HelpCenter.objects.exists()


def test_a_page_makes_a_new_help_centre(lumevik: HelpCenter) -> None:
    store([article()], ARTICLES, HelpCenter(slug="new"), now=NOW)

    assert Article.objects.get().help_center.slug == "new"


def test_a_bad_record_stops_its_page_and_nothing_is_stored(lumevik: HelpCenter) -> None:
    with pytest.raises(InputError, match='record 2: "csat" is 140, expected a number'):
        stored(lumevik, contact(id=1), contact(id=2, csat=140))

    assert not Contact.objects.exists()


def test_bad_records_are_handed_back_with_their_reasons(lumevik: HelpCenter) -> None:
    bad = contact(id=2, resolved="yes")
    back = []

    imported = stored(
        lumevik,
        *(contact(id=1), bad, contact(id=3)),
        on_reject=lambda record, reason: back.append((record, reason)),
    )

    sentence = '"resolved" is a text of 3 characters, expected true or false'
    assert back == [(bad, sentence)]
    assert imported == Imported(read=3, created=2, updated=0, unchanged=0, rejected=1)


@pytest.mark.django_db(transaction=True)
def test_records_are_read_before_the_transaction_begins() -> None:
    center = a_help_center("lumevik")
    inside = []

    def records() -> Iterator[dict[str, Any]]:
        for number in range(BATCH_RECORDS + 1):
            inside.append(connection.in_atomic_block)
            yield contact(id=number, text="")

    store(
        records(),
        CONTACTS,
        center,
        now=NOW,
        before_commit=lambda: inside.append(connection.in_atomic_block),
    )

    assert inside == [False] * (BATCH_RECORDS + 1) + [True]


def test_what_fails_before_the_commit_leaves_nothing(lumevik: HelpCenter) -> None:
    def fail() -> None:
        raise OSError

    with pytest.raises(OSError):
        stored(lumevik, contact(), before_commit=fail)

    assert not Contact.objects.exists()


def test_a_page_of_any_size_keeps_the_order_of_its_records(lumevik: HelpCenter) -> None:
    many = [contact(id=number, text="") for number in range(BATCH_RECORDS)]

    imported = stored(lumevik, *many, contact(id=0, brand="last"))

    assert imported == Imported(BATCH_RECORDS + 1, BATCH_RECORDS, 1, 0, 0)
    assert Contact.objects.get(external_id=0).brand == "last"


def test_what_no_database_takes_is_taken_out_of_records_too(
    lumevik: HelpCenter,
) -> None:
    stored(lumevik, contact(brand="a\0b", **{"k\0": "\udfff"}))

    row = Contact.objects.get()
    assert (row.brand, row.extra) == ("ab", {"k": "\N{REPLACEMENT CHARACTER}"})


def test_what_is_no_object_is_refused(lumevik: HelpCenter) -> None:
    with pytest.raises(InputError, match="record 1: a list, expected an object"):
        stored(lumevik, ["c1"])  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_that_is_none_is_refused_of_records_too(
    lumevik: HelpCenter, number: float
) -> None:
    with pytest.raises(InputError, match="a number that is NaN or infinite"):
        stored(lumevik, contact(amount=number))


def test_a_contact_may_be_a_day_ahead_of_the_clock(lumevik: HelpCenter) -> None:
    now = timezone.now()
    tomorrow = contact(received_at=(now + timedelta(days=1)).isoformat())
    later = contact(received_at=(now + timedelta(days=1, seconds=1)).isoformat())

    assert store([tomorrow], CONTACTS, lumevik, now=now).created == 1
    with pytest.raises(InputError, match="expected a time at most a day from now"):
        store([later], CONTACTS, lumevik, now=now)


def test_the_schema_knows_the_channels_of_the_model() -> None:
    assert list(get_args(get_args(Channel)[0])) == Contact.Channel.values


# --- Marks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mark", "scale", "of_100"),
    [
        (1, [1, 5], 0),
        (4, [1, 5], 75),
        (5, [1, 5], 100),
        (2, [1, 4], 33.333333),
        (0, [-1, 1], 50),
        (0.3, [0.1, 0.7], 33.333333),
        (80, [0, 100], 80),
        (33.3, None, 33.3),
        (None, [1, 5], None),
    ],
)
def test_a_mark_of_any_scale_is_stored_as_one_of_0_to_100(
    lumevik: HelpCenter, mark: float | None, scale: Any, of_100: float | None
) -> None:
    stored(lumevik, contact(csat=mark, csat_scale=scale))

    row = Contact.objects.get()
    assert (row.csat, row.extra) == (of_100, {})


A_SCALE = "expected the lowest and the highest mark, such as [1, 5]"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"csat_scale": [5, 5]}, f'"csat_scale" is [5, 5], {A_SCALE}'),
        ({"csat_scale": [5, 1]}, f'"csat_scale" is [5, 1], {A_SCALE}'),
        ({"csat_scale": [5]}, f'"csat_scale" is [5], {A_SCALE}'),
        ({"csat_scale": [1, 2, 3]}, f'"csat_scale" is a list, {A_SCALE}'),
        ({"csat_scale": ["1", "Kari"]}, f'"csat_scale" is a list, {A_SCALE}'),
        ({"csat_scale": [False, True]}, f'"csat_scale" is a list, {A_SCALE}'),
        (
            {"csat_scale": [0, 10**400]},
            f'"csat_scale" is [0, a huge number], {A_SCALE}',
        ),
        ({"csat_scale": 5}, f'"csat_scale" is 5, {A_SCALE}'),
        (
            {"csat_scale": "1-5"},
            f'"csat_scale" is a text of 3 characters, {A_SCALE}',
        ),
        (
            {"csat": 6, "csat_scale": [1, 5]},
            '"csat" is 6, expected a number from 1 to 5',
        ),
        (
            {"csat": 0.5, "csat_scale": [1, 5]},
            '"csat" is 0.5, expected a number from 1 to 5',
        ),
        (
            {"csat": "4", "csat_scale": [1, 5]},
            '"csat" is a text of 1 character, expected a number from 1 to 5',
        ),
    ],
    ids=lambda value: value.split(", expected")[0] if isinstance(value, str) else "",
)
def test_a_wrong_scale_or_mark_is_told_in_a_sentence(
    lumevik: HelpCenter, values: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(InputError) as refused:
        stored(lumevik, contact(csat=3) | values)

    assert str(refused.value) == f"record 1: {sentence}"


# --- Notices of the system ------------------------------------------------------------


def test_what_the_system_says_is_kept_and_is_no_part_of_the_conversation(
    lumevik: HelpCenter,
) -> None:
    notice = "How do I reset my router? Chat was moved to https://help.example/a1."
    turns = [
        {"speaker": "customer", "text": "How do I change the password"},
        {"speaker": "system", "text": notice},
        {"speaker": "customer", "text": "of my Wi-Fi router?"},
        {"speaker": "agent", "text": "Open the app and choose your router there."},
    ]
    stored(
        lumevik,
        contact(id=1, channel="chat", turns=turns),
        contact(id=2, channel="chat", turns=[turns[0], *turns[2:]]),
        contact(id=3, channel="chat", turns=turns[1:2]),
    )

    with_notice, without, alone = Contact.objects.order_by("external_id")
    assert with_notice.turns[1] == {"speaker": "system", "text": notice}
    for name in ("answer", "links", "signals", "customer_turns", "agent_turns"):
        assert getattr(with_notice, name) == getattr(without, name)
    texts = [
        [question.text for question in row.questions.order_by("position")]
        for row in (with_notice, without, alone)
    ]
    assert texts[0] == texts[1]
    assert (len(texts[0]), texts[2]) == (1, [])
