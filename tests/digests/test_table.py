"""The table that a letter brings: a row a gap, in the reader's language."""

import csv
from io import StringIO
from typing import Any

import pytest
from pytest_django import Settings

from gapfinder.digests import letter_of
from gapfinder.models import Gap
from tests.support.digest_issues import a_full_week, an_asked_gap, an_issue, letter
from tests.support.factories import a_contact, a_gap, an_article

pytestmark = pytest.mark.django_db

LANGUAGES = ["en", "nb", "nl", "sv"]
HOSTILE = '</p><script>alert(1)</script><img src="//evil.example/x">'


def table(language: str = "en") -> list[dict[str, str]]:
    read = letter(language).table.decode("utf-8-sig")
    return list(csv.DictReader(StringIO(read)))


def test_the_table_has_a_row_for_every_gap_in_the_order_of_rank() -> None:
    a_contact()
    asked = an_asked_gap(5, 7, rank=2, volume=40, title="Moving", examples=["How?"])
    quiet = a_gap(rank=1, locale="sv", article=an_article(external_id="a1"))

    told = letter()
    first, second = table()

    assert told.table_name == "gaps-2026-W47.csv"
    assert (first["id"], first["article to improve or translate"]) == (
        quiet.public_id,
        "a1",
    )
    assert second["id"] == asked.public_id
    assert second["contacts in the week"] == "7"
    assert second["in the week before"] == "5"
    assert second["contacts of the latest analysis"] == "40"
    assert (second["title"], second["example questions"]) == ("Moving", "How?")


def test_the_table_is_in_the_readers_language() -> None:
    a_gap(kind="weak")

    english, norwegian = table()[0], table("nb")[0]

    assert list(english) != list(norwegian)
    assert english["kind"] == "weak"
    assert "weak" not in norwegian.values()


def test_no_cell_of_the_table_is_a_formula() -> None:
    title = '=HYPERLINK("http://evil.example")'
    a_gap(title=title, retitled=True, examples=["a;=1+1"])

    row = table()[0]

    assert row["title"].startswith("'=")
    assert row["example questions"] == "a;'=1+1"


def test_the_table_names_nobody_and_leaves_questions_out(
    settings: Settings, django_user_model: Any
) -> None:
    settings.GAPFINDER_DIGEST_EXAMPLES = 0
    user = django_user_model.objects.create(username="ingrid")
    a_gap(assignee=user, examples=["Where?"], phrases=["my dog Rex"])

    told = letter().table.decode()

    assert not [name for name in ("ingrid", "Where?", "Rex") if name in told]


def test_the_same_issue_gives_the_same_letter_whenever_it_is_written() -> None:
    a_full_week()
    issue = an_issue()

    before = letter_of(issue, "sv")
    Gap.objects.all().delete()

    assert letter_of(issue, "sv") == before
