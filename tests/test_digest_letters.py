"""The letter: the same facts as plain text and as HTML, in the reader's language."""

import csv
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from gapfinder.digests import Letter, draft, letter_of
from gapfinder.digests.issue import Issue, issue_of
from gapfinder.engine.effects import effect
from gapfinder.models import Audience, Digest, Gap

from .factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_run,
    an_article,
)
from .test_digest_facts import (
    ALONE,
    ANSWERED,
    MONDAY,
    WEEK,
    an_asked_gap,
    in_gap,
    judged,
)

pytestmark = pytest.mark.django_db

urlpatterns: list[Any] = []  # of a project without the admin

COLUMNS = 76
LANGUAGES = ["en", "nb", "nl", "sv"]
WRITTEN = datetime.fromisoformat("2026-11-23T06:00+00:00")
HOSTILE = '</p><script>alert(1)</script><img src="//evil.example/x">'


def an_issue(monday: date = MONDAY, *, audience: Audience | None = None) -> Digest:
    center = a_help_center()
    facts: Any = draft(center, audience, monday)
    named = {"help_center": center, "audience": audience, "monday": monday}
    return Digest(**named, **facts, composed_at=WRITTEN)


def letter(language: str = "en", **fields: Any) -> Letter:
    return letter_of(an_issue(**fields), language)


def text(**fields: Any) -> str:
    return letter(**fields).text


def a_full_week(gaps: int = 12) -> None:
    """Make a week in which everything occurs, with texts too long for a line."""
    article = an_article(title="How to restart the router & more" + " and more" * 30)
    a_run(since=NOON - 8 * WEEK)
    for row, kind in enumerate(Gap.Kind.values * (gaps // 3)):
        gap = an_asked_gap(
            40 + row,
            kind=kind,
            title=f"A <very> long\ntitle {row}" + " that goes on" * 20,
            article=None if kind == Gap.Kind.MISSING else article,
            examples=["A long\r\n\r\nquestion" + " that goes on" * 90],
            nearest=[{"article": article.external_id, "score": 0.4}],
        )
        for event in [("found",), ("returned",), ()][row % 3]:
            gap.events.create(kind=event, at=NOON)
        gap.events.create(kind=["published", "dismissed", "split"][row % 3], at=NOON)
    found = asdict(effect([50] * 9 + [10] * 4, [900] * 13, published=8))
    a_gap(
        **{"title": "Was asked", "status": "published", "rank": None},
        published_at=NOON - 5 * WEEK,
        effect=found | {"weeks": []},
    )
    for reason in ("reassurance", "prefers_person", "account"):
        judged(ANSWERED | {"reason": reason}, searched_first=True, csat=40)
    judged(in_gap(Gap.objects.earliest("rank")), searched_first=False, csat=80)
    judged(ALONE)
    a_contact()
    a_contact(received_at=NOON - WEEK)


# --- What it says ---------------------------------------------------------------------


def test_the_subject_names_help_centre_and_week() -> None:
    assert letter().subject == "Lumevik: content gaps, week 47 of 2026"


def test_it_says_which_part_of_the_help_centre_it_is_about() -> None:
    audience = Audience.objects.create(help_center=a_help_center(), name="Billing")

    told = letter(audience=audience)

    assert told.subject == "Lumevik, Billing: content gaps, week 47 of 2026"
    assert told.text.startswith("Lumevik, Billing, week 47 of 2026 (")


def test_a_name_of_two_lines_cannot_add_a_header() -> None:
    center = a_help_center(name="Lumevik\r\nBcc: all@example.com")
    Audience.objects.create(help_center=center, name="x\ny")

    assert "\n" not in letter(audience=Audience.objects.get()).subject


def test_a_week_at_new_year_has_the_number_and_year_of_iso_8601() -> None:
    assert letter(monday=date(2026, 12, 28)).subject.endswith("week 53 of 2026")


def test_a_quiet_week_says_so_in_two_lines() -> None:
    an_asked_gap(3)
    a_contact(received_at=NOON - WEEK)

    told = letter()

    lines = [
        "Lumevik, week 47 of 2026 (November 16 \N{EN DASH} November 22)",
        "A quiet week: no contacts (the week before: 1).",
    ]
    assert told.text.splitlines() == lines
    body = HTMLParser(told.html)
    assert [each.text() for each in body.css("p.sentence")] == lines[1:]
    assert body.css("h2") == []


@pytest.mark.parametrize(
    ("contacts", "before", "said"),
    [
        (1, 0, "1 contact came in, after a week without any."),
        (3, 2, "3 contacts came in, 50% more than the week before."),
        (1, 4, "1 contact came in, 75% fewer than the week before."),
        (2, 2, "2 contacts came in, as many as the week before."),
    ],
)
def test_the_first_sentence_says_how_many_came(
    contacts: int, before: int, said: str
) -> None:
    for _ in range(contacts):
        a_contact()
    for _ in range(before):
        a_contact(received_at=NOON - WEEK)

    assert text().splitlines()[2] == said


def test_the_week_is_told_in_three_sentences_and_six_figures() -> None:
    for _ in range(5):
        judged(ANSWERED, searched_first=True, csat=70)
    for _ in range(3):
        judged(in_gap(Gap.objects.first() or an_asked_gap(3, title="Moving house")))
    judged(ANSWERED, received_at=NOON - WEEK, searched_first=False)

    assert text().splitlines()[2:12] == [
        "8 contacts came in, 700% more than the week before.",
        "An article answers 62% of them, and 38% are in a gap.",
        "Most in demand is “Moving house”, with 3 contacts.",
        "",
        "        8  Contacts (week 46: 1)",
        "      62%  Answered by an article (week 46: 100%)",
        "      38%  In a gap (week 46: 0%)",
        "     100%  Searched first, still in touch (week 46: 0%)",
        "     70.0  Satisfaction, of 100 (week 46: –)",
        "        1  Open gaps (week 46: –)",
    ]


def test_a_share_that_is_not_nothing_is_not_called_nothing() -> None:
    for match in [ANSWERED] + [ALONE] * 200:
        judged(match)

    assert "less than 1%  Answered by an article" in text()


def test_before_any_analysis_nothing_is_called_answered() -> None:
    a_contact()

    told = text()

    assert "No analysis has looked at them yet.\n" in told
    assert "        –  Answered by an article" in told
    assert "   - 1 contact that no analysis has looked at (100%)\n" in told
    assert "   - No analysis has been made yet.\n" in told


def test_a_gap_shows_what_a_lead_needs_to_decide() -> None:
    a_contact()
    article = an_article(title="Cancel a subscription")
    gap = an_asked_gap(
        *(9, 1123),
        **{"rank": 1, "title": "Moving house", "trend": 0.21},
        examples=["Moving house", "Can I take my broadband with me?"],
        nearest=[{"article": article.external_id, "score": 0.31}],
    )

    told = text().split("The gap with most contacts\n\n")[1]

    assert told.splitlines()[:4] == [
        f"  1. Moving house ({gap.public_id})",
        "     missing · nb · 1,123 contacts (the week before: 9) · trend: rising",
        "     “Can I take my broadband with me?”",
        "     Write an article; the nearest is: Cancel a subscription",
    ]


@pytest.mark.parametrize(
    ("trend", "word"),
    [
        *((1.0, "rising fast"), (0.5, "rising fast"), (0.2, "rising")),
        *((0.04, "steady"), (0.0, "steady"), (-0.04, "steady")),
        *((-0.2, "falling"), (-0.5, "falling fast")),
    ],
)
def test_the_trend_is_a_word(trend: float, word: str) -> None:
    a_contact()
    an_asked_gap(3, trend=trend)

    assert re.search(rf" · trend: {word}$", text(), re.MULTILINE)


@pytest.mark.parametrize(
    ("fields", "task"),
    [
        ({"kind": "weak"}, "Improve: The article"),
        ({"kind": "translation"}, "Translate into sv: The article"),
        ({"kind": "translation", "locale": ""}, "Translate: The article"),
    ],
)
def test_an_article_to_work_on_is_named_with_the_work(
    fields: dict[str, str], task: str
) -> None:
    a_contact()
    an_asked_gap(
        3, **{"locale": "sv", "article": an_article(title="The article")} | fields
    )

    assert f"     {task}\n" in text()


@pytest.mark.parametrize("kind", Gap.Kind.values)
def test_a_gap_without_any_article_says_so(kind: str) -> None:
    a_contact()
    an_asked_gap(3, kind=kind)

    assert "     Write an article; none comes near.\n" in text()


def test_an_article_that_is_gone_is_named_by_its_id() -> None:
    a_contact()
    an_asked_gap(3, nearest=[{"article": "old-7", "score": 0.4}])

    assert "     Write an article; the nearest is: old-7\n" in text()


def test_what_is_being_written_is_told() -> None:
    a_contact()
    an_asked_gap(1, status=Gap.Status.DRAFTING)

    assert "     missing · nb · drafting · 1 contact (the week before: 0)" in text()


def test_what_changed_is_told_with_the_measured_effect_of_articles() -> None:
    a_full_week()

    told = " ".join(text().split())

    assert "New: 4 - A <very> long title 9 that" in told
    assert "Returned: 4 - A <very> long title 10 that" in told
    assert "Grown by more than chance: 4 - A <very> long title 11 that" in told
    assert "51 contacts; usual are 0.0 a week" in told
    assert "Solved by an article: 1 - Was asked (gap-" in told
    assert "Since it was published on Oct. 12, 2026, 80% fewer contacts a week" in (
        told.replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "4 gaps published - 4 gaps dismissed - 4 gaps split" in told


def test_only_some_are_named_and_all_are_counted() -> None:
    a_contact()
    for _ in range(6):
        an_asked_gap(1).events.create(kind="found", at=NOON)

    told = text()

    assert "\nNew: 6\n" in told
    assert "   - and 1 more\n" in told


def test_the_age_of_the_import_is_that_when_the_issue_was_written() -> None:
    a_contact(received_at=WRITTEN - timedelta(days=3))
    a_run(until=datetime.fromisoformat("2026-11-20T00:00+01:00"), finished_at=NOON)

    said = " ".join(text().split())

    assert "The newest contact is of Nov. 20, 2026, 7 a.m.: 3 days old." in said
    assert "The latest analysis is of Nov. 16, 2026 and has seen contacts up to" in said
    assert said.endswith("Nov. 19, 2026.")


# --- Plain text -----------------------------------------------------------------------


def test_lines_are_never_longer_than_a_mail_likes() -> None:
    a_full_week()

    assert max(map(len, text().splitlines())) <= COLUMNS


def test_there_are_no_empty_lines_at_the_ends_nor_three_in_a_row() -> None:
    a_full_week()

    told = text()

    assert told == told.strip() + "\n"
    assert "\n\n\n\n" not in told
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


def said(issue: Issue) -> Iterator[str]:
    """Yield every text of an issue, but for its address."""
    yield from (issue.title, issue.days, *issue.sentences, issue.gaps_heading)
    for figure in (*issue.figures, *issue.self_service):
        yield from (figure.label, figure.value, figure.before)
    for gap in issue.gaps:
        yield from (gap.place, gap.title, gap.id, *gap.facts, *gap.examples, gap.task)
    for change in issue.changes:
        yield from (change.heading, change.more)
        for changed in change.gaps:
            yield from (changed.title, changed.id, changed.note)
    yield from (issue.self_service_note, *issue.editors, *issue.quality)


def words(text: str) -> str:
    """Return what is read, however its lines are broken."""
    return "".join(text.split())


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


# --- The table ------------------------------------------------------------------------


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
    a_gap(title='=HYPERLINK("http://evil.example")', examples=["a;=1+1"])

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
