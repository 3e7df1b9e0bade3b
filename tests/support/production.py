"""The host project as in production, in a folder of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOST = "gaps.example.com"
OURS = ("DJANGO_", "GAPFINDER_", "CELERY_", "EMAIL_", "DATABASE_", "PYTHONPATH")


def environment(folder: Path, **variables: str) -> dict[str, str]:
    """Nothing of whoever runs the tests; SQLite unless it is said otherwise."""
    kept = {name: v for name, v in os.environ.items() if not name.startswith(OURS)}
    return (
        kept
        | {
            "DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}",
            "DJANGO_ALLOWED_HOSTS": HOST,
            "DJANGO_BEHIND_PROXY": "1",
            "DJANGO_DEBUG": "0",
            "DJANGO_SECRET_KEY": "a-long-key-of-the-tests-" + "0123456789abcdef" * 3,
            "DJANGO_STATIC_ROOT": str(folder / "static"),
            "GAPFINDER_SITE_URL": f"https://{HOST}",
            "HF_HUB_OFFLINE": "1",
            "PYTHONPATH": "site",
        }
        | variables
    )


def manage(
    variables: dict[str, str], *arguments: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *map(str, arguments)],
        cwd=ROOT,
        env=variables,
        capture_output=True,
        text=True,
        check=False,
    )
