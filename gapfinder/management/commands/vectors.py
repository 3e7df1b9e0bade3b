"""Encode texts with an encoder before its use, and prune unused vectors."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from gapfinder.conf import cache_dir, conf
from gapfinder.embedding_store import delete_encoders
from gapfinder.engine.embeddings.encoder import EncoderError
from gapfinder.engine.embeddings.ensemble import Ensemble
from gapfinder.log_filters import log_context, safe_message
from gapfinder.management.base_command import (
    PlainCommand,
    Stopwatch,
    add_days,
    counted,
    day,
    known_help_center,
    progress_bar,
)
from gapfinder.models import VectorSpace
from gapfinder.models.vector import VectorSpaceQuerySet
from gapfinder.pipeline import NoContactsError
from gapfinder.pipeline.precompute import encode_ahead

OF_ENCODE = ("help_center", "since", "until")


class Command(PlainCommand):
    """Analyses nothing and does not prompt; runs keep the encoder of the settings.

    Exit status: 0 done, or nothing was left to do; 1 the encoder, the disk or the
    database failed; 2 the help centre or the days are wrong, or the encoder to prune
    has no vectors or is in use; 130 stopped by Ctrl-C.
    """

    help = "Makes the vectors that the next run needs, or deletes what none needs."

    def add_arguments(self, parser: CommandParser) -> None:
        action = parser.add_mutually_exclusive_group(required=True)
        action.add_argument(
            "--encode",
            action="store_true",
            help="all that a run needs; what a stopped command has encoded is kept",
        )
        action.add_argument(
            "--prune",
            action="store_true",
            help="delete those of --encoder; without it those of all encoders that "
            "GAPFINDER_ENCODER does not name",
        )
        parser.add_argument(
            "--encoder",
            metavar="NAME",
            help="to encode: as in GAPFINDER_ENCODER, which it is if not given; to "
            "prune: such as packaged:all-MiniLM-L6-v2; with @ and digest: this version",
        )
        parser.add_argument(
            "--help-center", metavar="SLUG", help="whose texts to encode"
        )
        add_days(parser)

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        try:
            result = self._prune(options) if options["prune"] else self._encode(options)
        except NoContactsError as error:
            raise CommandError(str(error), returncode=2) from None
        except EncoderError as error:
            raise CommandError(str(error), returncode=1) from None
        self.stdout.write(f"{result}, in {time}")

    def _encode(self, options: dict[str, Any]) -> str:
        if options["help_center"] is None:
            raise CommandError("--encode needs --help-center", returncode=2)
        since, until = (day(options[name], name) for name in ("since", "until"))
        help_center = known_help_center(options["help_center"])
        bar = progress_bar(unit="text", desc="encoding")

        def show(encoded: int, total: int) -> None:
            bar.total = total
            bar.update(encoded)

        try:
            with bar, log_context(help_center=help_center.slug):
                identity, encoded = encode_ahead(
                    help_center,
                    encoder=options["encoder"] or conf().encoder,
                    since=since,
                    until=until,
                    progress=show,
                )
        except KeyboardInterrupt:
            raise CommandError(
                "stopped: vectors made so far are kept", returncode=130
            ) from None
        except (OSError, DatabaseError) as error:
            raise CommandError(
                f"{safe_message(error)}: vectors made so far are kept", returncode=1
            ) from error
        return f"{counted(encoded, 'text')} encoded by {identity}"

    def _prune(self, options: dict[str, Any]) -> str:
        if any(options[name] is not None for name in OF_ENCODE):
            raise CommandError(
                "--prune takes no help centre and no days: all share their vectors",
                returncode=2,
            )
        try:
            used = Ensemble.of(conf().encoder, cache=cache_dir()).identities
            vectors, size = delete_encoders(_spaces_to_prune(options["encoder"], used))
        except DatabaseError as error:
            raise CommandError(
                f"{safe_message(error)}: nothing is deleted", returncode=1
            ) from error
        return f"{counted(vectors, 'vector')} deleted, {counted(size, 'byte')}"


def _spaces_to_prune(name: str | None, used: list[str]) -> VectorSpaceQuerySet:
    """Return the spaces of a named encoder, or of all unused ones."""
    if name is None:
        return VectorSpace.objects.besides(used)
    named = VectorSpace.objects.called(name)
    identities = named.identities()
    if not identities:
        known = ", ".join(VectorSpace.objects.all().identities()) or "none"
        raise CommandError(
            f"no vectors are of {name!r}; there are some of: {known}", returncode=2
        )
    if set(identities) & set(used):
        raise CommandError(
            f"{name!r} is in use: GAPFINDER_ENCODER names it", returncode=2
        )
    return named
