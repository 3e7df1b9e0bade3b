"""What editors and agents teach, from one run to the next."""

import pytest

from gapfinder.models import Gap
from tests.support import broadband
from tests.support.broadband import NEEDS, found, gap_of, imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]


FAULTS = {  # it comes close to what is asked of the copper network, and no closer
    "id": "faults",
    "locale": "en",
    "title": "Report a fault of the network",
    "body": "Is the network down where you live? Look at the map of known faults, or "
    "report a fault. Lightning may damage copper lines.",
}
ASKED_NEXT = "Will the copper network close in the city?"
LATER = "2025-10-21"  # three of the seven who ask of copper did so before


@pytest.fixture
def help_center(tmp_path):
    return imported(
        tmp_path,
        contacts=broadband.contacts(),
        articles=[*broadband.articles(), FAULTS],
    )


def say(answer, result, help_center):
    """Give a verdict on whether the article on faults answers the gap on copper."""
    number = gap_of(result, "copper")["id"].removeprefix("gap-")
    article = help_center.article_set.get(external_id="faults")
    article.verdicts.give(
        gap=Gap.objects.get(number=number), article=article, answer=answer
    )


def of_copper(result):
    """Matches, articles and scores of those who ask of the copper network."""
    rows = [row for row in result["contacts"] if row["id"].startswith("copper")]
    return [(row["match"], row["article"]) for row in rows], [
        row["score"] for row in rows
    ]


def gaps(result):
    return {gap["id"]: (gap["kind"], gap["contact_ids"]) for gap in result["gaps"]}


def matches(result):
    return {row["id"]: (row["match"], row["gap"]) for row in result["contacts"]}


# --- What editors say -----------------------------------------------------------------


def test_what_an_editor_said_yes_to_is_answered_and_its_gap_is_gone(
    help_center, tmp_path
):
    before = found(tmp_path)
    say("yes", before, help_center)

    after = found(tmp_path)

    gone = gap_of(before, "copper")["id"]
    assert gaps(after).keys() == gaps(before).keys() - {gone}
    answers, _ = of_copper(after)
    assert answers == [("answered", "faults")] * 7


def test_a_yes_answers_who_asks_the_same_later(help_center, tmp_path):
    say("yes", found(tmp_path), help_center)
    last = broadband.contacts()[-1]
    line = last | {"id": "copper-next", "text": ASKED_NEXT, "customer": "another"}
    imported(tmp_path, contacts=[line])

    answers, _ = of_copper(found(tmp_path))

    assert answers == [("answered", "faults")] * 8


def test_what_an_editor_said_no_to_stays_a_gap_and_is_less_likely_answered(
    help_center, tmp_path
):
    before = found(tmp_path)
    say("no", before, help_center)

    after = found(tmp_path)

    assert gaps(after) == gaps(before)
    answers, scores = of_copper(after)
    assert answers == [("none", "faults")] * 7
    for score, former in zip(scores, of_copper(before)[1], strict=True):
        assert score < former / 10
    nearest = [gap_of(result, "copper")["nearest"][0] for result in (before, after)]
    assert [near["article"] for near in nearest] == ["faults"] * 2
    assert nearest[1]["score"] < nearest[0]["score"] / 10


def test_a_partly_changes_no_score(help_center, tmp_path):
    before = found(tmp_path)
    say("partly", before, help_center)

    after = found(tmp_path)

    assert gaps(after) == gaps(before)
    for now, then in zip(after["contacts"], before["contacts"], strict=True):
        assert (now["match"], now["score"]) == (then["match"], then["score"])


def test_a_question_outside_the_window_teaches_too(help_center, tmp_path):
    """Only the three who asked before the window are spoken of."""
    untaught = found(tmp_path, "--since", LATER)
    say("yes", found(tmp_path, "--until", LATER), help_center)

    taught = found(tmp_path, "--since", LATER)

    assert of_copper(untaught)[0] == [("none", "faults")] * 4
    assert of_copper(taught)[0] == [("answered", "faults")] * 4


def test_a_window_in_which_nobody_asks_can_be_taught(help_center, tmp_path):
    say("yes", found(tmp_path), help_center)
    silent = {
        "id": "silent",
        "received_at": "2026-11-28T12:00:00Z",
        "turns": [{"speaker": "agent", "text": "Hello, is anybody there?"}],
    }
    imported(tmp_path, contacts=[silent])

    result = found(tmp_path, "--since", "2026-11-28")

    assert (result["run"]["questions"], result["gaps"]) == (0, [])


# --- What agents paste ----------------------------------------------------------------


@pytest.mark.parametrize("first", range(3))
def test_a_link_pasted_in_every_third_contact_changes_no_gap_and_no_match(
    help_center, tmp_path, first
):
    """Beside it agents share what answers, wherever something does."""
    lines = broadband.contacts()
    for line in lines:
        article, _ = NEEDS[line["id"].rpartition("-")[0]]
        line["articles_shared"] = [article] if article else []
    imported(tmp_path, contacts=lines)
    before = found(tmp_path)
    for line in lines[first::3]:
        line["articles_shared"].append("voicemail")
    imported(tmp_path, contacts=lines)

    after = found(tmp_path)

    assert gaps(after) == gaps(before)
    assert matches(after) == matches(before)
