"""Template tag of the overview, for the app's index in the stock admin."""

from typing import Any

from django import template

from gapfinder.admin.overview.view import compose

register = template.Library()


@register.simple_tag(takes_context=True)
def gapfinder_overview(context: template.Context) -> dict[str, Any]:
    """Return the figures that the user may see; the context needs `request`."""
    return compose(context["request"])
