"""Runs by real workers, over real brokers and PostgreSQL, and what befalls them.

Whatever happens, the run leaves what an undisturbed one does: every text encoded once,
the same judgements and gaps, and one finished run.
"""

import pytest

from .project import OTHER_ENCODER, Project
from .waiting import wait_until

pytestmark = [pytest.mark.service, pytest.mark.timeout(600)]


def assert_nothing_is_missing(project: Project, reference: Project) -> None:
    assert project.runs() == [("finished", "")]
    assert project.vectors() == reference.vectors()
    assert project.outcome() == reference.outcome()
    assert project.one("SELECT count(*) FROM gapfinder_chunk") == 0


def test_two_workers_share_the_chunks_of_a_run_that_two_beats_asked_for(
    project_on, broker, reference
):
    project = project_on(broker)
    workers = [project.encode_worker(pool, pool) for pool in ("solo", "threads")]
    project.default_worker()
    for name in ("beat", "another beat"):
        project.beat(name)
    wait_until(lambda: len(project.makers()) == 2, "both have done a chunk")

    project.wait_for_the_run()

    assert {process.pid for process in workers} >= {project.coordinator()}
    assert_nothing_is_missing(project, reference)
    asked = project.log("default").count("analyse_help_centers")
    wait_until(
        lambda: project.log("default").count("analyse_help_centers") > asked + 2,
        "beats have asked again",
    )
    assert project.runs() == [("finished", "")]


def test_a_message_that_comes_twice_starts_nothing(project_on, redis, reference):
    project = project_on(redis)
    one, two = project.encode_worker("one"), project.encode_worker("two")
    project.default_worker()
    project.send("analyse_help_centers")
    wait_until(project.encoding, "it encodes")
    [(run,)] = project.rows("SELECT id FROM gapfinder_run")
    for (chunk,) in project.rows("SELECT id FROM gapfinder_chunk"):
        project.send("encode_chunk", chunk, queue="encode")

    project.send("find_gaps", "broadband", run, queue="encode")
    project.wait_for_the_run()
    project.send("find_gaps", "broadband", run, queue="encode")
    wait_until(
        lambda: (project.log("one") + project.log("two")).count("nothing to do") == 2,
        "both were refused",
    )

    assert (one.poll(), two.poll()) == (None, None)
    assert_nothing_is_missing(project, reference)


@pytest.mark.parametrize("victim", ["helper", "coordinator"])
def test_a_worker_that_is_killed_costs_a_chunk(project_on, redis, reference, victim):
    project = project_on(redis)
    workers = [project.encode_worker(name) for name in ("one", "two")]
    project.default_worker()
    project.beat()
    wait_until(lambda: len(project.makers()) == 2, "both have done a chunk")
    coordinates = {process.pid: process for process in workers}[project.coordinator()]
    [helps] = [process for process in workers if process is not coordinates]

    project.kill(coordinates if victim == "coordinator" else helps)
    project.wait_for_the_run()

    survivor = helps if victim == "coordinator" else coordinates
    assert project.coordinator() == survivor.pid
    assert project.one("SELECT attempts FROM gapfinder_run") == (
        2 if victim == "coordinator" else 1
    )
    assert_nothing_is_missing(project, reference)


def test_a_run_that_kills_every_worker_says_so(project_on, redis):
    project = project_on(redis)
    project.default_worker()
    project.send("analyse_help_centers")
    wait_until(project.runs, "it is queued")
    for attempt in range(1, 4):
        worker = project.encode_worker("victim")
        wait_until(
            lambda attempt=attempt: project.rows(
                "SELECT 1 FROM gapfinder_run "
                f"WHERE state = 'running' AND attempts = {attempt}"
            ),
            "it is begun",
        )
        project.kill(worker)
        project.send("tend_runs")
        wait_until(lambda: project.runs()[0][0] != "running", "somebody noticed")

    assert project.runs() == [("failed", "silent")]


def test_a_broker_that_is_stopped_while_it_encodes(project_on, broker, reference):
    """Nothing else is lost either: what is asked for afterwards is done."""
    project = project_on(broker)
    for name in ("one", "two"):
        project.encode_worker(name)
    project.default_worker()
    project.send("analyse_help_centers")
    wait_until(project.encoding, "it encodes")

    broker.stop()
    wait_until(  # after two, four and six
        lambda: "Trying again in 8.00 seconds" in project.log("default"),
        "it was away for ten seconds",
    )
    broker.start()
    project.wait_for_the_run()

    assert_nothing_is_missing(project, reference)
    project.change("UPDATE gapfinder_run SET started_at = now() - interval '1 day'")
    project.change("DELETE FROM gapfinder_judgement")
    project.send("analyse_help_centers")
    wait_until(lambda: len(project.runs()) == 2, "the next run is queued")
    project.wait_for_the_run()
    assert project.runs() == [("finished", "")] * 2


def test_a_message_that_a_broker_lost_is_sent_again(project_on, redis, reference):
    project = project_on(redis)
    project.default_worker()
    project.send("analyse_help_centers")
    wait_until(
        lambda: project.rows(
            "SELECT sent_at FROM gapfinder_run WHERE sent_at IS NOT NULL"
        ),
        "it is sent",
    )
    redis.stop()
    redis.start()
    project.encode_worker("one")
    project.change("UPDATE gapfinder_run SET sent_at = sent_at - interval '1 hour'")

    project.send("tend_runs")
    project.wait_for_the_run()

    assert_nothing_is_missing(project, reference)


@pytest.mark.parametrize("step", ["encode", "write"])
def test_a_database_that_is_stopped_in_the_middle(
    project_on, redis, postgres, reference, step
):
    project = project_on(redis)
    for name in ("one", "two"):
        project.encode_worker(name)
    project.default_worker()
    project.send("analyse_help_centers")
    wait_until(project.encoding, "it encodes")
    held = project.held_back() if step == "write" else None
    phase = "SELECT phase FROM gapfinder_run"
    wait_until(lambda: project.one(phase) == step, "it has come that far")

    postgres.stop()
    if held:
        held.close()
    wait_until(  # after half a second, one, two, four and eight
        lambda: "trying again in 15 s" in project.log("one") + project.log("two"),
        "it was away for ten seconds",
    )
    postgres.start()
    project.wait_for_the_run()

    assert_nothing_is_missing(project, reference)


def test_a_worker_with_another_encoder_leaves_chunks_to_others(
    project_on, redis, reference
):
    project = project_on(redis)
    other = project.encode_worker("other", GAPFINDER_ENCODER=OTHER_ENCODER)
    command = project.manage("find_gaps", "--help-center", "broadband")

    assert "gaps" in command
    wait_until(lambda: "are left to other workers" in project.log("other"), "it says")
    assert project.log("other").count("are left to other workers") == 1
    assert other.poll() is None
    assert_nothing_is_missing(project, reference)
