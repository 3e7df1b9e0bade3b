"""The collector of garbage comes seldom while a run is on, and as before afterwards."""

import gc

import pytest

from gapfinder.pipeline.collecting import SELDOM, seldom_collecting


def test_it_comes_seldom_and_then_as_before():
    before = gc.get_threshold()

    with seldom_collecting():
        assert gc.get_threshold() == SELDOM > before
    assert gc.get_threshold() == before


def test_also_when_the_run_fails():
    before = gc.get_threshold()

    with pytest.raises(MemoryError), seldom_collecting():
        raise MemoryError

    assert gc.get_threshold() == before
