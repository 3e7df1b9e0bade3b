"""Settings: read late, from the project's settings or from the environment."""

from dataclasses import FrozenInstanceError, fields
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from gapfinder.conf import Conf, cache_dir, conf, customer_secret, setting_name


def test_without_settings_the_defaults_hold() -> None:
    assert conf() == Conf()


def test_the_name_of_a_setting_is_the_fields_in_capitals() -> None:
    assert setting_name("min_gap_contacts") == "GAPFINDER_MIN_GAP_CONTACTS"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("window_weeks", "12", 12),
        ("min_gap_contacts", "5", 5),
        ("answered_from", "0.75", 0.75),
        ("weak_from", "0", 0.0),
        ("encoder", "/models/mine", "/models/mine"),
        ("cache_dir", "", ""),
    ],
)
def test_strings_from_the_environment_become_the_fields_type(
    settings: Settings, name: str, text: str, value: Any
) -> None:
    setattr(settings, setting_name(name), text)

    found = getattr(conf(), name)

    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("field", fields(Conf), ids=lambda field: field.name)
def test_every_default_survives_the_environment(settings: Settings, field: Any) -> None:
    setattr(settings, setting_name(field.name), str(field.default))

    assert conf() == Conf()


def test_a_changed_setting_counts_at_once(settings: Settings) -> None:
    settings.GAPFINDER_WINDOW_WEEKS = 4
    assert conf().window_weeks == settings.GAPFINDER_WINDOW_WEEKS

    del settings.GAPFINDER_WINDOW_WEEKS
    assert conf() == Conf()


def test_a_text_that_is_no_number_is_an_error(settings: Settings) -> None:
    settings.GAPFINDER_WINDOW_WEEKS = "many"

    with pytest.raises(ValueError, match="many"):
        conf()


def test_nobody_changes_settings_by_hand() -> None:
    with pytest.raises(FrozenInstanceError):
        conf().window_weeks = 1  # type: ignore[misc]


def test_the_cache_may_be_in_the_home_folder(settings: Settings) -> None:
    settings.GAPFINDER_CACHE_DIR = "~/somewhere"

    assert cache_dir() == Path.home() / "somewhere"


def test_customers_are_hashed_with_the_projects_key_unless_there_is_another(
    settings: Settings,
) -> None:
    settings.SECRET_KEY = "project"
    assert customer_secret() == "project"

    settings.GAPFINDER_CUSTOMER_SECRET = "own"
    assert customer_secret() == "own"
