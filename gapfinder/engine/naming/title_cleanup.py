"""Clean customers' sentences: without greetings, introductions and fillers.

The texts contain no personal data: marks such as `[name]` replace it. The marks are
removed as well, together with the words that introduce them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gapfinder.engine.languages import (
    any_of,
    cached,
    known,
    language_of,
    patterns,
    words,
)
from gapfinder.engine.languages.language import Language, Titles
from gapfinder.engine.text.sentences import split_sentences
from gapfinder.engine.text.stopwords import MARK, empty_words

MAX_TITLE = 90  # characters

# Chats and subjects lose full stops: "no wifi Since Friday" is two sentences, except in
# languages whose nouns have capitals.
_LOST_STOP = re.compile(r"(?<=[^\W\d_A-Z])\s(?=([A-ZÆØÅÄÖ][a-zæøåäöü]+)\b)")
_REPEATED_WORDS = re.compile(
    r"(?<!\w)([^\W\d_]{1,40}(?: [^\W\d_]{1,40}){0,2})(?:[ ,]+\1(?!\w))+", re.IGNORECASE
)
_REPEATED_MARKS = re.compile(r"([^\w\s])(?:\s?\1)+")
_SPACE_BEFORE = re.compile(r"\s+([,.!?;:])")
_EDGES = " \t,;:\u2013\u2014-*>•/|"
_END = ".!… " + _EDGES


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of removed words, and of the kinds of sentences."""

    filler: re.Pattern[str]
    introduction: re.Pattern[str]
    bracketed: re.Pattern[str]
    empty: re.Pattern[str]
    hole: re.Pattern[str]
    opening: re.Pattern[str]
    subject_opening: re.Pattern[str]
    asking: re.Pattern[str]
    answer: re.Pattern[str]
    filler_words: re.Pattern[str]
    continuation: re.Pattern[str]
    first_person: re.Pattern[str]


@cached
def _patterns() -> _Patterns:
    fillers = _any(lambda titles: titles.fillers)
    prepositions = _words(lambda titles: titles.before_marks)
    answers = _any(lambda titles: titles.answers)
    exclamations = _words(lambda titles: titles.exclamations)
    first_person = _any(lambda titles: titles.first_person)
    bracketed, empty = _quoted()
    return _Patterns(
        filler=_pattern(rf"(?<!\w)(?:e+h+m?|h+m+|mm+h*|{fillers})(?!\w),?"),
        introduction=_introduction(),
        bracketed=bracketed,
        empty=empty,
        hole=_pattern(rf"(?:(?<!\w)(?:{prepositions})\s+)?{MARK.pattern}"),
        opening=_opening(),
        subject_opening=_subject_opening(),
        asking=_asking(),
        # Chats and calls append an answer to a sentence: "… on my Samsung yes I did".
        answer=_pattern(rf"\s(?=(?:{answers})(?:[\s,.!?]|$))"),
        filler_words=_pattern(rf"(?<!\w)(?:{answers}|{exclamations})(?!\w)"),
        continuation=_continuation(),
        first_person=_pattern(rf"(?:{first_person})(?!\w)"),
    )


def _quoted() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of a quoted or bracketed mark, and of empty quotes or brackets.

    Quotation marks that open and close alike are left out: two of them may enclose
    nothing by chance.
    """
    pairs = [one.quotation_marks for one in known()]
    pairs = [("“", "”"), ("„", "”"), ("‘", "’"), *((a, b) for a, b in pairs if a != b)]
    before, after = (
        "".join(dict.fromkeys(marks)) for marks in zip(*pairs, strict=True)
    )
    nothing = (
        rf"{a}\s*{b}" for a, b in [(r"\(", r"\)"), (r"\[", r"\]"), (r"\{", r"\}")]
    )
    between = (rf"{re.escape(a)}\s*{re.escape(b)}" for a, b in dict.fromkeys(pairs))
    return (
        _pattern(rf'[(\[{{"{before}]\s*{MARK.pattern}\s*[)\]}}"{after}]'),
        _pattern("|".join([*nothing, *between])),
    )


def _introduction() -> re.Pattern[str]:
    called = rf"(?:{_words(lambda titles: titles.called)})"
    is_ = rf"(?:{_words(lambda titles: titles.is_)})"
    here = _words(lambda titles: titles.here)
    place = rf"(?:\s+(?:{_words(lambda titles: titles.from_where)})\s+[^\W\d_]+)"
    end = r"[\s,.;:\u2013-]*"
    return _pattern(
        rf"(?<!\w)(?:(?:{_any(lambda titles: titles.my_name)})\s+{is_}"
        rf"|(?:{_words(lambda titles: titles.i)})\s+{called}"
        rf"|(?:{_words(lambda titles: titles.this)})\s+{is_}"
        rf"|{_any(lambda titles: titles.introductions)})\s+\[name\]"
        rf"(?:\s+(?:{here}|{_any(lambda titles: titles.speaking)}))*{place}?"
        rf"(?:\s+(?:{_words(lambda titles: titles.and_)})(?!\w))?{end}"
        rf"|\[name\]\s+(?:{here})(?!\w){place}?{end}"
    )


def _opening() -> re.Pattern[str]:
    good = _words(lambda titles: titles.good)
    times = _words(lambda titles: titles.times_of_day)
    hellos = _any(lambda titles: titles.hellos)
    return _pattern(
        rf"(?:[\W_]*(?:(?:{good})[ -]?(?:{times})|(?:{hellos})+"
        rf"|(?:{_words(lambda titles: titles.dear)})\s[^,.!?]{{1,30}}(?=,)"
        rf"|{_any(lambda titles: titles.openings)}|\d+[.)](?=\s)"
        rf"|(?:{_answer_marks()})(?=:))(?!\w))+[\W_]*"
    )


def _subject_opening() -> re.Pattern[str]:
    """Return the words before the matter: "Oppfølging – nettet dør", "Ang. faktura"."""
    openings = _any(lambda titles: titles.subject_openings)
    return _pattern(
        rf"(?:[\W_]*(?<!\w)(?:(?:{openings}|{_answer_marks()})(?:\s*:|\s+[\u2013\u2014-]+(?=\s))"
        rf"|(?:{_words(lambda titles: titles.subject_short)})(?:\.\s*:?|\s*:)"
        rf"|(?:{_words(lambda titles: titles.regarding)})(?=\s)))+\s*"
    )


def _asking() -> re.Pattern[str]:
    verbs = _words(lambda titles: titles.verbs)
    persons = _words(lambda titles: titles.persons)
    return _pattern(
        rf"(?:{_any(lambda titles: titles.asking)}|(?:{verbs})\s(?:{persons}))(?!\w)"
    )


def _continuation() -> re.Pattern[str]:
    if_words = _words(lambda titles: titles.if_words)
    does_words = _words(lambda titles: titles.does_words)
    return _pattern(
        rf"(?:(?:{if_words})\s+(?:{_words(lambda titles: titles.if_persons)})"
        rf"|(?:{does_words})\s+(?:{_words(lambda titles: titles.does_persons)})"
        rf"|{_any(lambda titles: titles.leaning)})(?!\w)"
    )


def _answer_marks() -> str:
    return any_of(words(lambda language: language.mail.subject_marks))


def _any(part: Callable[[Titles], str]) -> str:
    return any_of(patterns(lambda language: part(language.titles)), space=r"\s+")


def _words(part: Callable[[Titles], str]) -> str:
    return any_of(words(lambda language: part(language.titles)))


def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def sentences(text: str, locale: str) -> Iterator[str]:
    """Yield the sentences of a question, also where full stops are missing."""
    empty, language = empty_words(locale), language_of(locale)
    capital_nouns = language is not None and language.capital_nouns
    for sentence in split_sentences(text, locale):
        start = 0
        for boundary in _LOST_STOP.finditer(sentence):
            if not capital_nouns and boundary[1].lower() in empty:
                yield from _split_before_answers(
                    sentence[start : boundary.start()], language
                )
                start = boundary.end()
        yield from _split_before_answers(sentence[start:], language)


def _split_before_answers(sentence: str, language: Language | None) -> list[str]:
    """Split before the words of an answer, unless the language uses them for stress."""
    if language is not None and language.answers_stress:
        return [sentence]
    return _patterns().answer.split(sentence)


def tidy(sentence: str) -> str:
    """Remove greetings, introductions, fillers, marks and repetitions.

    >>> tidy("Ja hei, jeg heter [name] og eh hvordan hvordan sier jeg opp ??")
    'hvordan sier jeg opp?'
    """
    compiled = _patterns()
    text = sentence
    for pattern in (
        compiled.introduction,
        compiled.bracketed,
        compiled.hole,
        compiled.filler,
        compiled.empty,
    ):
        text = pattern.sub(" ", text)
    text = " ".join(text.split())
    for pattern in (compiled.opening, compiled.subject_opening, compiled.opening):
        match = pattern.match(text)
        text = text[match.end() :] if match else text
    text = _REPEATED_WORDS.sub(r"\1", text)
    text = _REPEATED_MARKS.sub(r"\1", text)
    text = _SPACE_BEFORE.sub(r"\1", text)
    return text.strip(_EDGES).rstrip(_END)


def is_question(sentence: str) -> bool:
    """Whether a sentence asks something, also without a question mark."""
    return "?" in sentence or _patterns().asking.match(sentence) is not None


def is_heading(text: str) -> bool:
    """Whether a tidy sentence names a matter, without the speaker or a reference."""
    return not is_first_person(text) and not is_continuation(text)


def is_first_person(text: str) -> bool:
    """Whether a tidy sentence begins with the speaker: "I …", "we …"."""
    return _patterns().first_person.match(text) is not None


def is_continuation(text: str) -> bool:
    """Whether a tidy sentence continues the one before: "because he …"."""
    return _patterns().continuation.match(text) is not None


def count_fillers(text: str) -> int:
    """Count the words of a tidy sentence that only answer another speaker."""
    return len(_patterns().filler_words.findall(text))


def as_title(sentence: str) -> str:
    """Write a tidy sentence as a title of at most `MAX_TITLE` characters.

    >>> as_title("how do I cancel")
    'How do I cancel?'
    """
    first, *_ = sentence.split(maxsplit=1) or [""]
    if first.islower():  # not "iPhone" or "eSIM"
        sentence = sentence[0].upper() + sentence[1:]
    if is_question(sentence) and not sentence.endswith("?"):
        sentence += "?"
    if len(sentence) <= MAX_TITLE:
        return sentence
    head = sentence[:MAX_TITLE]
    whole, space, _ = head.rpartition(" ")
    return (whole if space else head[:-1]).rstrip(_EDGES + _END + "?") + "…"
