"""Bulk writes: insert or update many rows, by COPY on PostgreSQL.

A run writes hundreds of thousands of rows. COPY takes a third of the time of INSERT,
as no SQL is built for each row. Other databases use Django's `bulk_create`. Both ways
store the same values.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from django.db import connections, models, transaction

BATCH = 2_000  # rows of an INSERT

ModelT = TypeVar("ModelT", bound=models.Model)


def insert(rows: Iterable[ModelT], queryset: "models.QuerySet[ModelT]") -> list[ModelT]:
    """Insert new rows, and set their primary keys.

    Unlike `bulk_create`, it does not read back fields that the database computes.
    """
    rows, using = list(rows), queryset.db
    if not rows or connections[using].vendor != "postgresql":
        return queryset.bulk_create(rows, BATCH)
    model, keyless = queryset.model, [row for row in rows if row.pk is None]
    for row, key in zip(keyless, _keys(model, len(keyless), using), strict=True):
        row.pk = key
    fields = model._meta.concrete_fields
    with transaction.atomic(using=using):
        _copy(rows, fields, into=model._meta.db_table, using=using)
    for row in rows:
        row._state.adding, row._state.db = False, using
    return rows


def overwrite(
    rows: Iterable[ModelT], queryset: "models.QuerySet[ModelT]", *, names: Sequence[str]
) -> None:
    """Update some fields of existing rows, by their primary keys.

    An upsert, as `bulk_update` takes eight times as long. So the rows need values for
    all required fields, but only the named fields are written.
    """
    using = queryset.db
    if connections[using].vendor == "postgresql":
        _overwrite_by_copy(rows, queryset.model, names, using)
        return
    queryset.bulk_create(
        rows,
        BATCH,
        update_conflicts=True,
        unique_fields=["pk"],
        update_fields=names,
    )


def _overwrite_by_copy(
    rows: Iterable[ModelT], model: type[ModelT], names: Sequence[str], using: str
) -> None:
    """Copy into a temporary table and update from it, without conflicting inserts."""
    key = model._meta.pk
    written: list[Any] = [model._meta.get_field(name) for name in names]
    quoted = connections[using].ops.quote_name
    table, news = quoted(model._meta.db_table), quoted(f"{model._meta.db_table}_news")
    columns = [quoted(field.column) for field in (key, *written)]
    changes = ", ".join(f"{column} = {news}.{column}" for column in columns[1:])
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {news} ON COMMIT DROP AS "
            f"SELECT {', '.join(columns)} FROM {table} WITH NO DATA"
        )
        _copy(rows, (key, *written), into=f"{model._meta.db_table}_news", using=using)
        cursor.execute(f"ANALYZE {news}")
        cursor.execute(
            f"UPDATE {table} SET {changes} FROM {news} "
            f"WHERE {table}.{columns[0]} = {news}.{columns[0]}"
        )
        cursor.execute(f"DROP TABLE {news}")


def _copy(
    rows: Iterable[models.Model], fields: Sequence[Any], *, into: str, using: str
) -> None:
    connection = connections[using]
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(field.column) for field in fields)
    with (
        connection.cursor() as cursor,
        connection.wrap_database_errors,  # COPY bypasses Django, so wrap its errors
        cursor.copy(f"COPY {quoted(into)} ({columns}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row(
                [
                    field.get_db_prep_save(field.pre_save(row, add=True), connection)
                    for field in fields
                ]
            )


def _keys(model: type[models.Model], number: int, using: str) -> Iterator[Any]:
    """Reserve primary keys from the sequence of the table."""
    if not number:
        return iter(())
    key = model._meta.pk
    table = connections[using].ops.quote_name(model._meta.db_table)
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) "
            "FROM generate_series(1, %s)",
            [table, key.column, number],
        )
        return iter([row for [row] in cursor.fetchall()])
