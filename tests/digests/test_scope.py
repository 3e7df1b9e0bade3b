"""Whom an issue is about, that it stays as it was written, and what it never has."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import CharField, JSONField, TextField
from django.test.utils import CaptureQueriesContext

from gapfinder.digests import compose, draft
from gapfinder.digests.content.schema import facts_of
from gapfinder.digests.rendering.table import table_of
from gapfinder.models import Contact, Digest, Gap, Question
from tests.support.digest_issues import (
    ANSWERED,
    MONDAY,
    WEEK,
    an_asked_gap,
    an_audience,
    facts,
    in_gap,
    judged,
    numbers,
    rows,
)
from tests.support.factories import (
    NOON,
    a_contact,
    a_help_center,
    a_run,
    a_subscription,
    a_verdict,
    an_article,
)

pytestmark = pytest.mark.django_db


# --- Whose it is ----------------------------------------------------------------------


def test_another_help_centre_does_not_count() -> None:
    theirs = a_help_center("other")
    article = an_article(help_center=theirs)
    gap = an_asked_gap(5, help_center=theirs, title="Theirs")
    gap.events.create(kind="found", at=NOON)
    gap.events.create(kind="drafting", at=NOON)
    contact = judged(in_gap(gap), help_center=theirs, csat=10, searched_first=True)
    a_verdict(contact=contact, article=article).__class__.objects.update(given_at=NOON)

    mine = json.dumps(draft(a_help_center(), None, MONDAY), default=str)

    empty = json.dumps(
        draft(a_help_center("empty", name="Lumevik"), None, MONDAY), default=str
    )
    assert mine == empty
    assert facts(slug="other")["week"]["contacts"] == 1


@pytest.mark.parametrize(
    ("asked_for", "contacts"),
    [("nb", 3), ("NB", 3), ("nb-NO", 1), ("nl", 1), ("sv", 0)],
)
def test_a_locale_counts_with_its_regions(asked_for: str, contacts: int) -> None:
    for locale in ("nb", "nb-NO", "no", "nl-BE", "nbx", ""):
        gap = an_asked_gap(1, locale=locale)
        judged(in_gap(gap), locale=locale)
        gap.events.create(kind="found", at=NOON)
        gap.events.create(kind="drafting", at=NOON)

    told = facts(audience=an_audience(locale=asked_for))

    assert told["week"]["contacts"] == contacts
    assert len(told["top"]) == told["changes"]["new"]["count"] == contacts
    assert told["editors"].get("drafting", 0) == contacts


def test_sections_are_those_of_the_gap_and_else_of_the_judged_article() -> None:
    billing, other = (an_article(section=name) for name in ("Billing", "Other"))
    gap = an_asked_gap(1, section="Billing")
    judged(in_gap(gap) | {"article": other})
    judged(ANSWERED | {"article": billing})
    judged(ANSWERED | {"article": other})
    judged(in_gap(an_asked_gap(1, section="Other")) | {"article": billing})
    judged(ANSWERED | {"article": other}, ANSWERED | {"article": billing})
    a_contact()
    audience = an_audience(sections=["Billing", "Phones"])

    told = facts(audience=audience)

    assert (told["week"]["contacts"], told["week"]["in_gaps"]) == (3, 1)
    assert numbers(told["top"]) == numbers(rows(audience)) == [gap.public_id]


def test_locale_and_sections_narrow_together() -> None:
    for locale, section in (("nb", "Billing"), ("sv", "Billing"), ("nb", "Other")):
        gap = an_asked_gap(1, locale=locale, section=section)
        judged(in_gap(gap), locale=locale)

    told = facts(audience=an_audience(locale="nb", sections=["Billing"]))

    assert (told["week"]["contacts"], len(told["top"])) == (1, 1)


# --- An issue -------------------------------------------------------------------------


def test_an_issue_stays_as_it_was_written() -> None:
    center = a_help_center()
    judged(in_gap(an_asked_gap(4)))
    written = compose(center, None, MONDAY, now=NOON)

    judged(ANSWERED)
    an_asked_gap(9)
    Gap.objects.update(title="Called otherwise")
    again = compose(center, None, MONDAY + timedelta(days=3), now=NOON + WEEK)

    assert again.pk == written.pk
    assert (again.facts, again.gaps) == (written.facts, written.gaps)
    assert again.composed_at == NOON
    assert Digest.objects.count() == 1


def test_each_audience_has_an_issue_of_its_own() -> None:
    center, audience = a_help_center(), an_audience(locale="nb")

    issues = [compose(center, each, MONDAY, now=NOON) for each in (None, audience)]

    assert issues[0].pk != issues[1].pk
    assert issues[1].facts["audience"] == "Team"


def test_open_gaps_are_those_of_the_issue_before() -> None:
    center = a_help_center()
    assert facts()["before"]["open_gaps"] is None
    an_asked_gap(1)
    compose(center, None, MONDAY - WEEK, now=NOON)
    an_asked_gap(1)

    told = facts()

    assert (told["week"]["open_gaps"], told["before"]["open_gaps"]) == (2, 1)


def test_a_draft_stores_nothing() -> None:
    judged(ANSWERED)

    facts()

    assert not Digest.objects.exists()


def test_facts_are_json_and_outlive_the_database() -> None:
    judged(in_gap(an_asked_gap(2)), csat=50)
    digest = compose(a_help_center(), None, MONDAY, now=NOON)
    in_memory = (digest.facts, digest.gaps)

    digest.refresh_from_db()

    assert (digest.facts, digest.gaps) == in_memory


def test_the_queries_do_not_grow_with_contacts_and_gaps() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            draft(a_help_center(), None, MONDAY)
        return len(captured)

    def fill(rows: int) -> None:
        for _ in range(rows):
            article = an_article()
            near = [{"article": article.external_id, "score": 0.3}]
            gap = an_asked_gap(1, 2, nearest=near, article=article)
            gap.events.create(kind="found", at=NOON)
            judged(in_gap(gap), csat=50)

    a_run()
    fill(2)
    few = asked()
    fill(30)

    assert asked() == few <= 15


def test_no_personal_data_can_appear() -> None:
    """Of contacts there are figures, and the redacted questions that stand for gaps."""
    secret = "SECRET"
    customer = {
        field.name: [secret] if isinstance(field, JSONField) else secret
        for field in Contact._meta.get_fields()
        if isinstance(field, CharField | TextField | JSONField)
    } | {"channel": "phone", "worst_match": "", "worst_reason": ""}
    gap = an_asked_gap(
        3,
        title="Ring meg på 913 45 678",
        examples=["I am [name], mail kari@example.com"],
        **{"channels": {secret: 1}, "phrases": [secret], "answers": [secret]},
    )
    judged(ANSWERED | {"reason": "account"}, **customer)
    judged(in_gap(gap), **customer | {"external_id": f"{secret}-2"})
    asked = Question.objects.filter(contact__help_center=a_help_center())
    asked.update(text=secret)  # not the questions that stand for the gap
    a_subscription(f"{secret}@example.com")

    kept = draft(a_help_center(), None, MONDAY)
    shown = Digest(help_center=a_help_center(), monday=MONDAY, **kept)
    said = json.dumps(
        [kept, facts_of(shown), table_of(shown, "en").decode()],
        **{"ensure_ascii": False, "default": str},
    )

    assert {"customer", "turns", "subject", "extra"} <= customer.keys()
    assert secret not in said
    assert "I am [name], mail [email]" in said
    assert "Ring meg på [phone]" in said
