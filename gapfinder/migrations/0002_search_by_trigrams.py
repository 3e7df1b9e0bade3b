"""Searches for words inside of texts that take no scan, where PostgreSQL can do that."""

import logging
from typing import Any

from django.db import DatabaseError, migrations, transaction

INDEXES = {
    # What `icontains` compares is upper case; the words of gaps are folded when stored.
    "question_by_words": ("gapfinder_question", "upper(text)"),
    "article_by_words": ("gapfinder_article", "upper(body)"),
    "article_by_title": ("gapfinder_article", "upper(title)"),
    "article_by_id": ("gapfinder_article", "upper(external_id::text)"),
    "gap_by_title": ("gapfinder_gap", "upper(title)"),
    "gap_by_words": ("gapfinder_gapwords", "text"),
}

logger = logging.getLogger(__name__)


def add_indexes(_apps: Any, schema_editor: Any) -> None:
    connection = schema_editor.connection
    if connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        logger.warning("Searches will be slow, pg_trgm cannot be created: %s", error)
        return
    for name, (table, words) in INDEXES.items():
        schema_editor.execute(
            f"CREATE INDEX {name} ON {table} "
            f"USING gin (({words}) gin_trgm_ops)"
        )


def drop_indexes(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for name in INDEXES:
            schema_editor.execute(f"DROP INDEX IF EXISTS {name}")


class Migration(migrations.Migration):
    dependencies = [("gapfinder", "0001_initial")]
    operations = [migrations.RunPython(add_indexes, drop_indexes)]
