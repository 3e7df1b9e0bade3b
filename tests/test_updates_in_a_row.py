"""Updates one after the other, stopped, refused, and asked for by task and command."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command

from gapfinder import tasks
from gapfinder.models import (
    Contact,
    Gap,
    GapEvent,
    GapWeek,
    Judgement,
    Run,
    SupersededError,
    Vector,
)
from gapfinder.pipeline import NoUpdateError, find_gaps, update_gaps
from gapfinder.wording.runs import why_in_full
from tests import broadband
from tests.broadband import SLUG, found, imported

from .updates import a_line, a_shop, came, gap_with, lines, rows, told

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("encoder")]


@pytest.fixture
def shop(tmp_path):
    return a_shop(tmp_path)


@pytest.fixture
def news(shop, tmp_path):
    imported(tmp_path, contacts=lines(new=True))
    return shop


# --- Runs in a row --------------------------------------------------------------------


def judged_in_short():
    return list(
        Judgement.objects.order_by("question__contact__external_id").values_list(
            *("question__contact__external_id", "gap__number", "match", "score"),
            *("article__external_id", "reason", "evidence"),
        )
    )


def figures_of_gaps():
    kept = ("number", "rank", "volume", "customers", "weeks", "trend", "value")
    return list(Gap.objects.order_by("number").values_list(*kept, "probability"))


def test_two_updates_in_a_row_are_as_good_as_one(shop, tmp_path):
    first, second = lines(new=True)[:2], lines(new=True)[2:]
    came(tmp_path, *first)
    update_gaps(shop)
    came(tmp_path, *second)
    update_gaps(shop)
    in_two = judged_in_short(), figures_of_gaps()

    Judgement.objects.filter(provisional=True).delete()
    update_gaps(shop)

    assert (judged_in_short(), figures_of_gaps()) == in_two


def test_an_update_without_news_leaves_all_as_it_was(shop):
    before = judged_in_short(), figures_of_gaps(), rows(GapWeek)
    events = GapEvent.objects.count()

    update_gaps(shop)

    assert (judged_in_short(), figures_of_gaps(), rows(GapWeek)) == before
    assert GapEvent.objects.count() == events


def test_a_full_run_after_an_update_says_what_it_says_without_one(tmp_path):
    def center(name, *, update):
        old = lines(new=False)
        made = imported(
            tmp_path, contacts=old, articles=broadband.articles(), help_center=name
        )
        find_gaps(made)
        imported(tmp_path, contacts=lines(new=True), help_center=name)
        if update:
            update_gaps(made)
        result = found(tmp_path, help_center=name)
        assert not Judgement.objects.provisional().exists()
        return told(result).replace(f'"{name}"', '"shop"')

    assert center("with", update=True) == center("without", update=False)


def test_nothing_of_another_help_centre_changes(news, tmp_path):
    other = imported(
        tmp_path,
        contacts=lines(new=False),
        articles=broadband.articles(),
        help_center="other",
    )
    find_gaps(other)
    of = {"help_center": other}
    judgements = {"question__contact__help_center": other}
    before = rows(Gap, **of), rows(Judgement, **judgements), rows(Contact, **of)

    update_gaps(news)

    after = rows(Gap, **of), rows(Judgement, **judgements), rows(Contact, **of)
    assert after == before
    assert gap_with("copper-6").help_center == news


def test_an_update_that_is_stopped_changes_nothing_but_keeps_its_vectors(
    shop, tmp_path
):
    came(tmp_path, a_line("new", "When does the copper network close in Oslo"))
    before = rows(Judgement), rows(Gap), rows(Contact), rows(GapWeek)
    vectors = Vector.objects.count()

    def stop(encoded, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        update_gaps(shop, progress=stop)

    assert (rows(Judgement), rows(Gap), rows(Contact), rows(GapWeek)) == before
    assert Vector.objects.count() == vectors + 1
    run = Run.objects.newest_first()[0]
    assert (run.state, run.failure) == (Run.State.FAILED, Run.Failure.STOPPED)


def test_an_update_that_fails_in_its_last_step_changes_nothing(shop, tmp_path):
    came(tmp_path, a_line("new", "When does the copper network close in Bergen"))
    before = rows(Judgement), rows(Gap), rows(Contact), rows(GapWeek)

    def given_up(encoded, total):
        Run.objects.unfinished().get().fail(Run.Failure.SILENT)

    with pytest.raises(SupersededError):
        update_gaps(shop, progress=given_up)

    assert (rows(Judgement), rows(Gap), rows(Contact), rows(GapWeek)) == before


# --- When it cannot be ----------------------------------------------------------------


def test_there_is_nothing_to_update_before_a_full_run(tmp_path):
    center = imported(tmp_path, contacts=lines(new=False))

    with pytest.raises(NoUpdateError, match="never analysed in full"):
        update_gaps(center)

    assert not Run.objects.exists()


def test_an_update_is_refused_when_articles_changed(news, tmp_path):
    article = {"id": "new", "locale": "en", "title": "The copper network", "body": "-"}
    imported(tmp_path, contacts=[], articles=[article])

    with pytest.raises(NoUpdateError, match="changed since its last full run"):
        update_gaps(news)


def test_an_update_is_refused_when_the_settings_that_judge_changed(news, settings):
    settings.GAPFINDER_ANSWERED_FROM = 0.9

    with pytest.raises(NoUpdateError, match="settings"):
        update_gaps(news)


def test_an_update_is_refused_with_another_encoder(news):
    Run.objects.update(encoder="another")

    with pytest.raises(NoUpdateError, match="another encoder, another"):
        update_gaps(news)


def test_the_task_looks_in_full_where_an_update_cannot_be(tmp_path):
    imported(tmp_path, contacts=lines(new=False), articles=broadband.articles())

    tasks.find_gaps(SLUG, update=True)
    imported(tmp_path, contacts=lines(new=True))
    tasks.find_gaps(SLUG, update=True)

    kinds = Run.objects.finished().order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["full", "update"]


def test_a_full_run_that_is_asked_for_takes_the_place_of_a_queued_update(news):
    until = datetime(2026, 12, 1, tzinfo=UTC)
    days = {"since": until - timedelta(weeks=8), "until": until}
    queued, _ = Run.objects.ask_for(news, **days, kind="update")

    joined, new = Run.objects.ask_for(news, **days)

    assert (joined, new, joined.kind) == (queued, False, "full")


# --- The command, and the page of a run -----------------------------------------------


def test_the_command_prints_the_ranking_and_the_counts(news, capsys):
    call_command("find_gaps", "--help-center", SLUG, "--update")

    shown = capsys.readouterr().out
    assert "missing" in shown
    assert "49 contacts, 49 questions: 4 gaps with 24 contacts, in " in shown


def test_the_command_refuses_what_an_update_cannot_do(news, tmp_path):
    with pytest.raises(CommandError, match="--json needs a full run") as refused:
        call_command(
            "find_gaps", "--help-center", SLUG, "--update", "--json", tmp_path / "out"
        )
    assert refused.value.returncode == 2

    Run.objects.all().delete()
    with pytest.raises(CommandError, match="run without --update") as refused:
        call_command("find_gaps", "--help-center", SLUG, "--update")
    assert refused.value.returncode == 2


def test_the_page_of_an_update_says_that_it_found_no_new_gaps(news, admin_client):
    update_gaps(news)
    run = Run.objects.newest_first()[0]

    page = admin_client.get(f"/admin/gapfinder/run/{run.pk}/change/")

    assert "New gaps are found by full runs only." in page.content.decode()


def test_many_that_fit_nowhere_ask_for_a_full_run(shop, tmp_path, admin_client):
    animals = ["penguins", "otters", "whales", "beavers", "storks", "lynxes", "moles"]
    came(
        tmp_path,
        *(a_line(each, f"Which river do {each} swim in at night?") for each in animals),
    )

    update_gaps(shop)

    run = Run.objects.newest_first()[0]
    told = run.figures["update"]
    assert (told["alone"], told["since_full"], told["needs_full_run"]) == (7, 7, True)
    assert why_in_full(run).startswith("7 of 7 new questions")
    page = admin_client.get(f"/admin/gapfinder/run/{run.pk}/change/")
    assert "a full run may find new gaps" in page.content.decode()
