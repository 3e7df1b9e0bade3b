"""Import contacts.jsonl into a help centre."""

from gapfinder.ingest import CONTACTS
from gapfinder.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Store contacts from a file; the same file twice changes nothing."
    thing = "contact"
    kind = CONTACTS
