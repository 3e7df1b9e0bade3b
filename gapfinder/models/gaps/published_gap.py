"""Gaps as a list of its own: those an article was published for, and what it did."""

from django.utils.translation import gettext_lazy as _

from .gap import Gap


class PublishedGap(Gap):
    """A gap under another name; who may see gaps may see these."""

    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("effect of an article")
        verbose_name_plural = _("effects of articles")
