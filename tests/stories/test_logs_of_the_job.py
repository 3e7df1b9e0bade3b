"""The whole job, in processes as in production: no line holds a customer's word."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import broadband
from tests.support.jsonl import written

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

ROOT = Path(__file__).resolve().parents[2]
SAID = ("Xantippe", "Quisling", "kari.canary", "canary-customer", "99887766")
WORDS = (
    "Hello, my name is Xantippe Quisling, kari.canary@example.org, phone 99887766. "
    "Can I get a static IP address?"
)
FAILS = """
from django.db import connection
for table in ("judgement", "contact"):
    with connection.cursor() as cursor:
        cursor.execute(f'''
            CREATE TRIGGER fails_{table} BEFORE INSERT ON gapfinder_{table}
            BEGIN SELECT RAISE(ABORT, 'Failing row contains (Xantippe Quisling)'); END
        ''')
"""
SUBSCRIBES = """
from gapfinder.models import HelpCenter, Subscription
Subscription.objects.create(
    help_center=HelpCenter.objects.get(), email="kari.canary@example.org"
)
"""
AS_A_TASK = """
from gapfinder.tasks import find_gaps
find_gaps.apply(["broadband"])
"""


@pytest.fixture
def manage(tmp_path):
    """Run a command; keep every line it writes to standard error."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("DJ", "GAPF"))}
    environment = kept | {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
        "DJANGO_DEBUG": "0",
        "DJANGO_SECRET_KEY": "0123456789abcdef" * 4,
        "DJANGO_LOG_LEVEL": "DEBUG",
        "GAPFINDER_ENCODER": broadband.ENCODER,
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": "1",  # nobody listens there
        "PYTHONPATH": "site",
    }

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *map(str, arguments)],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        run.errors += done.stderr
        return done.returncode

    run.errors = ""
    return run


def lines(errors):
    found = [json.loads(line) for line in errors.splitlines() if line.startswith("{")]
    assert found
    return found


def test_no_line_of_the_whole_job_holds_what_a_customer_said(manage, tmp_path):
    mine = {
        "text": WORDS,
        "customer": "canary-customer",
        "subject": "Xantippe",
        "tags": ["Quisling"],
        "about": {"who": "Xantippe Quisling"},
    }
    contacts = [each | mine for each in broadband.contacts()[:1]]
    contacts += broadband.contacts()[1:]
    bad = {"id": "bad", "received_at": "Xantippe", "text": WORDS}
    file = written(tmp_path / "contacts.jsonl", *contacts, bad, f'{{"text": "{WORDS}')
    articles = written(tmp_path / "articles.jsonl", *broadband.articles())
    of = ("--help-center", broadband.SLUG)

    assert manage("migrate", "-v0") == 0
    assert manage("import_articles", articles, *of) == 0
    assert manage("import_contacts", file, *of, "--skip-bad") == 0
    assert manage("find_gaps", *of) == 0
    assert manage("shell", "-c", SUBSCRIBES) == 0
    manage("send_digest", *of, "--week", "2026-W46")
    assert manage("erase_customer", "canary-customer") == 0
    assert manage("shell", "-c", FAILS) == 0
    assert manage("find_gaps", *of) == 1
    assert manage("shell", "-c", AS_A_TASK) == 0
    assert manage("import_contacts", file, *of, "--skip-bad") == 1
    assert manage.errors.endswith("IntegrityError: the log has it\n")

    said = [word for word in SAID if word.casefold() in manage.errors.casefold()]
    assert said == []
    job = [each for each in lines(manage.errors) if "pipeline" in each["name"]]
    assert {each["help_center"] for each in job} == {broadband.SLUG}
    failed = [each for each in job if "failed" in each["message"]]
    assert [each.get("task") for each in failed] == [None, "gapfinder.tasks.find_gaps"]
    assert len({each["run"] for each in job}) == 3
    assert all("IntegrityError" in each["message"] for each in failed)
