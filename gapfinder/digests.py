"""The weekly letter to support leads: written from stored facts, sent once a week.

The letter prints figures, titles of articles and gaps, and example questions; all that
customers said in these lost its personal data on import.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gapfinder.engine.outcomes import Ending, Outcomes, outcomes
from gapfinder.engine.plain_text import one_line, wrapped
from gapfinder.models import Contact, Digest, Gap, HelpCenter, Judgement, Question, Run

GAPS_SHOWN = 10
WIDTH = 76  # columns: a reply that quotes the letter still fits into 80
LONGEST_TITLE = 120  # characters
LONGEST_EXAMPLE = 220
STEADY = 0.05  # a smaller change of the weekly contacts says nothing
FAST = 0.5
WEEK = timedelta(weeks=1)
# Why customers get in touch although an article answers; the others say nothing here.
REASONS = (
    Judgement.Reason.REASSURANCE,
    Judgement.Reason.PREFERS_PERSON,
    Judgement.Reason.ACCOUNT,
)


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    """A line such as "412  answered by an article (62%)"."""

    contacts: str
    words: str
    share: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _GapLines:
    """A gap as the letter shows it: one-line texts, numbers as they are read."""

    rank: str
    title: str
    id: str
    kind: str
    kind_name: str
    status_name: str
    volume: int
    contacts: str
    contacts_in_week: str
    trend: str
    example: str
    locale: str
    article: str
    nearest: str


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def last_whole_week(help_center: HelpCenter, now: datetime) -> date:
    """Return the Monday of the newest week that was over at `now`, where they are."""
    return monday_of(now.astimezone(help_center.zone).date()) - WEEK


def send_digest(
    help_center: HelpCenter, monday: date, *, to: Sequence[str] | None = None
) -> bool:
    """Send the letter about the week of `monday`, unless that was done before.

    The row is locked while the mail goes out, so two workers that wake together send
    one mail between them; a failed send leaves `sent_at` empty for the next try. A
    crash between the mail and the commit sends it again: rather twice than never.

    Args:
        help_center: the one the letter is about.
        monday: any day of the week.
        to: the recipients; those of the help centre if not given.

    Returns:
        Whether this call sent it.

    Raises:
        ValueError: nobody is to get it.
        OSError: the mail server failed; nothing is stored.
    """
    recipients = help_center.recipients if to is None else list(to)
    if not recipients:
        raise ValueError(
            f"{help_center.slug} has no recipients of its digest: add their e-mail "
            'addresses in the admin, under "Digest to"'
        )
    with transaction.atomic():
        digest, _new = Digest.objects.select_for_update().get_or_create(
            help_center=help_center, monday=monday_of(monday)
        )
        if digest.sent_at:
            return False
        letter = compose(help_center, digest.monday)
        send_mail(letter.subject, letter.text, None, recipients)
        digest.subject, digest.text = letter.subject, letter.text
        digest.sent_at = timezone.now()
        digest.save()
    return True


def compose(help_center: HelpCenter, monday: date) -> Letter:
    """Write the letter about the week of `monday`; read only, in seven queries."""
    facts = _facts(help_center, monday_of(monday))
    subject = render_to_string("gapfinder/digest-subject.txt", facts)
    text = render_to_string("gapfinder/digest-body.txt", facts)
    return Letter(one_line(subject), wrapped(text, WIDTH))


def _facts(help_center: HelpCenter, monday: date) -> dict[str, Any]:
    contacts = _contacts(help_center, monday)
    year, week, _weekday = monday.isocalendar()
    facts: dict[str, Any] = {
        "help_center": one_line(str(help_center)),
        "year": str(year),
        "week": str(week),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "contacts": contacts,
        "contacts_shown": _number(contacts),
        "contacts_before": _number(_contacts(help_center, monday - WEEK)),
    }
    if contacts:
        facts |= _outcome_facts(_outcomes(help_center, monday), contacts)
        facts |= _gap_facts(help_center, monday)
    return facts


def _outcome_facts(ended: Outcomes, contacts: int) -> dict[str, Any]:
    judged = ended.answered + ended.in_gaps + ended.alone
    counts = [
        (_("answered by an article"), ended.answered),
        (_("in a gap: no article answers, or not well enough"), ended.in_gaps),
        (_("not grouped: not answered, and hardly anyone else asks"), ended.alone),
    ]
    rest = _("not judged: without a question, or newer than the latest run")
    shown = (counts if judged else []) + [(rest, contacts - judged)]
    reasons = [
        (str(reason.label), ended.reasons[reason])
        for reason in REASONS
        if reason in ended.reasons
    ]
    reasons.sort(key=lambda pair: -pair[1])
    return {
        "outcomes": _counts(shown if judged < contacts else counts, contacts),
        "reasons": _counts(reasons, ended.answered),
    }


def _gap_facts(help_center: HelpCenter, monday: date) -> dict[str, Any]:
    run = Run.objects.of(help_center).finished().newest_first().first()
    gaps = Gap.objects.of(help_center).current().undismissed()
    first = gaps.with_nearest().select_related("article").best_first()[:GAPS_SHOWN]
    found = gaps.count()
    zone = help_center.zone
    return {
        "run": run,
        "self_service": run.why_in_touch() if run else "",
        "since": run and run.since.astimezone(zone).date(),
        "last_day": run and _day_before(run.until.astimezone(zone)),
        "gaps_found": found,
        "gaps_found_shown": _number(found),
        "gaps_shown": str(GAPS_SHOWN) if found > GAPS_SHOWN else "",
        "gaps": [
            _gap_lines(gap, monday)
            for gap in first.defer("article__body", "article__extra")
        ],
    }


def _gap_lines(gap: Any, monday: date) -> _GapLines:
    """Take what the letter shows from a gap that has `.nearest_title`."""
    is_open = gap.status == Gap.Status.OPEN
    return _GapLines(
        rank=str(gap.rank),
        title=_short(gap.title),
        id=gap.public_id,
        kind=gap.kind,
        kind_name=gap.get_kind_display(),
        status_name="" if is_open else gap.get_status_display(),
        volume=gap.volume,
        contacts=_number(gap.volume),
        contacts_in_week=_number(gap.weeks.get(monday.isoformat(), 0)),
        trend=_trend(gap.trend),
        example=_example(gap.title, gap.examples),
        locale=gap.locale,
        article=_short(str(gap.article)) if gap.article else "",
        nearest=_short(gap.nearest_title or gap.nearest_id or ""),
    )


def _contacts(help_center: HelpCenter, monday: date) -> int:
    since, until = _bounds(help_center, monday)
    return Contact.objects.of(help_center).received_between(since, until).count()


def _outcomes(help_center: HelpCenter, monday: date) -> Outcomes:
    """Count contacts by their worst-answered question, those of any gap as in one."""
    since, until = _bounds(help_center, monday)
    asked = Question.objects.asked_between(help_center, since, until)
    judged = Judgement.objects.of_questions(asked).worst_first()
    worst: dict[int, tuple[bool, str]] = {}
    in_gaps: set[int] = set()
    for contact, match, gap, reason in judged.values_list(
        "question__contact_id", "match", "gap_id", "reason"
    ):
        answered = match == Judgement.Match.ANSWERED
        worst.setdefault(contact, (answered, reason))
        if gap is not None:
            in_gaps.add(contact)
    return outcomes(
        Ending(answered=answered, in_gap=contact in in_gaps, reason=reason)
        for contact, (answered, reason) in worst.items()
    )


def _bounds(help_center: HelpCenter, monday: date) -> tuple[datetime, datetime]:
    midnight = datetime.combine(monday, time.min, help_center.zone)
    return midnight, midnight + WEEK  # wall-clock time: also right when clocks change


def _day_before(until: datetime) -> date:
    return (until - timedelta(microseconds=1)).date()


def _counts(counts: Iterable[tuple[str, int]], whole: int) -> list[_Count]:
    return [
        _Count(contacts=_number(count), words=words, share=_share(count, whole))
        for words, count in counts
    ]


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def _share(part: int, whole: int) -> str:
    percent = round(100 * part / whole)
    if part and not percent:
        return _("less than %(percent)s%%") % {"percent": 1}
    return _("%(percent)s%%") % {"percent": percent}


def _trend(change: float) -> str:
    if abs(change) < STEADY:
        return _("steady")
    if change > 0:
        return _("rising fast") if change >= FAST else _("rising")
    return _("falling fast") if change <= -FAST else _("falling")


def _short(text: str, length: int = LONGEST_TITLE) -> str:
    return Truncator(one_line(text)).chars(length)


def _example(title: str, examples: Iterable[str]) -> str:
    """Return an example that says more than the title, which is often one itself."""
    texts = [one_line(example) for example in examples]
    known = one_line(title).rstrip("…").casefold()
    others = [text for text in texts if known not in text.casefold()]
    more = [text for text in texts if text.casefold() != known]
    return _short(next(iter(others or more), ""), LONGEST_EXAMPLE)
