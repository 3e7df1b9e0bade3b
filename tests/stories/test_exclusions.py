"""An editor's rule leaves questions out of every gap, from the next run on."""

import pytest

from gapfinder.models import Exclusion, Gap, HelpCenter, Judgement
from tests.support import broadband
from tests.support.broadband import found, gap_of, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]

COPPER = ["copper network"]  # all seven contacts about it say so


@pytest.fixture
def help_center(tmp_path) -> HelpCenter:
    return imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )


def named(need: str) -> set[str]:
    return {c["id"] for c in broadband.contacts() if c["id"].startswith(need)}


def in_gaps(result) -> set[str]:
    return {name for gap in result["gaps"] for name in gap["contact_ids"]}


def test_an_excluded_need_is_in_no_gap_until_the_rule_is_switched_off(
    help_center, tmp_path
):
    before = found(tmp_path)
    copper = gap_of(before, "copper")
    rule = Exclusion.objects.create(help_center=help_center, phrases=COPPER)

    without = found(tmp_path)

    assert set(copper["contact_ids"]) == named("copper")
    assert not named("copper") & in_gaps(without)
    assert in_gaps(without) == in_gaps(before) - named("copper")
    row = Gap.objects.get(number=copper["id"].removeprefix("gap-"))
    assert row.rank is None
    judged = Judgement.objects.filter(
        question__contact__external_id__startswith="copper"
    )
    assert {each.evidence["outside"] for each in judged} == {"excluded"}

    rule.active = False
    rule.save()
    again = gap_of(found(tmp_path), "copper")
    assert (again["id"], set(again["contact_ids"])) == (copper["id"], named("copper"))


def test_a_part_of_a_need_is_left_out_and_the_rest_stays_a_gap(help_center, tmp_path):
    phrases = ["static IP address"]
    Exclusion.objects.create(help_center=help_center, phrases=[*phrases, "cost"])

    result = found(tmp_path)

    left_out = {"static-address-1"}  # “What does a static IP address cost?”
    assert not left_out & in_gaps(result)
    gap = gap_of(result, "static-address")
    assert set(gap["contact_ids"]) == named("static-address") - left_out


def test_a_held_gap_does_not_keep_what_a_rule_leaves_out(help_center, tmp_path):
    result = found(tmp_path)
    gaps = [
        Gap.objects.get(number=gap_of(result, need)["id"].removeprefix("gap-"))
        for need in ("price-rise", "copper")
    ]
    gaps[0].merge_into(gaps[1])
    Exclusion.objects.create(help_center=help_center, phrases=COPPER)

    result = found(tmp_path)

    assert not named("copper") & in_gaps(result)
    assert set(gap_of(result, "price-rise")["contact_ids"]) == named("price-rise")


def test_a_rule_of_another_help_centre_leaves_nothing_out(help_center, tmp_path):
    other = HelpCenter.objects.create(slug="other")
    Exclusion.objects.create(help_center=other, phrases=COPPER)

    assert named("copper") <= in_gaps(found(tmp_path))
