"""Fixtures of several files: a real model, and vectors that are encoded once."""

import pytest

from tests import broadband


@pytest.fixture(scope="module")
def vectors(django_db_setup, django_db_blocker, tmp_path_factory):
    """The vectors of `broadband`, so that a test encodes only what is its own."""
    from gapfinder.models import VectorSpace

    with django_db_blocker.unblock():
        broadband.encoded(tmp_path_factory.mktemp("vectors"))
        yield
        VectorSpace.objects.all().delete()


@pytest.fixture
def encoder(settings, vectors):
    settings.GAPFINDER_ENCODER = broadband.ENCODER
