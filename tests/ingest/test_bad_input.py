"""Files and lines that cannot be imported: each is told in one sentence."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from gapfinder.ingest.jsonl import MAX_LINE
from gapfinder.models import Article, Contact
from tests.support.jsonl import article, contact, written

pytestmark = pytest.mark.django_db

A_TIME = "expected a time with an offset such as 2026-02-28T10:00:00+01:00"
AN_ID = "expected a text of 1 to 200 characters or a whole number"
A_LOCALE = "expected a locale such as nb or en-GB"
ONE_OBJECT = "expected one JSON object a line"
SPEAKERS = "expected customer or agent or bot or system"


def without(line, key):
    return {name: value for name, value in line.items() if name != key}


def turn(**values):
    return contact(turns=[{"speaker": "customer", "text": "Hello"}, values])


@pytest.fixture
def file(tmp_path):
    return tmp_path / "lines.jsonl"


def refusal(command, file):
    """What the command says of a file, without the file's name; it stores nothing."""
    with pytest.raises(CommandError) as refused:
        call_command(command, file, "--help-center", "lumevik")

    assert refused.value.returncode == 2
    assert not Article.objects.exists()
    assert not Contact.objects.exists()
    return str(refused.value).removeprefix(str(file))


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (without(contact(), "id"), f'no "id", {AN_ID}'),
        (contact(id=None), f'no "id", {AN_ID}'),
        (contact(id=" "), f'"id" is a text of 1 character, {AN_ID}'),
        (contact(id="x" * 201), f'"id" is a text of 201 characters, {AN_ID}'),
        (contact(id=True), f'"id" is true, {AN_ID}'),
        (contact(id=1.5), f'"id" is 1.5, {AN_ID}'),
        (contact(id=["c1"]), f'"id" is a list, {AN_ID}'),
        (without(contact(), "received_at"), f'no "received_at", {A_TIME}'),
        (
            contact(received_at="2026-02-30T10:00:00+01:00"),
            f'"received_at" is "2026-02-30T10:00:00+01:00", {A_TIME}',
        ),
        (
            contact(received_at="2026-02-28T10:00:00"),
            f'"received_at" is "2026-02-28T10:00:00", {A_TIME}',
        ),
        (
            contact(received_at="2026-02-28"),
            f'"received_at" is "2026-02-28", {A_TIME}',
        ),
        (
            contact(received_at="0001-01-01T00:00:00+14:00"),
            f'"received_at" is "0001-01-01T00:00:00+14:00", {A_TIME}',
        ),
        (contact(received_at=1772269200), f'"received_at" is 1772269200, {A_TIME}'),
        (
            contact(received_at="the day I called Kari"),
            f'"received_at" is a text of 21 characters, {A_TIME}',
        ),
        (without(contact(), "text"), 'no "turns" and no "text", expected one of them'),
        (contact(text=5), '"text" is 5, expected a text'),
        (contact(turns="Hello"), '"turns" is a text of 5 characters, expected a list'),
        (contact(turns=["Hello"]), "turn 1 is a text, expected an object"),
        (turn(text="Hi"), f'turn 2: no "speaker", {SPEAKERS}'),
        (
            turn(speaker="Kari", text="Hi"),
            f'turn 2: "speaker" is a text of 4 characters, {SPEAKERS}',
        ),
        (turn(speaker="bot"), 'turn 2: no "text", expected a text'),
        (turn(speaker="bot", text=["Hi"]), 'turn 2: "text" is a list, expected a text'),
        (
            turn(speaker="bot", text="Hi", at="10:00"),
            f'turn 2: "at" is "10:00", {A_TIME}',
        ),
        (
            contact(channel="fax"),
            '"channel" is "fax", expected phone or chat or email or form or social '
            "or in_person or search",
        ),
        (
            contact(locale="english please"),
            f'"locale" is a text of 14 characters, {A_LOCALE}',
        ),
        (contact(locale="e"), f'"locale" is "e", {A_LOCALE}'),
        (contact(subject={}), '"subject" is an object, expected a text'),
        (
            contact(articles_shared="a1"),
            '"articles_shared" is a text of 2 characters, expected a list',
        ),
        (contact(articles_shared=[None]), f'"articles_shared" is null, {AN_ID}'),
        (contact(tags={"a": 1}), '"tags" is an object, expected a list'),
        (contact(customer={"name": "Kari"}), f'"customer" is an object, {AN_ID}'),
        (
            contact(handle_seconds=-1),
            '"handle_seconds" is -1, expected a number from 0 to 2147483647',
        ),
        (
            contact(handle_seconds=10**400),
            '"handle_seconds" is a huge number, expected a number from 0 to 2147483647',
        ),
        (contact(csat=140), '"csat" is 140, expected a number from 0 to 100'),
        (
            contact(csat="5"),
            '"csat" is a text of 1 character, expected a number from 0 to 100',
        ),
        (contact(csat=True), '"csat" is true, expected a number from 0 to 100'),
        (
            contact(resolved="yes"),
            '"resolved" is a text of 3 characters, expected true or false',
        ),
        (
            contact(brand="x" * 201),
            '"brand" is a text of 201 characters, expected a text of at most 200 '
            "characters",
        ),
    ],
    ids=lambda value: value.split(", expected")[0] if isinstance(value, str) else "",
)
def test_a_wrong_contact_is_refused(file, line, sentence):
    assert refusal("import_contacts", written(file, line)) == f":1: {sentence}"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (without(article(), "id"), f'no "id", {AN_ID}'),
        (without(article(), "locale"), f'no "locale", {A_LOCALE}'),
        (article(locale="svenska!"), f'"locale" is a text of 8 characters, {A_LOCALE}'),
        (without(article(), "title"), 'no "title" and no "body", expected one of them'),
        (article(title=" ", body=""), 'no "title" and no "body", expected one of them'),
        (article(body=["<p>"]), '"body" is a list, expected a text'),
        (
            article(updated_at="yesterday"),
            f'"updated_at" is a text of 9 characters, {A_TIME}',
        ),
        (
            article(published="no"),
            '"published" is a text of 2 characters, expected true or false',
        ),
        (
            article(section="x" * 201),
            '"section" is a text of 201 characters, expected a text of at most 200 '
            "characters",
        ),
        (article(translation_of=[]), f'"translation_of" is a list, {AN_ID}'),
    ],
    ids=lambda value: value.split(", expected")[0] if isinstance(value, str) else "",
)
def test_a_wrong_article_is_refused(file, line, sentence):
    assert refusal("import_articles", written(file, line)) == f":1: {sentence}"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (
            "{",
            "broken JSON at column 2 (expecting property name enclosed in double "
            f"quotes), {ONE_OBJECT}",
        ),
        ('{"a": 1} {"b": 2}', f"broken JSON at column 10 (extra data), {ONE_OBJECT}"),
        ('["a"]', f"a list, {ONE_OBJECT}"),
        ("null", f"null, {ONE_OBJECT}"),
        ('{"csat": NaN}', "a number that is NaN or infinite, expected a finite one"),
        (
            '{"x": [-Infinity]}',
            "a number that is NaN or infinite, expected a finite one",
        ),
        ('{"x": 1e999}', "a number that is NaN or infinite, expected a finite one"),
        (
            '{"x": ' + "[" * 60 + "]" * 60 + "}",
            "JSON nested too deep, expected at most 50 levels",
        ),
        ("[" * 99_999, "JSON nested too deep, expected at most 50 levels"),
        ("9" * 5000, "a number of thousands of digits, expected a shorter"),
        (
            b'{"id": "bl\xe5"}',
            "byte 0xe5 at column 11 is not UTF-8, expected UTF-8 text",
        ),
        (
            '{"ø": "'.encode() + b'\xff"}',
            "byte 0xff at column 8 is not UTF-8, expected UTF-8 text",
        ),
    ],
    ids=[
        *("unfinished", "two objects", "list", "null"),
        *("not a number", "infinity", "overflow", "deep", "too deep to read", "huge"),
        *("latin-1", "no utf-8"),
    ],
)
def test_a_line_that_is_no_json_object_is_refused(file, line, sentence):
    written(file, contact(), "", line)

    assert refusal("import_contacts", file) == f":3: {sentence}"


def test_the_line_is_named_deep_in_a_long_file(file):
    lines = [contact(id=number, text="") for number in range(7000)]

    assert refusal("import_contacts", written(file, *lines, "}")).startswith(":7001: ")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf \r\n"]
)
@pytest.mark.parametrize("command", ["import_articles", "import_contacts"])
def test_an_empty_file_is_refused(file, command, content):
    file.write_bytes(content)

    assert refusal(command, file) == f": the file is empty, {ONE_OBJECT}"


def test_a_file_that_is_not_there_is_refused(file):
    sentence = f": no such file or directory, {ONE_OBJECT} in a file"

    assert refusal("import_contacts", file) == sentence


def test_a_folder_is_refused(tmp_path):
    sentence = f": is a directory, {ONE_OBJECT} in a file"

    assert refusal("import_contacts", tmp_path) == sentence


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(file):
    lines = b"\xef\xbb\xbf" + json.dumps(contact()).encode() + b"\r\n\r\n"
    file.write_bytes(lines)

    call_command("import_contacts", file, "--help-center", "lumevik")

    assert Contact.objects.get().external_id == "c1"


def test_characters_no_database_takes_are_taken_out(file):
    line = contact(
        id="c\0", text="Half \ud83d of 😀", tags=["a\0b"], **{"k\0": "\udfff"}
    )

    call_command("import_contacts", written(file, line), "--help-center", "lumevik")

    row = Contact.objects.get()
    assert (row.external_id, row.tags) == ("c", ["ab"])
    assert row.turns[0]["text"] == "Half \N{REPLACEMENT CHARACTER} of 😀"
    assert row.extra == {"k": "\N{REPLACEMENT CHARACTER}"}


def test_a_line_of_more_than_64_megabytes_is_refused_and_the_next_is_read(file):
    huge = b'{"text": "' + b"x" * (2 * MAX_LINE) + b'"}'
    written(file, contact(id="c1"), huge, contact(id="c2"))
    sentence = "a line of more than 64 MB, expected a shorter one"

    assert refusal("import_contacts", file) == f":2: {sentence}"

    call_command("import_contacts", file, "--help-center", "lumevik", "--skip-bad")
    rejected = Path(f"{file}.rejected.jsonl").read_text()
    assert Contact.objects.count() == 2
    assert json.loads(rejected)["reason"] == sentence
    assert len(rejected) < 2000
