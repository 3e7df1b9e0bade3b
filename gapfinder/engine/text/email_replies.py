"""Find the newest message of a customer in an e-mail.

mail-parser-reply knows how mail programs introduce quotations, so it divides a mail
into replies. Its signatures and disclaimers are not used: they take a line that begins
with "Tak" or "Takk" for the end of the mail, and the "-" of a list as well.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mailparser_reply import EmailMessage, constants

from gapfinder.engine.languages import any_of, cached, known, patterns, words

MAX_CHARACTERS = 20_000  # of a mail: the newest words stand at its beginning
MAX_LINE = (
    400  # characters; the library's time grows with the square of a line's length
)
DISCLAIMER_OPENING = 200  # characters within which a disclaimer says that it is one
MAX_NAMES = 4  # lines below "Thanks,", and words a line, that may be a signature

_QUOTED = constants.QUOTED_MATCH_INCLUDE  # also in a quoted mail
_KNOWN_TO_LIBRARY = frozenset(constants.MAIL_LANGUAGES)


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of the ends of mails, by customers and by their mail programs."""

    attribution: re.Pattern[str]
    sent_from: re.Pattern[str]
    about_the_mail: re.Pattern[str]
    confidential: re.Pattern[str]
    footer: re.Pattern[str]
    farewell: re.Pattern[str]
    thanks: re.Pattern[str]


def newest_message(text: str) -> str:
    """Return the customer's newest message without quotes, signature and disclaimer.

    Answers below or between quoted lines stay. For a mail that only forwards another
    mail, the function returns the forwarded words. If nothing would be left, it returns
    the lines without ">", so that only a mail without words gives an empty text.

    Args:
        text: the plain text of a mail; its first `MAX_CHARACTERS` characters are used.
    """
    text = _readable(text[:MAX_CHARACTERS])
    replies = _replies(text)
    parts = [_without_farewell(_unquoted(part)) for part in _own_parts(replies)]
    forwarded = _without_farewell(_unquoted(replies[0][1]))
    return "\n\n".join(filter(None, parts)) or forwarded or _unquoted(text)


def _readable(text: str) -> str:
    text = UNREADABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    lines = (piece for line in text.split("\n") for piece in _wrapped(line.strip()))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _wrapped(line: str) -> Iterator[str]:
    while len(line) > MAX_LINE:
        space = line.rfind(" ", 1, MAX_LINE)
        end = space if space > 0 else MAX_LINE
        yield line[:end].rstrip()
        line = line[end:].lstrip()
    yield line


def _replies(text: str) -> list[tuple[str, str]]:
    """Return header and text of every reply; the first may have no header."""
    replies = EmailMessage(text=text, languages=_library_languages()).read().replies
    return [
        (reply.headers, reply.content.removeprefix(reply.headers).strip())
        for reply in replies
    ]


def _library_languages() -> list[str]:
    return [
        _custom_language(),
        *(language.code for language in known() if language.code in _KNOWN_TO_LIBRARY),
    ]


@cached
def _custom_language() -> str:
    """Add the patterns of our languages to the library; return their name there.

    The library's own way to add a language is an entry in this dictionary.
    """
    attributions = any_of(patterns(lambda language: language.mail.attributions))
    forwarded = any_of(patterns(lambda language: language.mail.forwarded))
    above = [rf"(^{_QUOTED}(?:{forwarded})[ ]*$)"]
    above += [_fields(language.mail.header_fields) for language in known()]
    constants.MAIL_LANGUAGES["gapfinder"] = {
        "wrote_header": rf"^({_QUOTED}(?:{attributions}))$",
        "from_header": "|".join(filter(None, above)),
        "disclaimers": [],
        "signatures": [],
        "sent_from": "",
    }
    return "gapfinder"


def _fields(names: str) -> str:
    """Return a pattern for two or more of these header fields, each on its line."""
    line = rf"(?:^|\n){_QUOTED}[* ]*(?:{'|'.join(names.split())}):[^\n]*"
    return rf"((?:{line}){{2,}})" if names else ""


def _own_parts(replies: list[tuple[str, str]]) -> Iterator[str]:
    for header, written in replies:
        if not header or written.startswith(">"):
            yield written
        elif _patterns().attribution.search(header) and not TIME_OR_ADDRESS.search(
            header
        ):
            yield f"{header}\n{written}"  # a sentence of the customer: "X wrote that:"
        else:
            return  # no ">" below the header: from here on all is older


def _unquoted(text: str) -> str:
    lines = [line for line in text.split("\n") if not line.startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_farewell(part: str) -> str:
    ends = _patterns()
    part = ends.sent_from.sub("", part)
    for about in ends.about_the_mail.finditer(part):
        opening = about.end() + DISCLAIMER_OPENING
        if ends.confidential.search(part, about.end(), opening):
            part = part[: about.start()]
            break
    for end in (DASHES, ends.footer, ends.farewell):
        if match := end.search(part):
            part = part[: match.start()]
    for thanks in ends.thanks.finditer(part):
        names = part[thanks.end() :].split("\n")
        if len(names) <= MAX_NAMES and all(len(n.split()) <= MAX_NAMES for n in names):
            part = part[: thanks.start()]
            break
    return part.strip()


UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
TIME_OR_ADDRESS = re.compile(r"\d[:.]\d\d|@")
DASHES = re.compile(r"^(?:--|_{5,})$", re.MULTILINE)


@cached
def _patterns() -> _Patterns:
    wrote = any_of(words(lambda language: language.mail.wrote))
    confidential = any_of(patterns(lambda language: language.mail.confidential))
    return _Patterns(
        attribution=re.compile(rf"\b(?:{wrote})\b", re.IGNORECASE),
        sent_from=_sent_from(),
        about_the_mail=_about_the_mail(),
        confidential=re.compile(confidential, re.IGNORECASE),
        footer=_footer(),
        farewell=_farewell(),
        thanks=_thanks(),
    )


def _sent_from() -> re.Pattern[str]:
    sent = any_of(patterns(lambda language: language.mail.sent_with))
    device = any_of(patterns(lambda language: language.mail.my_device))
    others = any_of(patterns(lambda language: language.mail.phone_signatures))
    return re.compile(
        rf"^(?:(?:{sent}) (?:{device}|outlook|e?-?mail|yahoo|gmail|samsung)"
        rf"|{others})\b.{{0,60}}$",
        re.IGNORECASE | re.MULTILINE,
    )


def _about_the_mail() -> re.Pattern[str]:
    """Return a line that begins "This e-mail …"."""
    this = any_of(patterns(lambda language: language.mail.this))
    mail = any_of(patterns(lambda language: language.mail.mail))
    return re.compile(
        rf"^\W*(?:{this})\b.{{0,20}}"
        rf"\b(?:e-?mail\w*|mail\w*|informas?t?j?i?[oe]\w*|{mail})",
        re.IGNORECASE | re.MULTILINE,
    )


def _footer() -> re.Pattern[str]:
    titles = any_of(patterns(lambda language: language.mail.disclaimer_titles))
    environment = any_of(patterns(lambda language: language.mail.environment))
    print_out = any_of(patterns(lambda language: language.mail.print_out))
    return re.compile(
        rf"^\W*(?:{titles})\W*$"
        rf"|^.{{0,30}}\b(?:{environment})\b.{{0,30}}\b(?:{print_out})\b",
        re.IGNORECASE | re.MULTILINE,
    )


def _farewell() -> re.Pattern[str]:
    """Return the pattern of a farewell with at most a name after it.

    It is at the beginning of a line or after a sentence.
    """
    farewells = any_of(patterns(lambda language: language.mail.farewells))
    alone = any_of(patterns(lambda language: language.mail.farewells_alone))
    return re.compile(
        rf"(?:^|(?<=[.!?,] ))(?:{farewells}"
        rf"|(?:{alone})(?=\W*$| fr[aå]n?\b| (?-i:[A-ZÆØÅÄÖ])))\b[^\n!?]{{0,40}}$",
        re.IGNORECASE | re.MULTILINE,
    )


def _thanks() -> re.Pattern[str]:
    """Return the pattern of thanks, which also begin sentences, or of "/Ann"."""
    thanks = any_of(patterns(lambda language: language.mail.thanks))
    return re.compile(
        rf"^(?:{thanks}|//? ?\w+(?: \w+)?)[,.! ]*$", re.IGNORECASE | re.MULTILINE
    )
