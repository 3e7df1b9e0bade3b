"""What customers, agents and articles wrote is text on every screen, and never runs."""

from typing import Any

import pytest

from gapfinder.digests import draft
from gapfinder.models import (
    Article,
    Contact,
    Delivery,
    Digest,
    Gap,
    HelpCenter,
    Passage,
    Question,
)

from .desk import Desk
from .screens import SCREENS

pytestmark = pytest.mark.browser

HOSTILE = (
    "</textarea></script><script>window.__ran=1</script>"
    '"><img src=x onerror="window.__ran=1"><svg onload=window.__ran=1></svg>'
    "[a link](javascript:window.__ran=1) ${window.__ran=1}"
)
ADDRESS = "javascript:window.__ran=1//"
FOLLOWED = """[...document.querySelectorAll("a[href], form[action], [formaction]")]
  .map((element) => element.getAttribute("href") ?? element.getAttribute("action"))
  .filter((address) => address?.trim().toLowerCase().startsWith("javascript:"))"""

PUT_IN = "document.querySelectorAll('img[src=x], svg[onload]').length"
FORGOTTEN = """
document.body.insertAdjacentHTML("beforeend", arguments[0]);
document.querySelector("img[src=x]").addEventListener("error", () => arguments[1]());
"""


@pytest.fixture
def hostile(worked: HelpCenter) -> HelpCenter:
    """A help centre in which everything that came from outside is an attack."""
    turn = {"speaker": "agent", "text": HOSTILE}
    Article.objects.update(title=HOSTILE, body=HOSTILE, section=HOSTILE, url=ADDRESS)
    Passage.objects.update(text=HOSTILE)
    Question.objects.update(text=HOSTILE)
    Delivery.objects.update(error=HOSTILE)  # a mail server's words
    Contact.objects.update(
        turns=[turn, turn | {"speaker": "customer"}],
        subject=HOSTILE,
        tags=[HOSTILE],
        answer=HOSTILE,
    )
    for gap in Gap.objects.all():
        for name in ("title", "phrases"):
            setattr(gap, name, _as_hostile(getattr(gap, name)))
        gap.save()
    for digest in Digest.objects.all():
        found = draft(worked, None, digest.monday)
        Digest.objects.filter(pk=digest.pk).update(**found)
    return worked


def _as_hostile(value: Any) -> Any:
    """The same value, with other words."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, list):
        return [_as_hostile(item) for item in value]
    if isinstance(value, dict):
        return {key: _as_hostile(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("screen", SCREENS)
def test_nothing_of_it_runs(desk: Desk, hostile: HelpCenter, screen: str) -> None:
    with desk.at(SCREENS[screen], hostile):
        assert desk.run("window.__ran") is None
        assert desk.run(PUT_IN) == 0
        assert desk.run(FOLLOWED) == []


def test_it_is_shown_as_it_was_written(desk: Desk, hostile: HelpCenter) -> None:
    with desk.at(SCREENS["a contact"], hostile):
        assert HOSTILE in desk.run("document.querySelector('#content').textContent")


def test_the_policy_stops_what_nobody_escaped(
    desk: Desk, help_center: HelpCenter
) -> None:
    """Put in as HTML, as if someone had forgotten, it is refused all the same."""
    desk.open(SCREENS["gaps"].address(help_center))

    desk.driver.execute_async_script(FORGOTTEN, HOSTILE)

    refused = [line for line in desk.complaints() if "refuses inline" in line]
    assert len(refused) == 2  # onerror and onload; a script that is set in never runs
    assert desk.run("window.__ran") is None
