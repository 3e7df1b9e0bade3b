"""Commands whose errors are one sentence on standard error, and nothing else."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, SystemCheckError


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

    @property
    def _from_command_line(self) -> bool:
        """False in `call_command`, whose caller wants the exception."""
        return bool(getattr(self, "_called_from_command_line", False))
