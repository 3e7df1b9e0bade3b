"""Commands whose errors are one sentence on standard error, and nothing else."""

import logging
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, SystemCheckError

from gapfinder.log_filters import told

logger = logging.getLogger(__name__)


class PlainCommand(BaseCommand):
    """A command that fails with its sentence alone, not with `CommandError:` first."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except SystemCheckError:
            raise
        except CommandError as error:
            if not self._from_command_line or options.get("traceback"):
                raise
            self.stderr.write(str(error))
            sys.exit(error.returncode)
        except Exception as error:
            if not self._from_command_line or options.get("traceback"):
                raise
            self.tell_unexpected(error)
            sys.exit(1)

    def tell_unexpected(self, error: Exception) -> None:
        """Not as Python does, which prints what it says: it may quote a customer."""
        logger.critical("an unexpected error", exc_info=error)
        self.stderr.write(f"{told(error)}: the log has it")

    @property
    def _from_command_line(self) -> bool:
        """False in `call_command`, whose caller wants the exception."""
        return bool(getattr(self, "_called_from_command_line", False))
