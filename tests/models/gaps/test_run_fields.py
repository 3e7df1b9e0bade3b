"""Which columns of a stored gap a run writes."""

from typing import Any

import pytest
from django.db import models

from gapfinder.models import Gap
from gapfinder.models.gaps.decisions import DECISION_FIELDS
from gapfinder.pipeline.storage.gap_fields import store_figures
from tests.support.factories import a_gap

pytestmark = pytest.mark.django_db

# What a run may change of the fields that decisions are about: an editor's title stays,
# as `retitled` says.
OF_BOTH = {"title", "volume", "rank"}


def other_value(field: Any, value: Any) -> Any:
    """Return a value of a column that differs from this one."""
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, models.JSONField):
        return {"other": 1}
    if isinstance(field, models.FloatField | models.IntegerField):
        return (value or 0) + 1
    if isinstance(field, models.CharField | models.TextField):
        return "other"
    return None


def saved_columns(gap: Gap) -> set[str]:
    """Change all columns of a stored gap but its keys, and return what a run saves."""
    columns = [
        field
        for field in Gap._meta.concrete_fields
        if not field.is_relation and not field.primary_key
    ]
    for field in columns:
        setattr(gap, field.name, other_value(field, getattr(gap, field.name)))
    before = Gap.objects.get(pk=gap.pk)
    gap.found_at, gap.number = before.found_at, before.number
    store_figures([gap])
    after = Gap.objects.get(pk=gap.pk)
    names = [field.name for field in columns]
    return {name for name in names if getattr(after, name) != getattr(before, name)}


def test_a_run_saves_every_figure_of_a_gap_it_found_again():
    saved = saved_columns(a_gap())

    assert saved | {"article"} == set(Gap.run_fields())
    assert saved > {"volume", "trend_low", "besides", "evidence", "saving_seconds"}


def test_a_run_saves_nothing_that_an_editor_decided():
    saved = saved_columns(a_gap())

    assert saved & set(DECISION_FIELDS) == OF_BOTH
    assert not saved & {"effect", "effect_change"}
