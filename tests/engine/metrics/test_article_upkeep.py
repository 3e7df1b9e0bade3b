"""Articles that need a hand are told by their contacts, not by their age alone."""

from datetime import timedelta

import pytest

from gapfinder.engine.metrics.article_upkeep import is_avoidable, is_stale

GROWING = [10, 20, 30, 40, 50, 60, 70, 80]
STEADY = [45] * 8


@pytest.mark.parametrize(
    ("match", "reason", "searched", "avoidable"),
    [
        pytest.param("weak", "content", None, True, id="the article says too little"),
        pytest.param("answered", "content", True, True, id="looked and did not see it"),
        pytest.param("answered", "reassurance", None, True, id="wanted to be sure"),
        pytest.param("answered", "content", None, False, id="nobody knows if looked"),
        pytest.param("answered", "content", False, False, id="did not look"),
        pytest.param("weak", "account", True, False, id="about the own account"),
        pytest.param("answered", "prefers_person", True, False, id="wants a person"),
        pytest.param("none", "content", True, False, id="asked for something else"),
    ],
)
def test_a_contact_is_avoidable_where_a_better_article_helps(
    match: str, reason: str, searched: bool | None, avoidable: bool
) -> None:
    assert is_avoidable(match, reason, searched_first=searched) is avoidable


@pytest.mark.parametrize(
    ("days", "weekly", "stale"),
    [
        pytest.param(181, GROWING, True, id="old, and ever more ask"),
        pytest.param(180, GROWING, False, id="not old yet"),
        pytest.param(900, STEADY, False, id="old and right"),
        pytest.param(900, [0, 1, 0, 0, 1, 1, 2, 1], False, id="too few to grow surely"),
        pytest.param(900, [], False, id="nobody asks"),
    ],
)
def test_an_old_article_is_stale_while_its_contacts_grow(
    days: int, weekly: list[int], stale: bool
) -> None:
    assert is_stale(timedelta(days=days), weekly) is stale


def test_an_article_of_unknown_age_is_not_stale() -> None:
    assert not is_stale(None, GROWING)
