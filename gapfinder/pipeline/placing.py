"""Place: what was sorted becomes judgements, until a full run thinks of them."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gapfinder.conf import Conf
from gapfinder.engine.constraints import NO_GAP
from gapfinder.engine.updating import NOBODY
from gapfinder.models import Gap, GapWords, Judgement, Run

from .measuring import add_needs
from .noting import match_of
from .sorting import News, SortedNews
from .thinking import version

STRANGE = "strange"  # why a question is in no gap: nothing like it is known
KEPT = ("points", "alike", "wish")  # of the evidence of the question that is most alike


class Placing:
    """Says of each new question what its nearest judged ones say."""

    def __init__(
        self,
        run: Run,
        news: News,
        sorted_news: SortedNews,
        gaps: Mapping[int, Gap],
        options: Conf,
    ) -> None:
        self._run, self._news, self._options = run, news, options
        self._found = sorted_news.found
        self._gaps = {gap.number: gap for gap in gaps.values()}
        judged = news.judged
        self._live = set(judged.known.need[judged.in_gap].tolist())
        keys = [int(judged.keys[row]) for row in self._found.like if row != NOBODY]
        self._alike = {each.pk: each for each in Judgement.objects.each_of(set(keys))}

    def judgements(self) -> list[Judgement]:
        """Return them in the order of the new questions, not stored."""
        return [self._judgement(row) for row in range(len(self._found.need))]

    def _judgement(self, row: int) -> Judgement:
        window = self._news.window
        contact = window.contacts[window.contact_of[row]]
        score = round(float(self._found.score[row]), 4)
        like, gap, asks_for = self._like(row), *self._gap(row)
        family = int(self._found.family[row])
        place = version(window, family, window.locales[row]) if family >= 0 else -1
        article = window.articles[place] if place >= 0 else None
        same_page = like and article and like.article_id == article.pk
        return Judgement(
            question=window.questions[row],
            run=self._run,
            asked_at=contact.received_at,
            match=match_of(score, gap, self._options),
            article=article,
            score=score,
            gap=gap,
            last_gap=gap or asks_for,
            reason=Judgement.Reason.CONTENT if gap else self._found.reason[row],
            passage_id=like.passage_id if like and same_page else None,
            evidence=self._note(row, like, gap, score),
            provisional=True,
        )

    def _like(self, row: int) -> Judgement | None:
        """Return the nearest judgement that agrees, as far as one does."""
        like = int(self._found.like[row])
        key = int(self._news.judged.keys[like]) if like != NOBODY else None
        return None if key is None else self._alike.get(key)

    def _gap(self, row: int) -> tuple[Gap | None, Gap | None]:
        """Return the gap a question is in, and the published one it asks for."""
        number = int(self._found.need[row])
        if number == NO_GAP or self._news.window.left_out[row]:
            return None, None
        gap = self._gaps[number]
        if number not in self._live:
            return None, gap
        return (None if self._can_read(row, gap) else gap), None

    def _can_read(self, row: int, gap: Gap) -> bool:
        """Whether a gap lacks a language only, and not that of the question."""
        window = self._news.window
        family = window.family_of.get(gap.article_id or 0)
        if gap.kind != Gap.Kind.TRANSLATION or family is None:
            return False
        language = window.locales[row]
        return not language or language in window.readable[family]

    def _note(
        self, row: int, like: Judgement | None, gap: Gap | None, score: float
    ) -> dict[str, Any]:
        known = like.evidence if like else {}
        note = {"points": {}, "alike": 1} | {
            name: known[name] for name in KEPT if name in known
        }
        if gap is None:
            note.pop("wish", None)
        return note | {"outside": "" if gap else self._why_outside(row, known, score)}

    def _why_outside(self, row: int, known: Mapping[str, Any], score: float) -> str:
        if self._news.window.left_out[row]:
            return "excluded"
        if self._found.strange[row]:
            return STRANGE
        if self._found.need[row] != NO_GAP:
            return "readable" if self._is_live(row) else "group_answered"
        if score >= self._options.answered_from:
            return "answered"
        return str(known.get("outside") or "too_few")

    def _is_live(self, row: int) -> bool:
        return int(self._found.need[row]) in self._live


def place_news(run: Run, placing: Placing) -> list[Judgement]:
    """Store the judgements of new questions, and what follows for published gaps."""
    judgements = placing.judgements()
    Judgement.objects.insert(judgements)
    came: dict[Gap, dict[int, datetime]] = defaultdict(dict)
    said: dict[Gap, list[str]] = defaultdict(list)
    for each in judgements:
        if each.last_gap and each.last_gap.is_published:
            came[each.last_gap][each.question.contact_id] = each.asked_at
        if each.gap:
            said[each.gap].append(each.question.text)
    add_needs(run, {gap: list(contacts.values()) for gap, contacts in came.items()})
    GapWords.objects.add_texts(said)
    return judgements
