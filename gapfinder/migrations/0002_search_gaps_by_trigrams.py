"""Searches among gaps that scan no words, where PostgreSQL can do that."""

import logging
from typing import Any

from django.db import DatabaseError, migrations, transaction

INDEX = (
    "CREATE INDEX gap_by_words ON gapfinder_gapwords USING gin (text gin_trgm_ops)"
)

logger = logging.getLogger(__name__)


def add_index(apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        logger.warning("Searches will be slow, pg_trgm cannot be created: %s", error)
        return
    schema_editor.execute(INDEX)


def drop_index(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS gap_by_words")


class Migration(migrations.Migration):
    dependencies = [("gapfinder", "0001_initial")]
    operations = [migrations.RunPython(add_index, drop_index)]
