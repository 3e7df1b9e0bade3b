"""A run keeps the words of a gap, and editors' merges and splits move them."""

from pathlib import Path

import pytest

from gapfinder.engine.text.normalization import words_of
from gapfinder.models import Gap, GapWords, HelpCenter, Judgement, Question
from tests.support import broadband
from tests.support.factories import a_contact, a_gap, a_judgement, a_run

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("encoder")
def test_a_run_keeps_all_words_that_customers_say_in_a_gap(tmp_path: Path) -> None:
    broadband.imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )
    broadband.found(tmp_path)

    question = Question.objects.exclude(judgement__gap=None).latest("pk")
    gap = question.judgement.gap
    kept = " ".join(gap.words.values_list("text", flat=True))
    assert set(words_of([question.text])) <= set(kept.split())
    assert gap in Gap.objects.saying(words_of([question.text]))


def test_a_merged_gap_is_found_by_the_words_of_both() -> None:
    """And not the one that was merged: its questions are in the other."""
    house, bill = a_gap(title="one"), a_gap(phrases=["high bill"], retitled=True)
    for gap, text in ((house, "Moving house"), (bill, "A high bill")):
        question = a_contact(text).questions.get()
        a_judgement(question, gap=gap, last_gap=gap)
        GapWords.objects.store([(gap, [text])])

    bill.merge_into(house)

    assert GapWords.objects.get().text == "a bill high house moving"
    assert list(Gap.objects.saying(["bill"])) == [house]
    assert Gap.objects.get(pk=bill.pk).phrases == []


def test_the_words_of_a_large_gap_are_kept_in_parts_each_once() -> None:
    gap = a_gap(title="one")
    words = [f"word{number:03}" for number in range(300)]  # 2,399 letters with spaces

    for _run in range(2):
        GapWords.objects.store([(gap, words)])

    parts = list(gap.words.order_by("pk").values_list("text", flat=True))
    assert [len(part.split()) for part in parts] == [125, 125, 50]
    assert " ".join(parts).split() == words
    assert list(Gap.objects.saying(["word000", "word299"])) == [gap]


def test_a_gap_that_is_split_off_is_found_by_the_words_of_its_questions() -> None:
    gap, run = a_gap(number=7), a_run()  # the help centre's next number is 1
    for text in ("Moving house", "A high bill"):
        a_judgement(a_contact(text).questions.get(), gap=gap, run=run)

    new = gap.split_off([Question.objects.get(text="A high bill")])

    assert list(Gap.objects.saying(["bill"])) == [new]
    assert list(Gap.objects.saying(["moving"])) == [gap]


@pytest.mark.usefixtures("encoder")
def test_a_gap_that_lost_its_questions_to_another_is_found_by_them_no_more(
    tmp_path: Path,
) -> None:
    """Else their words would stay in it when their customers are erased."""
    broadband.imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )
    broadband.found(tmp_path)
    asked = Question.objects.exclude(judgement__gap=None).order_by("pk")
    center = HelpCenter.objects.get()
    lost = a_gap(help_center=center, number=99, phrases=["static ip"], rank=99)
    few = asked.filter(text__icontains="static")[:1].get()
    Judgement.objects.filter(question=few).update(gap=lost, last_gap=lost)
    GapWords.objects.store([(lost, [few.text])])

    broadband.found(tmp_path)

    lost = Gap.objects.get(pk=lost.pk)
    assert Judgement.objects.get(question=few).gap != lost
    assert (lost.rank, lost.phrases, lost.words.count()) == (None, [], 0)
