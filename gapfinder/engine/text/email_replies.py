"""Find the customer's newest words in an e-mail.

mail-parser-reply knows how mail programs introduce what they quote, so it divides a
mail into replies. Its signatures and disclaimers are not used: they take a line that
begins with "Tak" or "Takk" for the end of the mail, or a "-" for that of a list.
"""

import re
from collections.abc import Iterator

from mailparser_reply import EmailMessage, constants

MAX_CHARACTERS = 20_000  # of a mail: the newest words stand at its beginning
MAX_LINE = (
    400  # characters; the library's time grows with the square of a line's length
)
DISCLAIMER_OPENING = 200  # characters within which a disclaimer says that it is one
MAX_NAMES = 4  # lines below "Thanks,", and words a line, that may be a signature

_QUOTED = constants.QUOTED_MATCH_INCLUDE  # also in a quoted mail


def _fields(*names: str) -> str:
    """Return a pattern for two or more of these header fields, each on its line."""
    line = rf"(?:^|\n){_QUOTED}[* ]*(?:{'|'.join(names)}):[^\n]*"
    return rf"((?:{line}){{2,}})"


# The library's own way to add a language is an entry in this dictionary.
constants.MAIL_LANGUAGES["nb"] = {
    "wrote_header": rf"^({_QUOTED}(?:Den |man|tir|ons|tor|fre|lør|søn|\d)[^\n]{{3,80}}"
    r"\b(?:skrev|skreiv)\b[^\n]*\n?[^\n]*:)$",
    "from_header": _fields("Fra", "Frå", "Sendt", "Til", "Emne", "Dato", "Kopi", "Cc"),
    "disclaimers": ["Advarsel:"],
    "signatures": ["Med vennlig hilsen"],
    "sent_from": "Sendt fra min",
}
# What its other languages lack: a name between "schreef" and the colon, Apple's words,
# and lines that say that a mail is forwarded.
constants.MAIL_LANGUAGES["gapfinder"] = {
    "wrote_header": rf"^({_QUOTED}(?:Op [^\n]{{6,60}}\bschreef\b[^\n]*\n?[^\n]*:"
    r"|Op [^\n]{6,120}\bhet volgende geschreven:"
    r"|(?:Den )?\d[^\n]{6,60}\bskrev\b[^\n]*\n?[^\n]*:))$",
    "from_header": rf"(^{_QUOTED}(?:-{{2,}} ?(?:Forwarded message|Original message"
    r"|Videresendt (?:melding|besked|meddelelse)|Op(?:prinnelig|rindelig) med?\w+"
    r"|Vidarebefordrat meddelande|Ursprungligt meddelande|Doorgestuurd bericht"
    r"|Oorspronkelijk bericht|Weitergeleitete Nachricht|Ursprüngliche Nachricht) ?-{2,}"
    r"|Begin forwarded message:|Begin doorgestuurd bericht:|Videresendt melding:"
    r"|Start på videresendt melding:|Vidarebefordrat brev:"
    r"|Anfang der [^\n]{0,40}Nachricht:"
    r")[ ]*$)",
    "disclaimers": [],
    "signatures": [],
    "sent_from": "",
}
LANGUAGES = ("gapfinder", "nb", "sv", "da", "nl", "en", "de")


def newest_message(text: str) -> str:
    """Return what the customer wrote last, without quotes, signature and disclaimer.

    Answers below or between quoted lines stay. A mail that only forwards another gives
    the words of that one; if nothing at all would be left, the lines without ">" are
    returned, so that only a mail without words gives nothing.

    Args:
        text: the plain text of a mail; its first `MAX_CHARACTERS` characters count.
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
    """Return the header and the words of every reply; the first may have no header."""
    replies = EmailMessage(text=text, languages=[*LANGUAGES]).read().replies
    return [
        (reply.headers, reply.content.removeprefix(reply.headers).strip())
        for reply in replies
    ]


def _own_parts(replies: list[tuple[str, str]]) -> Iterator[str]:
    for header, words in replies:
        if not header or words.startswith(">"):
            yield words
        elif ATTRIBUTION.search(header) and not TIME_OR_ADDRESS.search(header):
            yield f"{header}\n{words}"  # a sentence of the customer: "X wrote that:"
        else:
            return  # no ">" below the header: from here on all is older


def _unquoted(text: str) -> str:
    lines = [line for line in text.split("\n") if not line.startswith(">")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _without_farewell(part: str) -> str:
    part = SENT_FROM.sub("", part)
    for about in ABOUT_THE_MAIL.finditer(part):
        if CONFIDENTIAL.search(part, about.end(), about.end() + DISCLAIMER_OPENING):
            part = part[: about.start()]
            break
    for end in (DASHES, FOOTER, FAREWELL):
        if found := end.search(part):
            part = part[: found.start()]
    for thanks in THANKS.finditer(part):
        names = part[thanks.end() :].split("\n")
        if len(names) <= MAX_NAMES and all(len(n.split()) <= MAX_NAMES for n in names):
            part = part[: thanks.start()]
            break
    return part.strip()


UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\ufeff\ud800-\udfff]")
ATTRIBUTION = re.compile(r"\b(?:skrev|skreiv|schreef|geschreven|wrote|schrieb)\b", re.I)
TIME_OR_ADDRESS = re.compile(r"\d[:.]\d\d|@")
DASHES = re.compile(r"^(?:--|_{5,})$", re.MULTILINE)
SENT_FROM = re.compile(
    r"^(?:(?:sendt (?:fra|med)|skickat (?:från|med)|ver(?:zonden|stuurd) (?:vanaf|met)"
    r"|sent (?:from|with|via)|gesendet (?:von|mit))"
    r" (?:min|mitt|my|mijn|meine[mr]?|outlook|e-?post|e?-?mail|yahoo|gmail|samsung)"
    r"|(?:get|hent|hämta|last ned|download) outlook|outlook voor)\b.{0,60}$"
    r"|^von meine[mr] .{0,30} gesendet$",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL = (
    r"(?:e-?post\w*|e-?mail\w*|mail\w*|meddelande\w*|message|melding\w*|meddelelse\w*"
    r"|bericht\w*|nachricht|informas?t?j?i?[oe]\w*)"
)
# A line that begins "This e-mail …", and what makes a disclaimer of it.
ABOUT_THE_MAIL = re.compile(
    r"^\W*(?:den+e|dette|denna|detta|det här|dit|deze|de|this|the|diese[rs]?|die)\b"
    rf".{{0,20}}\b{_MAIL}",
    re.IGNORECASE | re.MULTILINE,
)
CONFIDENTIAL = re.compile(
    r"konfidens|taushets|konfidentiel|sekretess|fortrolig|vertrouwelijk|uitsluitend be"
    r"|confidential|intended (?:only|solely)|privileged|vertraulich",
    re.IGNORECASE,
)
FOOTER = re.compile(
    r"^\W*(?:disclaimer|confidentiality notice|konfidensialitet|sekretess)\W*$"
    r"|^.{0,30}\b(?:miljøet|miljön|milieu|environment|umwelt)\b"
    r".{0,30}\b(?:skrive?r? ut|udskrive?r?|print\w*|ausdruck\w*)\b",
    re.IGNORECASE | re.MULTILINE,
)
# A farewell stands at the beginning of a line or after a sentence, with at most a name
# behind it.
FAREWELL = re.compile(
    r"(?:^|(?<=[.!?,] ))(?:"
    r"m\.?v\.?h|vh|dbh|m\.?v\.?g|mfg"
    r"|(?:med )?(?:de )?(?:vennlig|vennleg|venlig|beste|bedste|hjertelig|varme?)"
    r" (?:hilsen|hilsning|helsing|hilsner)"
    r"|(?:med )?(?:vänlig|bästa|varm|hjärtlig)a? hälsning(?:ar)?"
    r"|(?:hilsen|helsing|hälsning(?:ar)?)(?=\W*$| fr[aå]n?\b| (?-i:[A-ZÆØÅÄÖ]))"
    r"|(?:met )?(?:vriendelijke|hartelijke) groet(?:en|jes)?|groet(?:en|jes)?"
    r"|hoogachtend"
    r"|(?:with )?(?:best|kind|warm)(?:est)? (?:regards|wishes)|regards"
    r"|yours (?:sincerely|faithfully|truly)|sincerely"
    r"|(?:mit )?(?:freundlich|lieb|best|viel|schön)en? gr(?:ü|ue)(?:ß|ss)en?"
    r")\b[^\n!?]{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
# These also begin sentences: only with nothing but a name on the lines below.
THANKS = re.compile(
    r"^(?:(?:mange |på forhånd )?takk?(?: på forhånd| for hj[eæ]lp\w*)?"
    r"|(?:stort )?tack(?: på förhand| för hjälpen)?|(?:alvast )?bedankt"
    r"|(?:alvast )?dank (?:u|je)(?: wel)?|(?:many )?thanks(?: in advance)?|thank you"
    r"|cheers|best|all the best|(?:vielen )?dank(?:e)?(?: im voraus)?"
    r"|ha en (?:fin|god) (?:dag|helg)|//? ?\w+(?: \w+)?)[,.! ]*$",
    re.IGNORECASE | re.MULTILINE,
)
