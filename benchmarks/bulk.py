"""Put made-up rows into a PostgreSQL database as fast as it takes them."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models


def count_of(model: type[models.Model]) -> int:
    return model._default_manager.count()


def copy(
    model: type[models.Model], given: tuple[str, ...], rows: Iterable[tuple[Any, ...]]
) -> None:
    """COPY rows of the given fields in; the others have their defaults."""
    others = [field for field in model._meta.concrete_fields if field.name not in given]
    rest = tuple(_default(field) for field in others)
    columns = [model._meta.get_field(name).column for name in given]
    columns += [field.column for field in others]
    table = model._meta.db_table
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as into:
            for row in rows:
                into.write_row(row + rest)
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)
    print(f"{table}: {count_of(model):,} rows", flush=True)


def _default(field: models.Field) -> Any:
    value = field.get_default()
    return json.dumps(value) if isinstance(field, models.JSONField) else value
