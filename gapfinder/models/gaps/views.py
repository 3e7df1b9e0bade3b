"""Views of the list of gaps: those that editors save, and the published gaps."""

from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qsl, urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from gapfinder.conf import editor_model

from .gap import Gap

if TYPE_CHECKING:
    from django.contrib.auth.models import User

LONGEST_QUERY = 2_000
PASSING = {"p", "e", "all"}  # the page, an error: not what the list is about


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def of(self, user: "User") -> Self:
        return self.filter(user=user).order_by("name", "pk")

    def keep(self, user: "User", name: str, query: str) -> "tuple[SavedView, bool]":
        """Store a view, in place of the user's own one of that name.

        Returns:
            The view, and whether there was none of the name.
        """
        values = {"query": plain_query(query)}
        return self.update_or_create(user=user, name=name, defaults=values)


class SavedView(models.Model):
    """A query string of the list of gaps, under a user's own name."""

    user = models.ForeignKey(
        editor_model(),
        models.CASCADE,
        related_name="+",
        verbose_name=_("user"),
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(_("query"), max_length=LONGEST_QUERY, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(fields=["user", "name"], name="saved_view_once")
        ]

    def __str__(self) -> str:
        return self.name


class PublishedGap(Gap):
    """A gap in the list of published ones, by the permissions of gaps."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("effect of an article")
        verbose_name_plural = _("effects of articles")


def plain_query(query: str) -> str:
    """Return a query string of only names and values, so that it can link nowhere else.

    "" for one that is too long to store.
    """
    pairs = [pair for pair in parse_qsl(query.lstrip("?")) if pair[0] not in PASSING]
    plain = urlencode(pairs)
    return plain if len(plain) <= LONGEST_QUERY else ""
