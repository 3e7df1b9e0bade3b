"""What is erased or forgotten while a run thinks of it does not come back with it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from gapfinder.erasure.erase import erase_customer, expire_texts
from gapfinder.models import (
    Gap,
    GapQuote,
    GapWords,
    HelpCenter,
    Judgement,
    Question,
    Vector,
)
from gapfinder.pipeline import GoneError, find_gaps
from tests.support import broadband
from tests.support.broadband import imported

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]

FIRST = broadband.START - timedelta(days=1)  # before all others
WORDS = "Can a zanzibar box replace the copper line for my grandmother's alarm?"


def a_line(name: str, text: str) -> dict[str, Any]:
    said = {"id": name, "received_at": FIRST.isoformat(), "text": text, "locale": "en"}
    return said | {"customer": "customer-4711"}


@pytest.fixture
def shop(tmp_path: Path) -> HelpCenter:
    """A help centre that had a run, and news of one customer."""
    center: HelpCenter = imported(
        tmp_path, contacts=broadband.contacts(), articles=broadband.articles()
    )
    find_gaps(center)
    imported(tmp_path, contacts=[a_line("zanzibar", WORDS)])
    return center


def once(do: Callable[[], object]) -> Callable[[int, int], object]:
    """Return what a run tells its progress to, which does something the first time."""
    left: Iterator[Callable[[], object]] = iter([do])
    return lambda encoded, total: next(left, lambda: None)()


def shown() -> str:
    """Return all words that gaps show or are found by."""
    gaps = Gap.objects.values_list("title", "phrases", "evidence")
    quoted = [quote.words for quote in GapQuote.objects.readable()]
    return f"{list(gaps)} {quoted} {list(GapWords.objects.values_list('text'))}"


def test_an_erased_customer_is_not_in_the_run_that_had_read_the_words(
    shop: HelpCenter,
) -> None:
    vectors = Vector.objects.count()

    window, _written = find_gaps(
        shop, progress=once(lambda: erase_customer("customer-4711"))
    )

    assert "zanzibar" not in {each.external_id for each in window.contacts}
    assert not Judgement.objects.filter(question__text=WORDS).exists()
    assert "zanzibar" not in shown()
    assert Vector.objects.count() == vectors


def test_forgotten_words_are_in_no_gap_of_the_run_that_had_read_them(
    shop: HelpCenter,
) -> None:
    vectors, now = Vector.objects.count(), timezone.now()

    find_gaps(shop, progress=once(lambda: expire_texts(broadband.START, now=now)))

    assert Question.objects.get(contact__external_id="zanzibar").text == ""
    assert "zanzibar" not in shown()
    assert Vector.objects.count() == vectors


def test_a_run_from_which_words_go_again_and_again_says_so(
    shop: HelpCenter, tmp_path: Path
) -> None:
    def erase_some(_encoded: int, _total: int) -> None:
        erase_customer("customer-4711")
        another = a_line("zanzibar", f"{WORDS} {timezone.now()}")
        imported(tmp_path, contacts=[another])

    with pytest.raises(GoneError, match="erased or forgotten meanwhile"):
        find_gaps(shop, progress=erase_some)
