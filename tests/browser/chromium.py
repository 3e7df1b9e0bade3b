"""Debian's chromium, headless, as the tests and the pictures start it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

QUIET = [  # it fetches nothing but what it is told to
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",  # as on a phone: they lie over the page
]
# A machine without a screen has no mouse either; styles may ask for one that hovers.
HOVERS, FINE = 2, 4  # as blink numbers them
MOUSE = (
    f"primaryHoverType={HOVERS},availableHoverTypes={HOVERS},"
    f"primaryPointerType={FINE},availablePointerTypes={FINE}"
)
# The console says what was refused, but not where it stands.
TELL_WHAT_IS_REFUSED = """
document.addEventListener("securitypolicyviolation", (event) => console.error(
  `${event.effectiveDirective} refuses ${event.blockedURI} ${event.sample} ` +
  `in line ${event.lineNumber} of ${event.sourceFile}`));
"""


@contextmanager
def chromium(profile: Path) -> Iterator[Chrome]:
    """Start it with an empty folder for what it keeps; stop it at the end."""
    options = ChromeOptions()
    options.binary_location = _installed("chromium")
    # Without a sandbox, as root cannot have one: the pages are our own.
    for flag in ("--headless=new", "--no-sandbox", "--disable-gpu", *QUIET):
        options.add_argument(flag)
    options.add_argument(f"--blink-settings={MOUSE}")
    options.add_argument(f"--user-data-dir={profile}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options, Service(_installed("chromedriver")))
    try:
        driver.execute_cdp_cmd(
            "Page.addScriptToEvaluateOnNewDocument", {"source": TELL_WHAT_IS_REFUSED}
        )
        yield driver
    finally:
        driver.quit()


def seen_as(
    driver: Chrome, *, width: int, height: int, scale: float = 1, dark: bool = False
) -> None:
    """Show pages in a window of this size, to someone who likes them light or dark."""
    size = {"width": width, "height": height, "deviceScaleFactor": scale}
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", size | {"mobile": False}
    )
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def logged_in(driver: Chrome, site: str, session: str) -> None:
    """Hand the browser the cookie of a session."""
    cookie = {"name": "sessionid", "value": session, "url": site, "httpOnly": True}
    driver.execute_cdp_cmd("Network.setCookie", cookie)


def _installed(program: str) -> str:
    found = shutil.which(program)
    if not found:
        raise FileNotFoundError(f"{program} is not installed: see make test-browser")
    return found
