"""Redact names of people in introductions, salutations and sign-offs.

Only usual phrases show that a word is a name. After a phrase with no other meaning
("jeg heter") names may be lower case, as in transcripts of speech; after a phrase that
often has another meaning ("ik ben") they need a capital and a fitting next word.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gapfinder.engine.languages import any_of, cached, patterns, phrases, words
from gapfinder.engine.languages.universal import INFIXES, NO_NAMES

_Span = tuple[int, int]
_NameAfter = Callable[[str, re.Match[str]], _Span | None]

_WORD = re.compile(r"[ \t]{0,3}([^\W\d_]{1,40}+(?:['\u2019-][^\W\d_]{1,40}+){0,3}+)")
_JOINT = re.compile(r"['\u2019-]")
_INITIAL_DOT = re.compile(r"\.(?=[ ][^\W\d_])")
_MAX_NAME_WORDS, _MAX_INFIXES = 3, 4
_AFTER_SALUTATION = re.compile(r"[ \t]{0,3}(?:[,!]|$)", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]{0,4}[,.]?[ \t]{0,4}$", re.MULTILINE)
_LOOK_BACK_CHARACTERS = 24
_HINT_WORDS = 2
# An optional group, class or character.
_OPTIONAL = re.compile(r"(?:\((?:\?:)?[^()]*\)|\[[^\]]*\]|[^()\[\]])\?(?!:)")
_LETTERS = re.compile(r"[^\W\d_]+")
_ANY_CASE = re.IGNORECASE | re.VERBOSE
_ANY_LINE = _ANY_CASE | re.MULTILINE


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of phrases around names, and words that are not names.

    Attributes:
        said_first, certain, unsure: phrases after, or before, a name.
        said_first_hints, certain_hints, unsure_hints, sign_off_hints: in lower case; a
            text without any of them has no such name.
        hesitation: between `certain` and the name.
        greeting, speaking, next: required around `unsure` and the name.
        salutation, titled, sign_off: other phrases before a name.
        present: follows a name after a salutation with a comma.
        infixes: lower-case words inside a name.
        ends: words that end a name.
        no_names: the same, and words that salutations contain.
        endings: the ends of longer words that end a name.
    """

    said_first: re.Pattern[str]
    said_first_hints: tuple[str, ...]
    certain: re.Pattern[str]
    certain_hints: tuple[str, ...]
    unsure: re.Pattern[str]
    unsure_hints: tuple[str, ...]
    hesitation: re.Pattern[str]
    greeting: re.Pattern[str]
    speaking: re.Pattern[str]
    next: re.Pattern[str]
    salutation: re.Pattern[str]
    titled: re.Pattern[str]
    sign_off: re.Pattern[str]
    sign_off_hints: tuple[str, ...]
    present: re.Pattern[str]
    infixes: frozenset[str]
    ends: frozenset[str]
    no_names: frozenset[str]
    endings: tuple[str, ...]


@cached
def _patterns() -> _Patterns:
    introductions = phrases(lambda language: language.names.introductions)
    openings = phrases(lambda language: language.names.openings)
    likely = phrases(lambda language: language.names.likely)
    first = phrases(lambda language: language.names.said_first)
    calling = phrases(lambda language: language.names.calling_first)
    ends = frozenset(words(lambda language: language.names.ends))
    no_names = words(lambda language: language.names.no_names)
    infixes = words(lambda language: language.names.infixes)
    hesitations = any_of(patterns(lambda language: language.names.hesitations))
    greetings = any_of(patterns(lambda language: language.names.greetings))
    speaking = any_of(patterns(lambda language: language.names.speaking))
    after = any_of(patterns(lambda language: language.names.after))
    titled = any_of(patterns(lambda language: language.names.titled))
    present = any_of(words(lambda language: language.names.present))
    return _Patterns(
        said_first=_said_first(first, calling),
        said_first_hints=_hints((*first, *calling)),
        certain=re.compile(
            rf"(?<!\w)(?:{_any_phrase(introductions)})(?!\w)", _ANY_CASE
        ),
        certain_hints=_hints(introductions),
        unsure=re.compile(
            rf"(?<!\w)(?:(?P<opening>{_any_phrase(openings)})|{_any_phrase(likely)})(?!\w)",
            _ANY_CASE,
        ),
        unsure_hints=tuple(f"{hint} " for hint in _hints((*openings, *likely))),
        hesitation=re.compile(rf'(?:[ ,.:"]*(?:{hesitations})\b)?[ ,:"]*'),
        greeting=re.compile(
            rf"(?:^|\b(?:{greetings}))[ ,.!]{{0,3}}\Z", re.IGNORECASE | re.MULTILINE
        ),
        speaking=re.compile(rf"[ ,]{{0,2}}(?:{speaking})", re.IGNORECASE),
        next=re.compile(rf"\s*(?:[,.!;]|\Z|\n|(?:{after})\b)", re.IGNORECASE),
        salutation=_salutation(),
        titled=re.compile(rf"(?<!\w)(?:{titled})(?=[ ][^\W\d_])"),
        sign_off=_sign_off(),
        sign_off_hints=_required(
            (
                *patterns(lambda language: language.names.sign_offs),
                *patterns(lambda language: language.names.sign_offs_of_thanks),
            )
        ),
        present=re.compile(rf",?[ ](?:{present})\b"),
        infixes=frozenset(infixes).union(INFIXES.split()),
        ends=ends,
        no_names=ends.union(no_names, NO_NAMES.split()),
        endings=words(lambda language: language.numbers.number_words),
    )


def _said_first(first: tuple[str, ...], calling: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of "Lena Berg heter jag" and "Jan Bakker, ik bel u over"."""
    begins = "".join(sorted({phrase[0] for phrase in calling}))
    return re.compile(
        r"(?<![^\W\d_])"
        rf"((?:[^\W\d_][^\W\d_'\u2019-]{{1,40}}(?:[ ]|,[ ](?=[{begins}]))){{1,3}})"
        rf"(?=(?:{any_of(first)}|(?<=,[ ])(?:{any_of(calling)}))(?!\w))"
    )


def _salutation() -> re.Pattern[str]:
    salutations = any_of(
        patterns(lambda language: language.names.salutations), space="[ ]"
    )
    persons = any_of(patterns(lambda language: language.names.persons), space="[ ]")
    return re.compile(
        rf"""(?:^|(?<=[.!?>][ ])) [ \t]{{0,4}}
        (?: {salutations} ) (?P<comma>,)? [ ] (?:(?:{persons})\.?[ ])?""",
        _ANY_LINE,
    )


def _sign_off() -> re.Pattern[str]:
    sign_offs = any_of(patterns(lambda language: language.names.sign_offs), space="[ ]")
    thanks = any_of(
        patterns(lambda language: language.names.sign_offs_of_thanks), space="[ ]"
    )
    return re.compile(
        rf"""(?:^ [ \t>]{{0,6}} | (?<=[.!?,][ ]))
        (?: {sign_offs} | (?P<thanks> {thanks} )
        ) [ \t]{{0,3}}
        (?: [,.!]{{0,3}} [ \t]{{0,3}} (?P<break>\r?\n\s{{0,4}}) | [,:]?[ ] )""",
        _ANY_LINE,
    )


def _any_phrase(alternatives: tuple[str, ...]) -> str:
    return any_of(alternatives, space="[ ]").replace("'", r"['\u2019]")


def _hints(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return lower-case substrings of every text that contains one of the phrases.

    The last two words of a phrase are enough, and most phrases share theirs.
    """
    ends = {" ".join(phrase.lower().split()[-_HINT_WORDS:]) for phrase in alternatives}
    return _minimal(ends | {end.replace("'", "\u2019") for end in ends})


def _required(alternatives: tuple[str, ...]) -> tuple[str, ...]:
    """Return words of which every match of the patterns contains one.

    Without its optional parts a pattern is a list of alternatives; the longest word of
    each alternative is enough.
    """
    pieces: list[str] = []
    for pattern in alternatives:
        reduced = pattern.lower()
        while (shorter := _OPTIONAL.sub(" ", reduced)) != reduced:
            reduced = shorter
        pieces += reduced.replace("(?:", " ").replace(")", " ").split("|")
    return _minimal({max(_LETTERS.findall(piece), key=len) for piece in pieces})


def _minimal(hints: set[str]) -> tuple[str, ...]:
    """Remove hints that contain another hint."""
    return tuple(
        hint for hint in hints if not any(other in hint for other in hints - {hint})
    )


def redact_names(text: str) -> str:
    """Replace names after introductions, in greetings and below sign-offs."""
    patterns, lowered = _patterns(), text.lower()
    if any(map(lowered.__contains__, patterns.said_first_hints)):
        text = patterns.said_first.sub(_replace_leading_name, text)
    if any(map(lowered.__contains__, patterns.certain_hints)):
        text = _replace(text, patterns.certain, _introduced)
    if any(map(lowered.__contains__, patterns.unsure_hints)):
        text = _replace(text, patterns.unsure, _perhaps_introduced)
    text = _replace(text, patterns.salutation, _greeted)
    text = _replace(text, patterns.titled, _titled)
    if any(map(lowered.__contains__, patterns.sign_off_hints)):
        text = _replace(text, patterns.sign_off, _signed)
    return text


def _replace(text: str, phrase: re.Pattern[str], name_after: _NameAfter) -> str:
    pieces, position = [], 0
    for match in phrase.finditer(text):
        span = name_after(text, match) if match.start() >= position else None
        if span is not None:
            pieces += [text[position : span[0]], "[name]"]
            position = span[1]
    return "".join([*pieces, text[position:]])


def _replace_leading_name(match: re.Match[str]) -> str:
    """Replace the capitalised words before a phrase such as "heter jag"."""
    words = match[1].split()
    n_kept, no_names = len(words), _patterns().no_names
    while n_kept and (word := words[n_kept - 1].strip(",")).lower() not in no_names:
        if not _is_capitalised(word):
            break
        n_kept -= 1
    if n_kept == len(words):
        return match[0]
    comma = "," if words[-1].endswith(",") else ""
    return " ".join([*words[:n_kept], f"[name]{comma} "])


def _introduced(text: str, match: re.Match[str]) -> _Span | None:
    pause = _patterns().hesitation.match(text, match.end())
    start = pause.end() if pause else match.end()
    return _name(text, start, lower_case=True, not_names=_patterns().ends)


def _perhaps_introduced(text: str, match: re.Match[str]) -> _Span | None:
    span = _name(text, match.end())
    if span is None:
        return None
    if _patterns().speaking.match(text, span[1]):
        return span
    before = text[max(0, match.start() - _LOOK_BACK_CHARACTERS) : match.start()]
    is_greeting = _patterns().greeting.search(before)
    if match["opening"] and not is_greeting:
        return None
    return span if _patterns().next.match(text, span[1]) else None


def _greeted(text: str, match: re.Match[str]) -> _Span | None:
    span = _name(text, match.end())
    after = _patterns().present if match["comma"] else _AFTER_SALUTATION
    return span if span and after.match(text, span[1]) else None


def _titled(text: str, match: re.Match[str]) -> _Span | None:
    return _name(text, match.end())


def _signed(text: str, match: re.Match[str]) -> _Span | None:
    span = _name(text, match.end(), lower_case=not match["thanks"], max_words=4)
    return span if span and _LINE_END.match(text, span[1]) else None


def _name(
    text: str,
    start: int,
    *,
    lower_case: bool = False,
    not_names: frozenset[str] | None = None,
    max_words: int = _MAX_NAME_WORDS,
) -> _Span | None:
    """Return the span of the name that begins at `start`, or None."""
    patterns = _patterns()
    not_names = patterns.no_names if not_names is None else not_names
    first = end = None
    names = infixes = 0
    while (
        names < max_words
        and infixes < _MAX_INFIXES
        and (match := _WORD.match(text, start))
    ):
        word = match[1]
        first = match.start(1) if first is None else first
        start = match.end()
        if word in patterns.infixes:
            infixes += 1
            continue
        lowered = word.lower()
        if lowered in not_names or lowered.endswith(patterns.endings):
            break
        if not lower_case and not _is_capitalised(word):
            break
        # "Jeg heter Kari kan du ...": after one capitalised name, all need a capital.
        lower_case = lower_case and word.islower()
        names += 1
        end = start
        if len(word) == 1 and (dot := _INITIAL_DOT.match(text, start)):
            start = dot.end()
    return None if first is None or end is None else (first, end)


def _is_capitalised(word: str) -> bool:
    """Whether a word is like "Kari" or "Anne-Marie", not "KARI" or "Lumevik-kunde"."""
    parts = [part for part in _JOINT.split(word) if part]
    return parts[-1][0].isupper() and (len(word) == 1 or not word.isupper())
