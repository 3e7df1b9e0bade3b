"""The review: gaps in order of uncertainty, one at a time."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, ngettext

from gapfinder.admin.common import html
from gapfinder.admin.common.access import chosen_center, seen_centers
from gapfinder.admin.common.model_admin import Screen
from gapfinder.admin.common.query_params import key_of
from gapfinder.admin.gap_page import evidence_text
from gapfinder.models import Article, Gap, HelpCenter, Question, Verdict

from .review_stats import Given, Tally

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from gapfinder.models.gaps.queries import GapQuerySet

CONTACTS_SHOWN = 5
LEAD = 400  # characters of an article whose best passage is not known
SKIP, UNDO = "skip", "undo"


class GapReview(Screen):
    class Media:
        css = {"all": ["gapfinder/review.css"]}
        js = ["gapfinder/review.js"]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.review_view)
        return [path("review/", view, name="gapfinder_gap_review"), *super().get_urls()]

    def may_review(self, request: HttpRequest) -> bool:
        may_judge = request.user.has_perm("gapfinder.add_verdict")
        return may_judge and self.has_change_permission(request)

    def review_view(self, request: HttpRequest) -> HttpResponse:
        if not self.may_review(request):
            raise PermissionDenied
        center = chosen_center(request)
        if request.method != "POST":
            return self._page(request, center)
        if center is None:
            raise Http404
        tally = Tally(request.session, center)
        gaps = Gap.objects.of(center)
        shown = _undo(request, tally) if UNDO in request.POST else None
        if UNDO not in request.POST:
            _answer(request, gaps, tally)
        return HttpResponseRedirect(_address(center, shown))

    def _page(self, request: HttpRequest, center: HelpCenter | None) -> HttpResponse:
        context = self.admin_site.each_context(request) | {
            "title": gettext("Review"),
            "opts": self.opts,
            "media": self.media,
            "center": center,
            "centers": seen_centers(request),
        }
        if center is not None:
            tally = Tally(request.session, center)
            gaps = Gap.objects.of(center)
            gap = _next(gaps, tally, request.GET.get("gap", ""))
            context |= {"tally": tally, "figures": _figures(gaps)}
            context |= _question(gap) if gap else {}
        template = "admin/gapfinder/gap/review.html"
        return TemplateResponse(request, template, context)


def _address(center: HelpCenter, gap: int | None) -> str:
    query = {"help_center": center.slug} | ({"gap": gap} if gap else {})
    return reverse("admin:gapfinder_gap_review", query=query)


def _next(gaps: "GapQuerySet", tally: Tally, asked_for: str) -> Any:
    """Return the gap to ask about: skipped ones come last, in the order of skipping."""
    left = gaps.to_review()
    if gap := left.filter(pk=key_of(asked_for)).first():
        return gap
    if gap := left.exclude(pk__in=tally.skipped).first():
        return gap
    found = left.in_bulk(tally.skipped)
    return next((found[pk] for pk in tally.skipped if pk in found), None)


def _figures(gaps: "GapQuerySet") -> dict[str, Any]:
    asked, judged = (
        rows.review_figures() for rows in (gaps.worth_asking(), gaps.reviewed())
    )
    share = judged.doubt / asked.doubt if asked.doubt else 1.0
    return {
        "left": asked.gaps - judged.gaps,
        "settled": share,
        "settled_shown": html.share(share),
    }


def _question(gap: Any) -> dict[str, Any]:
    """Return what the page shows of a gap, and of the article beside it."""
    article = Article.objects.get(pk=gap.shown_pk)
    told = (near for near in gap.shown_evidence if near.article == article.external_id)
    near = next(told, None)
    asked = Question.objects.in_gap(gap).with_contact().newest_first()
    return {
        "gap": gap,
        "article": article,
        "article_link": html.outside_link(article.url) if article.url else "",
        "passage": evidence_text.passage(near.passage) if near else "",
        "lead": "" if near else article.body[:LEAD],
        "questions": asked[:CONTACTS_SHOWN],
        "answers": Verdict.Answer,
    }


def _answer(request: HttpRequest, gaps: Any, tally: Tally) -> None:
    """Store an answer, unless the gap or its article is no longer what was shown."""
    posted = request.POST
    key, shown = (key_of(posted.get(each, "")) for each in ("gap", "article"))
    answer = posted.get("answer", "")
    if answer not in {*Verdict.Answer.values, SKIP} or key is None:
        raise Http404
    with transaction.atomic():
        gap = gaps.select_for_update(of=("self",)).filter(pk=key).first()
        if gap is None:
            raise Http404
        left = gaps.to_review().filter(pk=key).first()
        if left is None or left.shown_pk != shown:
            messages.warning(request, _meanwhile(gap, shown))
            return
        if answer == SKIP:
            tally.skip(gap)
            messages.info(request, gettext("Skipped: it comes again at the end."))
            return
        verdict = Verdict.objects.give(
            gap=gap,
            article=Article.objects.get(pk=left.shown_pk),
            answer=answer,
            editor=cast("User", request.user),
        )
        messages.success(request, _learnt(verdict, tally.give(gap, verdict)))


def _meanwhile(gap: Gap, shown: int | None) -> str:
    """Say why an answer was not stored: who judged first, or that a run came."""
    verdict = None
    if shown is not None:
        verdict = Verdict.objects.newest_on(gap, shown)
    if verdict is None:
        return gettext("“%(gap)s” has changed meanwhile: nothing was stored.") % {
            "gap": html.short(gap.title)
        }
    said = {
        "gap": html.short(gap.title),
        "editor": verdict.editor or gettext("somebody"),
        "answer": verdict.get_answer_display(),
    }
    return (
        gettext(
            "%(editor)s has judged “%(gap)s” meanwhile (%(answer)s): your answer was "
            "not stored."
        )
        % said
    )


def _learnt(verdict: Verdict, given: Given) -> str:
    said = ngettext(
        "%(answer)s: this teaches %(n)s question, and the next analysis knows.",
        "%(answer)s: this teaches %(n)s questions, and the next analysis knows.",
        given.questions,
    )
    answer = str(verdict.get_answer_display()).capitalize()
    return said % {"answer": answer, "n": html.number(given.questions)}


def _undo(request: HttpRequest, tally: Tally) -> int | None:
    """Take the last answer of this session back; return the gap, to ask again."""
    last = tally.last()
    if last is None:
        messages.info(request, gettext("There is nothing to take back."))
        return None
    tally.drop_last()
    verdict = Verdict.objects.filter(pk=last.verdict).first()
    try:
        if verdict is not None:
            verdict.take_back(editor=cast("User", request.user))
    except ValueError:
        messages.warning(
            request,
            gettext(
                "An analysis has begun since: give a new verdict on the gap's page."
            ),
        )
        return None
    messages.success(request, gettext("Taken back: nothing was learnt from it."))
    return last.gap
