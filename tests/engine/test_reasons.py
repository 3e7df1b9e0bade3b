"""Why a customer makes contact: for content, or for something no page can give."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from gapfinder.engine.prototypes import PROTOTYPES
from gapfinder.engine.reasons import (
    CUE_WEIGHT,
    CUES,
    FROM,
    GROUP_FROM,
    REASONS,
    besides_content,
    named,
    prototype_sentences,
    strengths,
)
from gapfinder.engine.spaces import to_unit_length

COMPASS = np.eye(len(REASONS) + 40, dtype=np.float32)  # a direction a reason
CONTENT = COMPASS[len(REASONS) :]  # and forty that have to do with none


def prototypes():
    """Every prototype sentence points in the direction of its reason."""
    return np.concatenate(
        [
            np.tile(direction, (len(PROTOTYPES[reason]), 1))
            for reason, direction in zip(REASONS, COMPASS, strict=False)
        ]
    )


def told(*about, texts=None):
    """Return the strengths of 40 questions about content, then of those given."""
    random = np.random.default_rng(1)
    rows = np.array([*CONTENT, *(COMPASS[REASONS.index(name)] for name in about)])
    rows = to_unit_length(rows + 0.1 * random.normal(size=rows.shape))
    questions = texts or ["router"] * len(rows)
    return strengths(questions, rows, ["nb"] * len(rows), prototypes())


def test_there_is_a_vector_for_every_prototype_sentence():
    sentences = prototype_sentences()

    assert len(sentences) == len(set(sentences)) == len(prototypes())


@pytest.mark.parametrize("reason", REASONS)
def test_who_says_what_the_prototypes_say_has_their_reason(reason):
    reasons = named(told(reason))

    assert reasons[-1] == reason


def test_what_is_usual_is_content():
    reasons = named(told())

    assert reasons.count("content") >= 35


def test_a_telling_phrase_is_a_reason_the_more():
    asked = "Har dere fått skjemaet mitt?"

    silent = told(texts=["router"] * 40)
    cued = told(texts=["router"] * 39 + [asked])

    change = np.zeros((40, len(REASONS)))
    change[39, REASONS.index("reassurance")] = CUE_WEIGHT
    assert_allclose(cued - silent, change, atol=1e-6)


@pytest.mark.parametrize(
    ("reason", "text"),
    [
        ("reassurance", "Jeg vil være sikker på at flyttingen er meldt"),
        ("reassurance", "har ni fått min uppsägning"),
        ("reassurance", "Heeft u mijn brief gisteren ontvangen?"),
        ("reassurance", "Did you get my cancellation"),
        ("reassurance", "Er det gik igennem?"),
        ("reassurance", "Hat das geklappt?"),
        ("prefers_person", "kan du sette meg over"),
        ("prefers_person", "Jag vill prata med någon"),
        ("prefers_person", "Kunt u mij doorverbinden"),
        ("prefers_person", "put me through"),
        ("prefers_person", "Kan jeg tale med en?"),
        ("prefers_person", "Ich will mit einem Menschen reden"),
        ("account", "Jeg er trukket to ganger"),
        ("account", "jag vill ha pengarna tillbaka"),
        ("account", "er is twee keer betaald"),
        ("account", "I was charged twice"),
        ("account", "Hvor langt er min sag?"),
        ("account", "zweimal abgebucht"),
    ],
)
def test_a_phrase_tells_a_reason_in_every_language(reason, text):
    assert [name for name, cue in CUES.items() if cue.search(text)] == [reason]


@pytest.mark.parametrize(
    "text",
    [
        "Hvordan bytter jeg ruter?",
        "Can I use my own router?",
        "Hoe zeg ik mijn alarm op?",
        "Varför blinkar boxen rött?",
        "Wie kündige ich den Vertrag?",
        "",
    ],
)
def test_a_plain_question_has_no_cue(text):
    assert not any(cue.search(text) for cue in CUES.values())


@pytest.mark.parametrize("n", [0, 1, 2])
def test_few_questions_have_reasons_too(n):
    strength = strengths(["hei"] * n, COMPASS[:n], ["nb"] * n, prototypes())

    assert strength.shape == (n, len(REASONS))
    assert np.isfinite(strength).all()
    assert named(strength) == ["content"] * n


def test_the_strongest_reason_is_named_if_it_is_believed():
    strength = np.array([[FROM, 0, FROM + 1, 0], [FROM - 0.01] * 4, [0, FROM, 0, 0]])

    assert named(strength) == [REASONS[2], "content", REASONS[1]]


def test_a_group_that_stands_out_on_average_asks_for_no_content():
    """Means 2 and 0.5: the first group goes, with its question that says nothing."""
    strength = np.zeros((5, len(REASONS)))
    strength[:, 0] = [4, 1, 0, 0, 1]

    besides = besides_content(strength, np.array([0, 1, 0, 1, 1]))

    assert_array_equal(besides, [True, False, True, False, False])


def test_a_group_of_mixed_reasons_is_about_none():
    strength = GROUP_FROM * np.eye(len(REASONS))

    assert not besides_content(strength, np.zeros(len(REASONS), np.int64)).any()


def test_no_questions_are_in_no_group():
    none = besides_content(np.zeros((0, len(REASONS))), np.zeros(0, np.int64))

    assert none.tolist() == []
