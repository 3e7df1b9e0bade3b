"""Lines of the input files, good unless a test makes them bad."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from gapfinder.ingest import ARTICLES, CONTACTS, Imported, import_file
from gapfinder.models import HelpCenter

NOW = datetime(2026, 12, 1, 12, tzinfo=UTC)


def contact(**values: Any) -> dict[str, Any]:
    return {
        "id": "c1",
        "received_at": "2026-02-28T10:00:00+01:00",
        "text": "How do I change the password of my router?",
        "locale": "en",
    } | values


def article(**values: Any) -> dict[str, Any]:
    return {"id": "a1", "locale": "en", "title": "Change your Wi-Fi password"} | values


def written(path: Path, *lines: dict[str, Any] | str | bytes) -> Path:
    """Write a file of lines; texts and bytes as they are, broken or not."""
    path.write_bytes(b"\n".join(map(_bytes, lines)) + b"\n")
    return path


def import_articles(path: Path, help_center: HelpCenter, **options: Any) -> Imported:
    return import_file(path, ARTICLES, help_center, now=NOW, **options)


def import_contacts(path: Path, help_center: HelpCenter, **options: Any) -> Imported:
    return import_file(path, CONTACTS, help_center, now=NOW, **options)


def _bytes(line: dict[str, Any] | str | bytes) -> bytes:
    if isinstance(line, bytes):
        return line
    return (line if isinstance(line, str) else json.dumps(line)).encode()
