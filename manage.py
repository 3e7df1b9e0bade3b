#!/usr/bin/env python
"""Run Django commands against the host project in ``site/``."""

import os
import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    # ``site/`` is a plain folder, never a package: the standard library owns that name.
    sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        import_module(os.environ["DJANGO_SETTINGS_MODULE"])  # reads the environment
    except ImproperlyConfigured as error:
        sys.exit(str(error))  # a sentence for who typed it, no traceback
    execute_from_command_line(sys.argv)
