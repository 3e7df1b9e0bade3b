"""Rows with sensible defaults, for tests to name only what they are about."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from gapfinder.models import (
    Article,
    Audience,
    Contact,
    Gap,
    GapQuote,
    HelpCenter,
    Judgement,
    Question,
    Run,
    Subscription,
    Verdict,
)

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
numbers = count(1)


def a_help_center(slug: str = "lumevik", **fields: Any) -> HelpCenter:
    fields = {"name": slug.capitalize(), "time_zone": "Europe/Oslo"} | fields
    return HelpCenter.objects.get_or_create(slug=slug, defaults=fields)[0]


def an_article(**fields: Any) -> Article:
    defaults = {
        "help_center": fields.get("help_center") or a_help_center(),
        "external_id": f"article-{next(numbers)}",
        "locale": "nb",
        "title": "Restart the router",
        "body": "Pull the plug, wait ten seconds, and put it back.",
    }
    return Article.objects.create(**defaults | fields)


def a_contact(*questions: str, **fields: Any) -> Contact:
    questions = questions or ("How do I move my broadband?",)
    defaults = {
        "help_center": fields.get("help_center") or a_help_center(),
        "external_id": f"contact-{next(numbers)}",
        "received_at": NOON,
        "channel": Contact.Channel.CHAT,
        "locale": "nb",
        "turns": [{"speaker": "customer", "text": text} for text in questions],
    }
    contact = Contact.objects.create(**defaults | fields)
    for position, text in enumerate(questions):
        Question.objects.create(contact=contact, position=position, text=text)
    return contact


def a_gap(
    *,
    title_of: Question | str | None = None,
    examples: Sequence[Question | str] = (),
    answers: Sequence[Question | str] = (),
    **fields: Any,
) -> Gap:
    """Make one that quotes questions, or those of somebody who says just these words.

    `title_of` gives it its title, and so does the `question` of an evidence a quote.
    """
    number = next(numbers)
    evidence = [dict(near) for near in fields.pop("evidence", ())]
    near = [each.pop("question", "") for each in evidence]
    defaults = {
        "help_center": fields.get("help_center") or a_help_center(),
        "number": number,
        "kind": Gap.Kind.MISSING,
        "title": f"Moving house {number}",
        "locale": "nb",
        "rank": number,
        "volume": 3,
        "customers": 3,
        "evidence": evidence,
    }
    gap = Gap.objects.create(**defaults | fields)
    shown = {
        GapQuote.Role.TITLE: [title_of or ""],
        GapQuote.Role.EXAMPLE: examples,
        GapQuote.Role.EVIDENCE: near,
        GapQuote.Role.ANSWER: answers,
    }
    for role, texts in shown.items():
        for position, said in enumerate(texts):
            if said:
                _quote(gap, said, role=role, position=position)
    if title_of:
        gap.title = gap.quoted_as(GapQuote.Role.TITLE)[0].words
        gap.save()
    return gap


def _quote(gap: Gap, said: Question | str, **place: Any) -> None:
    if isinstance(said, str):
        elsewhere = a_help_center("elsewhere")
        told = {"help_center": elsewhere, "locale": gap.locale, "answer": said}
        said = a_contact(said, **told).questions.get()
    GapQuote.objects.create(gap=gap, question=said, **place)


def a_run(**fields: Any) -> Run:
    defaults = {
        "help_center": fields.get("help_center") or a_help_center(),
        "since": NOON - timedelta(weeks=8),
        "until": NOON,
        "encoder": "hashing-256",
        "state": "finished" if fields.get("finished_at", NOON) else "running",
        "finished_at": NOON,
        "seconds": 12.3,
    }
    return Run.objects.create(**defaults | fields)


def a_judgement(question: Question | None = None, **fields: Any) -> Judgement:
    question = question or a_contact().questions.get()
    defaults = {
        "question": question,
        "asked_at": question.contact.received_at,
        "run": fields.get("run") or a_run(),
        "match": Judgement.Match.NONE,
        "score": 0.31,
    }
    judgement = Judgement.objects.create(**defaults | fields)
    _speak_for(judgement.question.contact)
    return judgement


def _speak_for(contact: Contact) -> None:
    """Keep with the contact what a run keeps."""
    judged = Judgement.objects.filter(question__contact=contact)
    worst = judged.worst_first()[0]
    contact.worst_match, contact.worst_score = worst.match, worst.score
    contact.worst_reason = worst.reason
    contact.save()


def a_verdict(**given: Any) -> Verdict:
    """On a contact, unless a gap is given."""
    if not {"gap", "contact"} & given.keys():
        given = {"contact": a_contact()} | given
    return Verdict.objects.give(**{"article": an_article(), "answer": "yes"} | given)


def an_audience(**fields: Any) -> Audience:
    defaults = {
        "help_center": fields.get("help_center") or a_help_center(),
        "name": f"Team {next(numbers)}",
    }
    return Audience.objects.create(**defaults | fields)


def a_subscription(email: str = "lead@example.com", **fields: Any) -> Subscription:
    """One for Mondays at seven, in Oslo, that began long ago."""
    defaults = {
        "help_center": fields.get("help_center") or a_help_center(),
        "email": email,
        "began_at": NOON - timedelta(weeks=52),
    }
    return Subscription.objects.create(**defaults | fields)
