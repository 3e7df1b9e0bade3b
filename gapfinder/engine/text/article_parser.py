"""Parse a help-centre article into its title, headings and passages.

Bodies are plain text, Markdown or HTML. The parser converts all three to blocks
(headings, paragraphs, list items, table rows), and blocks to passages. It fails for no
string, and `MAX_CHARACTERS` limits its time.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import ceil
from typing import Literal

from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .sentences import split_sentences

MAX_CHARACTERS = 200_000  # of a body without its base64 images
MAX_PASSAGES = 60  # of an article, and as many headings
MIN_WORDS = 6  # of a passage, if it has neighbours under its heading
FULL_WORDS = 40  # of a passage: short sentences are joined up to here
MAX_WORDS = 60  # of a passage: a longer sentence is cut into even pieces
MAX_PASSAGE_CHARACTERS = 1_000  # in case a "word" is a screenful of code
MAX_TITLE_WORDS = 12  # if the title comes from the first sentence
WRAPPED_LINE = 50  # characters from which a plain-text line may continue on the next

Kind = Literal["heading", "text", "item", "row"]


@dataclass(frozen=True, slots=True)
class Page:
    title: str  # empty if the page has no words
    headings: tuple[str, ...]  # in order, without repetitions
    passages: tuple[str, ...]  # in order, without repetitions, at most MAX_PASSAGES
    text: str  # all words, one paragraph a line


@dataclass(frozen=True, slots=True)
class Block:
    kind: Kind
    lines: tuple[str, ...]  # one ends where a <br> was


def read_page(title: str, body: str, locale: str = "") -> Page:
    """Parse an article of a help centre.

    Args:
        title: plain text. If empty, the title is that of the front matter, else the
            first heading, else `MAX_TITLE_WORDS` words of the first sentence.
        body: plain text, Markdown or HTML of any length. Images inlined as base64 are
            removed; of the rest, the first `MAX_CHARACTERS` are parsed.
        locale: selects the abbreviations that end no sentence; "" when unknown.
    """
    body = INLINE_DATA.sub("", body)[:MAX_CHARACTERS]
    body = UNWANTED.sub("", body.replace("\r\n", "\n").replace("\r", "\n"))
    body, front_title = _without_front_matter(body)
    blocks = _blocks(body)
    headings = [" ".join(b.lines) for b in blocks if b.kind == "heading"]
    lines = [line for block in blocks for line in block.lines]
    opening = next(split_sentences(lines[0], locale), "") if lines else ""
    named = [*headings, " ".join(opening.split()[:MAX_TITLE_WORDS])]
    return Page(
        title=_line(title) or _line(front_title) or named[0],
        headings=_distinct(headings),
        passages=_distinct(filter(LETTER.search, _passages(blocks, locale))),
        text="\n".join(lines),
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    distinct: dict[str, str] = {}
    for text in texts:
        distinct.setdefault(text.casefold(), text[:MAX_PASSAGE_CHARACTERS])
    return tuple(distinct.values())[:MAX_PASSAGES]


INLINE_DATA = re.compile(r"data:[\w/+.;=-]{1,80};base64,[A-Za-z0-9+/=%]*")
# Control characters, soft hyphens, marks of no width, and surrogates, which no database
# takes. Joiners of no width stay: emoji are made with them.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u2060\ufeff\ud800-\udfff]"
)
WORD = re.compile(r"[^\W_]")
LETTER = re.compile(r"[^\W\d_]")


def _line(text: str) -> str:
    # Cleaned once more: an entity of HTML may stand for any character.
    return " ".join(UNWANTED.sub("", text).split())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(filter(WORD.search, map(_line, text.split("\n"))))


# Body → blocks

TAG = re.compile(
    r"</?(?:a|article|b|blockquote|body|br|code|dd|details|div|dl|dt|em|figure|font|"
    r"h[1-6]|hr|html|i|iframe|img|li|main|nav|ol|p|pre|script|section|span|strong|style|"
    r"sub|sup|svg|table|tbody|td|th|thead|tr|u|ul)\b[^<>]*>|<!(?:--|doctype\b)",
    re.IGNORECASE,
)
HEADING_OR_LINK = re.compile(r"^ {0,3}#{1,6} +\S|[\w!*`)]\]\(\S", re.MULTILINE)
MARKDOWN = re.compile(
    r"^ {0,3}(?:#{1,6} +\S|[-*+] +\S|\d{1,3}[.)] +\S|>|```|~~~|:::|\|.+\||={3,} *$)"
    r"|\]\(\S|\*\*\S|`[^`\n]+`|\{\{<|\[\[toc\]\]",
    re.MULTILINE,
)


def _blocks(body: str) -> list[Block]:
    body = body.strip()
    # HTML may have a stray "- " or "**" in it, and Markdown some HTML.
    is_enclosed = body.startswith("<") and body.endswith(">")
    markdown = (HEADING_OR_LINK if is_enclosed else MARKDOWN).search(body)
    if TAG.search(body) and not markdown:
        return _html_blocks(body)
    if markdown:
        body = CONTAINER.sub(r"\n\1\2\n", body)
        return _html_blocks(_MARKDOWN.render(NO_CONTENT.sub("", body)))
    return list(_plain_blocks(body))


def _plain_blocks(body: str) -> Iterator[Block]:
    for paragraph in re.split(r"\n\s*\n", body):
        # Mail programs and editors wrap lines: those are no ends of sentences.
        flowing = re.sub(rf"(?<=[^\n]{{{WRAPPED_LINE}}}[^\n.!?:;])\n", " ", paragraph)
        if lines := _lines(flowing):
            yield Block("text", lines)


# Without indented code: help centres indent by accident, and mostly HTML.
_MARKDOWN = MarkdownIt("commonmark").enable(["table"]).disable(["code"])
# VuePress and Quarto containers: of `::: tip Title` the title stays.
CONTAINER = re.compile(
    r'^[ \t]*:{3,} *(?:\{(?:[^}\n]*?title="([^"\n]*)")?[^}\n]*\}|[\w-]*) *(.*)$',
    re.MULTILINE,
)
NO_CONTENT = re.compile(
    r"\{\{[<%][^\n]{0,500}?[%>]\}\}|\{%[^\n]{0,300}?%\}"  # shortcodes, Liquid tags
    r"|^\[{1,2}_?toc_?\]{1,2}[ \t]*$"
    r"|\[!\w{1,20}(?: [^\]\n]{0,300})?\]"  # alerts: `[!NOTE]`, `[!VIDEO address]`
    r"|\[\^[\w-]{1,30}\]:?"  # footnote marks
    # Attributes of Pandoc: `![](image.png){width="5%"}`, `## Heading {#id}`.
    r"|(?<=[)\]])\{[^{}\n]{1,300}\}|\{[#.][^{}\n]{1,200}\}[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


def _without_front_matter(body: str) -> tuple[str, str]:
    """Return the body without its front matter, and the title in the front matter."""
    body = body.lstrip()
    if not re.match(r"-{3,}[ \t]*\n\s*(?:#.*\n\s*)?[\w-]+[ \t]*:", body):
        return body, ""
    try:
        head, rest = YAMLHandler().split(body)
    except ValueError:  # it never ends
        return body, ""
    # Not parsed as YAML: titles with a stray colon are common, and make that fail.
    title = re.search(r"^title *:(.*)$", head, re.MULTILINE)
    return rest, title[1].strip(" \t\"'") if title else ""


# HTML → blocks

SKIPPED = re.compile(
    "audio|canvas|head|iframe|math|nav|noscript|object|script|select|style|svg|"
    "template|textarea|video"
)
PARAGRAPH = re.compile(
    "address|article|aside|blockquote|body|caption|dd|details|div|dl|dt|fieldset|"
    "figcaption|figure|footer|form|header|hr|main|ol|p|pre|section|table|ul"
)
KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "summary"), "heading"),
    "li": "item",
    "tr": "row",
}
CELL = "\x1f"  # "unit separator", which no cleaned body has


def _html_blocks(html: str) -> list[Block]:
    reader = _BlockReader()
    node = LexborHTMLParser(html).root
    # A loop, not recursion: pages may nest deeper than Python's stack.
    while node is not None:
        child = reader.enter(node)
        while child is None:
            reader.leave(node)
            child = node.next
            if node.parent is None:
                break
            node = node.parent
        node = child
    return reader.blocks


class _BlockReader:
    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._kinds: list[Kind] = ["text"]
        self._pieces: list[str] = []
        self._pre = 0  # how many elements of preformatted text are open

    def enter(self, node: LexborNode) -> LexborNode | None:
        """Open a node; return its first child if the reader has to visit it."""
        tag = node.tag or ""
        if node.is_text_node:
            text = node.text_content or ""
            self._pieces.append(text if self._pre else text.replace("\n", " "))
        elif tag == "br":
            self._pieces.append(" " if self._kinds[-1] == "row" else "\n")
        elif tag in {"td", "th"}:
            self._pieces.append(CELL)
        elif tag in KINDS or PARAGRAPH.fullmatch(tag):
            self._boundary(tag)
            self._kinds.append(KINDS.get(tag, self._kinds[-1]))
            self._pre += tag == "pre"
        return None if SKIPPED.fullmatch(tag) else node.child

    def leave(self, node: LexborNode) -> None:
        tag = node.tag or ""
        if tag in KINDS or PARAGRAPH.fullmatch(tag):
            self._boundary(tag)
            self._kinds.pop()
            self._pre -= tag == "pre"

    def _boundary(self, tag: str) -> None:
        if self._kinds[-1] == "row" and tag not in KINDS:
            self._pieces.append(" ")  # paragraphs in a cell do not tear its row apart
            return
        kind, text = self._kinds[-1], "".join(self._pieces)
        self._pieces.clear()
        if kind == "row":
            text = " · ".join(_lines(text.replace(CELL, "\n")))
            # More is a table for the layout, not one of figures.
            kind = "row" if len(text.split()) <= FULL_WORDS else "text"
        if lines := _lines(text):
            self.blocks.append(Block(kind, lines))


def _passages(blocks: Iterable[Block], locale: str) -> Iterator[str]:
    """Join short sentences to their neighbours in the same paragraph or list.

    A short paragraph ("Do this:") joins the next one. Headings and table rows end a
    passage.
    """
    passage: list[str] = []  # its words
    before: Kind = "heading"
    for block in [*blocks, Block("heading", ())]:
        apart = block.kind in {"heading", "row"}
        within = block.kind == before == "item"  # a list is one paragraph
        for sentence in () if apart else _sentences_of(block, locale):
            words = sentence.split()
            short = len(passage) < MIN_WORDS or (within and len(words) < MIN_WORDS)
            if passage and not (short and len(passage) + len(words) <= FULL_WORDS):
                yield " ".join(passage)
                passage = []
            passage, within = passage + words, True
        if apart and passage:
            yield " ".join(passage)
            passage = []
        if block.kind == "row":
            yield from block.lines
        before = block.kind


def _sentences_of(block: Block, locale: str) -> Iterator[str]:
    for line in block.lines:
        for sentence in split_sentences(line, locale):
            words = sentence.split()
            size = ceil(len(words) / ceil(len(words) / MAX_WORDS))
            for start in range(0, len(words), size):
                yield " ".join(words[start : start + size])
