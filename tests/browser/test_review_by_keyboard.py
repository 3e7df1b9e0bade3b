"""The review by single keys, which rest while somebody types."""

import pytest
from django.urls import reverse
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from gapfinder.models import Gap, HelpCenter, Verdict

from .center import GAPS
from .desk import Desk

pytestmark = pytest.mark.browser

REVIEW = reverse("admin:gapfinder_gap_review")
TITLES = [title for title, _kind, _article in GAPS.values()]  # the most doubtful first
FIELD = """
const field = document.createElement(arguments[0]);
field.id = "typed";
document.querySelector("#content").prepend(field);
field.focus();
"""


@pytest.fixture
def review(desk: Desk, help_center: HelpCenter) -> Desk:
    return desk.open(REVIEW)


def asked(desk: Desk) -> str:
    return desk.driver.find_element(By.ID, "review-gap").text


def answers() -> list[tuple[str, str]]:
    given = Verdict.objects.order_by("pk")
    return [(str(verdict.gap), verdict.answer) for verdict in given]


def test_each_key_answers_and_the_next_gap_comes(review: Desk) -> None:
    shown = []
    for key in "ynps":
        shown.append(asked(review))
        review.answer_by_key(key)

    assert shown == TITLES
    said = list(zip(TITLES, ["yes", "no", "partly"], strict=False))
    assert answers() == said
    assert review.said() == ["Skipped: it comes again at the end."]
    assert asked(review) == TITLES[3]


def test_digits_do_what_the_letters_do(review: Desk) -> None:
    for key in "123":
        review.answer_by_key(key)

    assert [answer for _gap, answer in answers()] == ["yes", "no", "partly"]


def test_the_tally_grows_with_each_answer_and_shrinks_with_each_undo(
    review: Desk,
) -> None:
    review.answer_by_key("y")
    assert review.said() == [
        "Yes: this teaches 7 questions, and the next analysis knows."
    ]
    assert "You gave 1 answer · 7 questions taught" in review.read(".tally")
    assert "3 gaps left" in review.read(".tally")

    review.answer_by_key("n")
    assert "You gave 2 answers · 13 questions taught" in review.read(".tally")
    assert "2 gaps left" in review.read(".tally")

    review.answer_by_key("u")
    assert review.said() == ["Taken back: nothing was learnt from it."]
    assert "You gave 1 answer" in review.read(".tally")
    assert asked(review) == TITLES[1]
    assert answers() == [(TITLES[0], "yes")]


def test_all_is_reviewed_without_a_mouse(review: Desk) -> None:
    for _ in TITLES:
        review.answer_by_key("n")

    assert "All is reviewed" in review.read()
    assert len(answers()) == Gap.objects.count()


@pytest.mark.parametrize("field", ["input", "textarea"])
def test_a_key_in_a_field_is_a_letter(review: Desk, field: str) -> None:
    review.driver.execute_script(FIELD, field)

    review.keys("ynpsu1")

    assert review.run("document.getElementById('typed').value") == "ynpsu1"
    assert asked(review) == TITLES[0]
    assert answers() == []


def test_keys_with_control_are_the_browsers(review: Desk) -> None:
    review.keys(Keys.CONTROL + "y")

    assert asked(review) == TITLES[0]
    assert answers() == []


def test_keys_can_be_switched_off_and_stay_so(review: Desk) -> None:
    review.tick("Answer by single keys")
    review.open(REVIEW)
    review.keys("y")
    assert answers() == []

    review.tick("Answer by single keys")
    review.answer_by_key("y")
    assert answers() == [(TITLES[0], "yes")]


def test_the_buttons_are_reached_by_tab_and_pressed_by_enter(review: Desk) -> None:
    focused = "document.activeElement.value"
    for _ in range(60):
        review.keys(Keys.TAB)
        if review.run(focused) == "partly":
            break
    review.submit()

    assert answers() == [(TITLES[0], "partly")]
