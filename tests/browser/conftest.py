"""A help centre that was analysed, and an editor who is logged in to its desk."""

import os
import threading
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome

from gapfinder.models import HelpCenter
from tests.support.desk import logged_in as a_client

from .center import a_broadband_center
from .chromium import chromium, logged_in
from .desk import Desk
from .work import a_month_of_work, a_view_of

A_MOMENT = 10  # seconds


@pytest.fixture(scope="session", autouse=True)
def _static_files_where_they_were_written() -> Iterator[None]:
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def driver(
    tmp_path_factory: pytest.TempPathFactory, live_server: LiveServer
) -> Iterator[Chrome]:
    """It ends before the server does, which shares one database with its threads."""
    if os.environ["DJANGO_SETTINGS_MODULE"] != "config.settings":
        pytest.fail("it is the host project that the browser meets: make test-browser")
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:  # of a connection kept alive
            thread.join(A_MOMENT)


@pytest.fixture
def help_center(transactional_db: None) -> HelpCenter:
    """One that was just analysed."""
    return a_broadband_center()


@pytest.fixture
def worked(help_center: HelpCenter) -> HelpCenter:
    """The same a month later."""
    a_month_of_work(help_center)
    return help_center


@pytest.fixture
def browser(driver: Chrome, live_server: LiveServer) -> Iterator[Desk]:
    """Nobody is logged in; whatever a test does, there is nothing to complain of."""
    driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    desk = Desk(driver, live_server.url)
    yield desk
    assert desk.complaints() == []
    driver.get("about:blank")  # nothing asks a server that is gone


@pytest.fixture
def desk(browser: Desk, client: Client) -> Desk:
    """A superuser's."""
    a_client(client, is_superuser=True)
    a_view_of(User.objects.get(username="staff"))
    logged_in(browser.driver, browser.site, client.session.session_key or "")
    return browser
