"""What a run tells of self-service, in words for admin and terminal."""

from typing import Any

import pytest
from django.utils.translation import override

from gapfinder.display.run import why_in_touch
from gapfinder.models import Run

TOLD: dict[str, Any] = {
    "contacts": 200,
    "reasons": {
        "content": 0.58,
        "reassurance": 0.23,
        "prefers_person": 0.16,
        "account": 0.03,
        "other": 0.0,
    },
    "searched_known": 80,
    "searched_first": 0.63,
    "csat_searched": 61.4,
    "csat_others": 71.2,
}


def test_the_shares_read_like_those_of_a_survey() -> None:
    assert why_in_touch(Run(self_service=TOLD)) == (
        "Why customers got in touch: content 58%, reassurance 23%, "
        "prefers a person 16%, account 3%, other 0%. "
        "63% of 80 had searched the help centre first. "
        "Their satisfaction is 61 of 100, that of the others 71."
    )


def test_what_nobody_knows_is_not_told() -> None:
    told = TOLD | {"searched_first": None, "csat_others": None}

    assert why_in_touch(Run(self_service=told)).endswith("other 0%.")


@pytest.mark.parametrize("told", [{}, TOLD | {"contacts": 0}])
def test_of_no_contacts_nothing_is_told(told: dict[str, Any]) -> None:
    assert why_in_touch(Run(self_service=told)) == ""


def test_a_share_is_written_as_the_reader_writes_it() -> None:
    with override("sv"):
        assert "58\N{NO-BREAK SPACE}%" in why_in_touch(Run(self_service=TOLD))
