"""Draws the README's pictures: what editors see on a Monday after a run over fixtures/.

`make screenshots` asks for it by name; as a test it has a database, a server and a
browser. What is in the pictures stands in `PICTURES`, what editors did in `decide`.
"""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.test import Client, override_settings
from PIL import Image
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome

from gapfinder.digests import compose, letter_of
from gapfinder.models import Article, Gap, HelpCenter
from tests.support.desk import page_of

from .chromium import logged_in, seen_as
from .screens import SCREENS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(0)]

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "docs" / "pictures"
SLUG = "lumevik"
PUBLISHED = datetime(2026, 10, 7, 9, tzinfo=UTC)  # six weeks before the last contact
WEEK = date(2026, 11, 2)  # the last one that the contacts fill
WRITTEN = datetime(2026, 11, 9, 6, tzinfo=UTC)
WIDTH, SCALE = 1280, 1.5
COLORS = 128  # letters stay sharp, and a picture is a third as large
LARGEST = 300_000  # bytes
ROOMY = "localStorage.setItem('django.admin.navSidebarIsOpen', 'false')"


@dataclass(frozen=True, slots=True)
class Picture:
    address: Callable[[HelpCenter, str], str]  # with that of the site
    height: int = 800
    width: int = WIDTH
    dark: bool = False


def page(address: Callable[[HelpCenter], str], **size: Any) -> Picture:
    return Picture(lambda center, site: site + address(center), **size)


def letter(help_center: HelpCenter, site: str) -> str:
    """Return the weekly letter as an address that holds all of it."""
    with override_settings(GAPFINDER_SITE_URL=site):
        issue = compose(help_center, None, WEEK, now=WRITTEN)
        html = letter_of(issue, "en").html
    return "data:text/html;charset=utf-8;base64," + b64encode(html.encode()).decode()


PICTURES = {
    "gaps": page(SCREENS["gaps"].address),
    "gaps-dark": page(SCREENS["gaps"].address, dark=True),
    "overview": page(SCREENS["overview"].address),
    "gap": page(SCREENS["a gap"].address, height=1100),
    "effect": page(lambda center: page_of(published(center)), height=900),
    "review": page(SCREENS["review"].address),
    "digest": Picture(letter, height=1000, width=680),
}


def test_the_pictures_are_drawn(
    transactional_db: None, live_server: LiveServer, driver: Chrome, client: Client
) -> None:
    help_center, site = analysed(), live_server.url
    editor = an_editor(help_center)
    decide(list(Gap.objects.of(help_center).current().best_first()), editor)
    call_command("find_gaps", "--help-center", SLUG)
    client.force_login(editor)
    logged_in(driver, site, client.session.session_key or "")
    driver.get(site)
    driver.execute_script(ROOMY)
    FOLDER.mkdir(exist_ok=True)
    for name, picture in PICTURES.items():
        size = {"width": picture.width, "height": picture.height, "scale": SCALE}
        seen_as(driver, **size, dark=picture.dark)
        driver.get(picture.address(help_center, site))
        drawn = few_colors(driver.get_screenshot_as_png())
        assert len(drawn) <= LARGEST
        (FOLDER / f"{name}.png").write_bytes(drawn)


def an_editor(help_center: HelpCenter) -> User:
    editor = User.objects.create(username="ingrid", is_staff=True, first_name="Ingrid")
    editor.groups.add(Group.objects.get(name="content editor"))
    help_center.members.add(editor)
    return editor


def analysed() -> HelpCenter:
    for what in ("articles", "contacts"):
        file = ROOT / "fixtures" / f"{what}.jsonl"
        call_command(f"import_{what}", file, "--help-center", SLUG)
    call_command("find_gaps", "--help-center", SLUG)
    return HelpCenter.objects.get(slug=SLUG)


def decide(gaps: list[Gap], editor: User) -> None:
    """What editors have done by Monday noon; gaps are in the order of their rank."""
    falling = min(gaps, key=lambda gap: gap.trend)
    others = [gap for gap in gaps if gap != falling]
    article = Article.objects.with_ids([falling.nearest[0]["article"]]).get()
    falling.publish(article, editor=editor, at=PUBLISHED)
    others[0].draft(editor=editor, assignee=editor, note="By Thursday")
    others[3].draft(editor=editor)
    others[8].dismiss("account_only", editor=editor)


def published(help_center: HelpCenter) -> Gap:
    return Gap.objects.of(help_center).get(published_at=PUBLISHED)


def few_colors(screenshot: bytes) -> bytes:
    """Return a PNG with a palette, which looks the same."""
    seen, file = Image.open(BytesIO(screenshot)).convert("RGB"), BytesIO()
    few = seen.quantize(COLORS, dither=Image.Dither.NONE)
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
