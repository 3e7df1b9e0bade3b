"""The brief for the writer of an article: Markdown, from the stored facts of a gap.

Imports removed personal data from customers' and agents' words. The brief escapes the
words, so that Markdown renders them as text and makes no links of them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gapfinder.engine.formats.markdown import escaped, link
from gapfinder.engine.naming.titles import title_of
from gapfinder.models import Article, Contact, Gap

TITLES = 5  # proposals, the gap's own first


def brief(gap: Gap, articles: Mapping[str, Article]) -> str:
    """Return the Markdown.

    Args:
        gap: whose article is to be written, improved or translated.
        articles: the nearest ones that are known, by external id.
    """
    parts = [
        f"# {escaped(gap.title)}",
        _task(gap),
        _who_asks(gap),
        _section(_("Title proposals"), _list(_titles(gap))),
        _section(_("Questions to answer"), _list(gap.examples)),
        _section(_("Words customers use"), _words(gap.phrases)),
        _section(_("What agents answer today"), _quotes(gap.answers)),
        _section(_("Related articles"), _related(gap, articles)),
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def file_name(gap: Gap) -> str:
    return f"{gap.public_id}.md"


def _task(gap: Gap) -> str:
    """Return the task, by the kind of the gap."""
    tasks = {
        Gap.Kind.MISSING: _("Write an article: none answers this in any language."),
        Gap.Kind.WEAK: _("Improve %(article)s: it comes close but does not answer it."),
        Gap.Kind.TRANSLATION: _("Translate %(article)s: customers cannot read it."),
    }
    article = _("an article")
    if gap.article:
        article = link(str(gap.article), gap.article.url)
    return tasks[Gap.Kind(gap.kind)] % {"article": article}


def _who_asks(gap: Gap) -> str:
    """Return the number of contacts, their channels and languages."""
    channels = dict(Contact.Channel.choices)
    contacts = ngettext("%(n)s contact", "%(n)s contacts", gap.volume)
    lines = [
        _("Gap: %(id)s") % {"id": gap.public_id},
        contacts % {"n": _number(gap.volume)},
        _counts(_("Channels: %(counts)s"), _named(gap.channels, channels)),
        _counts(_("Locales: %(counts)s"), gap.locales),
    ]
    return "\n".join(f"- {line}" for line in lines if line)


def _titles(gap: Gap) -> Iterable[str]:
    """Return the gap's title, and one of each example in its customer's words."""
    examples = (
        title_of([example], locale=gap.locale, about=gap.phrases)
        for example in gap.examples
    )
    return list(dict.fromkeys(filter(None, [gap.title, *examples])))[:TITLES]


def _related(gap: Gap, articles: Mapping[str, Article]) -> str:
    """List the nearest articles, the one to improve or to translate among them."""
    related = [
        articles[near.article]
        for near in gap.nearest_articles
        if near.article in articles
    ]
    if gap.article and gap.article not in related:
        related.insert(0, gap.article)
    return "\n".join(
        f"- {link(str(article), article.url)} ({escaped(article.locale)})"
        for article in related
    )


def _section(head: str, body: str) -> str:
    return f"## {head}\n\n{body}" if body else ""


def _list(texts: Iterable[str]) -> str:
    return "\n".join(f"- {escaped(text)}" for text in texts)


def _words(phrases: Sequence[str]) -> str:
    return escaped(", ".join(phrases))


def _quotes(texts: Iterable[str]) -> str:
    return "\n\n".join(f"> {escaped(text)}" for text in texts)


def _named(counts: Mapping[str, int], names: Mapping[str, Any]) -> dict[str, int]:
    return {str(names.get(key, key)): count for key, count in counts.items()}


def _counts(template: str, counts: Mapping[str, int]) -> str:
    most_first = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    listed = ", ".join(f"{escaped(key)} {_number(count)}" for key, count in most_first)
    return template % {"counts": listed} if listed else ""


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))
