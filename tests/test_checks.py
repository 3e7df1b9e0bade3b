"""A wrong or misspelt setting is named at start-up."""

from typing import Any

import pytest
from django.core.checks import CheckMessage, run_checks
from pytest_django import Settings

from gapfinder.checks import check_engine
from gapfinder.conf import setting_name


def found(settings: Settings, **values: Any) -> list[CheckMessage]:
    for name, value in values.items():
        setattr(settings, setting_name(name), value)
    return [
        message for message in run_checks() if str(message.id).startswith("gapfinder.")
    ]


def ids(messages: list[CheckMessage]) -> list[str | None]:
    return [message.id for message in messages]


def test_the_defaults_are_right(settings: Settings) -> None:
    assert found(settings) == []


def test_good_settings_are_right_as_numbers_and_as_strings(settings: Settings) -> None:
    assert found(settings, window_weeks=1, min_gap_contacts=2, answered_from=1) == []
    assert found(settings, window_weeks="4", weak_from="0", answered_from="1.0") == []


def test_a_misspelt_name_is_warned_of_with_the_known_ones(settings: Settings) -> None:
    (warning,) = found(settings, answerd_from=0.7)

    assert warning.id == "gapfinder.W001"
    assert warning.msg == "GAPFINDER_ANSWERD_FROM is not a setting of gapfinder."
    assert "GAPFINDER_ANSWERED_FROM" in str(warning.hint)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("window_weeks", "many"),
        ("window_weeks", "1.5"),
        ("window_weeks", 1.5),
        ("window_weeks", None),
        ("window_weeks", True),
        ("min_gap_contacts", ""),
        ("answered_from", "sure"),
        ("answered_from", "0,6"),
        ("answered_from", [0.6]),
        ("answered_from", True),
        ("encoder", 5),
        ("cache_dir", None),
    ],
    ids=repr,
)
def test_a_wrong_type_is_an_error(settings: Settings, name: str, value: Any) -> None:
    (error,) = found(settings, **{name: value})

    assert error.id == "gapfinder.E001"
    assert error.is_serious()
    assert error.msg.startswith(f"{setting_name(name)} is {value!r}, expected ")


@pytest.mark.parametrize(
    ("name", "value", "least"),
    [
        ("window_weeks", 0, 1),
        ("window_weeks", "-1", 1),
        ("min_gap_contacts", 1, 2),
        ("min_gap_contacts", "0", 2),
    ],
)
def test_a_number_that_is_too_small_is_an_error(
    settings: Settings, name: str, value: Any, least: int
) -> None:
    (error,) = found(settings, **{name: value})

    assert error.id == "gapfinder.E002"
    assert error.msg == f"{setting_name(name)} is {value}, expected {least} or more."


@pytest.mark.parametrize("value", [-0.1, 1.1, "60", "nan", "inf"])
@pytest.mark.parametrize("name", ["answered_from", "weak_from"])
def test_what_is_no_probability_is_an_error(
    settings: Settings, name: str, value: Any
) -> None:
    errors = found(settings, **{name: value})

    assert errors[0].id == "gapfinder.E003"
    assert errors[0].msg == f"{setting_name(name)} is {value}, expected 0 … 1."


def test_a_weak_answer_cannot_be_surer_than_an_answer(settings: Settings) -> None:
    assert ids(found(settings, weak_from="0.8", answered_from=0.7)) == [
        "gapfinder.E004"
    ]
    assert found(settings, weak_from=0.7, answered_from=0.7) == []


@pytest.mark.parametrize("value", [0.5, -2, "nan", "inf"])
def test_a_gap_returns_when_it_has_grown_or_never(
    settings: Settings, value: Any
) -> None:
    (error,) = found(settings, dismissed_returns_at=value)

    assert error.id == "gapfinder.E005"
    assert error.msg == (
        f"GAPFINDER_DISMISSED_RETURNS_AT is {value}, expected 1 or more."
    )
    assert found(settings, dismissed_returns_at="0") == []


def test_several_mistakes_are_named_together(settings: Settings) -> None:
    messages = found(settings, mistake=1, window_weeks="x", cache_dir=3)

    assert sorted(map(str, ids(messages))) == [
        "gapfinder.E001",
        "gapfinder.E001",
        "gapfinder.W001",
    ]


@pytest.mark.parametrize(
    "address",
    [
        *("gaps.example.com", "javascript:alert(1)", "https://", "https://a.example/>"),
        *("https://a.example\nBcc: b@example.com", "https://a.example/?next="),
    ],
)
def test_the_address_of_the_site_is_one(settings: Settings, address: str) -> None:
    assert "gapfinder.E008" in ids(found(settings, site_url=address))
    for right in ("https://a.example", "http://gaps:8000/", "https://a.b/c/d/", ""):
        assert "gapfinder.E008" not in ids(found(settings, site_url=right))


@pytest.mark.parametrize("engine", ["mysql", "oracle"])
def test_a_database_that_cannot_keep_the_promises_is_named(engine: str) -> None:
    full = f"django.db.backends.{engine}"

    (error,) = check_engine(full)

    assert (error.id, error.msg) == (
        "gapfinder.E007",
        f"gapfinder does not run on {full}.",
    )
    assert "PostgreSQL" in str(error.hint)


@pytest.mark.parametrize(
    "engine",
    [
        "django.db.backends.postgresql",
        "django.db.backends.sqlite3",
        "django.contrib.gis.db.backends.postgis",
        "django_prometheus.db.backends.postgresql",
    ],
)
def test_postgresql_and_sqlite_under_any_name_are_right(engine: str) -> None:
    assert check_engine(engine) == []
