"""A help centre that was analysed, and an editor who is logged in to its desk."""

import os
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core import serializers
from django.db import transaction
from django.test import Client, override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer
from selenium.webdriver import Chrome

from gapfinder.models import HelpCenter, Vector, VectorSpace
from gapfinder.pipeline import find_gaps
from tests import broadband
from tests.desk import logged_in as a_client

from .chromium import chromium, logged_in
from .desk import Desk


@pytest.fixture(scope="session", autouse=True)
def _static_files_where_they_were_written() -> Iterator[None]:
    with override_settings(WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    if os.environ["DJANGO_SETTINGS_MODULE"] != "config.settings":
        pytest.fail("it is the host project that the browser meets: make test-browser")
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture(scope="session")
def analysed(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """All rows after a run of the main job, for each test to have them anew."""
    folder = tmp_path_factory.mktemp("analysed")
    lines = {"contacts": broadband.contacts(), "articles": broadband.articles()}
    encoder = override_settings(GAPFINDER_ENCODER=broadband.ENCODER)
    with django_db_blocker.unblock(), encoder:
        find_gaps(broadband.imported(folder, **lines))
        models = list(apps.get_app_config("gapfinder").get_models())
        kept = [model for model in models if model not in {Vector, VectorSpace}]
        rows = [row for model in kept for row in model._default_manager.order_by("pk")]
        try:
            return serializers.serialize("json", rows)
        finally:
            HelpCenter.objects.all().delete()
            VectorSpace.objects.all().delete()


@pytest.fixture
def help_center(transactional_db: None, analysed: str) -> HelpCenter:
    with transaction.atomic():  # rows may refer to later ones
        for row in serializers.deserialize("json", analysed):
            row.save()
    return HelpCenter.objects.get(slug=broadband.SLUG)


@pytest.fixture
def desk(driver: Chrome, live_server: LiveServer, client: Client) -> Iterator[Desk]:
    """A superuser's; whatever a test does, the browser has nothing to complain of."""
    a_client(client, is_superuser=True)
    logged_in(driver, live_server.url, client.session.session_key or "")
    desk = Desk(driver, live_server.url)
    yield desk
    assert desk.complaints() == []
    driver.get("about:blank")  # nothing asks a server that is gone
