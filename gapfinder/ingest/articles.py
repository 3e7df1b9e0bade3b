"""Import of articles: store rows, and the passages that questions are compared with."""

from collections.abc import Collection, Iterator, Sequence

from gapfinder.embedding_store import delete_unused_vectors
from gapfinder.engine.text.article_parser import read_page
from gapfinder.models import Article, HelpCenter, Passage

from .schemas import ArticleRecord
from .store import Valid, save

MAX_PASSAGES = 1_000  # of one article, headings among them
COLUMNS = (
    *("locale", "title", "body", "url", "section", "updated_at", "published"),
    *("translation_of", "extra"),
)


class _Articles:
    schema = ArticleRecord

    def digests(self, center: HelpCenter, ids: Collection[str]) -> dict[str, str]:
        stored = Article.objects.of(center).with_ids(ids)
        return dict(stored.values_list("external_id", "digest"))

    def save(
        self, center: HelpCenter, records: Sequence[Valid[ArticleRecord]]
    ) -> set[int]:
        rows = save([_row(center, valid) for valid in records])
        Passage.objects.filter(article__in=rows).delete()
        Passage.objects.bulk_create(
            Passage(article=row, position=position, kind=kind, text=text)
            for row in rows
            for position, (kind, text) in enumerate(_passages(row))
        )
        return set()

    def finish(self, gaps: Collection[int]) -> None:
        """Do nothing: gaps have no words of articles."""

    def delete(self, center: HelpCenter, ids: Collection[str]) -> None:
        """Delete articles, their passages and vectors, and verdicts on them.

        Gaps and judgements stay, without the article, until the next run. Editors'
        decisions about it stay in the history of the gaps.
        """
        articles = Article.objects.of(center).with_ids(ids)
        passages = Passage.objects.filter(article__in=articles)
        texts = set(passages.values_list("text", flat=True))
        articles.delete()
        delete_unused_vectors(questions=(), passages=texts)


ARTICLES = _Articles()


def _row(center: HelpCenter, valid: Valid[ArticleRecord]) -> Article:
    return Article(
        help_center=center,
        external_id=valid.record.id,
        digest=valid.digest,
        **{name: getattr(valid.record, name) for name in COLUMNS},
    )


def _passages(article: Article) -> list[tuple[Passage.Kind, str]]:
    """Return title, headings and body; headings that repeat the title are left out."""
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
