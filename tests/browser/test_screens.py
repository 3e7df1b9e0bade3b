"""What holds for every screen: for everybody, light and dark, and on a phone."""

import pytest

from gapfinder.models import HelpCenter

from .desk import NARROW, Desk
from .screens import SCREENS

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_serious(
    desk: Desk, help_center: HelpCenter, screen: str, dark: bool
) -> None:
    desk.open(SCREENS[screen](help_center), dark=dark)

    assert desk.axe() == {}


@pytest.mark.parametrize("screen", SCREENS)
def test_on_a_phone_nothing_is_wider_than_the_page(
    desk: Desk, help_center: HelpCenter, screen: str
) -> None:
    desk.open(SCREENS[screen](help_center), narrow=True)

    assert desk.axe() == {}
    assert desk.run("document.documentElement.scrollWidth") == NARROW["width"]
