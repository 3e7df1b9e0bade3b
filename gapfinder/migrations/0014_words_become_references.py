"""What was rendered from customers' words refers to their questions from now on.

A text is traced to a question that says it, in the gap or else in the help centre. What
nobody says any more is dropped; an editor's own title stays.
"""

from collections import defaultdict

from django.apps import apps as installed
from django.db import migrations
from django.db.models import Q

from gapfinder.engine.text.locales import base_language
from gapfinder.engine.naming.titles import title_at, title_place
from gapfinder.engine.privacy.safe_excerpts import question_excerpt, title_excerpt
from gapfinder.engine.text.normalization import (words_of)
from gapfinder.engine.naming.title_cleanup import sentences

AT_ONCE = 2_000  # texts looked for in one query, rows written
GAPS_OF_LOG = ("gap", "publishedgap")


class Asked:
    """The questions of a gap, and what they say."""

    def __init__(self, apps, gap):
        Question = apps.get_model("gapfinder", "Question")
        in_none = Q(judgement__gap=None, judgement__last_gap=gap)
        own = Question.objects.filter(Q(judgement__gap=gap) | in_none).exclude(text="")
        told = own.order_by("-contact__received_at", "-pk")
        rows = told.values_list("pk", "text", "contact__locale")
        self.rows = [(key, text, base_language(locale)) for key, text, locale in rows]
        self.by_text = {text: key for key, text, _ in reversed(self.rows)}
        self._by_print = None

    def title(self, title, first=(), *, printed=False):
        """Return the question and the sentence of a title, or None."""
        words = set(words_of([title.rstrip("…")]))
        for key, text, language in [*first, *self.rows]:
            if title == (title_excerpt(text) if printed else text):
                return key, None
            if not words.issubset(words_of([text])):
                continue
            count = sum(1 for _ in sentences(text, language))
            for sentence in (*range(count), None):
                found = title_at(text, sentence, locale=language)
                if title == (title_excerpt(found) if printed else found):
                    return key, sentence
        return None

    def printed(self, text):
        """Return the question that a letter prints so, or None."""
        if text in self.by_text:
            return self.by_text[text]
        if self._by_print is None:
            prints = ((question_excerpt(said), key) for key, said, _ in self.rows[::-1])
            self._by_print = dict(prints)
        return self._by_print.get(text)


def refer(apps, schema_editor):
    HelpCenter = apps.get_model("gapfinder", "HelpCenter")
    for center in HelpCenter.objects.order_by("pk"):
        _refer_gaps(apps, center)
        _refer_digests(apps, center)
    _name_in_log(apps, schema_editor.connection)


def _refer_gaps(apps, center):
    Gap = apps.get_model("gapfinder", "Gap")
    gaps = Gap.objects.filter(help_center=center).order_by("pk")
    shown, answers = set(), set()
    for gap in gaps.only("examples", "answers", "evidence").iterator():
        shown.update(gap.examples, (near.get("question", "") for near in gap.evidence))
        answers.update(gap.answers)
    question_of = _questions(apps, center, shown - {""})
    answered_in = _answered(apps, center, answers - {""})
    for gap in gaps.iterator():
        _refer_gap(apps, gap, question_of, answered_in)


def _refer_gap(apps, gap, question_of, answered_in):
    GapQuote = apps.get_model("gapfinder", "GapQuote")
    asked = Asked(apps, gap)

    def key_of(text):
        return asked.by_text.get(text) or question_of.get(text, (None,))[0]

    near = [each.get("question", "") for each in gap.evidence]
    referred = {
        "example": [key for key in map(key_of, gap.examples) if key],
        "evidence": list(map(key_of, near)),
        "answer": [answered_in[text] for text in gap.answers if text in answered_in],
    }
    first = [
        (key_of(text), text, question_of[text][1])
        for text in gap.examples
        if text in question_of
    ]
    known = [set(words_of([text])) for _, text, _ in asked.rows]
    gap.phrases = [
        phrase
        for phrase in gap.phrases
        if any(words.issuperset(words_of([phrase])) for words in known)
    ]
    quotes = [
        GapQuote(gap=gap, question_id=key, role=role, position=position)
        for role, keys in referred.items()
        for position, key in enumerate(keys)
        if key
    ]
    if not gap.retitled:
        source = asked.title(gap.title, first) or _next_title(first, gap.phrases)
        texts = {key: (text, language) for key, text, language in [*first, *asked.rows]}
        gap.title = ", ".join(gap.phrases) or f"gap-{gap.number}"
        if source is not None:
            key, sentence = source
            text, language = texts[key]
            gap.title = title_at(text, sentence, locale=language) or gap.title
            quotes.append(
                GapQuote(gap=gap, question_id=key, role="title", sentence=sentence)
            )
    GapQuote.objects.bulk_create(quotes)
    for each in gap.evidence:
        each.pop("question", None)
    gap.save(update_fields=["title", "phrases", "evidence"])
    _keep_words(apps, gap, set().union(*known))
    _refer_events(apps, gap, asked)


def _next_title(examples, phrases):
    for key, text, language in examples:
        place = title_place([text], locale=language, about=phrases)
        if place is not None:
            return key, place.sentence
    return None


def _keep_words(apps, gap, known):
    """Take out of the search words of a gap those of questions that left it."""
    GapWords = apps.get_model("gapfinder", "GapWords")
    for row in GapWords.objects.filter(gap=gap):
        left = " ".join(word for word in row.text.split() if word in known)
        if not left:
            row.delete()
        elif left != row.text:
            row.text = left
            row.save(update_fields=["text"])


def _refer_events(apps, gap, asked):
    """Keep old titles that an editor gave; refer to the questions of others."""
    GapEvent = apps.get_model("gapfinder", "GapEvent")
    given = set()
    events = GapEvent.objects.filter(gap=gap, kind="retitled")
    for event in events.order_by("at", "pk"):
        before = event.data.get("from")
        if isinstance(before, str) and before not in given:
            source = asked.title(before)
            del event.data["from"]
            if source is not None:
                event.data["from"] = _source(source)
            event.save(update_fields=["data"])
        given.add(event.data.get("to"))


def _refer_digests(apps, center):
    """Resolve what all issues say of a gap at once: they say much the same."""
    Digest = apps.get_model("gapfinder", "Digest")
    Gap = apps.get_model("gapfinder", "Gap")
    digests = Digest.objects.filter(help_center=center).order_by("pk")
    titles, examples = defaultdict(set), defaultdict(set)
    for digest in digests.iterator():
        for told in _gaps_of(digest):
            if not told.get("retitled"):
                titles[told["id"]].add(told.get("title"))
            examples[told["id"]].update(told.get("examples") or ())
    source_of, key_of = {}, {}
    for gap in Gap.objects.filter(help_center=center).iterator():
        name = f"gap-{gap.number}"
        if name not in titles and name not in examples:
            continue
        asked = Asked(apps, gap)
        for title in titles[name]:
            if isinstance(title, str) and title != name:
                source_of[name, title] = asked.title(title, printed=True)
        for text in examples[name]:
            key_of[name, text] = asked.printed(text)
    lost = {text for (_, text), key in key_of.items() if key is None}
    elsewhere = _questions(apps, center, lost)
    for digest in digests.iterator():
        for told in _gaps_of(digest):
            name = told["id"]
            if not told.get("retitled"):
                source = source_of.get((name, told.get("title")))
                told["title"] = _source(source)
            if "examples" in told:
                keys = (
                    key_of.get((name, text)) or elsewhere.get(text, (None,))[0]
                    for text in told["examples"]
                )
                told["examples"] = list(dict.fromkeys(filter(None, keys)))
        digest.save(update_fields=["facts", "gaps"])


def _gaps_of(digest):
    """Return all that is said of gaps in an issue; whoever wrote it."""
    facts = digest.facts if isinstance(digest.facts, dict) else {}
    changes = facts.get("changes")
    kinds = changes.values() if isinstance(changes, dict) else ()
    lists = [facts.get("top"), digest.gaps]
    lists += [kind.get("gaps") for kind in kinds if isinstance(kind, dict)]
    rows = [row for rows in lists if isinstance(rows, list) for row in rows]
    return [row for row in rows if isinstance(row, dict) and "id" in row]


def _source(source):
    if source is None:
        return None
    question, sentence = source
    return {"question": question, "sentence": sentence}


def _questions(apps, center, texts):
    """Return the newest question that says each text, and its language."""
    Question = apps.get_model("gapfinder", "Question")
    own = Question.objects.filter(contact__help_center=center)
    found = {}
    for some in _chunks(texts):
        rows = own.filter(text__in=some).order_by("contact__received_at", "pk")
        for key, text, locale in rows.values_list("pk", "text", "contact__locale"):
            found[text] = key, base_language(locale)
    return found


def _answered(apps, center, answers):
    """Return a question of the newest contact in which agents said each answer."""
    Question = apps.get_model("gapfinder", "Question")
    own = Question.objects.filter(contact__help_center=center)
    found = {}
    for some in _chunks(answers):
        rows = own.filter(contact__answer__in=some)
        ordered = rows.order_by("contact__received_at", "contact", "-position")
        found.update(ordered.values_list("contact__answer", "pk"))
    return found


def _chunks(texts):
    texts = sorted(texts)
    for start in range(0, len(texts), AT_ONCE):
        yield texts[start : start + AT_ONCE]


def _name_in_log(apps, connection):
    """Let Django's log name gaps by their ids."""
    if not installed.is_installed("django.contrib.admin"):
        return
    from django.contrib.admin.models import LogEntry

    if LogEntry._meta.db_table not in connection.introspection.table_names():
        return
    Gap = apps.get_model("gapfinder", "Gap")
    log = LogEntry.objects.using(connection.alias).filter(
        content_type__app_label="gapfinder", content_type__model__in=GAPS_OF_LOG
    )
    keys = log.order_by().values_list("object_id", flat=True).distinct()
    for key in list(keys):
        number = Gap.objects.filter(pk=key).values_list("number", flat=True).first()
        log.filter(object_id=key).update(
            object_repr="" if number is None else f"gap-{number}"
        )


class Migration(migrations.Migration):

    dependencies = [("gapfinder", "0013_gap_quotes")]

    operations = [migrations.RunPython(refer, migrations.RunPython.noop)]
