"""Take what a customer said out of facts that were kept: of a digest, long sent."""

from collections.abc import Collection
from typing import Any

from .plain_text import mostly_said_in
from .printing import printed_question


def silenced(facts: Any, said: Collection[str]) -> Any:
    """Return facts without a customer's words; whatever else they hold stays.

    A gap is a mapping with `id` and `title`: a title that mostly was the customer's
    gives way to the id, unless it is `retitled`, an editor's own. `examples` lose the
    customer's questions, as `printed_question` put them there.

    Args:
        facts: of JSON.
        said: all the customer asked.

    >>> silenced([{"id": "gap-1", "title": "Move", "examples": ["Me"]}], ["Move", "Me"])
    [{'id': 'gap-1', 'title': 'gap-1', 'examples': []}]
    """
    return _without(facts, {printed_question(text) for text in said}, said)


def _without(facts: Any, printed: Collection[str], said: Collection[str]) -> Any:
    if isinstance(facts, list):
        return [_without(each, printed, said) for each in facts]
    if not isinstance(facts, dict):
        return facts
    left = {name: _without(value, printed, said) for name, value in facts.items()}
    if "examples" in left:
        left["examples"] = [text for text in left["examples"] if text not in printed]
    if {"id", "title"} <= left.keys() and not left.get("retitled"):
        title = left["title"]
        if any(mostly_said_in(title, text) for text in said):
            left["title"] = left["id"]
    return left
