"""What editors decide in three weeks: by the forms of the desk where it has one."""

import json
import re
import sys
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any

from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from gapfinder.models import (
    Article,
    Audience,
    Exclusion,
    Gap,
    HelpCenter,
    Question,
    Subscription,
    Verdict,
)

WORD = re.compile(r"\w+")


def decide(week: str, witnesses: Path) -> None:
    """Do what is done in the "first", "second" or "third" week, each after a run.

    `witnesses` is a JSON list of the ids of contacts whose words titles, notes and
    histories of gaps have; each week adds its own.
    """
    desk = Desk()
    {"first": first_week, "second": second_week, "third": third_week}[week](desk)
    known = json.loads(witnesses.read_text()) if witnesses.exists() else []
    witnesses.write_text(json.dumps([*known, *desk.witnesses]))


class Desk:
    """An editor at the desk, and the gaps not yet decided on, best first."""

    def __init__(self) -> None:
        self.center = HelpCenter.objects.get()
        self.editor = _user("editor", is_superuser=True)
        self.writer = _user("writer")
        _user("reader", is_superuser=True)  # who looks at the pages of a snapshot
        self.center.members.add(self.writer)
        self.client = Client(SERVER_NAME="localhost")
        self.client.force_login(self.editor)
        undecided = Gap.objects.filter(rank__isnull=False, version=0)
        self.gaps = list(undecided.order_by("rank"))
        self.witnesses: list[str] = []

    def next(self) -> Gap:
        return self.gaps.pop(0)

    def next_said(self) -> tuple[Gap, Question]:
        """Take the next gap whose title a customer gave, with that question."""
        for gap in self.gaps:
            asked = Question.objects.in_gap(gap).exclude(contact__customer="")
            for question in asked.by_id():
                if _words(gap.title) in _words(question.text):
                    self.gaps.remove(gap)
                    self.witnesses.append(question.contact.external_id)
                    return gap, question
        sys.exit("no gap is titled in the words of a customer")

    def decide(self, gap: Gap, decision: str, **fields: Any) -> None:
        """Send a form of the gap's page."""
        gap.refresh_from_db()
        url = reverse(f"admin:gapfinder_gap_{decision}", args=[gap.pk])
        response = self.client.post(url, {"version": gap.version, **fields})
        if response.status_code != HTTPStatus.FOUND:
            sys.exit(f"{gap.public_id}: {decision} was refused: {response.content!r}")

    def nearest(self, gap: Gap) -> int:
        return Article.objects.get(external_id=gap.nearest[0]["article"]).pk


def first_week(desk: Desk) -> None:
    titled, question = desk.next_said()
    quote = f"They ask: “{question.text}” No page says that."
    said = {"article": desk.nearest(titled), "answer": "no", "note": quote}
    desk.decide(titled, "answered", **said)
    desk.decide(titled, "draft", assignee=desk.writer.pk, note=quote)

    renamed, _question = desk.next_said()
    desk.decide(renamed, "retitle", title="What an editor calls it")
    published, _question = desk.next_said()
    article = Article.objects.get(pk=desk.nearest(published))
    day = datetime(2026, 10, 5, 8, tzinfo=UTC)
    published.publish(article, at=day, editor=desk.editor)
    other = desk.next()
    desk.decide(other, "publish", article=desk.nearest(other))

    for answer in ("yes", "partly"):
        gap = desk.next()
        said = {"article": desk.nearest(gap), "answer": answer}
        desk.decide(gap, "answered", **said, note=f"Read again: {answer}")
    alone = Question.objects.filter(judgement__gap=None).by_id()[0].contact
    Verdict.objects.give(
        article=article, answer="no", contact=alone, editor=desk.editor
    )
    desk.decide(desk.next(), "assign", assignee=desk.writer.pk)
    taken_back = desk.next()
    Verdict.objects.give(
        article=article, answer="yes", gap=taken_back, editor=desk.editor
    ).take_back(editor=desk.editor)

    grown, _question = desk.next_said()
    desk.decide(grown, "dismiss", because="not_content", returns="grown")
    desk.decide(desk.next(), "dismiss", because="account_only", returns="never")
    desk.decide(desk.next(), "dismiss", because="duplicate", returns="grown")
    until = {"returns": "day", "day": "2026-11-20"}
    desk.decide(desk.next(), "dismiss", because="out_of_scope", **until)
    reopened = desk.next()
    desk.decide(reopened, "dismiss", because="out_of_scope", returns="grown")
    desk.decide(reopened, "reopen")

    merged, _question = desk.next_said()
    desk.decide(merged, "merge", other=desk.next().pk)
    for title in ("What an editor calls the part", ""):
        whole, _question = desk.next_said()
        asked = Question.objects.in_gap(whole).by_id()[:2]
        ticked = [question.pk for question in asked]
        desk.witnesses += [question.contact.external_id for question in asked]
        desk.decide(whole, "split", question=ticked, title=title)
    _exclude(desk, desk.gaps.pop())
    _read_letters(desk)


def second_week(desk: Desk) -> None:
    """Decide otherwise on some; a run has been over the first week's decisions."""
    drafted = Gap.objects.filter(status="drafting").order_by("number")[0]
    said = {"article": desk.nearest(drafted), "answer": "partly"}
    desk.decide(drafted, "answered", **said, note="On second thoughts")
    desk.decide(drafted, "reopen")
    renamed = Gap.objects.filter(retitled=True).order_by("number")[0]
    desk.decide(renamed, "retitle", title="What an editor calls it now")
    gap, _question = desk.next_said()
    desk.decide(gap, "draft", assignee=desk.writer.pk)
    desk.decide(gap, "publish", article=desk.nearest(gap))
    _exclude(desk, desk.gaps.pop())
    Exclusion.objects.filter(pk=Exclusion.objects.earliest("pk").pk).update(
        active=False
    )


def third_week(desk: Desk) -> None:
    """Split off what titles a gap; until the next run that shows it none the less."""
    gap, question = desk.next_said()
    desk.decide(gap, "split", question=[question.pk], title="")


def _exclude(desk: Desk, gap: Gap) -> None:
    """Make a rule of the longest word that the gap's first question has."""
    question = Question.objects.in_gap(gap).by_id()[0]
    word = max(WORD.findall(question.text.casefold()), key=len)
    desk.decide(gap, "exclude", words=word, tried=word)


def _read_letters(desk: Desk) -> None:
    """Subscribe two to the letter, one of them to a part of it; keep two views."""
    part = {"locale": "nb", "sections": []}
    norwegian = Audience.objects.create(help_center=desk.center, name="Norsk", **part)
    for email, audience in (("all@example.org", None), ("nb@example.org", norwegian)):
        language = audience.locale if audience else "en"
        Subscription.objects.create(
            help_center=desk.center, email=email, audience=audience, language=language
        )
    for name, query in (("Norsk", "locale=nb&status=open"), ("Mine", "assignee=me")):
        sent = {"name": name, "query": query}
        desk.client.post(reverse("admin:gapfinder_gap_keep_view"), sent)


def _words(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))


def _user(name: str, **fields: Any) -> User:
    user, _made = User.objects.get_or_create(username=name, is_staff=True, **fields)
    user.groups.set(Group.objects.filter(name="content editor"))
    return user
