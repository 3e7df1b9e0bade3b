"""Read contacts.jsonl into a help centre."""

from gapfinder.ingest import import_contacts
from gapfinder.management.import_command import ImportCommand


class Command(ImportCommand):
    help = "Store contacts from a file; the same file twice changes nothing."
    thing = "contact"
    job = import_contacts
