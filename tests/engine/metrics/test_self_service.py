"""How self-service went, in figures that surveys give too."""

from gapfinder.engine.metrics.self_service import self_service

REASONS = ("content", "reassurance", "prefers_person")


def summary(*contacts):
    reasons, searched, csat = zip(*contacts, strict=True) if contacts else ((), (), ())
    return self_service(reasons, searched, csat, known_reasons=REASONS)


def test_the_reasons_are_shares_of_all_contacts():
    told = summary(
        ("content", None, None),
        ("content", None, None),
        ("content", None, None),
        ("reassurance", None, None),
    )

    assert told.contacts == 4
    assert told.reasons == {"content": 0.75, "reassurance": 0.25, "prefers_person": 0}


def test_who_searched_is_a_share_of_those_of_whom_it_is_known():
    told = summary(
        ("content", True, None),
        ("content", True, None),
        ("content", False, None),
        ("content", None, None),
    )

    assert (told.searched_known, told.searched_first) == (3, 0.667)


def test_those_who_searched_are_compared_with_the_others():
    told = summary(
        ("content", True, 60.0),
        ("content", True, 70.0),
        ("content", True, None),
        ("content", False, 75.0),
        ("content", None, 10.0),
    )

    assert (told.csat_searched, told.csat_others) == (65.0, 75.0)


def test_of_nobody_nothing_is_known():
    told = summary()

    assert told.contacts == told.searched_known == 0
    assert set(told.reasons.values()) == {None}
    assert told.searched_first is told.csat_searched is told.csat_others is None
