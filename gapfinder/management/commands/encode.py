"""Encode what the next run needs, with an encoder that is not in use yet."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import DatabaseError

from gapfinder.conf import conf
from gapfinder.engine.encoders import EncoderError
from gapfinder.logs import about, told
from gapfinder.management.days import add_days, day
from gapfinder.management.help_centers import known_help_center
from gapfinder.management.plain_command import PlainCommand
from gapfinder.management.progress import Stopwatch, counted, progress_bar
from gapfinder.pipeline import NoContactsError
from gapfinder.pipeline.ahead import encode_ahead


class Command(PlainCommand):
    """Encodes and judges nothing; runs go on meanwhile with the encoder they have.

    Exit status: 0 encoded, or nothing was left to do; 1 the encoder, the disk or the
    database failed; 2 the help centre or the days are wrong; 130 stopped by Ctrl-C.
    Vectors made so far are kept.
    """

    help = "Encodes all that a run needs, such as with another encoder before a switch."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--help-center", required=True, metavar="SLUG")
        parser.add_argument(
            "--encoder",
            metavar="SPEC",
            help="as in GAPFINDER_ENCODER, which it is if not given",
        )
        add_days(parser)

    def handle(self, **options: Any) -> None:
        time = Stopwatch()
        since, until = (day(options[name], name) for name in ("since", "until"))
        bar = progress_bar(unit="text", desc="encoding")

        def show(encoded: int, total: int) -> None:
            bar.total = total
            bar.update(encoded)

        help_center = known_help_center(options["help_center"])
        try:
            with bar, about(help_center=help_center.slug):
                identity, encoded = encode_ahead(
                    help_center,
                    encoder=options["encoder"] or conf().encoder,
                    since=since,
                    until=until,
                    progress=show,
                )
        except NoContactsError as error:
            raise CommandError(str(error), returncode=2) from None
        except EncoderError as error:
            raise CommandError(str(error), returncode=1) from None
        except KeyboardInterrupt:
            raise CommandError(
                "stopped: vectors made so far are kept", returncode=130
            ) from None
        except (OSError, DatabaseError) as error:
            raise CommandError(
                f"{told(error)}: vectors made so far are kept", returncode=1
            ) from error
        self.stdout.write(
            f"{counted(encoded, 'text')} encoded by {identity}, in {time}"
        )
