"""A customer's words made fit to be read: sentences, without greetings and fillers.

For texts without personal data: where it was stands a mark such as `[name]`, and the
marks go too, with the words that led to them.
"""

import re
from collections.abc import Iterator

from gapfinder.engine.text.stopwords import MARK, empty_words

MAX_TITLE = 90  # characters

_STOP = re.compile(r"(?<=[.!?…])\s+|\n+")
# Chats and subjects lose full stops: "no wifi Since Friday" is two sentences. Not in
# German, where every noun has a capital.
_LOST_STOP = re.compile(r"(?<=[^\W\d_A-Z])\s(?=([A-ZÆØÅÄÖ][a-zæøåäöü]+)\b)")
_HESITATION = r"e+h+m?|erm|u+h+m*|ø+h+m?|ö+h+m?|ä+h+m?|h+m+|mm+h*|asså|altså|alltså"
_FILLER = re.compile(
    rf"(?<!\w)(?:{_HESITATION}|um(?=,)|liksom|zeg maar|you know)(?!\w),?", re.IGNORECASE
)
_PLACE = r"(?:\s+(?:fra|frå|från|from|uit|van|i)\s+[^\W\d_]+)"
_INTRODUCTION = re.compile(
    rf"""(?<!\w)(?:
    (?:(?:mitt|mit)\s+nav?[mn]n?|navnet|my\s+name|mijn\s+naam|mein\s+name|the\s+name)
      \s+(?:mitt\s+)?(?:er|är|is|ist)
    | (?:jeg|eg|jag|ich|ik)\s+(?:heter|heiter|hedder|heet|heiße|er|är|ben|bin)
    | (?:det|dette|her|här|dit|hier|this)\s+(?:er|är|is|ist) | i['\u2019]m | i\s+am
    | (?:u\s+spreekt\s+)?met(?:\s+(?:mevrouw|meneer|de\s+heer))?
    )\s+\[name\] (?:\s+(?:her|här|here|hier|speaking|calling|ringer|aan\s+de\s+lijn))*
      {_PLACE}?(?:\s+(?:and|og|och|en|und)(?!\w))?[\s,.;:\u2013-]*
    | \[name\]\s+(?:her|här|here|hier)(?!\w){_PLACE}?[\s,.;:\u2013-]*""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETED = re.compile(
    rf"[(\[{{«\"“„‘]\s*{MARK.pattern}\s*[)\]}}»\"”“’]", re.IGNORECASE
)
_EMPTY = re.compile(r"\(\s*\)|\[\s*\]|\{\s*\}|«\s*»|“\s*”|„\s*[“”]|‘\s*’")
_HOLE = re.compile(
    rf"""(?:(?<!\w)(?:at|on|to|from|in|is|på|til|till|fra|frå|från|i|av|er|är|op|naar
    |van|aan|auf|an|von|ist)\s+)?{MARK.pattern}""",
    re.IGNORECASE | re.VERBOSE,
)
_OPENING = re.compile(
    r"""(?:[\W_]*(?:
    (?:good|god|go|guten|goede)[ -]?(?:morning|afternoon|evening|morgen|morgon|dag
      |formiddag|ettermiddag|eftermiddag|aften|kveld|kväll|middag|avond|tag|abend)
    | (?:hei|hej|hey|hi|hoi)+(?:san|sann)? | hallo | hello | halla | tjena | davs | moin
    | goddag | dag(?=\s*[,.!]) | there(?=\s*[,.!]) | (?:alle|all)\s+sammen(?=\s*[,.!])
    | (?:dear|kjære|kära|bästa|beste|geachte|liebe[rs]?)\s[^,.!?]{1,30}(?=,)
    | ja+ | jo+ | nei(?=,) | nej(?=,) | nee(?=,) | jaha | joda | jau | yes | yeah
    | ok | okay | okei | okej | oké | well(?=[\s,]) | so(?=[\s,]) | nou | tja | du(?=,)
    | and | but | og | men | och | maar | en(?=\s+(?:ik|hoe|wat|kan|waarom|wanneer)\b)
    | thanks | thank\s+you | takk | tack | tak | bedankt | danke | sorry | beklager
    | unnskyld | ursäkta
    | oh+ | ah+ | i(?=,\s) | (?:thank\s+)?god(?=,)
    | \d+[.)](?=\s) | (?:re|sv|vs|fw|fwd|vb|aw)(?=:)
    )(?!\w))+[\W_]*""",
    re.IGNORECASE | re.VERBOSE,
)
# Before the matter of a subject: "Oppfølging – nettet dør", "Ang. faktura".
_PREFIX = re.compile(
    r"""(?:[\W_]*(?<!\w)(?:
    (?: vervolg | oppfølging | oppfølgning | uppföljning | opfølgning | follow[ -]?up
      | nachfrage | purring | påminnelse | påmindelse | reminder | herinnering
      | erinnerung | haster | brådskande | akut | urgent | spoed | dringend | viktig
      | viktigt | important | belangrijk | wichtig | siste\s+varsel
      | angående | vedrørende | beträffande | betreffende | betreft | regarding
      | gjelder | gäller | concerning | (?:uw|je|jouw)\s+vraag | your\s+(?:question
      |request|enquiry|inquiry|message) | (?:ditt|dit)\s+sp[øo]r(?:smål|gsmål)
      | din\s+(?:fråga|henvendelse) | ihre\s+(?:frage|anfrage) | re | sv | vs
      | fwd? | vb | aw )(?:\s*:|\s+[\u2013\u2014-]+(?=\s))
    | (?: ang | vedr | betr | beträff | betreff )(?:\.\s*:?|\s*:)
    | (?: angående | vedrørende | beträffande | betreffende | regarding )(?=\s)
    ))+\s*""",
    re.IGNORECASE | re.VERBOSE,
)
_REPEATED_WORDS = re.compile(
    r"(?<!\w)([^\W\d_]{1,40}(?: [^\W\d_]{1,40}){0,2})(?:[ ,]+\1(?!\w))+", re.IGNORECASE
)
_REPEATED_MARKS = re.compile(r"([^\w\s])(?:\s?\1)+")
_ASKING = re.compile(
    r"""(?:how(?!ever)|why|hvordan|hvorfor|korleis|kvifor|hur|varför|hvornår|hoe|waarom
    |wie|warum|wann
    |(?:what|where|which|when|who)(?:['\u2019]s|\s(?:is|are|was|do|does|did|can|will|should
      |happens|if))
    |(?:hva|kva|hvor|kor|hvilke[nt]?|når|hvad|vad|var|vilke[nt]|när|vem|hvem)
      \s(?:er|är|blir|bliver|gjør|gjer|gör|gør|kan|skal|ska|må|får|kommer|koster|kostar
      |finner|hittar|har|betyr|betyder|skjer|händer|lenge|länge|mye|mange|mycket)
    |(?:wat|waar|welke|wanneer|wie)\s(?:is|zijn|kan|moet|doe|kost|krijg|komt|wordt|gaat
      |vind|gebeurt|betekent)
    |(?:kan|får|skal|ska|må|måste|kunne|kann|darf|mag|moet|heb|har|er|är|finns|finnes|går
      |is|are|am|can|could|do|does|did|will|would|should|may|have|has|werkt|ist|muss)
      \s(?:i|you|we|it|there|this|my|the|jeg|eg|jag|man|vi|du|dere|ni|det|den|dette|ik|je
      |jij|jullie|u|het|er|mijn|ich|sie|es|wir|ihr)
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# A chat or a call runs an answer to the agent on: "… on my Samsung yes I read that".
_ANSWERS = r"""ja | jaja | nei | nej | nä | nee | yes | yeah | yep | ok | okay | okei
    | okej | oké | oke | oh | ah+ | aha | haha\w* | lol | hèhè | pfoe | phew | wow | hè
    | takk | tack | thanks | thx | bedankt | danke"""
_ANSWER = re.compile(rf"\s(?=(?:{_ANSWERS})(?:[\s,.!?]|$))", re.IGNORECASE | re.VERBOSE)
_CHATTER = re.compile(
    rf"(?<!\w)(?:{_ANSWERS} | herregud | suck | underbart | strålende)(?!\w)",
    re.IGNORECASE | re.VERBOSE,
)
_LEANING = re.compile(
    r"""(?:(?:if|when|om|hvis|når|när|als)\s+(?:he|she|it|they|han|hun|hon|det|den|de|hij|ze)
    |(?:can|could|will|does|is|has|should|kan|vil|vill|skal|ska|må|får|har|er|är|moet|mag
      |heeft|is|gaat|kann|soll|hat|ist)\s+(?:he|she|they|han|hun|hon|hij|zij|ze|er)
    |also|because|then|after\ that|afterwards|therefore|that|that['\u2019]?s|he|she|it
    |they|his|her|him|their|it['\u2019]?s|he['\u2019]?s|she['\u2019]?s|they['\u2019]re|this|these
    |etterpå|derfor|deretter|fordi|for|så|da|han|hun|ho|den|det|de|dette|disse|hans|hennes
    |deres|siden|efteråt|därför|sedan|sen|för|då|hon|dom|detta|dessa|eftersom|ändå|likevel|alligevel
    |want|omdat|daarna|dus|dan|hij|zij|ze|dat|dit|die|zijn|haar|hun|toen
    |denn|weil|danach|dann|er|sie|es|das|dies|und|en|and|og|och|men|maar|but|or|of|eller
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_SPEAKER = re.compile(
    r"(?:i|i['\u2019]\w+|im|we|we['\u2019]\w+|my|jeg|eg|æ|jag|ik|ich|vi|wij|wir"
    r"|mi[nt]|mitt|mijn|m'n|mein)(?!\w)",
    re.IGNORECASE,
)
_SPACE_BEFORE = re.compile(r"\s+([,.!?;:])")
_EDGES = " \t,;:\u2013\u2014-*>•/|"
_END = ".!… " + _EDGES


def sentences(text: str, locale: str) -> Iterator[str]:
    """Yield the sentences of a question, also where their full stops got lost."""
    empty = empty_words(locale)
    for sentence in _STOP.split(text):
        start = 0
        for gap in _LOST_STOP.finditer(sentence):
            if not locale.startswith("de") and gap[1].lower() in empty:
                yield from _unanswering(sentence[start : gap.start()], locale)
                start = gap.end()
        yield from _unanswering(sentence[start:], locale)


def _unanswering(sentence: str, locale: str) -> list[str]:
    """Split before the words of an answer; not in German, where "ja" stresses."""
    return [sentence] if locale.startswith("de") else _ANSWER.split(sentence)


def tidy(sentence: str) -> str:
    """Take out greetings, introductions, fillers, marks and what is said twice.

    >>> tidy("Ja hei, jeg heter [name] og eh hvordan hvordan sier jeg opp ??")
    'hvordan sier jeg opp?'
    """
    text = _INTRODUCTION.sub(" ", sentence)
    text = _FILLER.sub(" ", _HOLE.sub(" ", _BRACKETED.sub(" ", text)))
    text = _EMPTY.sub(" ", text)
    text = " ".join(text.split())
    for start in (_OPENING, _PREFIX, _OPENING):
        found = start.match(text)
        text = text[found.end() :] if found else text
    text = _REPEATED_WORDS.sub(r"\1", text)
    text = _REPEATED_MARKS.sub(r"\1", text)
    text = _SPACE_BEFORE.sub(r"\1", text)
    return text.strip(_EDGES).rstrip(_END)


def is_question(sentence: str) -> bool:
    """Tell whether a sentence asks, also without a question mark."""
    return "?" in sentence or _ASKING.match(sentence) is not None


def is_heading(text: str) -> bool:
    """Tell whether a tidy sentence speaks of a matter, not of who tells of it."""
    return not is_told(text) and not leans(text)


def is_told(text: str) -> bool:
    """Tell whether a tidy sentence begins with the speaker: "I …", "we …"."""
    return _SPEAKER.match(text) is not None


def leans(text: str) -> bool:
    """Tell whether a tidy sentence goes on from one before: "because he …"."""
    return _LEANING.match(text) is not None


def chatter(text: str) -> int:
    """Count the words of a tidy sentence that only answer another speaker."""
    return len(_CHATTER.findall(text))


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
