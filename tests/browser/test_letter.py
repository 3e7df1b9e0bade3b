"""The letter as a mail program shows it: a page from nowhere, on a phone."""

from pathlib import Path

import pytest
from selenium.webdriver import Chrome

from gapfinder.digests import letter_of
from tests.support.digest_issues import ANSWERED, WEEK, a_full_week, an_issue, judged
from tests.support.factories import NOON

from .chromium import seen_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WIDTH = 320  # of the narrowest phone


@pytest.mark.parametrize("language", ["en", "nb", "nl", "sv"])
def test_a_letter_is_no_wider_than_a_phone(
    driver: Chrome, tmp_path: Path, language: str
) -> None:
    a_full_week()
    for searched in [True, False] * 12:
        for monday in (NOON, NOON - WEEK):
            judged(ANSWERED, searched_first=searched, csat=70, received_at=monday)
    letter = tmp_path / "letter.html"
    letter.write_text(letter_of(an_issue(), language).html)

    seen_as(driver, width=WIDTH, height=568)
    driver.get(letter.as_uri())

    width = driver.execute_script("return document.documentElement.scrollWidth")
    assert width == WIDTH
    driver.get("about:blank")
