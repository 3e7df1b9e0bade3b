"""Import articles.jsonl into a help centre."""

from gapfinder.ingest import ARTICLES
from gapfinder.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Store articles from a file; the same file twice changes nothing."
    thing = "article"
    kind = ARTICLES
