"""Lines of `articles.jsonl`, and the passages that questions are compared with."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gapfinder.engine.text.article_parser import read_page
from gapfinder.models import Article, HelpCenter, Passage

from .fields import Fields
from .jsonl import InputError
from .upsert import Imported, Progress, Valid, import_lines, save

MAX_SECTION = 200  # characters, as the model's column has room for
MAX_PASSAGES = 1_000  # of one article, headings among them


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """A line's values under the names of the model's fields, but for the id."""

    id: str
    locale: str
    title: str
    body: str
    url: str
    section: str
    updated_at: datetime | None
    published: bool
    translation_of: str
    extra: dict[str, Any]


def import_articles(
    path: Path,
    help_center: HelpCenter,
    *,
    skip_bad: bool = False,
    progress: Progress = lambda size: None,
) -> Imported:
    """Store a help centre's articles and their passages; see `import_lines`."""
    kind = _Articles(help_center)
    return import_lines(path, help_center, kind, skip_bad=skip_bad, progress=progress)


def read_article(values: dict[str, Any]) -> ArticleLine:
    """Check the values of a line.

    Raises:
        InputError: what came and what was expected, of the first value that is wrong.
    """
    fields = Fields(values)
    line = ArticleLine(
        id=fields.identifier("id"),
        locale=fields.required_locale("locale"),
        title=fields.text("title"),
        body=fields.text("body"),
        url=fields.text("url"),
        section=fields.text("section", longest=MAX_SECTION),
        updated_at=fields.optional_time("updated_at"),
        published=fields.flag("published") is not False,
        translation_of=fields.optional_identifier("translation_of"),
        extra=fields.rest(),
    )
    if not line.title.strip() and not line.body.strip():
        raise InputError('no "title" and no "body", expected one of them')
    return line


class _Articles:
    def __init__(self, help_center: HelpCenter) -> None:
        self._help_center = help_center

    def read(self, values: dict[str, Any]) -> ArticleLine:
        return read_article(values)

    def digests(self, ids: Collection[str]) -> dict[str, str]:
        stored = Article.objects.of(self._help_center).filter(external_id__in=ids)
        return dict(stored.values_list("external_id", "digest"))

    def store(self, lines: Sequence[Valid[ArticleLine]]) -> None:
        rows = save([self._row(valid.line, valid.digest) for valid in lines])
        Passage.objects.filter(article__in=rows).delete()
        Passage.objects.bulk_create(
            Passage(article=row, position=position, kind=kind, text=text)
            for row in rows
            for position, (kind, text) in enumerate(_passages(row))
        )

    def finish(self) -> None:
        """Nothing hangs on several articles."""

    def _row(self, line: ArticleLine, digest: str) -> Article:
        values = asdict(line)
        external_id = values.pop("id")
        return Article(
            help_center=self._help_center,
            external_id=external_id,
            digest=digest,
            **values,
        )


def _passages(article: Article) -> list[tuple[Passage.Kind, str]]:
    """Title, headings, body; a heading that repeats the title says nothing more."""
    page = read_page(article.title, article.body, article.locale)

    def texts() -> Iterator[tuple[Passage.Kind, str]]:
        if page.title:
            yield Passage.Kind.TITLE, page.title
        for heading in page.headings:
            if heading.casefold() != page.title.casefold():
                yield Passage.Kind.HEADING, heading
        for passage in page.passages:
            yield Passage.Kind.BODY, passage

    return list(texts())[:MAX_PASSAGES]
