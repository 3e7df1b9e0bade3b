"""The screens of the desk: one entry each, and every promise holds for all of them."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass

from celery import current_app
from django.urls import reverse
from django.utils.http import urlencode
from selenium.webdriver.common.by import By

from gapfinder.digests.delivery.unsubscribe_tokens import token_of
from gapfinder.models import (
    Article,
    Audience,
    Contact,
    Delivery,
    Digest,
    Exclusion,
    Gap,
    HelpCenter,
    PublishedGap,
    Run,
    Subscription,
    Verdict,
)
from tests.support.desk import listed, page_of

from .hands import Hands
from .work import OTHER

OVERVIEW = "admin:app_list"


@contextmanager
def workers() -> Iterator[None]:
    """Have a broker, in this process, as a project with workers has one."""
    settings = current_app.conf
    before = settings.broker_url, settings.task_always_eager
    settings.broker_url, settings.task_always_eager = "memory://", False
    try:
        yield
    finally:
        settings.broker_url, settings.task_always_eager = before


@dataclass(frozen=True, slots=True)
class Screen:
    """Where it is, and what to do there until it is seen."""

    address: Callable[[HelpCenter], str]
    then: Callable[[Hands], None] = lambda hands: None
    during: Callable[[], AbstractContextManager[None]] = nullcontext


def unsubscribing(reader: Subscription) -> str:
    return reverse("gapfinder:unsubscribe", args=[token_of(reader)])


def best(center: HelpCenter) -> Gap:
    """Return the gap that comes first; an editor is at work on it."""
    return Gap.objects.of(center).best_first()[0]


def of_gap(name: str, **query: str) -> Callable[[HelpCenter], str]:
    """Return the address of something below the best gap's."""
    address = f"admin:gapfinder_gap_{name}"
    return lambda center: reverse(address, args=[best(center).pk], query=query)


def asked_most(center: HelpCenter) -> Digest:
    """Return the issue that has most to say; what a run found is in the newest."""
    return Digest.objects.of(center).newest_first()[0]


def run_that(state: str) -> Callable[[HelpCenter], str]:
    return lambda center: page_of(Run.objects.of(center).filter(state=state)[0])


def bulk(action: str) -> Screen:
    """The page between: two gaps of the list and what to do with them."""

    def then(hands: Hands) -> None:
        for box in hands.driver.find_elements(By.CSS_SELECTOR, ".action-select")[:2]:
            box.click()
        hands.choose("Action", action)
        hands.press("Go")  # the stock button has a sign for it

    return Screen(lambda _: listed("gap"), then)


def tried(hands: Hands) -> None:
    """Try a rule on past contacts, for which it has to be typed."""
    hands.unfold("Never group such contacts again")
    hands.write("Words and phrases", "order")
    hands.press("Try the rule")


def unfolded(hands: Hands) -> None:
    """Open all that can be opened, but for what closes another."""
    for summary in hands.driver.find_elements(By.CSS_SELECTOR, "main summary"):
        closed = summary.find_element(By.XPATH, "..").get_attribute("open") is None
        if summary.is_displayed() and closed:
            hands.click(summary)


SCREENS = {
    "overview": Screen(lambda _: reverse(OVERVIEW, args=["gapfinder"])),
    "overview of nothing": Screen(
        lambda _: reverse(OVERVIEW, args=["gapfinder"], query={"help_center": OTHER})
    ),
    "gaps": Screen(lambda _: listed("gap")),
    "gaps of some weeks": Screen(
        lambda _: f"{listed('gap', found='all')}&" + urlencode({"from": "2026-10-05"}),
        unfolded,
    ),
    "gaps that are searched for": Screen(lambda _: listed("gap", q="network")),
    "a gap": Screen(lambda center: page_of(best(center))),
    "a gap, unfolded": Screen(lambda center: page_of(best(center)), unfolded),
    "a gap after publishing": Screen(
        lambda center: page_of(
            Gap.objects.of(center).ever_published().order_by("pk")[0]
        )
    ),
    "a gap's brief": Screen(of_gap("brief")),
    "assign gaps": bulk("Assign the selected gaps…"),
    "draft gaps": bulk("Start drafting the selected gaps…"),
    "dismiss gaps": bulk("Dismiss the selected gaps…"),
    "merge gaps": bulk("Merge the selected gaps…"),
    "publish a gap": Screen(of_gap("publish", words="router")),
    "dismiss a gap": Screen(of_gap("dismiss")),
    "merge a gap": Screen(of_gap("merge", words="price")),
    "trial of a rule": Screen(lambda center: page_of(best(center)), tried),
    "review": Screen(lambda _: reverse("admin:gapfinder_gap_review"), unfolded),
    "review of nothing": Screen(
        lambda _: reverse("admin:gapfinder_gap_review", query={"help_center": OTHER})
    ),
    "articles": Screen(lambda _: listed("article")),
    "an article": Screen(lambda _: page_of(Article.objects.order_by("pk")[0])),
    "contacts": Screen(lambda _: listed("contact")),
    "a contact": Screen(lambda _: page_of(Contact.objects.order_by("pk")[0])),
    "published gaps": Screen(lambda _: listed(PublishedGap._meta.model_name or "")),
    "verdicts": Screen(lambda _: listed("verdict")),
    "a verdict": Screen(lambda _: page_of(Verdict.objects.order_by("pk")[0])),
    "exclusion rules": Screen(lambda _: listed("exclusion")),
    "an exclusion rule": Screen(lambda _: page_of(Exclusion.objects.order_by("pk")[0])),
    "digests": Screen(lambda _: listed("digest")),
    "a digest": Screen(lambda center: page_of(asked_most(center))),
    "a digest of a quiet week": Screen(
        lambda center: page_of(Digest.objects.of(center).order_by("monday")[0])
    ),
    "runs": Screen(lambda _: listed("run")),
    "a run": Screen(run_that("finished")),
    "a run that runs": Screen(run_that("running")),
    "a run that failed": Screen(run_that("failed")),
    "start of a run": Screen(
        lambda _: reverse("admin:gapfinder_run_start"), during=workers
    ),
    "start of a run without workers": Screen(
        lambda _: reverse("admin:gapfinder_run_start")
    ),
    "help centres": Screen(lambda _: listed("helpcenter")),
    "a help centre": Screen(page_of),
    "audiences": Screen(lambda _: listed("audience")),
    "an audience": Screen(lambda _: page_of(Audience.objects.order_by("pk")[0])),
    "subscriptions": Screen(lambda _: listed("subscription")),
    "a subscription": Screen(lambda _: page_of(Subscription.objects.order_by("pk")[0])),
    "a new subscription": Screen(lambda _: reverse("admin:gapfinder_subscription_add")),
    "preview of a letter": Screen(
        lambda _: reverse(
            "admin:gapfinder_subscription_preview",
            args=[Subscription.objects.order_by("pk")[0].pk],
        )
    ),
    "deliveries": Screen(lambda _: listed("delivery")),
    "a delivery": Screen(lambda _: page_of(Delivery.objects.order_by("pk")[0])),
    "enough of the letter": Screen(
        lambda _: unsubscribing(Subscription.objects.order_by("pk")[0])
    ),
    "enough of the letter, said": Screen(
        lambda _: unsubscribing(Subscription.objects.order_by("pk")[0]),
        lambda hands: hands.press("Unsubscribe"),
    ),
}
