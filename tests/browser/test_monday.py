"""The Monday of a content editor, from the overview to a published article."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from selenium.webdriver.common.by import By

from gapfinder.models import Gap, HelpCenter, Verdict
from tests.support import broadband

from .center import ANSWER, GAPS
from .desk import Desk
from .work import an_editor

pytestmark = pytest.mark.browser

PASSWORD = "a long way to the letter box"
NEAREST = broadband.ARTICLES["moving"][0]
WRITTEN = broadband.ARTICLES["restart-router"][0]
NOTE = "Ask the network team for the dates first."
TITLES = {need: title for need, (title, _kind, _article) in GAPS.items()}
OPEN = ".decision[open]"
LIST = "#result_list"
CLIPBOARD = "navigator.clipboard.readText().then(arguments[arguments.length - 1])"


@pytest.fixture
def editor(help_center: HelpCenter) -> User:
    editor = an_editor(help_center)
    editor.set_password(PASSWORD)
    editor.save()
    return editor


def the_gap(need: str) -> Gap:
    return Gap.objects.get(title=TITLES[need])


def test_from_the_overview_to_a_published_article(browser: Desk, editor: User) -> None:
    log_in(browser, editor)
    browser.follow(TITLES["copper"], within="section.gaps")
    read_why(browser)
    say_no_to_the_nearest(browser, editor)
    start_the_draft(browser, editor)
    find_it_in_the_views(browser)
    copy_the_brief(browser)
    publish(browser, editor)
    see_it_published(browser)


def test_the_rest_of_the_list_is_put_in_order(browser: Desk, editor: User) -> None:
    log_in(browser, editor)
    browser.follow("All gaps")
    dismiss(browser, editor)
    browser.follow("Gaps", within=".breadcrumbs")
    merge(browser, editor)
    browser.follow(TITLES["static-address"], within=LIST)
    split(browser, editor)


def log_in(browser: Desk, editor: User) -> None:
    browser.open(reverse("admin:app_list", args=["gapfinder"]))
    browser.write("Username", editor.username)
    browser.write("Password", PASSWORD)
    browser.press("Log in")
    assert "Overview of Broadband" in browser.read()


def read_why(browser: Desk) -> None:
    page = browser.read()
    assert "Why it is a gap" in page
    assert broadband.ARTICLES["moving"][1] in page
    assert "75% of the questions are by themselves nearest to it." in page
    browser.unfold("What was said", within="#contacts")
    browser.wait(lambda _: ANSWER in browser.read("#contacts"), "transcript")


def say_no_to_the_nearest(browser: Desk, editor: User) -> None:
    browser.unfold("An article answers this")
    browser.tick(NEAREST, within=OPEN)
    browser.tick("no", within=f"{OPEN} #answered-answer")
    browser.press("Save the answer")

    assert browser.said() == [
        f"Saved: “{NEAREST}” answers it: no. It teaches 7 questions, and the next run "
        "knows it."
    ]
    verdict = Verdict.objects.get()
    assert (verdict.gap, verdict.answer) == (the_gap("copper"), "no")
    assert (verdict.article.title, verdict.editor) == (NEAREST, editor)


def start_the_draft(browser: Desk, editor: User) -> None:
    browser.unfold("Write it")
    browser.write("Note", NOTE, within=OPEN)
    browser.press("Start the draft")

    assert browser.said() == ["The draft is started; it is with ingrid."]
    assert NOTE in browser.read()
    gap = the_gap("copper")
    assert (gap.status, gap.assignee) == ("drafting", editor)


def find_it_in_the_views(browser: Desk) -> None:
    browser.follow("Gaps", within=".breadcrumbs")
    for view in ("Mine", "Being drafted"):
        browser.follow(view, within=".views")
        assert TITLES["copper"] in browser.read(LIST)
        assert TITLES["esim"] not in browser.read(LIST)
    browser.follow(TITLES["copper"], within=LIST)


def copy_the_brief(browser: Desk) -> None:
    allowed = {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"]}
    browser.driver.execute_cdp_cmd("Browser.grantPermissions", allowed)
    browser.follow("Brief for the writer")
    browser.click(browser.find(".//button", "Copy as Markdown"))
    browser.find(".//button", "Copied")

    copied = browser.driver.execute_async_script(CLIPBOARD)
    assert copied.startswith("# ")
    assert TITLES["copper"] in copied
    assert ANSWER in copied
    browser.follow(TITLES["copper"], within=".breadcrumbs")


def publish(browser: Desk, editor: User) -> None:
    browser.unfold("It is published")
    browser.write("Find an article", "your router", within=OPEN)
    browser.tick(WRITTEN, within=OPEN)
    browser.press("Mark as published")

    assert browser.said() == [f"Marked as published: “{WRITTEN}”."]
    gap = the_gap("copper")
    assert gap.is_published
    assert gap.published_article is not None
    assert gap.published_article.external_id == "restart-router"


def see_it_published(browser: Desk) -> None:
    assert "published" in browser.read(".gap-facts")
    assert "the next run begins to measure" in browser.read()
    assert f"ingrid marked it as published: “{WRITTEN}”." in browser.read()
    browser.follow("Gaps", within=".breadcrumbs")
    browser.follow("Published", within=".views")
    assert TITLES["copper"] in browser.read(LIST)


def dismiss(browser: Desk, editor: User) -> None:
    browser.follow(TITLES["esim"], within=LIST)
    browser.unfold("Dismiss it")
    browser.tick("account only", within=OPEN)
    browser.tick("never", within=OPEN)
    browser.press("Dismiss", within=OPEN)

    assert browser.said() == ["Dismissed for good."]
    gap = the_gap("esim")
    assert (gap.status, gap.dismissed_because) == ("dismissed", "account_only")
    event = gap.events.latest("pk")
    assert (event.kind, event.editor) == ("dismissed", editor)


def merge(browser: Desk, editor: User) -> None:
    browser.follow("To write", within=".views")
    tick_row(browser, TITLES["static-address"])
    tick_row(browser, TITLES["price-rise"])
    browser.choose("Action", "Merge the selected gaps…")
    browser.press("Go")
    browser.tick(TITLES["static-address"])
    browser.press("Merge")

    title = TITLES["static-address"]
    said = f"1 gap is a part of “{title}” now, whose figures follow."
    assert browser.said() == [said]
    assert the_gap("price-rise").merged_into == the_gap("static-address")
    assert TITLES["price-rise"] not in browser.read(LIST)


def split(browser: Desk, editor: User) -> None:
    survivor = the_gap("static-address")
    asked = browser.driver.find_element(By.CSS_SELECTOR, "#contacts .question").text
    browser.click(browser.driver.find_element(By.NAME, "question"))
    browser.unfold("Split contacts off")
    browser.write("Title", "Fixed addresses for servers", within=OPEN)
    browser.press("Split off")

    new = Gap.objects.get(title="Fixed addresses for servers")
    assert browser.said() == [f"1 question is a gap of its own now: {new.public_id}."]
    assert [row.question.text for row in new.judgements.all()] == [asked]
    assert survivor.events.latest("pk").kind == "split"


def tick_row(browser: Desk, title: str) -> None:
    row = browser.find(".//tr", title, within=LIST)
    browser.click(row.find_element(By.CSS_SELECTOR, "input[type=checkbox]"))
