"""A small help centre in English: what it answers, what it lacks, and who asks.

The smallest data on which the main job finds a gap of every kind.
"""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.test import override_settings

from gapfinder.embedding_store import fingerprint
from gapfinder.engine.coverage.contact_reasons import prototype_sentences
from gapfinder.models import HelpCenter, Vector
from gapfinder.pipeline import find_gaps

from .jsonl import written

SLUG = "broadband"
ENCODER = "packaged:all-MiniLM-L6-v2"
SITE = "https://help.example/en"
START = datetime(2025, 9, 29, 9, tzinfo=UTC)
DAYS = 49  # between the first contact and the last

ARTICLES = {
    "restart-router": (
        "Restart your router",
        "Pull the power plug of the router, wait ten seconds, and put it back. "
        "The lights turn green when the router has started again.",
    ),
    "wifi-password": (
        "Change the password of your Wi-Fi",
        "Open the router's page, choose Wireless, and write a new password for the "
        "wireless network. All your devices must join the network again.",
    ),
    "pay-invoice": (
        "Pay your invoice",
        "Invoices are due on the 15th of the month. Pay by direct debit, by card or in "
        "your bank. The payment reference is at the top of the invoice.",
    ),
    "cancel": (
        "Cancel your subscription",
        "You can cancel at any time under My page. The notice period is one month. "
        "Send the equipment back when the subscription has ended.",
    ),
    "moving": (
        "Take your broadband along when you move",
        "Tell us your new address and the date you are moving, and we connect the "
        "broadband in your new home on that day.",
    ),
    "roaming": (
        "Use your mobile abroad in the EU",
        "Calls, texts and data roaming cost nothing extra in the EU. Switch on data "
        "roaming in the settings of the phone when you travel.",
    ),
    "esim": (
        "Installere eSIM",
        "Bestill eSIM i appen og skann QR-koden med telefonen. Et eSIM erstatter "
        "SIM-kortet av plast.",
    ),
    "tv-box": (
        "Connect the TV box",
        "Connect the TV box to the television with the HDMI cable and to the router, "
        "then choose your channels with the remote control.",
    ),
    "voicemail": (
        "Switch voicemail on or off",
        "Call 199 from your mobile phone to switch voicemail on, to record a greeting, "
        "or to switch voicemail off.",
    ),
    "spam-filter": (
        "The spam filter of your e-mail",
        "The filter moves unwanted e-mail to the folder Spam. Mark a message as not "
        "spam to get mail from its sender in the inbox.",
    ),
}

# need: (the article that answers, what customers say)
NEEDS: dict[str, tuple[str | None, list[str]]] = {
    "restart-router": (
        "restart-router",
        [
            "How do I restart my router?",
            "The router has red lights, how can I restart it?",
            "Which button restarts the router?",
            "How long should I pull the plug of the router before restarting?",
        ],
    ),
    "wifi-password": (
        "wifi-password",
        [
            "How do I change my wifi password?",
            "I want a new password for the wireless network",
            "Where can I change the password of the Wi-Fi?",
            "Need to change wifi password, guests know it",
        ],
    ),
    "pay-invoice": (
        "pay-invoice",
        [
            "When is my invoice due?",
            "How can I pay the invoice by card?",
            "Where is the payment reference on my invoice?",
            "Can I pay my invoice by direct debit?",
        ],
    ),
    "cancel": (
        "cancel",
        [
            "I want to cancel my subscription",
            "How do I cancel, and what is the notice period?",
            "Where can I cancel the subscription?",
            "Please tell me how to end my subscription",
        ],
    ),
    "moving": (
        "moving",
        [
            "I am moving, how do I take my broadband along?",
            "How can I move the broadband to a new address?",
            "We are moving in May, can the broadband be connected in the new home?",
            "Moving to a new apartment, what happens to my broadband?",
            "Can I keep my broadband when I move house?",
        ],
    ),
    "roaming": (
        "roaming",
        [
            "Does data roaming cost extra in the EU?",
            "How do I switch on roaming in Spain?",
            "Can I use my mobile abroad in France?",
            "I travel to Italy, do calls cost more there?",
        ],
    ),
    "esim": (  # the article is in Norwegian only
        "esim",
        [
            "How do I install the eSIM?",
            "How can I install an eSIM on my phone?",
            "Where do I scan the QR code to install the eSIM?",
            "Installing the eSIM, where is the QR code?",
            "Can I install an eSIM in the app?",
            "How do I order and install an eSIM?",
        ],
    ),
    "copper": (
        None,
        [
            "When is the copper network closed?",
            "Is the copper network closing in our valley?",
            "The copper network closes, what replaces it?",
            "Which date does the copper network close?",
            "Does the alarm work when the copper network is closed?",
            "Why is the copper network closing?",
            "The copper network closes next year, what about the landline?",
        ],
    ),
    "static-address": (
        None,
        [
            "Can I get a static IP address?",
            "What does a static IP address cost?",
            "I need a fixed public IP address for my server",
            "Is the IP address static or does it change?",
            "How do I order a static IP address?",
            "My IP address changes, can I have a static one?",
        ],
    ),
    "price-rise": (
        None,
        [
            "Why did the price of my plan go up?",
            "The price increased by five pounds, why?",
            "Why is there a price increase this year?",
            "How often do you increase the price?",
            "Can you increase the price in the middle of a contract?",
        ],
    ),
}
NORWEGIAN = {"esim"}
AGENT_SHARED = {"esim", "pay-invoice"}  # the needs where agents link


def articles() -> list[dict[str, Any]]:
    return [
        {
            "id": name,
            "locale": "nb" if name in NORWEGIAN else "en",
            "title": title,
            "body": body,
            "url": f"{SITE}/{name}",
        }
        for name, (title, body) in ARTICLES.items()
    ]


def contacts() -> list[dict[str, Any]]:
    """The needs take turns, so that every week holds all of them."""
    asked = sorted(
        (place, need, article, text)
        for need, (article, texts) in NEEDS.items()
        for place, text in enumerate(texts)
    )
    step = timedelta(days=DAYS) / (len(asked) - 1)
    return [
        {
            "id": f"{need}-{place}",
            "received_at": (START + step * number).isoformat(),
            "channel": ("chat", "form", "search")[place % 3],
            "locale": "en",
            "customer": f"customer {number}",
            "text": text,
        }
        | ({"articles_shared": [article]} if need in AGENT_SHARED else {})
        for number, (place, need, article, text) in enumerate(asked)
    ]


def imported(
    folder: Path,
    *,
    contacts: list[dict[str, Any]],
    articles: list[dict[str, Any]] | None = None,
    help_center: str = SLUG,
) -> HelpCenter:
    """Import lines as the commands do; without articles there are none."""
    if articles:
        file = written(folder / "articles.jsonl", *articles)
        call_command("import_articles", file, "--help-center", help_center)
    if contacts:
        file = written(folder / "contacts.jsonl", *contacts)
        call_command("import_contacts", file, "--help-center", help_center)
    return HelpCenter.objects.get(slug=help_center)


def found(folder: Path, *options: str, help_center: str = SLUG) -> dict[str, Any]:
    """Run the job and read what it wrote."""
    out = folder / "gaps.json"
    call_command("find_gaps", "--help-center", help_center, "--json", out, *options)
    return json.loads(out.read_text(), parse_constant=_refused)


def encoded(folder: Path) -> None:
    """Leave nothing but the vectors of all that is said here."""
    with override_settings(GAPFINDER_ENCODER=ENCODER):
        help_center = imported(folder, contacts=contacts(), articles=articles())
        find_gaps(help_center)
    help_center.delete()


def vectors_forgotten() -> int:
    """Delete what help centres have vectors of; return how many others are left.

    Those are of the prototype sentences: three of four, and the same at every run.
    """
    prints = [fingerprint(text, "question") for text in prototype_sentences()]
    Vector.objects.exclude(fingerprint__in=prints).delete()
    return Vector.objects.count()


def gap_of(result: dict[str, Any], need: str) -> dict[str, Any]:
    """The gap that most contacts with this need are in."""
    return max(
        result["gaps"],
        key=lambda gap: sum(name.startswith(need) for name in gap["contact_ids"]),
    )


def _refused(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")
