"""The overview, for the template that the stock admin renders as the app's index."""

from typing import Any

from django import template

from gapfinder.admin.overview.view import compose

register = template.Library()


@register.simple_tag(takes_context=True)
def gapfinder_overview(context: template.Context) -> dict[str, Any]:
    """Return what the reader may see; the admin requires `request` in the context."""
    return compose(context["request"])
