"""Who was on the list of a help centre reads on when the list is gone."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

LIST, SUBSCRIPTIONS = "0004_one_mail_a_week", "0005_recipients_become_subscriptions"

pytestmark = pytest.mark.django_db(transaction=True)


def migrated(name: str) -> Any:
    """Bring the database to a migration; return the models of that time."""
    executor = MigrationExecutor(connection)
    executor.migrate([("gapfinder", name)])
    return executor.loader.project_state([("gapfinder", name)]).apps.get_model


@pytest.fixture(scope="module", autouse=True)
def _back_to_now(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """After the last test: all the way is long."""
    yield
    with django_db_blocker.unblock():
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes("gapfinder"))


@pytest.mark.parametrize(
    ("site", "language"), [("nb", "nb"), ("sv-se", "sv"), ("fr", "en")]
)
def test_each_address_becomes_a_subscription_in_the_sites_language(
    settings: Any, site: str, language: str
) -> None:
    settings.LANGUAGE_CODE = site
    model = migrated(LIST)
    twice = "a@example.com\nb@example.com\na@example.com"
    model("gapfinder", "HelpCenter").objects.create(slug="lumevik", digest_to=twice)
    model("gapfinder", "HelpCenter").objects.create(slug="quiet", digest_to="")

    model = migrated(SUBSCRIPTIONS)

    made = model("gapfinder", "Subscription").objects.order_by("email")
    told = made.values_list("help_center__slug", "email", "audience", "language")
    assert list(told) == [
        ("lumevik", "a@example.com", None, language),
        ("lumevik", "b@example.com", None, language),
    ]


def test_digests_that_were_texts_are_gone_and_those_with_facts_stay() -> None:
    model = migrated(LIST)
    center = model("gapfinder", "HelpCenter").objects.create(slug="lumevik")
    digests = model("gapfinder", "Digest").objects
    digests.create(help_center=center, monday="2026-11-09")
    kept = digests.create(help_center=center, monday="2026-11-16", facts={"a": 1})

    model = migrated(SUBSCRIPTIONS)

    left = model("gapfinder", "Digest").objects.values_list("pk", flat=True)
    assert list(left) == [kept.pk]


def test_backwards_the_list_is_written_again() -> None:
    model = migrated(SUBSCRIPTIONS)
    center = model("gapfinder", "HelpCenter").objects.create(slug="lumevik")
    for name in ("b", "a"):
        model("gapfinder", "Subscription").objects.create(
            help_center=center, email=f"{name}@example.com"
        )

    model = migrated(LIST)

    (again,) = model("gapfinder", "HelpCenter").objects.values_list("digest_to")
    assert again == ("b@example.com\na@example.com",)
