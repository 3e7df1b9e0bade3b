"""Gaps: what to write first, and on one page all that is known about it."""

from django.contrib import admin

from gapfinder.models import Gap

from .gap_list import GapList
from .gap_page import GapPage
from .review import GapReview


@admin.register(Gap)
class GapAdmin(GapReview, GapPage, GapList):
    pass
