"""Gaps: what to write first, and on one page all that is known about it."""

from django.contrib import admin

from gapfinder.models import Gap

from .gap_actions import GapActions
from .gap_effect import GapEffect
from .gap_list import GapList
from .gap_page import GapPage
from .review import GapReview


@admin.register(Gap)
class GapAdmin(GapEffect, GapActions, GapReview, GapPage, GapList):
    """Its parts, each with its own files for the browser: Django joins those."""

    class Media(GapEffect.Media, GapReview.Media, GapPage.Media):
        pass
