"""Gaps: what to write first, and on one page all that is known about it."""

from django.contrib import admin

from gapfinder.models import Gap

from .gap_effect import GapEffect
from .gap_list import GapList
from .gap_page import GapPage


@admin.register(Gap)
class GapAdmin(GapEffect, GapPage, GapList):
    pass
