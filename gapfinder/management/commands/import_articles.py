"""Read articles.jsonl into a help centre."""

from gapfinder.ingest import import_articles
from gapfinder.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Store articles from a file; the same file twice changes nothing."
    thing = "article"
    job = import_articles
