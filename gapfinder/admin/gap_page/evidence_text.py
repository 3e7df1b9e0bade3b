"""What speaks for a nearest article, and against it, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gapfinder.admin.common import html
from gapfinder.models import Judgement, Passage

HEADS = (
    gettext_lazy("closest passage"),
    gettext_lazy("what customers ask"),
    gettext_lazy("speaks for it"),
    gettext_lazy("speaks against it"),
)


def cells(near: Mapping[str, Any]) -> tuple[str, ...]:
    """Return one article's evidence, the passage side by side with the question."""
    return (
        passage(near["passage"]),
        near["question"],
        html.bullets(sentence(**point) for point in near["for"]),
        html.bullets(sentence(**point) for point in near["against"]),
    )


def passage(found: Mapping[str, str] | None) -> str:
    if found is None:
        return html.NOTHING
    kind = Passage.Kind(found["kind"])
    if kind == Passage.Kind.BODY:
        return found["text"]
    return f"{found['text']} ({kind.label})"


def sentence(code: str, value: float) -> str:
    """Say what a point means; the codes are those of `engine.evidence` and the run."""
    said = _counts(code, round(abs(value))) or _shares(code) or _parts(code, value > 0)
    shown = {
        "n": html.number(round(abs(value))),
        "share": html.percent(abs(value)),
        "value": html.difference(value),
    }
    return said % shown


def place(judgement: Judgement) -> str:
    """Say which gap a question is in, or why it is in none."""
    outside = judgement.evidence["outside"]
    if judgement.gap:
        return html.link_to(judgement.gap)
    alike = judgement.evidence["alike"]
    said = {
        "": _("Its gap is gone."),
        "no_content": _("In no gap: it needs no content."),
        "excluded": _("In no gap: an editor's rule leaves it out."),
        "readable": _("In no gap: the article is in the customer's language."),
        "answered": _("In no gap: the article answers it."),
        "group_answered": _(
            "In no gap: an article answers most of those that ask the same."
        ),
        "too_few": ngettext(
            "Not grouped: nobody else asks the same.",
            "Not grouped: only %(n)s ask the same.",
            alike,
        ),
    }
    return said[outside] % {"n": html.number(alike)}


def signals(found: Mapping[str, Any]) -> Iterator[str]:
    """Say what in a conversation tells its reason, besides what is asked."""
    for reason in found.get("said", ()):
        said = _("The customer used a phrase that is telling of “%(reason)s”.")
        yield said % {"reason": Judgement.Reason(reason).label}
    if found.get("own_case"):
        yield _("An agent asked who the customer is, or looked something up.")


def _counts(code: str, number: int) -> str | None:
    said = {
        "verdict_yes": ngettext(
            "An editor said that it answers %(n)s question.",
            "An editor said that it answers %(n)s questions.",
            number,
        ),
        "verdict_no": ngettext(
            "An editor said that it does not answer %(n)s question.",
            "An editor said that it does not answer %(n)s questions.",
            number,
        ),
        "verdict_partly": ngettext(
            "An editor said that it answers %(n)s question only partly.",
            "An editor said that it answers %(n)s questions only partly.",
            number,
        ),
        "shared_in": ngettext(
            "Agents shared it in %(n)s contact.",
            "Agents shared it in %(n)s contacts.",
            number,
        ),
        "closer_group": ngettext(
            "%(n)s question about something else is closer to it.",
            "%(n)s questions about something else are closer to it.",
            number,
        ),
        "foreign": ngettext(
            "%(n)s contact is in a language it is not written in.",
            "%(n)s contacts are in languages it is not written in.",
            number,
        ),
    }
    return said.get(code)


def _shares(code: str) -> str | None:
    said = {
        "agree": _("%(share)s of the questions are by themselves nearest to it."),
        "disagree": _("%(share)s of the questions are by themselves nearer to others."),
    }
    return said.get(code)


def _parts(code: str, speaks_for: bool) -> str:
    """Say which part of the score is unusual for an article that answers."""
    said = {
        "words": (
            _("Its words are closer than is usual for an answer (%(value)s)."),
            _("Its words are less close than is usual for an answer (%(value)s)."),
        ),
        "title": (
            _("Its title is closer than is usual for an answer (%(value)s)."),
            _("Its title is less close than is usual for an answer (%(value)s)."),
        ),
        "body": (
            _("As a whole it is closer than is usual for an answer (%(value)s)."),
            _("As a whole it is less close than is usual for an answer (%(value)s)."),
        ),
        "passage": (
            _("Its best passage is closer than is usual (%(value)s)."),
            _("Its best passage is less close than is usual (%(value)s)."),
        ),
        "answers": (
            _("What agents answered resembles it more than is usual (%(value)s)."),
            _("What agents answered resembles it less than is usual (%(value)s)."),
        ),
        "answer_known": (
            _("Of more contacts than usual an agent's answer is known (%(value)s)."),
            _("Of fewer contacts than usual an agent's answer is known (%(value)s)."),
        ),
        "near_to_all": (
            _("It is near to fewer other questions than is usual (%(value)s)."),
            _("It is near to many questions, whatever they ask (%(value)s)."),
        ),
        "shared": (
            _("Agents shared it with similar questions more than usual (%(value)s)."),
            _("Agents shared it with similar questions less than usual (%(value)s)."),
        ),
        "groups": (
            _("Those who ask the same come closer to an article (%(value)s)."),
            _("Those who ask the same come less close to an article (%(value)s)."),
        ),
        "verdicts_near": (
            _("Editors said of similar questions that it answers them (%(value)s)."),
            _("Editors said of similar questions that it does not (%(value)s)."),
        ),
    }
    return said[code][0 if speaks_for else 1]
