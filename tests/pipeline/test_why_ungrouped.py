"""How many contacts want the same content."""

import numpy as np

from gapfinder.pipeline.analysis.explanations import contacts_alike


def test_a_contact_that_asks_the_same_twice_counts_once() -> None:
    groups = np.array([0, 0, 0, 1, -1])
    contact_of = np.array([0, 0, 1, 1, 2])

    assert contacts_alike(groups, contact_of).tolist() == [2, 2, 2, 1, 0]


def test_of_no_questions_none_are_alike() -> None:
    nobody = np.zeros(0, dtype=np.int64)

    assert contacts_alike(nobody, nobody).tolist() == []
