"""The encoder is changed without a day off, in the order of docs/operations.md."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from gapfinder.engine.embeddings.encoder import SentenceEncoder
from gapfinder.models import Run, Vector, VectorSpace
from tests.support import broadband

pytestmark = pytest.mark.django_db

OLD = broadband.ENCODER
NEW = "packaged:multilingual-e5-small"
OF = ("--help-center", broadband.SLUG)


def said(capsys: pytest.CaptureFixture[str], *command: str) -> str:
    capsys.readouterr()
    call_command(*command)
    return capsys.readouterr().out.strip()


def made_by(name: str) -> int:
    return Vector.objects.of(VectorSpace.objects.called(name)).count()


def everything(folder: Path) -> None:
    broadband.imported(
        folder, contacts=broadband.contacts(), articles=broadband.articles()
    )


@pytest.mark.slow
def test_all_of_it_in_order(
    encoder: None,
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    everything(tmp_path)
    before = broadband.found(tmp_path)

    # Ahead, while runs still work with the old one.
    encoded = said(capsys, "vectors", "--encode", *OF, "--encoder", NEW)
    assert encoded.startswith(f"{made_by(NEW)} texts encoded by {NEW}@")
    again = said(capsys, "vectors", "--encode", *OF, "--encoder", NEW)
    assert again.startswith(f"0 texts encoded by {NEW}@")
    assert Run.objects.get().encoder.startswith(OLD)

    # The switch: the next run has all it needs, and its gaps are the same ones.
    settings.GAPFINDER_ENCODER = NEW
    after = broadband.found(tmp_path)
    assert Run.objects.newest_first()[0].to_encode == 0
    for need in ("copper", "static-address", "price-rise"):
        ids = {broadband.gap_of(each, need)["id"] for each in (before, after)}
        assert len(ids) == 1, need

    # Afterwards, what nobody needs any more.
    kept, gone = made_by(NEW), made_by(OLD)
    deleted = said(capsys, "vectors", "--prune")
    assert deleted.startswith(f"{gone:,} vectors deleted, {gone * 384 * 2:,} bytes, in")
    assert (made_by(NEW), made_by(OLD)) == (kept, 0)
    assert said(capsys, "vectors", "--prune").startswith("0 vectors deleted")


def test_the_encoder_in_use_keeps_its_vectors(encoder: None) -> None:
    before = made_by(OLD)

    with pytest.raises(CommandError, match="is in use: GAPFINDER_ENCODER names it"):
        call_command("vectors", "--prune", "--encoder", OLD)

    assert made_by(OLD) == before > 0


def test_both_encoders_of_an_ensemble_are_in_use(settings: Settings) -> None:
    settings.GAPFINDER_ENCODER = f"{NEW} + en={OLD}"
    for name in (NEW, OLD):
        identity = SentenceEncoder(name, cache=Path("unused")).identity
        VectorSpace.objects.get_or_create(encoder=identity)

    for name in (NEW, OLD):
        with pytest.raises(CommandError, match="is in use"):
            call_command("vectors", "--prune", "--encoder", name)


def test_one_encoder_goes_by_its_name_or_by_its_identity(
    encoder: None, capsys: pytest.CaptureFixture[str]
) -> None:
    for identity in ("a@1", "a@2", "ab@1"):
        space = VectorSpace.objects.create(encoder=identity)
        Vector.objects.create(space=space, fingerprint=b"x", values=b"12345678")

    of_one = said(capsys, "vectors", "--prune", "--encoder", "a@2")
    of_all = said(capsys, "vectors", "--prune", "--encoder", "a")

    assert of_one.startswith("1 vector deleted, 8 bytes")
    assert of_all.startswith("1 vector deleted, 8 bytes")
    assert made_by("ab") == 1


def test_an_encoder_without_vectors_is_named_with_those_that_have_some(
    encoder: None,
) -> None:
    with pytest.raises(CommandError, match=f"of 'other'.*some of: {OLD}@"):
        call_command("vectors", "--prune", "--encoder", "other")


def test_without_a_contact_there_is_nothing_to_encode(tmp_path: Path) -> None:
    broadband.imported(tmp_path, contacts=[], articles=broadband.articles())

    with pytest.raises(CommandError, match="has no contacts yet"):
        call_command("vectors", "--encode", *OF)


def test_an_encoder_that_is_not_there_is_told(encoder: None, tmp_path: Path) -> None:
    everything(tmp_path)

    with pytest.raises(CommandError, match=r"packaged:none.*cannot be loaded"):
        call_command("vectors", "--encode", *OF, "--encoder", "packaged:none")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (["--encode"], "--encode needs --help-center"),
        (["--prune", *OF], "--prune takes no help centre and no days"),
        (["--prune", "--since", "2026-11-16"], "--prune takes no help centre and no"),
        (["--prune", "--until", "2026-11-16"], "--prune takes no help centre and no"),
        (["--prune", "--encode"], "not allowed with argument"),
        ([], "--encode --prune is required"),
    ],
)
def test_what_to_do_is_asked_for_in_full(
    encoder: None, asked: list[str], told: str
) -> None:
    before = made_by(OLD)

    with pytest.raises(CommandError, match=told):
        call_command("vectors", *asked)

    assert made_by(OLD) == before > 0
