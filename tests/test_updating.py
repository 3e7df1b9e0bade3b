"""An update: new contacts are sorted into what the last full run found."""

from datetime import timedelta

import pytest

from gapfinder.forgetting import erase_customer
from gapfinder.models import (
    Article,
    Contact,
    Exclusion,
    Gap,
    GapEvent,
    GapWeek,
    GapWords,
    Judgement,
    Question,
    Run,
    Verdict,
)
from gapfinder.pipeline import find_gaps, update_gaps
from gapfinder.starting import has_news
from tests.broadband import imported

from .updates import LAST, a_line, a_shop, came, gap_with, judged, lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]


@pytest.fixture
def shop(tmp_path):
    return a_shop(tmp_path)


@pytest.fixture
def news(shop, tmp_path):
    imported(tmp_path, contacts=lines(new=True))
    return shop


# --- Where new contacts go ------------------------------------------------------------


def test_a_new_contact_of_a_known_need_goes_to_its_gap(news):
    update_gaps(news)

    assert gap_with("copper-6") == gap_with("copper-0")
    assert gap_with("static-address-5") == gap_with("static-address-0")
    assert gap_with("esim-5") == gap_with("esim-0")
    assert judged("copper-6").provisional
    assert judged("copper-6").reason == Judgement.Reason.CONTENT


def test_what_an_article_answers_is_answered(news):
    update_gaps(news)

    moving = judged("moving-4")
    assert (moving.gap, moving.match) == (None, Judgement.Match.ANSWERED)
    assert moving.article.external_id == "moving"
    assert moving.evidence["outside"] == "answered"


def test_one_that_fits_nowhere_goes_nowhere(shop, tmp_path):
    came(tmp_path, a_line("penguins", "Penguin eggs hatch in the antarctic winter"))

    update_gaps(shop)

    lone = judged("penguins")
    assert (lone.gap, lone.last_gap) == (None, None)
    assert lone.match != Judgement.Match.ANSWERED
    assert lone.evidence["outside"] == "strange"


def test_who_can_read_the_article_is_in_no_gap_for_want_of_a_translation(
    shop, tmp_path
):
    text = "How do I install the eSIM on the phone?"
    came(
        tmp_path,
        a_line("esim-nb", text, locale="nb"),
        a_line("esim-en", text),
    )

    update_gaps(shop)

    assert gap_with("esim-en").kind == Gap.Kind.TRANSLATION
    assert gap_with("esim-nb") is None
    assert judged("esim-nb").evidence["outside"] == "readable"


def test_an_excluded_contact_is_in_no_gap_and_those_before_leave_it(news):
    copper = gap_with("copper-0")
    Exclusion.objects.make(copper, ["copper"])

    update_gaps(news)

    own = Judgement.objects.filter(question__contact__external_id__startswith="copper")
    assert {each.evidence["outside"] for each in own} == {"excluded"}
    assert {each.gap for each in own} == {None}
    copper.refresh_from_db()
    assert copper.rank is None


def test_what_an_editor_said_an_article_answers_is_answered_and_so_is_what_is_new(
    news,
):
    copper, article = gap_with("copper-0"), Article.objects.get(external_id="tv-box")
    Verdict.objects.give(gap=copper, article=article, answer="yes")

    update_gaps(news)
    update_gaps(news)  # to hear it twice changes nothing

    for name in ("copper-0", "copper-6"):
        heard = judged(name)
        assert (heard.gap, heard.article, heard.match) == (None, article, "answered")
        assert heard.score == pytest.approx(0.9987, abs=0.001)
    copper.refresh_from_db()
    assert copper.rank is None


def test_what_an_editor_said_an_article_does_not_answer_is_less_sure(news):
    asked = Contact.objects.get(external_id="moving-0")
    Verdict.objects.give(contact=asked, article=judged("moving-0").article, answer="no")

    update_gaps(news)

    assert judged("moving-0").score == 0.0046  # odds of 0.65 / 0.35 by e⁻⁶
    assert judged("moving-0").match == Judgement.Match.NONE
    assert judged("moving-1").match == Judgement.Match.ANSWERED


def test_new_contacts_go_where_an_editor_merged_their_gap_into(news):
    gap_with("static-address-0").merge_into(gap_with("copper-0"))

    update_gaps(news)

    assert gap_with("static-address-5") == gap_with("copper-0")
    # Seven of the copper network, six of the address.
    assert gap_with("copper-0").volume == 13


def test_what_an_editor_splits_off_stays_so_though_an_update_had_put_it_there(news):
    update_gaps(news)
    copper = gap_with("copper-0")
    chosen = Question.objects.filter(
        contact__external_id__in=["copper-4", "copper-5", "copper-6"]
    )
    alarm = copper.split_off(list(chosen), title="The alarm")

    find_gaps(news)

    assert gap_with("copper-6") == alarm
    assert gap_with("copper-0") == copper


# --- What is counted ------------------------------------------------------------------


def test_a_gap_counts_its_old_and_its_new_contacts(news):
    before = gap_with("copper-0")
    assert before.volume == 6

    update_gaps(news)

    after = gap_with("copper-0")
    assert (after.volume, after.customers) == (7, 7)
    assert sum(after.weeks.values()) == 7
    assert sum(after.channels.values()) == 7
    assert after.locales == {"en": 7}
    assert after.value["contacts_per_week"] == 0.98  # 7 contacts in 50 days
    kept = ("title", "kind", "phrases", "examples", "nearest", "evidence", "answers")
    assert [getattr(after, name) for name in kept] == [
        getattr(before, name) for name in kept
    ]


def test_the_weeks_of_a_gap_are_those_a_full_run_counts(news):
    update_gaps(news)

    copper = gap_with("copper-0")
    counted = GapWeek.objects.filter(gap=copper).values_list("monday", "contacts")
    assert {day.isoformat(): n for day, n in counted} == copper.weeks


def test_the_run_counts_every_contact_of_its_window(news):
    window, written = update_gaps(news)

    run = Run.objects.newest_first()[0]
    assert run == written.run
    assert (run.kind, run.state) == (Run.Kind.UPDATE, Run.State.FINISHED)
    assert run.contacts == run.questions == len(window.contacts) == 49
    assert sum(week["contacts"] for week in run.figures["weeks"].values()) == 49
    in_gaps = sum(week["in_gaps"] for week in run.figures["weeks"].values())
    assert in_gaps == Judgement.objects.exclude(gap=None).count()
    assert run.self_service["contacts"] == 36  # the 13 that searched did not call
    assert run.figures["update"]["new"] == 4


def test_a_search_finds_a_gap_by_the_words_of_its_new_contacts(shop, tmp_path):
    came(tmp_path, a_line("new", "When is the copper network closed in Gudbrandsdalen"))

    update_gaps(shop)

    gap = gap_with("new")
    assert gap == gap_with("copper-0")
    assert GapWords.objects.filter(gap=gap).holding("gudbrandsdalen").exists()
    assert GapWords.objects.filter(gap=gap).holding("alarm").exists()


def test_the_worst_question_speaks_for_a_new_contact(news):
    update_gaps(news)

    contact = Contact.objects.get(external_id="copper-6")
    own = judged("copper-6")
    assert (contact.worst_match, contact.worst_score, contact.worst_reason) == (
        *(own.match, own.score, own.reason),
    )


def test_the_figures_of_articles_count_new_contacts(news):
    def moving():
        return Article.objects.with_figures().get(external_id="moving").figures

    before = moving().answered

    update_gaps(news)

    assert moving().answered == before + 1


def test_contacts_that_left_the_window_do_not_count_any_more(shop, tmp_path):
    # 20 days on, the window of eight weeks begins two weeks after the first contact.
    later = (LAST + timedelta(days=20)).isoformat()
    came(
        tmp_path, a_line("late", "Why is the copper network closing", received_at=later)
    )

    update_gaps(shop)

    run = Run.objects.newest_first()[0]
    inside = Contact.objects.filter(received_at__gte=run.since)
    assert run.contacts == inside.count() < 46
    copper = gap_with("late")
    own = inside.filter(questions__judgement__gap=copper)
    assert copper.volume == own.count() < 7


def test_a_gap_with_too_few_contacts_left_has_no_rank_until_they_are_enough_again(
    shop, tmp_path, settings
):
    price = gap_with("price-rise-0")
    later = LAST + timedelta(days=40)
    came(tmp_path, a_line("late", "Where is my router", received_at=later.isoformat()))
    update_gaps(shop)
    price.refresh_from_db()
    assert price.rank is None
    assert price.volume == 5  # as it was when it was last found

    texts = ("Why did the price go up?", "Why is there a price increase?")
    more = [
        a_line(f"late {n}", text, received_at=later.isoformat())
        for n, text in enumerate([*texts, "How often do you increase the price?"])
    ]
    came(tmp_path, *more)
    update_gaps(shop)

    price.refresh_from_db()
    assert price.rank is not None
    assert price.events.filter(kind=GapEvent.Kind.RETURNED).count() == 1


def test_whose_text_was_erased_is_counted_no_more(news):
    update_gaps(news)
    erase_customer("customer 1")
    gone = Contact.objects.count()

    update_gaps(news)

    assert Run.objects.newest_first()[0].contacts == gone == 48


# --- What editors decided -------------------------------------------------------------


def test_a_dismissed_gap_keeps_resting_and_gets_its_new_contacts(news):
    gap = gap_with("copper-0")
    gap.dismiss("out_of_scope")

    update_gaps(news)

    gap.refresh_from_db()
    assert (gap.status, gap.rank) == (Gap.Status.DISMISSED, None)
    assert gap_with("copper-6") == gap
    assert gap.volume == 7


def test_a_dismissed_gap_that_has_outgrown_that_is_open_again(shop, tmp_path):
    gap = gap_with("copper-0")
    gap.dismiss("out_of_scope")
    text = "When is the copper network closed in valley"
    came(tmp_path, *(a_line(f"more {n}", f"{text} {n}") for n in range(7)))

    update_gaps(shop)

    gap.refresh_from_db()
    assert gap.volume == 13 > 2 * 6
    assert (gap.status, gap.returned) == (Gap.Status.OPEN, True)
    assert gap.rank is not None


def test_a_published_gap_goes_on_being_counted_by_week(news):
    gap = gap_with("copper-0")
    article = Article.objects.get(external_id="tv-box")
    gap.publish(article, at=LAST - timedelta(days=1))
    monday = LAST.date() - timedelta(days=LAST.weekday())

    def counted():
        weeks = GapWeek.objects.filter(gap=gap, monday=monday)
        return weeks.values_list("contacts", flat=True).first() or 0

    before = counted()

    update_gaps(news)

    gap.refresh_from_db()
    assert (gap.status, gap.rank) == (Gap.Status.PUBLISHED, None)
    assert counted() == before + 1
    assert gap.effect["published"]


def test_new_words_of_a_known_contact_wait_for_a_full_run(shop, tmp_path):
    """An update does not take them for words of the gap the old ones were in."""
    gap = gap_with("copper-0")
    assert not has_news(shop)
    came(tmp_path, a_line("copper-0", "How do I restart my router?"))
    assert has_news(shop)

    came(tmp_path, a_line("new", "Which button restarts the router?"))
    update_gaps(shop)

    assert (judged("copper-0").gap, judged("copper-0").reworded) == (gap, True)
    assert gap_with("new") is None
    find_gaps(shop)
    assert (judged("copper-0").gap, judged("copper-0").reworded) == (None, False)
    assert not has_news(shop)
