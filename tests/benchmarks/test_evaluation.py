"""Figures that can be checked by hand, laws they keep, and a second opinion on them."""

import runpy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.evaluation import evaluate

SCORE = Path(__file__).resolve().parents[3] / "shared" / "bench" / "score.py"
COUNTS = {"contacts", "lost", "gaps", "m"}


def covered(contact, need="known", **fields):
    return {"contact": contact, "need": need, "article": f"{need}-en"} | fields


def linked(contact, need="known"):
    return covered(contact, need, linked=True)


def foreign(contact, need="abroad"):
    return covered(contact, need, article=f"{need}-nb", kind="translation")


def bare(contact, need="x", **fields):
    return covered(contact, need, article=None, **fields)


def weak(contact, need="almost"):
    return bare(contact, need, kind="weak")


def noise(contact, need="noise"):
    return bare(contact, need, kind="none")


def ids(need, numbers=range(5)):
    return [f"{need}{number}" for number in numbers]


def bares(need, volume=5):
    return [bare(contact, need) for contact in ids(need, range(volume))]


def judged(contact, **fields):
    return {"id": contact, "match": "none", "article": None, "score": 0.0} | fields


def gap(contact_ids, **fields):
    return {"kind": "missing", "article": None, "contact_ids": contact_ids} | fields


def figures(labels, *gaps, contacts=None):
    """Evaluate gaps; unless given, the contacts are those with labels, unanswered."""
    if contacts is None:
        contacts = [judged(label["contact"]) for label in labels]
    return evaluate({"gaps": gaps, "contacts": contacts}, labels)


def test_nothing_labelled_is_nothing_to_judge():
    found = figures([]).as_dict()

    assert found == dict.fromkeys(found) | dict.fromkeys(COUNTS, 0)


def test_a_labelled_contact_that_the_run_does_not_have_is_lost():
    assert figures([bare("1"), bare("2")], contacts=[judged("2")]).lost == 1


@pytest.mark.parametrize("no_test", [linked("6"), foreign("6"), noise("6")])
def test_articles_are_judged_on_covered_and_bare_contacts_only(no_test):
    found = figures(
        [covered(1), covered("2"), covered("3"), bare("4"), weak("5"), no_test],
        contacts=[
            judged("1", article="known-en", match="answered", score=0.9),
            judged("2", article="known-en", match="none", score=0.5),
            judged("3", article="x-en", match="answered", score=0.3),
            judged("4", article="x-en", match="answered", score=0.5),
            judged("5", article=None, match="weak", score=0.1),
            judged("6", article="x-en", match="answered", score=0.7),
        ],
    )

    assert found.hit_at_1 == 2 / 3  # the article, whatever the match
    # Of 6 pairs in the right order: 0.9 in two, 0.5 in one and a tie, 0.3 in one.
    assert found.auroc == (2 + 1.5 + 1) / 6
    # Right matches: 2 of 3 covered, 1 of 2 bare; "weak" is as right as "none".
    assert found.verdict == (2 / 3 + 1 / 2) / 2


@pytest.mark.parametrize("label", [covered("1"), bare("1")])
def test_one_kind_of_contact_alone_cannot_be_told_from_the_other(label):
    assert (figures([label]).auroc, figures([label]).verdict) == (None, None)


def test_a_need_is_wanted_when_five_contacts_lack_an_article():
    kinds = [covered, linked, foreign, weak, noise]
    labels = [kind(contact) for kind in kinds for contact in ids(kind.__name__)]

    found = figures([*labels, *bares("five"), *bares("four", 4)])

    assert found.m == len({"abroad", "almost", "five"})


def test_a_ranking_is_judged_at_as_many_gaps_as_there_are_wanted_needs():
    found = figures(
        [*bares("x"), *bares("y"), *bares("z"), *bares("rare", 4)],  # m is 3
        gap(ids("x", [0, 1, 2])),
        gap(ids("rare", range(4))),
        gap(ids("x", [3, 4])),  # found again: precise, but no further need
        gap(ids("y")),
    )

    assert found.precision_at_m == 2 / 3
    assert found.found_at_m == 1 / 3
    assert found.found_at_2m == 2 / 3
    # x is found at once, y as the fourth: 1/1, 1/2, 1/3, 2/3, 2/3, 2/3.
    assert found.discovery == pytest.approx((1 + 1 / 2 + 1 / 3 + 3 * 2 / 3) / 6)
    assert figures(bares("x") + bares("y"), gap(ids("x"))).precision_at_m == 1 / 1


def test_a_title_is_right_if_its_contact_needs_what_most_of_the_gap_need():
    labels = [*bares("x"), *bares("y")]
    mixed = gap([*ids("x", [0, 1]), *ids("y", [0])])

    assert figures(labels, mixed).title_right is None  # no contact gave it
    assert figures(labels, mixed | {"title_contact": ids("x")[0]}).title_right == 1
    assert figures(labels, mixed | {"title_contact": ids("y")[0]}).title_right == 0


@pytest.mark.parametrize(
    ("contact_ids", "is_need"),
    [
        (["x0", "x1", "n0", "c0"], True),
        (["x0", "x1", "n0", "n1", "c0"], False),
        (["x0", "n0"], True),
        (["n0", "x0"], False),
        (["x0", "unlabelled", "unlabelled too"], True),
        (["unlabelled"], False),
    ],
)
def test_a_gap_is_the_first_need_that_half_of_its_labels_name(contact_ids, is_need):
    labels = [*bares("x"), *map(noise, ids("n")), covered("c0")]

    assert figures(labels, gap(contact_ids)).found_at_m == is_need


@pytest.mark.parametrize(
    ("kind", "article", "translated"),
    [("translation", "a-nb", 1), ("translation", "b-nb", 0), ("weak", "a-nb", 0)],
)
def test_a_need_for_translation_asks_for_the_right_article(kind, article, translated):
    labels = [foreign(contact, "a") for contact in ids("a")]

    found = figures(labels, gap(ids("a"), kind=kind, article=article))

    assert (found.found_at_m, found.translated) == (1, translated)


def test_volumes_are_compared_by_rank_for_the_first_gap_of_each_need():
    found = figures(
        [*bares("x", 5), *bares("y", 6), *bares("z", 7), *bares("missed", 9)],
        gap(ids("z", [0, 1, 2])),
        gap(["x0", "unlabelled", "unlabelled too", "and more"]),  # all contacts count
        gap(ids("y", [0, 1])),
        gap(ids("y", [2, 3, 4, 5])),
    )

    # Ranks of x, y, z: true 1 2 3, found 3 1 2; rho is 1 - 6 sum(d²) / (n (n² - 1)).
    assert found.volume_rho == pytest.approx(1 - 6 * (2**2 + 1 + 1) / (3 * (3**2 - 1)))


@pytest.mark.parametrize(
    ("volumes", "sizes"),
    [
        ({"x": 5, "y": 6}, {"x": 1, "y": 2}),
        ({"x": 5, "y": 5, "z": 5}, {"x": 1, "y": 2, "z": 3}),
        ({"x": 5, "y": 6, "z": 7}, {"x": 2, "y": 2, "z": 2}),
    ],
)
def test_volumes_without_an_order_have_no_correlation(volumes, sizes):
    labels = [label for need in volumes for label in bares(need, volumes[need])]
    gaps = [gap(ids(need, range(sizes[need]))) for need in sizes]

    assert figures(labels, *gaps).volume_rho is None


def test_a_need_in_two_halves_is_known_but_not_together():
    found = figures(
        [*bares("x", 6), *bares("y", 6)],
        *(gap(ids("x", range(6))), gap(ids("y", range(3))), gap(ids("y", range(3, 6)))),
    )

    # Entropies in bits: needs 1, gaps 1.5; the gaps tell all of the needs.
    assert found.nmi == pytest.approx(1 / ((1 + 1.5) / 2))
    # Of 66 pairs, 30 have one need, 21 one gap, and those 21 both.
    by_chance = 30 * 21 / 66
    assert found.ari == pytest.approx((21 - by_chance) / ((30 + 21) / 2 - by_chance))


def test_gaps_that_tell_nothing_of_the_needs_agree_as_by_chance():
    together = figures([*bares("x"), *bares("y")], gap([*ids("x"), *ids("y")]))
    apart = figures(bares("x"), *(gap([id_]) for id_ in ids("x")))

    assert [together.nmi, together.ari, apart.nmi, apart.ari] == [0, 0, 0, 0]


def test_contacts_in_no_gap_count_against_the_reach_only():
    found = figures([*bares("x", 6), *bares("y")], gap(ids("x", [0, 1, 2])))

    assert (found.in_a_gap, found.nmi, found.ari) == (3 / 11, 1, 1)
    assert figures(bares("x"), gap(["x0"])).nmi is None


def test_rare_reasons_weigh_as_much_as_frequent_ones():
    true = {"content": "123", "account": "4", "other": "5", None: "6"}
    given = {"content": "12", "account": "34", "reassurance": "6", None: "5"}

    found = figures(
        [bare(id_, reason=reason) for reason in true for id_ in true[reason]],
        contacts=[judged(id_, reason=why) for why in given for id_ in given[why]],
    )

    # F1 is twice the hits by all that have or get the reason.
    assert found.reason_f1 == pytest.approx((4 / 5 + 2 / 3 + 0) / 3)


@cache
def score():
    """The independent script's function."""
    return runpy.run_path(str(SCORE))["score"]


def some_labels(dice):
    """Labels of few needs, so that some are wanted, and mostly of one sort a need."""
    makers = [covered, linked, foreign, bare, weak, noise]
    usual = {need: dice.choice(makers) for need in "uvwxyz"}
    for number in range(dice.randrange(80)):
        need, make = dice.choice(list(usual.items()))
        make = dice.choice([make] * 5 + makers)
        reason = dice.choice(["content", "account", None])
        yield make(f"{number}", need) | {"reason": reason}


def perfect(labels):
    """The run that knows the labels."""
    contacts, gaps = [], {}
    for label in labels:
        id_, need, article = label["contact"], label["need"], label["article"]
        kind = label.get("kind")
        sure = {"match": "answered", "score": 1.0} if article and not kind else {}
        contacts += [judged(id_, article=article, reason=label["reason"], **sure)]
        if not sure and kind != "none":
            gaps.setdefault(need, gap([]))["contact_ids"].append(id_)
            if article:
                gaps[need] |= {"kind": "translation", "article": article}
    ranked = sorted(gaps.values(), key=lambda found: -len(found["contact_ids"]))
    return {"gaps": ranked, "contacts": contacts}


def spoiled(run, dice):
    """The run with a random part of it wrong, missing or out of order."""
    wrong, contacts = dice.random(), run["contacts"]
    gaps = [*run["gaps"], *(gap([]) for _ in range(dice.randrange(9)))]
    kinds, articles = ["missing", "weak", "translation"], [None, "x-en", "y-nb"]
    for contact in contacts:
        if dice.random() < wrong:
            contact["match"] = dice.choice(["answered", "weak", "none"])
            contact["score"] = dice.randrange(5) / 4
            contact["article"] = dice.choice(articles)
            contact["reason"] = dice.choice(["content", "other", None])
    for found in gaps * 9:
        if dice.random() < wrong:
            found["kind"], found["article"] = dice.choice(kinds), dice.choice(articles)
            contact = found["contact_ids"].pop() if found["contact_ids"] else "new"
            dice.choice([*gaps, gap([])])["contact_ids"].append(contact)
    dice.shuffle(gaps)
    return {"gaps": gaps, "contacts": contacts[dice.randrange(3) :]}


@settings(deadline=None)
@given(st.randoms(use_true_random=True))
def test_a_perfect_run_scores_one_in_everything(dice):
    labels = list(some_labels(dice))
    found = evaluate(perfect(labels), labels).as_dict()

    worth = [found[name] for name in found.keys() - COUNTS if found[name] is not None]
    assert worth == pytest.approx([1] * len(worth))


@settings(deadline=None)
@given(st.randoms(use_true_random=True))
def test_the_names_of_gaps_and_the_order_of_contacts_do_not_matter(dice):
    labels = list(some_labels(dice))
    run = spoiled(perfect(labels), dice)
    renamed = [found | {"id": f"other-{n}"} for n, found in enumerate(run["gaps"])]

    again = evaluate({"gaps": renamed, "contacts": run["contacts"][::-1]}, labels)

    assert again == evaluate(run, labels)


@pytest.mark.skipif(not SCORE.exists(), reason=f"{SCORE} is not on this machine")
@settings(deadline=None)
@given(st.randoms(use_true_random=True))
def test_an_independent_script_finds_the_same_figures(dice):
    labels = list(some_labels(dice))
    run = spoiled(perfect(labels), dice)

    found = evaluate(run, labels).as_dict()

    expected = score()(run, labels)
    assert {name: found[name] for name in expected} == pytest.approx(expected, abs=1e-4)
