"""What speaks for a nearest article, and against it, in words."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gapfinder.admin.common import html
from gapfinder.engine.coverage.evidence import Point, PointCode
from gapfinder.engine.text.reason_signals import Signals
from gapfinder.models import Judgement, Passage
from gapfinder.models.gaps.evidence import NearestPassage
from gapfinder.models.judgements.payloads import Outside

HEADS = (
    gettext_lazy("closest passage"),
    gettext_lazy("what customers ask"),
    gettext_lazy("speaks for it"),
    gettext_lazy("speaks against it"),
)


def cells(judgement: Judgement) -> tuple[str, ...]:
    """Return why the article is nearest, the passage side by side with the question."""
    speaks_for, speaks_against = judgement.explained.for_and_against()
    return (
        passage(judgement.passage),
        judgement.question.text,
        html.bullets(sentences(speaks_for)),
        html.bullets(sentences(speaks_against)),
    )


def passage(found: Passage | NearestPassage | None) -> str:
    if found is None:
        return html.NOTHING
    if found.kind == Passage.Kind.BODY:
        return found.text
    return f"{found.text} ({Passage.Kind(found.kind).label})"


def sentences(points: Sequence[Point]) -> list[str]:
    return list(map(sentence, points))


def sentence(point: Point) -> str:
    """Say what a point means."""
    code, value = point.code, point.value
    said = _counts(code, round(abs(value))) or _shares(code) or _parts(code, value > 0)
    shown = {
        "n": html.number(round(abs(value))),
        "share": html.percent(abs(value)),
        "value": html.difference(value),
    }
    return said % shown


def place(judgement: Judgement) -> str:
    """Say which gap a question is in, or why it is in none."""
    if judgement.gap:
        return html.link_to(judgement.gap)
    explained = judgement.explained
    said = {
        Outside.NO: _("Its gap is gone."),
        Outside.NO_CONTENT: _("In no gap: it needs no content."),
        Outside.EXCLUDED: _("In no gap: an editor's rule leaves it out."),
        Outside.READABLE: _("In no gap: the article is in the customer's language."),
        Outside.ANSWERED: _("In no gap: the article answers it."),
        Outside.GROUP_ANSWERED: _(
            "In no gap: an article answers most of those that ask the same."
        ),
        Outside.TOO_FEW: ngettext(
            "Not grouped: nobody else asks the same.",
            "Not grouped: only %(n)s ask the same.",
            explained.alike,
        ),
    }
    return said[explained.outside] % {"n": html.number(explained.alike)}


def signals(found: Signals) -> Iterator[str]:
    """Say what in a conversation tells its reason, besides what is asked."""
    labels = dict(Judgement.Reason.choices)
    for reason in found.said:
        said = _("The customer used a phrase that is telling of “%(reason)s”.")
        yield said % {"reason": labels.get(reason, reason)}
    if found.own_case:
        yield _("An agent asked who the customer is, or looked something up.")


def _counts(code: PointCode, number: int) -> str | None:
    said = {
        PointCode.VERDICT_YES: ngettext(
            "An editor said that it answers %(n)s question.",
            "An editor said that it answers %(n)s questions.",
            number,
        ),
        PointCode.VERDICT_NO: ngettext(
            "An editor said that it does not answer %(n)s question.",
            "An editor said that it does not answer %(n)s questions.",
            number,
        ),
        PointCode.VERDICT_PARTLY: ngettext(
            "An editor said that it answers %(n)s question only partly.",
            "An editor said that it answers %(n)s questions only partly.",
            number,
        ),
        PointCode.SHARED_IN: ngettext(
            "Agents shared it in %(n)s contact.",
            "Agents shared it in %(n)s contacts.",
            number,
        ),
        PointCode.CLOSER_GROUP: ngettext(
            "%(n)s question about something else is closer to it.",
            "%(n)s questions about something else are closer to it.",
            number,
        ),
        PointCode.FOREIGN: ngettext(
            "%(n)s contact is in a language it is not written in.",
            "%(n)s contacts are in languages it is not written in.",
            number,
        ),
    }
    return said.get(code)


def _shares(code: PointCode) -> str | None:
    said = {
        PointCode.AGREE: _(
            "%(share)s of the questions are by themselves nearest to it."
        ),
        PointCode.DISAGREE: _(
            "%(share)s of the questions are by themselves nearer to others."
        ),
    }
    return said.get(code)


def _parts(code: PointCode, speaks_for: bool) -> str:
    """Say which part of the score is unusual for an article that answers."""
    said = {
        PointCode.WORDS: (
            _("Its words are closer than is usual for an answer (%(value)s)."),
            _("Its words are less close than is usual for an answer (%(value)s)."),
        ),
        PointCode.TITLE: (
            _("Its title is closer than is usual for an answer (%(value)s)."),
            _("Its title is less close than is usual for an answer (%(value)s)."),
        ),
        PointCode.BODY: (
            _("As a whole it is closer than is usual for an answer (%(value)s)."),
            _("As a whole it is less close than is usual for an answer (%(value)s)."),
        ),
        PointCode.PASSAGE: (
            _("Its best passage is closer than is usual (%(value)s)."),
            _("Its best passage is less close than is usual (%(value)s)."),
        ),
        PointCode.ANSWERS: (
            _("What agents answered resembles it more than is usual (%(value)s)."),
            _("What agents answered resembles it less than is usual (%(value)s)."),
        ),
        PointCode.ANSWER_KNOWN: (
            _("Of more contacts than usual an agent's answer is known (%(value)s)."),
            _("Of fewer contacts than usual an agent's answer is known (%(value)s)."),
        ),
        PointCode.NEAR_TO_ALL: (
            _("It is near to fewer other questions than is usual (%(value)s)."),
            _("It is near to many questions, whatever they ask (%(value)s)."),
        ),
        PointCode.SHARED: (
            _("Agents shared it with similar questions more than usual (%(value)s)."),
            _("Agents shared it with similar questions less than usual (%(value)s)."),
        ),
        PointCode.GROUPS: (
            _("Those who ask the same come closer to an article (%(value)s)."),
            _("Those who ask the same come less close to an article (%(value)s)."),
        ),
        PointCode.VERDICTS_NEAR: (
            _("Editors said of similar questions that it answers them (%(value)s)."),
            _("Editors said of similar questions that it does not (%(value)s)."),
        ),
    }
    return said[code][0 if speaks_for else 1]
