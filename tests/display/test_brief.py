"""The brief that a writer works from."""

from typing import Any

import pytest
from markdown_it import MarkdownIt

from gapfinder.display.brief import brief, file_name
from gapfinder.models import Gap
from tests.support.factories import a_gap, an_article

pytestmark = pytest.mark.django_db

EVIL = [
    "<script>alert(1)</script>",
    "[pay here](javascript:alert(1))",
    "[pay](https://evil.example)",
    "<https://evil.example>",
    "![](https://evil.example/spy.png)",
    "# A heading\n\n---\n\n- a list",
    "```\ncode",
    "<img src=x onerror=alert(1)>",
    "[pay][1]\n\n[1]: https://evil.example",
]


def test_a_brief_has_all_that_a_writer_needs() -> None:
    article = an_article(
        external_id="a1", title="Moving", locale="en", url="https://help.example/a1"
    )
    gap = a_gap(
        number=7,
        title="Can I take my broadband along?",
        examples=["I move in May. How do I take my router along?", "moving router"],
        phrases=["router", "new address"],
        answers=["Yes, take it along.\nPlug it in."],
        nearest=[{"article": "a1", "score": 0.31}, {"article": "gone", "score": 0.2}],
        channels={"chat": 20, "phone": 1_200},
        locales={"nb": 1_220},
        volume=1_220,
    )

    assert brief(gap, {"a1": article}) == (
        "# Can I take my broadband along?\n\n"
        "Write an article: none answers this in any language.\n\n"
        "- Gap: gap-7\n"
        "- 1,220 contacts\n"
        "- Channels: phone 1,200, chat 20\n"
        "- Locales: nb 1,220\n\n"
        "## Title proposals\n\n"
        "- Can I take my broadband along?\n"
        "- How do I take my router along?\n"
        "- Moving router\n\n"
        "## Questions to answer\n\n"
        "- I move in May. How do I take my router along?\n"
        "- moving router\n\n"
        "## Words customers use\n\n"
        "router, new address\n\n"
        "## What agents answer today\n\n"
        "> Yes, take it along. Plug it in.\n\n"
        "## Related articles\n\n"
        "- [Moving](https://help.example/a1) (en)\n"
    )
    assert file_name(gap) == "gap-7.md"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (Gap.Kind.WEAK, "Improve [Moving](https://help.example/m): it comes close"),
        (Gap.Kind.TRANSLATION, "Translate [Moving](https://help.example/m): customers"),
    ],
)
def test_a_brief_names_the_article_to_change(kind: Gap.Kind, said: str) -> None:
    article = an_article(title="Moving", url="https://help.example/m")

    text = brief(a_gap(kind=kind, article=article), {})

    assert said in text
    assert "- [Moving](https://help.example/m) (nb)\n" in text


def test_what_is_not_known_has_no_heading() -> None:
    assert "##" not in brief(a_gap(title=""), {})


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("words", EVIL)
def test_no_words_of_a_customer_make_a_link_or_a_script(words: str, html: bool) -> None:
    article = an_article(external_id="a1", title=words, url=f"javascript:{words}")
    texts: dict[str, Any] = {
        name: [words] for name in ("examples", "phrases", "answers")
    }
    gap = a_gap(
        title=words,
        locales={words: 3},
        nearest=[{"article": "a1", "score": 0.31}],
        kind=Gap.Kind.WEAK,
        article=article,
        **texts,
    )

    found = MarkdownIt("commonmark", {"html": html}).parse(brief(gap, {"a1": article}))

    kinds = {token.type for token in found}
    kinds |= {child.type for token in found for child in token.children or ()}
    assert not kinds & {
        *("link_open", "image", "html_block", "html_inline", "fence", "code_block"),
        *("hr", "code_inline"),
    }
    assert [token.tag for token in found if token.type == "heading_open"] == [
        "h1",
        *["h2"] * 5,
    ]
