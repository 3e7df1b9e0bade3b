"""Two editors have one gap open: the second is told, and loses no word."""

import pytest
from django.contrib.auth.models import User

from gapfinder.models import Gap, HelpCenter
from tests.support.desk import page_of

from .desk import Desk
from .work import an_editor

pytestmark = pytest.mark.browser

MEANWHILE = "This gap was changed while you had it open."
NOTE = "The network team answers on Thursdays."
OPEN = ".decision[open]"


@pytest.fixture
def anna(help_center: HelpCenter) -> User:
    return an_editor(help_center, "anna")


@pytest.fixture
def gap(desk: Desk, help_center: HelpCenter) -> Gap:
    """Open before the eyes of the second editor."""
    gap = Gap.objects.of(help_center).best_first()[0]
    desk.open(page_of(gap))
    return gap


def test_a_note_typed_on_an_old_page_is_kept_and_saved_by_the_second_press(
    desk: Desk, anna: User, gap: Gap
) -> None:
    desk.unfold("Write it")
    desk.write("Note", NOTE, within=OPEN)
    gap.retitle("Anna's title", editor=anna)

    desk.press("Start the draft", within=OPEN)

    page = desk.read()
    assert MEANWHILE in page
    assert "anna changed the title" in page
    assert "“Anna's title”" in page
    assert desk.field("Note").get_attribute("value") == NOTE
    gap.refresh_from_db()
    assert (gap.status, gap.title) == ("open", "Anna's title")

    desk.press("Start the draft")

    assert desk.said() == ["The draft is started; it is with staff."]
    gap.refresh_from_db()
    assert gap.status == "drafting"
    assert gap.events.latest("pk").data["note"] == NOTE


def test_a_title_typed_on_an_old_page_is_kept_and_saved_by_the_second_press(
    desk: Desk, anna: User, gap: Gap
) -> None:
    desk.unfold("Change title or status")
    desk.write("Title", "Mine", within=".gap-edit")
    gap.retitle("Anna's title", editor=anna)

    desk.press("Save", within=".gap-edit")

    assert MEANWHILE in desk.read(".gap-edit")
    assert desk.field("Title", within=".gap-edit").get_attribute("value") == "Mine"
    gap.refresh_from_db()
    assert gap.title == "Anna's title"

    desk.press("Save", within=".gap-edit")

    gap.refresh_from_db()
    assert gap.title == "Mine"


def test_a_merge_of_gaps_that_changed_meanwhile_merges_nothing(
    desk: Desk, anna: User, gap: Gap
) -> None:
    desk.follow("Gaps", within=".breadcrumbs")
    desk.click(desk.driver.find_element("id", "action-toggle"))
    desk.choose("Action", "Merge the selected gaps…")
    desk.press("Go")
    other = Gap.objects.of(gap.help_center).best_first()[1]
    other.retitle("Anna's title", editor=anna)

    desk.press("Merge")

    assert desk.said() == [
        "“Anna's title” was changed meanwhile: retitled, by anna.",
        "Nothing was merged.",
    ]
    assert not Gap.objects.filter(merged_into__isnull=False).exists()
