"""Ways around the admin, for the tests of its screens."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse


def logged_in(client: Client, **fields: Any) -> Client:
    """Log a member of staff in without a password: hashing takes longer than a test."""
    client.force_login(User.objects.create(username="staff", is_staff=True, **fields))
    return client


def listed(screen: str, **query: Any) -> str:
    return reverse(f"admin:gapfinder_{screen}_changelist", query=query)


def page_of(row: Model) -> str:
    return reverse(f"admin:gapfinder_{row._meta.model_name}_change", args=[row.pk])


def text(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == HTTPStatus.OK
    return response.content.decode()


def rows(client: Client, screen: str, **query: Any) -> list[Any]:
    return list(client.get(listed(screen, **query)).context["cl"].result_list)
