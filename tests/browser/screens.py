"""The screens of the desk: one line each, and every promise holds for all of them."""

from collections.abc import Callable

from django.urls import reverse

from gapfinder.models import Article, Contact, Gap, HelpCenter, Run
from tests.desk import listed, page_of

SCREENS: dict[str, Callable[[HelpCenter], str]] = {
    "overview": lambda _: reverse("admin:app_list", args=["gapfinder"]),
    "gaps": lambda _: listed("gap"),
    "a gap": lambda center: page_of(Gap.objects.of(center).best_first()[0]),
    "articles": lambda _: listed("article"),
    "an article": lambda _: page_of(Article.objects.order_by("pk")[0]),
    "contacts": lambda _: listed("contact"),
    "a contact": lambda _: page_of(Contact.objects.order_by("pk")[0]),
    "verdicts": lambda _: listed("verdict"),
    "runs": lambda _: listed("run"),
    "a run": lambda center: page_of(Run.objects.of(center).newest_first()[0]),
    "review": lambda _: listed("gap", review="doubtful"),
    "help centres": lambda _: listed("helpcenter"),
    "a help centre": page_of,
}
