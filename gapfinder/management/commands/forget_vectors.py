"""Delete the vectors of encoders that are in use no longer."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from gapfinder.conf import cache_dir, conf
from gapfinder.engine.encoders import EncoderError
from gapfinder.engine.ensembles import Ensemble
from gapfinder.logs import told
from gapfinder.management.plain_command import PlainCommand
from gapfinder.management.progress import Stopwatch, counted
from gapfinder.models import VectorSpace
from gapfinder.models.vector import VectorSpaceQuerySet
from gapfinder.vectors import forget_encoders


class Command(PlainCommand):
    """Asks nothing; an encoder that the settings name is refused.

    Exit status: 0 deleted, or none was unused; 1 the database failed, or the encoder of
    the settings cannot be found; 2 the encoder has no vectors, or is in use.
    """

    help = "Deletes the vectors of encoders that GAPFINDER_ENCODER names no longer."

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument(
            "--encoder",
            metavar="NAME",
            help="such as packaged:all-MiniLM-L6-v2; with @ and digest: this version",
        )
        which.add_argument(
            "--unused", action="store_true", help="all that the settings do not name"
        )

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        try:
            used = Ensemble.of(conf().encoder, cache=cache_dir()).identities
            spaces = _chosen(options["encoder"], used)
            vectors, size = forget_encoders(spaces)
        except EncoderError as error:
            raise CommandError(str(error), returncode=1) from None
        except DatabaseError as error:
            raise CommandError(
                f"{told(error)}: nothing is deleted", returncode=1
            ) from error
        self.stdout.write(
            f"{counted(vectors, 'vector')} deleted, {counted(size, 'byte')}, in {time}"
        )


def _chosen(name: str | None, used: list[str]) -> VectorSpaceQuerySet:
    """Return those that are named, or all that are unused."""
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
