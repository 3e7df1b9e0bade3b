"""Gaps: what to write first, and on one page all that is known about it."""

from django.contrib import admin

from gapfinder.admin.gap_decisions.review_queue import GapReview
from gapfinder.admin.gap_decisions.views import GapActions
from gapfinder.admin.gap_list.list_view import GapList
from gapfinder.admin.gap_page.detail_view import GapPage
from gapfinder.admin.gap_page.effect import GapEffect
from gapfinder.models import Gap


@admin.register(Gap)
class GapAdmin(GapEffect, GapActions, GapReview, GapPage, GapList):
    """Its parts, each with its own files for the browser: Django joins those."""

    class Media(GapEffect.Media, GapReview.Media, GapPage.Media):
        pass
