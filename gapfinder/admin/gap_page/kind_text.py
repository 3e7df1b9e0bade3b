"""What the kind of a gap means for an editor, in one sentence."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gapfinder.admin.common import html
from gapfinder.models import Gap


def meaning(gap: Gap) -> SafeString:
    article = html.link_to(gap.article) if gap.article else _("an article")
    theirs = gap.article.locale if gap.article else _("another language")
    ours = gap.locale or _("the customers' language")
    said = {
        Gap.Kind.MISSING: _("Missing: no article answers this in any language."),
        Gap.Kind.WEAK: _(
            "Weak: {article} comes close but does not answer it; improve it."
        ),
        Gap.Kind.TRANSLATION: _(
            "Translation: {article} answers it in {theirs}, and nothing does in {ours}."
        ),
    }
    return format_html(
        said[Gap.Kind(gap.kind)], article=article, theirs=theirs, ours=ours
    )
