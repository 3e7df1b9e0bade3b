"""The forms of a letter: lines of plain text, HTML for any mail program, links."""

import re
from itertools import pairwise
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gapfinder.digests import letter_of
from gapfinder.digests.rendering.issue import issue_of
from gapfinder.models import Audience
from tests.support.digest_issues import (
    WEEK,
    a_full_week,
    a_solved_gap,
    an_asked_gap,
    an_issue,
    letter,
    said,
    text,
    words,
)
from tests.support.factories import NOON, a_contact, a_help_center, a_run, an_article

pytestmark = pytest.mark.django_db

urlpatterns: list[Any] = []  # of a project without the admin
COLUMNS = 76
LANGUAGES = ["en", "nb", "nl", "sv"]
HOSTILE = '</p><script>alert(1)</script><img src="//evil.example/x">'


# --- Plain text -----------------------------------------------------------------------


def test_lines_are_never_longer_than_a_mail_likes() -> None:
    a_full_week()

    assert max(map(len, text().splitlines())) <= COLUMNS


def test_there_are_no_empty_lines_at_the_ends_nor_two_in_a_row() -> None:
    a_full_week()

    told = text()

    assert told == told.strip() + "\n"
    assert "\n\n\n" not in told
    assert not re.search(r"[ \t]$", told, re.MULTILINE)


def test_plain_text_is_not_escaped_as_html() -> None:
    a_full_week()

    told = text()

    assert "<very>" in told
    assert "router & more" in told


def test_a_title_adds_no_lines_and_moves_no_cursor() -> None:
    a_contact()
    an_asked_gap(3, title="Move\r\n\r\n  1. Fake (gap-9)\x1b[2J\u202e")

    told = text()

    assert "  1. Move 1. Fake (gap-9)[2J (gap-" in told
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u202e]", told)


# --- HTML -----------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_text_and_html_say_the_same_facts_in_every_language(language: str) -> None:
    a_full_week()
    issue = an_issue()
    with translation.override(language):
        facts = list(said(issue_of(issue, lambda screen, pk: "")))

    told = letter_of(issue, language)
    body = HTMLParser(told.html)
    body.strip_tags(["style", "head"])
    shown = body.text()

    assert len(facts) > 100
    assert [fact for fact in facts if words(fact) not in words(told.text)] == []
    assert [fact for fact in facts if words(fact) not in words(shown)] == []
    assert body.css_first("html").attributes["lang"] == language


def test_numbers_and_dates_are_written_as_the_reader_writes_them() -> None:
    a_contact(csat=55.5)
    an_asked_gap(12345, rank=1)

    assert "12,345 contacts" in text()
    assert "     55.5  Satisfaction" in text()
    norwegian = letter("nb").text
    assert "(16. november \N{EN DASH} 22. november)" in norwegian
    assert re.search(r"12\s345 ", norwegian)
    assert "     55,5  " in norwegian


@pytest.mark.parametrize(
    ("language", "quoted"),
    [
        *(("en", "“Can I move?”"), ("nb", "«Can I move?»")),
        *(("nl", "‘Can I move?’"), ("sv", "”Can I move?”")),
    ],
)
def test_customers_words_stand_between_the_marks_of_the_language(
    language: str, quoted: str
) -> None:
    a_contact()
    an_asked_gap(2, rank=1, examples=["Can I move?"])

    written = letter(language)

    assert f"     {quoted}\n" in written.text
    assert f">{quoted}</p>" in written.html


def test_customers_words_are_of_the_language_they_were_said_in() -> None:
    """A screen reader reads Norwegian in an English letter as Norwegian."""
    a_contact()
    a_run(since=NOON - 8 * WEEK)
    top = {"rank": 1, "locale": "nb", "examples": ["Hvordan flytter jeg?"]}
    an_asked_gap(9, title="Flytte", **top).events.create(kind="found", at=NOON)
    returned = an_asked_gap(8, title="Flytta", locale="sv")
    returned.events.create(kind="returned", at=NOON)
    an_asked_gap(7, title="Verhuizen", locale="nl")
    named = an_asked_gap(6, title="Moving", locale="sv", retitled=True)
    named.events.create(kind="found", at=NOON)
    a_solved_gap(title="Faktura", locale="sv")

    body = HTMLParser(letter().html).css_first("body")

    said = [(e.text(), e.attributes["lang"] or "") for e in body.css("[lang]")]
    assert said == [
        *(("Flytte", "nb"), ("“Hvordan flytter jeg?”", "nb")),
        *(("Flytta", "sv"), ("Verhuizen", "nl"), ("Moving", "")),
        *(("Flytte", "nb"), ("Moving", "")),  # new
        *(("Verhuizen", "nl"), ("Flytta", "sv")),  # grown, returned
        ("Faktura", "sv"),  # solved
    ]


def test_words_from_outside_are_no_html(settings: Settings) -> None:
    settings.GAPFINDER_SITE_URL = "https://gaps.example.com"
    center = a_help_center(name=HOSTILE)
    article = an_article(title=HOSTILE)
    a_contact()
    gap = an_asked_gap(
        *(3,),
        **{"title": HOSTILE, "examples": [f"Why {HOSTILE}?"], "locale": "<b>"},
        **{"kind": "weak", "article": article},
    )
    gap.events.create(kind="found", at=NOON)
    audience = Audience.objects.create(help_center=center, name=HOSTILE)

    html = letter_of(an_issue(), "en").html
    named = letter(audience=audience).html

    for told in (html, named):
        body = HTMLParser(told)
        assert body.css("script, img, link, iframe, object, form, svg") == []
        assert HOSTILE in body.css_first("h1").text()
        links = [each.attributes["href"] or "" for each in body.css("a")]
        assert all(link.startswith("https://gaps.example.com/") for link in links)
        assert "//evil.example" not in " ".join(links)


def test_it_needs_nothing_from_elsewhere_and_no_style_sheet() -> None:
    a_full_week()

    html = letter().html
    body = HTMLParser(html)

    assert html.lower().startswith("<!doctype html>")
    assert body.css("img, link, script, video, [background]") == []
    assert "url(" not in html
    assert "@import" not in html
    drawn = [each for each in body.css("table") if not each.attributes.get("role")]
    assert drawn == body.css("table.rows")
    for each in body.css("body, h1, h2, h3, p, li, td.part, a"):
        assert each.attributes.get("style"), each.html


def test_a_dark_screen_gets_dark_colours() -> None:
    html = letter().html

    assert '<meta name="color-scheme" content="light dark"' in html
    kept = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    assert len(kept) == 1
    assert "prefers-color-scheme: dark" in kept[0]
    assert "!important" in kept[0]


def test_headings_are_in_order() -> None:
    a_full_week()

    body = HTMLParser(letter().html)
    levels = [int(each.tag[1]) for each in body.css("h1, h2, h3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))


def test_the_first_thing_a_mail_client_shows_is_the_first_sentence() -> None:
    a_contact()
    a_contact(received_at=NOON - 2 * WEEK)

    first = HTMLParser(letter().html).css_first("body div")

    assert first.text() == "1 contact came in, after a week without any."
    assert "display: none" in (first.attributes["style"] or "")


# --- Links ----------------------------------------------------------------------------


def test_without_the_address_of_the_site_there_are_no_links() -> None:
    a_full_week()
    issue = an_issue()
    issue.save()

    told = letter_of(issue, "en")

    assert "http" not in told.text
    assert HTMLParser(told.html).css("a") == []


def test_it_links_to_the_page_of_each_gap_and_to_its_own(settings: Settings) -> None:
    settings.GAPFINDER_SITE_URL = "https://gaps.example.com/"
    a_contact()
    gap = an_asked_gap(3)
    issue = an_issue()
    issue.save()

    told = letter_of(issue, "en")

    links = [each.attributes["href"] for each in HTMLParser(told.html).css("a")]
    assert links == [
        f"https://gaps.example.com/admin/gapfinder/gap/{gap.pk}/change/",
        f"https://gaps.example.com/admin/gapfinder/digest/{issue.pk}/change/",
    ]
    assert all(f"{link}\n" in told.text for link in links)


@pytest.mark.urls(__name__)
def test_a_project_without_the_admin_gets_letters_without_links(
    settings: Settings,
) -> None:
    settings.GAPFINDER_SITE_URL = "https://gaps.example.com"
    a_contact()
    an_asked_gap(3)

    assert "http" not in text()


def test_a_draft_has_no_page_to_link_to(settings: Settings) -> None:
    settings.GAPFINDER_SITE_URL = "https://gaps.example.com"
    a_contact()

    assert "Read on the site" not in letter().html


def test_the_way_out_stands_at_the_foot_also_of_a_quiet_week() -> None:
    out = "https://gaps.example.com/digest/end/" + "x" * 90

    told = letter_of(an_issue(), "en", unsubscribe_url=out)

    assert told.text.endswith(f"\nEnd this letter:\n{out}\n")
    last = HTMLParser(told.html).css("a")[-1]
    assert (last.attributes["href"], last.text()) == (out, "End this letter")
