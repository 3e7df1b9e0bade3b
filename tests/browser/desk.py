"""An editor at a browser, and what the browser has to complain about."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import Chrome

from gapfinder.models import HelpCenter

from .chromium import seen_as
from .hands import Hands
from .screens import Screen

AXE = Path(__file__).parent / "node_modules/axe-core/axe.min.js"
RUN_AXE = """
const done = arguments[arguments.length - 1];
axe.run(document, {resultTypes: ["violations"]})
   .then((found) => done(found.violations), (error) => done(String(error)));
"""
# What is Django's own, and no style can mend: (rule, how the element's path ends).
STOCK = [
    # The magnifiers over the two lists of a choice of many have a name and no role.
    ("aria-prohibited-attr", "> .help-tooltip.search-label-icon"),
    # Articles without a section are a choice of the stock filter that has no words.
    ("link-name", 'a[href="?section="]'),
]
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 390, "height": 844}  # a phone's


class Desk(Hands):
    def __init__(self, driver: Chrome, site: str) -> None:
        self.driver = driver
        self.site = site

    def open(self, address: str, *, narrow: bool = False, dark: bool = False) -> "Desk":
        """Go to a page; a refusal or an error of its script fails the test at once."""
        seen_as(self.driver, **(NARROW if narrow else WIDE), dark=dark)
        self.driver.get(self.site + address)
        assert self.complaints() == []
        return self

    @contextmanager
    def at(
        self,
        screen: Screen,
        center: HelpCenter,
        *,
        narrow: bool = False,
        dark: bool = False,
    ) -> Iterator[None]:
        """Be at a screen, after all that it takes to see it."""
        with screen.during():
            self.open(screen.address(center), narrow=narrow, dark=dark)
            screen.then(self)
            yield

    def run(self, script: str) -> Any:
        """Return what the last expression of a script makes of the page."""
        return self.driver.execute_script(f"return {script}")

    def complaints(self) -> list[str]:
        """What the console said since it was asked: refusals, errors, missing files.

        But for the icon of the site, which is the project's to have.
        """
        logged = self.driver.get_log("browser")
        errors = [line["message"] for line in logged if line["level"] == "SEVERE"]
        return [error for error in errors if "/favicon.ico " not in error]

    def axe(self) -> dict[str, list[str]]:
        """Return rule → elements of all that axe-core calls serious or critical."""
        if not AXE.exists():
            pytest.skip("axe-core is not there: npm ci --prefix tests/browser")
        self.driver.execute_script(AXE.read_text(encoding="utf-8"))
        found = self.driver.execute_async_script(RUN_AXE)
        assert isinstance(found, list), found
        self.complaints()  # of styles that axe itself tried to put in
        elements = {
            f"{rule['id']}: {rule['help']}": [
                target
                for target in (" ".join(map(str, n["target"])) for n in rule["nodes"])
                if not any(
                    rule["id"] == known and target.endswith(element)
                    for known, element in STOCK
                )
            ]
            for rule in found
            if rule["impact"] in {"serious", "critical"}
        }
        return {rule: named for rule, named in elements.items() if named}
