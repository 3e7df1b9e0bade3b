"""What holds for every screen: for everybody, light and dark, and on a phone."""

import pytest

from gapfinder.models import HelpCenter

from .desk import NARROW, Desk
from .screens import SCREENS

pytestmark = pytest.mark.browser

CUT_OFF = """[...document.querySelectorAll("#content :not(button)")].filter(element => {
  const style = getComputedStyle(element);
  return ["hidden", "clip"].includes(style.overflowX)
    && style.textOverflow !== "ellipsis"
    && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1;
}).map(element => `${element.tagName} ${element.className}`)"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious(
    desk: Desk, worked: HelpCenter, screen: str, dark: bool
) -> None:
    with desk.at(SCREENS[screen], worked, dark=dark):
        assert desk.axe() == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_on_a_phone_nothing_is_wider_than_the_page_or_cut_off(
    desk: Desk, worked: HelpCenter, screen: str
) -> None:
    with desk.at(SCREENS[screen], worked, narrow=True):
        assert desk.axe() == {}
        assert desk.run("document.documentElement.scrollWidth") == NARROW["width"]
        assert desk.run(CUT_OFF) == []
