"""Find people's names where they introduce themselves, sign and are greeted.

Only usual phrases say that a word is a name. After a phrase that means nothing else
("jeg heter") names may be lower case, as in transcripts of speech; after one that
often means something else ("ik ben") they need a capital and a fitting next word.
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
_MOST_NAME_WORDS, _MOST_INFIXES = 3, 4
_AFTER_SALUTATION = re.compile(r"[ \t]{0,3}(?:[,!]|$)", re.MULTILINE)
_LINE_END = re.compile(r"[ \t]{0,4}[,.]?[ \t]{0,4}$", re.MULTILINE)
_LOOK_BACK = 24
_HINT_WORDS = 2
# A group, a class or a character that need not be there.
_OPTIONAL = re.compile(r"(?:\((?:\?:)?[^()]*\)|\[[^\]]*\]|[^()\[\]])\?(?!:)")
_LETTERS = re.compile(r"[^\W\d_]+")
_ANY_CASE = re.IGNORECASE | re.VERBOSE
_ANY_LINE = _ANY_CASE | re.MULTILINE


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Where names stand, and what words are none.

    Attributes:
        said_first, certain, unsure: what stands after, or before, a name.
        said_first_hints, certain_hints, unsure_hints, sign_off_hints: in lower case; a
            text without any of them has no such name.
        hesitation: between `certain` and the name.
        greeting, speaking, next: what has to stand around `unsure` and the name.
        salutation, titled, sign_off: what else stands before a name.
        present: what follows a name after a salutation with a comma.
        infixes: lower-case words inside of a name.
        ends: words that end a name.
        no_names: the same, and words that are greeted.
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
    salutations = any_of(patterns(lambda one: one.names.salutations), space="[ ]")
    persons = any_of(patterns(lambda language: language.names.persons), space="[ ]")
    return re.compile(
        rf"""(?:^|(?<=[.!?>][ ])) [ \t]{{0,4}}
        (?: {salutations} ) (?P<comma>,)? [ ] (?:(?:{persons})\.?[ ])?""",
        _ANY_LINE,
    )


def _sign_off() -> re.Pattern[str]:
    sign_offs = any_of(patterns(lambda one: one.names.sign_offs), space="[ ]")
    thanks = any_of(patterns(lambda one: one.names.sign_offs_of_thanks), space="[ ]")
    return re.compile(
        rf"""(?:^ [ \t>]{{0,6}} | (?<=[.!?,][ ]))
        (?: {sign_offs} | (?P<thanks> {thanks} )
        ) [ \t]{{0,3}}
        (?: [,.!]{{0,3}} [ \t]{{0,3}} (?P<break>\r?\n\s{{0,4}}) | [,:]?[ ] )""",
        _ANY_LINE,
    )


def _any_phrase(some: tuple[str, ...]) -> str:
    return any_of(some, space="[ ]").replace("'", r"['\u2019]")


def _hints(some: tuple[str, ...]) -> tuple[str, ...]:
    """Return what stands in a text, in lower case, if one of some phrases does.

    The last two words of a phrase are enough, and most phrases share theirs.
    """
    ends = {" ".join(phrase.lower().split()[-_HINT_WORDS:]) for phrase in some}
    return _shortest(ends | {end.replace("'", "\u2019") for end in ends})


def _required(some: tuple[str, ...]) -> tuple[str, ...]:
    """Return words one of which stands in whatever any of some patterns matches.

    Without its optional parts a pattern is a row of alternatives. Of what stands
    between two bars, the longest word will do.
    """
    pieces: list[str] = []
    for pattern in some:
        bare = pattern.lower()
        while (less := _OPTIONAL.sub(" ", bare)) != bare:
            bare = less
        pieces += bare.replace("(?:", " ").replace(")", " ").split("|")
    return _shortest({max(_LETTERS.findall(piece), key=len) for piece in pieces})


def _shortest(hints: set[str]) -> tuple[str, ...]:
    """Leave out hints that contain another one."""
    return tuple(one for one in hints if not any(o in one for o in hints - {one}))


def redact_names(text: str) -> str:
    """Replace names after introductions, in greetings and below sign-offs."""
    known, lowered = _patterns(), text.lower()
    if any(map(lowered.__contains__, known.said_first_hints)):
        text = known.said_first.sub(_name_said_first, text)
    if any(map(lowered.__contains__, known.certain_hints)):
        text = _replace(text, known.certain, _introduced)
    if any(map(lowered.__contains__, known.unsure_hints)):
        text = _replace(text, known.unsure, _perhaps_introduced)
    text = _replace(text, known.salutation, _greeted)
    text = _replace(text, known.titled, _titled)
    if any(map(lowered.__contains__, known.sign_off_hints)):
        text = _replace(text, known.sign_off, _signed)
    return text


def _replace(text: str, phrase: re.Pattern[str], name_after: _NameAfter) -> str:
    pieces, done = [], 0
    for found in phrase.finditer(text):
        span = name_after(text, found) if found.start() >= done else None
        if span is not None:
            pieces += [text[done : span[0]], "[name]"]
            done = span[1]
    return "".join([*pieces, text[done:]])


def _name_said_first(found: re.Match[str]) -> str:
    """Replace the capitalised words at the end of what was said before "heter jag"."""
    said = found[1].split()
    kept, no_names = len(said), _patterns().no_names
    while kept and (word := said[kept - 1].strip(",")).lower() not in no_names:
        if not _is_capitalised(word):
            break
        kept -= 1
    if kept == len(said):
        return found[0]
    comma = "," if said[-1].endswith(",") else ""
    return " ".join([*said[:kept], f"[name]{comma} "])


def _introduced(text: str, found: re.Match[str]) -> _Span | None:
    pause = _patterns().hesitation.match(text, found.end())
    start = pause.end() if pause else found.end()
    return _name(text, start, lower_case=True, not_names=_patterns().ends)


def _perhaps_introduced(text: str, found: re.Match[str]) -> _Span | None:
    span = _name(text, found.end())
    if span is None:
        return None
    if _patterns().speaking.match(text, span[1]):
        return span
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    opens = _patterns().greeting.search(before)
    if found["opening"] and not opens:
        return None
    return span if _patterns().next.match(text, span[1]) else None


def _greeted(text: str, found: re.Match[str]) -> _Span | None:
    span = _name(text, found.end())
    after = _patterns().present if found["comma"] else _AFTER_SALUTATION
    return span if span and after.match(text, span[1]) else None


def _titled(text: str, found: re.Match[str]) -> _Span | None:
    return _name(text, found.end())


def _signed(text: str, found: re.Match[str]) -> _Span | None:
    span = _name(text, found.end(), lower_case=not found["thanks"], most=4)
    return span if span and _LINE_END.match(text, span[1]) else None


def _name(
    text: str,
    start: int,
    *,
    lower_case: bool = False,
    not_names: frozenset[str] | None = None,
    most: int = _MOST_NAME_WORDS,
) -> _Span | None:
    """Return the span of the name that begins here, or None when none does."""
    known = _patterns()
    not_names = known.no_names if not_names is None else not_names
    begin = end = None
    names = infixes = 0
    while (
        names < most and infixes < _MOST_INFIXES and (found := _WORD.match(text, start))
    ):
        word = found[1]
        begin = found.start(1) if begin is None else begin
        start = found.end()
        if word in known.infixes:
            infixes += 1
            continue
        lowered = word.lower()
        if lowered in not_names or lowered.endswith(known.endings):
            break
        if not lower_case and not _is_capitalised(word):
            break
        # "Jeg heter Kari kan du ...": once one name has a capital, all have.
        lower_case = lower_case and word.islower()
        names += 1
        end = start
        if len(word) == 1 and (dot := _INITIAL_DOT.match(text, start)):
            start = dot.end()
    return None if begin is None or end is None else (begin, end)


def _is_capitalised(word: str) -> bool:
    """Tell "Kari" and "Anne-Marie" from "kari", "KARI" and "Lumevik-kunde"."""
    parts = [part for part in _JOINT.split(word) if part]
    return parts[-1][0].isupper() and (len(word) == 1 or not word.isupper())
