"""A paginator that counts at most 10,000 rows."""

from functools import cached_property
from typing import Any

from django.core.paginator import Paginator
from django.utils.translation import ngettext

from . import html

MOST_ROWS = 10_000


class BoundedPaginator(Paginator):
    """The first rows of a list, and whether there are more.

    Counting a million rows takes longer than to show the page, and so does the way to
    the last one: who looks for something there filters or searches.
    """

    object_list: Any

    def __init__(
        self, *args: Any, most: int = MOST_ROWS, cut: bool = False, **kwargs: Any
    ) -> None:
        """Args, besides those of Django: most rows, and whether some were cut off."""
        super().__init__(*args, **kwargs)
        self.most, self.cut = most, cut

    @cached_property
    def count(self) -> int:
        return min(self._counted, self.most)

    @property
    def more(self) -> bool:
        return self.cut or self._counted > self.most

    @property
    def note(self) -> str:
        if not self.more:
            return ""
        said = ngettext(
            "The first %(n)s of more: a filter or a search shows others.",
            "The first %(n)s of more: a filter or a search shows others.",
            self.count,
        )
        return said % {"n": html.number(self.count)}

    @cached_property
    def _counted(self) -> int:
        rows = self.object_list.order_by().values("pk")
        counted: int = rows[: self.most + 1].count()
        return counted
