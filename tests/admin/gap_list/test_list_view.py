"""What editors find in the list of gaps."""

import pytest
from django.test import Client

from tests.support.desk import listed, logged_in, page_of, text
from tests.support.factories import a_gap, a_help_center, an_article

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


def test_large_numbers_are_grouped(admin_client: Client) -> None:
    gap = a_gap(volume=12345)

    assert "12,345" in text(admin_client, listed("gap"))
    assert "12,345" in text(admin_client, page_of(gap))


def test_an_article_of_another_help_centre_is_never_the_nearest(
    admin_client: Client,
) -> None:
    an_article(external_id="a1", title="Theirs", help_center=a_help_center("other"))
    gap = a_gap(nearest=[{"article": "a1", "score": 0.31}])

    assert "Theirs" not in text(admin_client, listed("gap"))
    assert "Theirs" not in text(admin_client, page_of(gap))
