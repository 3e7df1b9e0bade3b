"""What holds on every screen of the editors' desk, and what nobody can break."""

import subprocess
import sys
from http import HTTPStatus
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from gapfinder.models import Gap, Passage
from tests.support.desk import listed, logged_in, page_of, text
from tests.support.factories import (
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db

SCREENS = ["article", "contact", "gap", "helpcenter", "run", "verdict"]
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def admin_client(client: Client) -> Client:
    return logged_in(client, is_superuser=True)


@pytest.fixture
def staff(client: Client) -> Client:
    return logged_in(client)


def a_hostile_cast() -> list[Any]:
    """One row of each kind that wants to run a script in the editor's browser."""
    center = a_help_center(name=HOSTILE)
    article = an_article(
        title=HOSTILE,
        body=HOSTILE,
        external_id=HOSTILE,
        section=HOSTILE,
        url=HOSTILE,
        locale=HOSTILE,
    )
    Passage.objects.create(article=article, position=0, kind="body", text=HOSTILE)
    gap = a_gap(
        title=HOSTILE,
        kind=Gap.Kind.TRANSLATION,
        article=article,
        phrases=[HOSTILE],
        examples=[HOSTILE],
        locale=HOSTILE,
        nearest=[{"article": name, "score": 0.3} for name in (HOSTILE, HOSTILE[1:])],
        channels={HOSTILE: 1},
        locales={HOSTILE: 1},
        weeks={HOSTILE: 1},
    )
    turns = [{"speaker": HOSTILE, "text": HOSTILE}]
    contact = a_contact(
        HOSTILE,
        external_id=HOSTILE,
        subject=HOSTILE,
        turns=turns,
        tags=[HOSTILE],
        articles_shared=[HOSTILE],
        extra={"x": HOSTILE},
        brand=HOSTILE,
        locale=HOSTILE,
    )
    run = a_run(encoder=HOSTILE, phases={HOSTILE: 1.0})
    a_judgement(contact.questions.get(), run=run, gap=gap, article=article)
    verdict = a_verdict(gap=gap, article=article, note=HOSTILE)
    return [center, article, gap, contact, run, verdict]


def test_hostile_text_is_escaped_on_every_page(admin_client: Client) -> None:
    cast = a_hostile_cast()
    pages = [text(admin_client, page_of(row)) for row in cast]
    pages += [text(admin_client, listed(screen)) for screen in SCREENS]
    admin_client.post(page_of(cast[2]), {"title": HOSTILE, "status": "open"})
    for kind, row in (("history", cast[2]), ("delete", cast[3])):
        name = f"admin:gapfinder_{row._meta.model_name}_{kind}"
        pages.append(text(admin_client, reverse(name, args=[row.pk])))

    for page in pages:
        assert "<script>alert" not in page
        assert "&amp;lt;" not in page
        assert "&lt;script&gt;alert(1)" in page
    assert "alert(1)" not in text(admin_client, reverse("admin:index"))  # names ids


@pytest.mark.parametrize("screen", SCREENS)
def test_staff_without_rights_see_nothing(staff: Client, screen: str) -> None:
    cast = {row._meta.model_name: row for row in a_hostile_cast()}

    assert staff.get(listed(screen)).status_code == HTTPStatus.FORBIDDEN
    assert staff.get(page_of(cast[screen])).status_code == HTTPStatus.FORBIDDEN
    assert "Gaps" not in text(staff, reverse("admin:index"))


def test_who_may_only_view_gaps_can_neither_dismiss_nor_rename(staff: Client) -> None:
    gap = a_gap(title="Moving")
    view = Permission.objects.get(codename="view_gap")
    User.objects.get(username="staff").user_permissions.add(view)

    data = {"action": "reopen_all", "_selected_action": [gap.pk]}
    staff.post(listed("gap"), data)
    renamed = staff.post(page_of(gap), {"title": "Mine", "status": "open"})

    assert renamed.status_code == HTTPStatus.FORBIDDEN
    gap.refresh_from_db()
    assert (gap.title, gap.status) == ("Moving", Gap.Status.OPEN)


@pytest.mark.parametrize("screen", ["article", "contact", "gap", "run", "verdict"])
def test_nobody_types_what_imports_and_runs_make(
    admin_client: Client, screen: str
) -> None:
    url = reverse(f"admin:gapfinder_{screen}_add")

    assert admin_client.get(url).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("screen", ["article", "gap", "helpcenter", "run", "verdict"])
def test_only_contacts_are_deleted(admin_client: Client, screen: str) -> None:
    cast = {row._meta.model_name: row for row in a_hostile_cast()}
    url = reverse(f"admin:gapfinder_{screen}_delete", args=[cast[screen].pk])

    assert admin_client.post(url, {"post": "yes"}).status_code == HTTPStatus.FORBIDDEN


def test_the_admin_never_loads_the_models_of_the_main_job() -> None:
    script = (
        "import django, sys; django.setup(); import gapfinder.admin; "
        "print({'torch', 'faiss', 'sentence_transformers'} & set(sys.modules))"
    )
    command = [sys.executable, "-c", script]
    environment = {"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": "."}

    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "set()"
