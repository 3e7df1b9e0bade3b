"""The list of gaps as a file."""

import csv
import json
from http import HTTPStatus
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from gapfinder.engine.formats.spreadsheet import escape_csv_cell, table_file
from tests.support.desk import logged_in
from tests.support.factories import NOON, a_gap, a_help_center, an_article

pytestmark = pytest.mark.django_db

FORMULA_STARTS = tuple("=+-@\t\r\n")


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def exported(client: Client, kind: str, /, **query: Any) -> bytes:
    url = reverse("admin:gapfinder_gap_export", args=[kind], query=query)
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename=gaps-")
    assert disposition.endswith(f".{kind}")
    return response.content


def as_csv(client: Client, **query: Any) -> list[dict[str, str]]:
    file = StringIO(exported(client, "csv", **query).decode("utf-8-sig"), newline="")
    return list(csv.DictReader(file))


def as_xlsx(client: Client, **query: Any) -> list[dict[str, Any]]:
    sheet = load_workbook(BytesIO(exported(client, "xlsx", **query))).active
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def as_json(client: Client, **query: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads(exported(client, "json", **query))
    return rows


READ = [as_csv, as_xlsx, as_json]


@pytest.mark.parametrize("read", READ)
def test_an_export_has_what_the_list_shows_in_its_order(
    admin_client: Client, read: Any
) -> None:
    for volume in range(1, 61):
        a_gap(title=f"House {volume}", volume=volume)
    a_gap(title="House of the weak", kind="weak", volume=99)
    a_gap(title="Bill", volume=99)

    rows = read(admin_client, kind="missing", q="house", o="-contacts")

    assert [row["title"] for row in rows] == [f"House {n}" for n in range(60, 0, -1)]


def test_numbers_stay_numbers_and_days_are_iso(admin_client: Client) -> None:
    a_gap(
        volume=1234,
        trend=-0.25,
        searched_first=None,
        contacts_per_week=21.25,
        channels={"chat": 2, "phone": 1},
        examples=["Can I?", "May I?"],
        found_at=NOON,
    )

    (row,) = as_xlsx(admin_client)
    (line,) = as_csv(admin_client)
    (entry,) = as_json(admin_client)

    assert (row["contacts"], row["trend"], row["contacts a week"]) == (
        *(1234, -0.25, 21.25),
    )
    assert (line["contacts"], line["trend"]) == ("1234", "-0.25")
    assert row["searched first"] is None
    assert line["searched first"] == ""
    assert row["channels"] == line["channels"] == "chat 2, phone 1"
    assert row["first found"] == line["first found"] == "2026-11-16T12:00:00+00:00"
    assert entry["contacts"] == 1234
    assert entry["channels"] == {"chat": 2, "phone": 1}
    assert entry["examples"] == ["Can I?", "May I?"]


def test_excel_knows_the_letters_of_a_csv_file(admin_client: Client) -> None:
    a_gap(title="Åpningstider")

    content = exported(admin_client, "csv")

    assert content.startswith(b"\xef\xbb\xbf")
    assert "Åpningstider".encode() in content


@pytest.mark.parametrize("read", [as_csv, as_xlsx])
def test_what_would_be_a_formula_is_a_text(admin_client: Client, read: Any) -> None:
    formula = '=HYPERLINK("http://example.org?"&A1)'
    a_gap(title=formula, section="@SUM(A1)", examples=["+1", "-1"])

    (row,) = read(admin_client)

    assert row["title"] == f"'{formula}"
    assert row["section"] == "'@SUM(A1)"
    second = "'-1" if read is as_csv else "-1"  # a line may begin a row
    assert row["example questions"] == f"'+1\n{second}"


def test_no_cell_of_a_workbook_is_a_formula_or_a_link(admin_client: Client) -> None:
    a_gap(title="=1+1", section="https://example.org", examples=["\x01=1"])

    book = load_workbook(BytesIO(exported(admin_client, "xlsx")))

    cells = [cell for row in book.active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)


def test_json_has_every_text_as_it_is(admin_client: Client) -> None:
    a_gap(title="=1+1")

    assert as_json(admin_client)[0]["title"] == "=1+1"


CELLS = st.one_of(
    st.text(), st.sampled_from(FORMULA_STARTS).map(lambda sign: f"{sign}1")
)


@given(st.lists(st.lists(CELLS, min_size=2, max_size=2), max_size=5))
def test_no_cell_of_a_csv_file_begins_like_a_formula(rows: list[list[str]]) -> None:
    content = table_file("csv", ["one", "two"], rows).decode("utf-8-sig")

    read = list(csv.reader(StringIO(content, newline="")))

    assert len(read) == 1 + len(rows)
    assert not [cell for row in read for cell in row if cell.startswith(FORMULA_STARTS)]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_an_export_has_nothing_of_another_help_centre(
    client: Client, kind: str
) -> None:
    user = User.objects.create(username="kari", is_staff=True)
    user.groups.add(Group.objects.get(name="support lead"))
    a_help_center().members.add(user)
    client.force_login(user)
    a_gap(title="Ours")
    a_gap(title="Only they ask this", help_center=a_help_center("other"))

    read = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}[kind]
    assert [row["title"] for row in read(client, found="all")] == ["Ours"]
    theirs = read(client, help_center="other", found="all")
    assert "Only they ask this" not in [row["title"] for row in theirs]


def test_who_may_not_see_gaps_exports_none(client: Client) -> None:
    logged_in(client)

    answer = client.get(reverse("admin:gapfinder_gap_export", args=["csv"]))

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_there_are_three_kinds_of_files(admin_client: Client) -> None:
    answer = admin_client.get(reverse("admin:gapfinder_gap_export", args=["exe"]))

    assert answer.status_code == HTTPStatus.NOT_FOUND


def test_an_export_of_more_gaps_asks_no_more_of_the_database(
    admin_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        article = an_article(external_id=f"a{number}")
        near = [{"article": f"a{number}", "score": 0.5}]
        a_gap(article=article if number % 2 else None, nearest=near)

    with django_assert_max_num_queries(12):
        assert len(as_csv(admin_client)) == 30


def test_a_cell_stays_one_where_a_semicolon_parts_them() -> None:
    """Norwegian, Swedish and Dutch spreadsheets end a cell at a semicolon."""
    texts = ["Refund;=1+1", 'Refund; "=1+1', "Refund\n-1", "Refund; why?", "Pay 1-2"]

    assert list(map(escape_csv_cell, texts)) == [
        "Refund;'=1+1",
        "Refund;' \"=1+1",
        "Refund\n'-1",
        "Refund; why?",
        "Pay 1-2",
    ]
