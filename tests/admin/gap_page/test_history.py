"""What editors read of a gap's history."""

import pytest

from gapfinder.admin.gap_page.history import lines
from gapfinder.models import GapEvent
from tests.support.factories import a_gap, a_run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", GapEvent.Kind)
@pytest.mark.parametrize("by_run", [False, True])
def test_every_kind_of_event_has_its_line(kind: GapEvent.Kind, by_run: bool) -> None:
    """Also one of an older row, which says nothing else."""
    gap, run = a_gap(), a_run() if by_run else None
    event = GapEvent(gap=gap, kind=kind, other=a_gap(), run=run, data={})

    [line] = lines(gap, [event])

    assert line.said
