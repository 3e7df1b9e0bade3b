#!/usr/bin/env python
"""One step of `upgrade.py`, in a process of its own, with the code of one checkout.

    upgrade_steps.py CODE MOMENT empty
    upgrade_steps.py CODE MOMENT manage COMMAND [ARGUMENT...]
    upgrade_steps.py CODE MOMENT decide WEEK FILE
    upgrade_steps.py CODE MOMENT snapshot FILE PART...
    upgrade_steps.py CODE MOMENT words FILE CONTACT...

CODE is the root of a checkout; MOMENT the time that the app takes for now, with its
zone. Of the app only what every version has is imported: `gapfinder.models`, the
letters of `gapfinder.digests`, commands, and pages by their names.
"""

import os
import sys
from datetime import datetime
from pathlib import Path

import django


def main() -> None:
    code, moment, step, *rest = sys.argv[1:]
    start_django(Path(code), datetime.fromisoformat(moment))
    if step == "empty":
        from django.db import connection

        if connection.introspection.table_names():
            sys.exit("the database has tables, expected an empty one")
    elif step == "manage":
        from django.core.management import call_command

        call_command(*rest)
    elif step == "decide":
        import upgrade_decisions

        upgrade_decisions.decide(rest[0], Path(rest[1]))
    elif step == "snapshot":
        import upgrade_snapshot

        upgrade_snapshot.write(Path(rest[0]), rest[1:])
    else:
        import upgrade_words

        upgrade_words.write(Path(rest[0]), rest[1:])


def start_django(code: Path, moment: datetime) -> None:
    """Load the app of a checkout at a moment; its mails go nowhere."""
    sys.path[:0] = [str(code), str(code / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    from django.utils import timezone

    # Before any model is loaded: the fields' defaults are this very function.
    timezone.now = lambda: moment
    django.setup()
    from django.test import override_settings

    import gapfinder

    nowhere = "django.core.mail.backends.locmem.EmailBackend"
    override_settings(EMAIL_BACKEND=nowhere).enable()
    if not Path(gapfinder.__file__ or "").is_relative_to(code):
        sys.exit(f"{gapfinder.__file__} was imported, expected the code of {code}")


if __name__ == "__main__":
    main()
