"""Every row of every table, as text: where may a word still be?"""

from django.db import connection


def places_of(*words: str) -> list[str]:
    """Return the columns in which a word stands, whatever its case."""
    found = set()
    for table in connection.introspection.table_names():
        quoted = connection.ops.quote_name(table)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {quoted}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    said = str(value).casefold()
                    if any(word.casefold() in said for word in words):
                        found.add(f"{table}.{name}")
    return sorted(found)
