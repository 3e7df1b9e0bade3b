"""A help centre after a month: decisions, effects, rules and runs."""

from datetime import timedelta

from django.contrib.auth.models import Group, User
from django.utils import timezone

from gapfinder.digests import compose
from gapfinder.models import Article, Delivery, Exclusion, Gap, HelpCenter, SavedView
from gapfinder.models.gaps.decisions import Because
from tests.admin.gap_page.test_effect import a_published
from tests.support.factories import (
    NOON,
    a_contact,
    a_gap,
    a_help_center,
    a_judgement,
    a_run,
    a_subscription,
    a_verdict,
    an_article,
    an_audience,
)

OTHER = "fjordnett"  # a help centre that nobody has analysed
RULE = "where is my order"
NOTE = "Ask the network team for the dates first."
LETTERS = {  # state → what the mail server said
    "sent": "",
    "waiting": "450 4.2.1 The mailbox is busy: try again later",
    "uncertain": "no answer",
    "failed": "550 5.1.1 <[email]>: Recipient address rejected: User unknown in table",
}
BEFORE, AFTER = [100] * 8, [50] * 8  # contacts a week


def an_editor(center: HelpCenter, name: str = "ingrid") -> User:
    """A content editor of one help centre, who is no superuser."""
    editor = User.objects.create(username=name, is_staff=True, first_name=name.title())
    editor.groups.add(Group.objects.get(name="content editor"))
    center.members.add(editor)
    return editor


def two_issues(center: HelpCenter) -> None:
    """Of a quiet week in summer, and of the week that is over."""
    for day in (NOON - timedelta(weeks=20), NOON):
        compose(center, None, day.date(), now=NOON + timedelta(weeks=1))


def a_month_of_work(center: HelpCenter) -> None:
    editor = an_editor(center)
    article = Article.objects.of(center).order_by("pk")[0]
    drafted, asked = Gap.objects.of(center).best_first()[:2]
    drafted.draft(editor=editor, assignee=editor, note=NOTE)
    drafted.retitle("The copper network and when it closes", editor=editor)
    a_verdict(gap=asked, article=article, answer="partly", editor=editor, note=NOTE)
    fields = {"help_center": center, "published_article": article}
    a_published(BEFORE, AFTER, title="Fees for paper invoices", rank=None, **fields)
    a_published(BEFORE, [110] * 8, title="Signs of a fault", **fields)
    dismissed = a_gap(help_center=center, title="Where is my order?", rank=None)
    for day in range(4):
        asked_at = NOON - timedelta(days=day)
        contact = a_contact(
            "Where is my order?", help_center=center, received_at=asked_at
        )
        a_judgement(contact.questions.get(), gap=dismissed, run=center.run_set.first())
    dismissed.dismiss(Because.ACCOUNT_ONLY, editor=editor)
    Exclusion.objects.make(dismissed, [RULE], editor=editor)
    a_run(help_center=center, state="failed", failure="encoder", phase="encode")
    running = {"finished_at": None, "seen_at": timezone.now(), "phase": "encode"}
    counts = {"encoded": 1_204, "to_encode": 3_964, "started_at": timezone.now()}
    a_run(help_center=center, state="running", **running, **counts)
    an_article(help_center=a_help_center(OTHER))
    two_issues(center)
    weeks_of_letters(center)


def weeks_of_letters(center: HelpCenter) -> None:
    """One of everything that can become of a letter."""
    section = Article.objects.of(center).sections()[0]
    team = an_audience(help_center=center, name="Internet team", sections=[section])
    monday = timezone.localdate() - timedelta(days=timezone.localdate().weekday())
    for place, (state, error) in enumerate(LETTERS.items()):
        reader = a_subscription(
            f"lead{place}@example.com",
            help_center=center,
            audience=team if place % 2 else None,
            weekday=place,
            time_zone="Pacific/Auckland" if place == 1 else "",
            ended_at=NOON if place == 3 else None,
        )
        Delivery.objects.create(
            subscription=reader,
            monday=monday - timedelta(weeks=1),
            state=state,
            error=error,
            attempts=place + 1,
            tried_at=timezone.now(),
            sent_at=timezone.now() if state == "sent" else None,
        )


def a_view_of(user: User) -> None:
    SavedView.objects.keep(user, "Chats, not assigned", "channel=chat&assignee=nobody")
