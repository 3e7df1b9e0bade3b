"""What editors and readers see of a database: lines of text by place.

Nothing here depends on how a version stores customers' words, or on where its modules
lie: words are read off pages, exports and letters, and of rows what is no sentence.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import reverse

from gapfinder.digests import letter_of
from gapfinder.models import Contact, Digest, Gap, Subscription

Places = dict[str, list[str]]

# Of each model its fields that are numbers, codes, days, keys or an editor's own words.
ROWS = {
    "HelpCenter": "slug name time_zone last_gap_number",
    "Article": "external_id locale title url section updated_at published digest",
    "ArticleFigures": "article avoidable answered weak searched_first reassurance "
    "prefers_person account unreadable missing_locales stale weeks",
    "Contact": "external_id received_at channel locale customer handle_seconds csat "
    "resolved forgotten_at worst_match worst_score worst_reason digest",
    "Judgement": "question match score reason gap last_gap article run asked_at",
    "Gap": "public_id status kind title retitled held merged_into dismissed_because "
    "dismissed_volume dismissed_until returned version locale article found_at "
    "section assignee published_article published_at effect effect_change rank "
    "probability doubt volume customers trend trend_low trend_high contacts_per_week "
    "searched_first handle_seconds csat saving_seconds channels besides locales "
    "weeks",
    "GapWeek": "gap monday contacts",
    "GapEvent": "gap kind at run editor other",
    "Verdict": "gap article answer note editor given_at questions",
    "Exclusion": "phrases active gap editor made_at",
    "Run": "state since until encoder started_at finished_at contacts questions gaps "
    "self_service figures requested_by attempts failure error",
    "Audience": "name locale sections",
    "Subscription": "email audience language weekday hour time_zone began_at ended_at",
    "Delivery": "subscription monday digest state attempts tried_at sent_at error",
    "Digest": "help_center audience monday composed_at",
    "SavedView": "user name query",
}
WORDS_OF_EVENTS = {"from", "to", "title", "note"}  # these stand on the gap's page
LANGUAGES = ("en", "nb", "nl", "sv")
EXPORTS = ("csv", "json")
CONTACTS_OPENED = 2  # of each gap; all have a page of their own besides
BREAKING = {
    *("p", "div", "li", "tr", "td", "th", "dt", "dd", "h1", "h2", "h3", "h4", "h5"),
    *("option", "label", "input", "button", "br", "summary", "figcaption", "caption"),
    *("legend", "details", "section", "form", "textarea", "canvas"),
}
TOLD = {"title", "alt", "aria-label", "value", "placeholder", "data-chart"}


def write(out: Path, parts: Sequence[str]) -> None:
    """Write some of "rows", "pages", "letters" and "tables" to a JSON file."""
    kinds = {"rows": rows, "pages": pages, "letters": letters, "tables": tables}
    places = {place: lines for part in parts for place, lines in kinds[part]()}
    out.write_text(json.dumps(places, ensure_ascii=False, indent=0), encoding="utf-8")


def rows() -> Iterator[tuple[str, list[str]]]:
    """Yield what is kept of each row, a line a field; a version may keep fewer."""
    for name, fields in ROWS.items():
        for row in apps.get_model("gapfinder", name)._default_manager.order_by("pk"):
            lines = [
                f"{field}: {_plain(getattr(row, field, 'not kept'))}"
                for field in fields.split()
            ]
            if name == "GapEvent":
                told = {k: v for k, v in row.data.items() if k not in WORDS_OF_EVENTS}
                lines.append(f"data: {_plain(told)}")
            # A run makes judgements anew: they are known by their questions.
            key = "" if name == "Judgement" else f" {row.pk}"
            yield f"{name}{key} ({_name(row)})", lines
    for user in User.objects.order_by("pk"):
        groups = user.groups.values_list("name", flat=True)
        yield f"User {user}", [f"groups: {sorted(groups)}", f"staff: {user.is_staff}"]
    for group in Group.objects.order_by("name"):
        rights = group.permissions.values_list("codename", flat=True)
        yield f"Group {group}", sorted(rights)
    for entry in admin.models.LogEntry.objects.order_by("pk"):
        yield (
            f"LogEntry {entry.pk}",
            [
                f"about: {entry.content_type} {entry.object_id} {entry.user}",
                f"at: {_plain(entry.action_time)}",
                f"named: {entry.object_repr}",
                f"says: {entry.change_message}",
            ],
        )
    vectors = apps.get_model("gapfinder", "Vector")._default_manager
    yield "Vectors", [f"stored: {vectors.count()}"]


def pages() -> Iterator[tuple[str, list[str]]]:
    """Yield the text of the desk's pages, as a superuser sees them, and of exports."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username="reader"))
    for url in _addresses():
        response = client.get(url)
        if response.status_code != HTTPStatus.OK:
            yield f"page {url}", [f"status {response.status_code}"]
        elif "html" in response["Content-Type"]:
            yield f"page {url}", _text_of(response.content.decode())
        else:
            yield f"page {url}", response.content.decode().splitlines()
    client.logout()


def letters() -> Iterator[tuple[str, list[str]]]:
    """Yield each issue as a letter of each language: text, HTML and table."""
    for digest in Digest.objects.order_by("pk"):
        for language in LANGUAGES:
            letter = letter_of(digest, language)
            place = f"letter {digest} {language}"
            yield place, [letter.subject, *letter.text.splitlines()]
            yield f"{place}, HTML", _text_of(letter.html)
            yield f"{place}, table", letter.table.decode("utf-8-sig").splitlines()


def tables() -> Iterator[tuple[str, list[str]]]:
    """Yield all that the database holds as text, by column; JSON is written out."""
    for table in connection.introspection.table_names():
        texts = defaultdict(list)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    if isinstance(value, str | dict | list):
                        texts[name].append(_decoded(value))
        yield from ((f"table {table}.{name}", said) for name, said in texts.items())


def _addresses() -> Iterator[str]:
    yield reverse("admin:index")
    yield reverse("admin:app_list", args=["gapfinder"])
    yield reverse("admin:gapfinder_gap_review")
    yield f"{reverse('admin:gapfinder_gap_changelist')}?found=all"
    for kind in EXPORTS:
        yield f"{reverse('admin:gapfinder_gap_export', args=[kind])}?found=all"
    for model in admin.site._registry:
        if model._meta.app_label != "gapfinder":
            continue
        screen = f"admin:gapfinder_{model._meta.model_name}"
        yield reverse(f"{screen}_changelist")
        if not model._meta.proxy:  # a published gap has the page of a gap
            for row in model._default_manager.order_by("pk"):
                yield reverse(f"{screen}_change", args=[row.pk])
    for gap in Gap.objects.order_by("pk"):
        for name in ("brief", "brief_file", "history"):
            yield reverse(f"admin:gapfinder_gap_{name}", args=[gap.pk])
        asking = Contact.objects.filter(questions__judgement__gap=gap).order_by("pk")
        for contact in asking.distinct()[:CONTACTS_OPENED]:
            yield reverse("admin:gapfinder_gap_contact", args=[gap.pk, contact.pk])
    for reader in Subscription.objects.order_by("pk"):
        for name in ("preview", "letter"):
            yield reverse(f"admin:gapfinder_subscription_{name}", args=[reader.pk])


def _plain(value: Any) -> str:
    if isinstance(value, Model):
        return _name(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if hasattr(value, "all"):
        rows: QuerySet[Any] = value.order_by("pk")
        return ", ".join(map(_name, rows))
    if isinstance(value, dict | list):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    return str(value)


def _name(row: Model) -> str:
    """Return what a row is called by, without what customers said."""
    for field in ("public_id", "external_id", "username", "slug"):
        if hasattr(row, field):
            return str(getattr(row, field))
    if hasattr(row, "question"):  # a judgement
        return _name(row.question)
    if hasattr(row, "contact") and hasattr(row, "position"):
        return f"{row.contact.external_id} #{row.position}"
    return f"#{row.pk}"


def _decoded(value: Any) -> str:
    if isinstance(value, str) and value[:1] in "[{":
        try:
            value = json.loads(value)
        except ValueError:
            return str(value)
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)


def _text_of(html: str) -> list[str]:
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.said).splitlines())
    return [line for line in lines if line]


class _Text(HTMLParser):
    """Gathers what a page says, in attributes too; a line a block."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._silent = ""  # the tag inside which nothing is said

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in BREAKING:
            self.said.append("\n")
        given = dict(attrs)
        if given.get("name") == "csrfmiddlewaretoken":
            return
        told = (f"[{name}: {given[name]}]" for name in sorted(TOLD & given.keys()))
        self.said.extend(f" {each} " for each in told)
        if tag == "style" or (tag == "script" and "json" not in given.get("type", "")):
            self._silent = tag

    def handle_endtag(self, tag: str) -> None:
        if tag in BREAKING:
            self.said.append("\n")
        if tag == self._silent:
            self._silent = ""

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)
