"""Text as Markdown shows that text, and nothing more."""

import doctest
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from gapfinder.engine.formats import markdown
from gapfinder.engine.formats.markdown import escaped, link
from gapfinder.engine.text.normalization import one_line

MARKS = "\\`*_{}[]()<>#+-.!|~&:@=1. \tahtps/www"
TEXTS = st.text() | st.text(alphabet=MARKS, max_size=30)
DIALECTS = [
    MarkdownIt("commonmark", {"html": True}),
    MarkdownIt("commonmark", {"html": False}),
    MarkdownIt("default", {"html": True, "linkify": False}),
]


def tokens(found: list[Token]) -> list[Any]:
    inline = [child for token in found for child in token.children or ()]
    return [*found, *inline]


def shown(text: str, dialect: MarkdownIt) -> tuple[set[str], str]:
    """Return what a line of a list is made of, and the words that stand in it."""
    found = tokens(dialect.parse(f"- {text}\n"))
    words = "".join(token.content for token in found if token.type == "text")
    return {token.type for token in found}, words


@pytest.mark.parametrize("dialect", DIALECTS, ids=["html", "no html", "tables"])
@given(text=TEXTS)
def test_a_text_is_shown_as_it_is(text: str, dialect: MarkdownIt) -> None:
    line = "".join(" " if ord(c) < 32 or c == "\x7f" else c for c in text)
    kinds, words = shown(escaped(text), dialect)

    assert words == one_line(line)
    assert kinds <= {
        *("bullet_list_open", "list_item_open", "paragraph_open", "inline", "text"),
        *("paragraph_close", "list_item_close", "bullet_list_close"),
    }


@pytest.mark.parametrize("dialect", DIALECTS, ids=["html", "no html", "tables"])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[pay here](javascript:alert(1))",
        "![](https://evil.example/spy.png)",
        "<https://evil.example>",
        "[pay][1]\n\n[1]: https://evil.example",
        "&lt;b&gt;",
        "# Not a heading",
        "```\ncode\n```",
        "- [ ] a task\n- more",
        "a | b\n---|---\n1 | 2",
        "Title\n=====",
    ],
)
def test_no_mark_of_a_customer_counts(text: str, dialect: MarkdownIt) -> None:
    page = dialect.render(escaped(text))

    assert page.startswith("<p>")
    assert page.count("<") == 2


def test_addresses_that_pages_make_links_of_are_broken() -> None:
    assert escaped("see https://evil.example") == r"see https\://evil.example"
    assert escaped("see WWW.evil.example") == r"see WWW\.evil.example"
    assert escaped("a@b.example") == r"a\@b.example"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "", "//x[y", "/relative"]
)
def test_only_addresses_of_the_web_become_links(url: str) -> None:
    assert link("Moving", url) == "Moving"


@given(text=TEXTS, rest=TEXTS)
def test_a_link_leads_nowhere_else(text: str, rest: str) -> None:
    words, url = f"a {text}", f"https://help.example/{rest}"
    found = tokens(DIALECTS[0].parse(link(words, url)))

    links = [token for token in found if token.type == "link_open"]
    assert len(links) == (link(words, url) != escaped(words))
    assert all(
        str(each.attrs["href"]).startswith("https://help.example/") for each in links
    )
    assert {token.type for token in found} <= {
        *("paragraph_open", "inline", "text", "link_open", "link_close"),
        "paragraph_close",
    }


def test_the_examples_of_the_module_are_right() -> None:
    assert doctest.testmod(markdown).failed == 0
