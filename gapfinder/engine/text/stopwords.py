"""Words that carry no need: stop words, greetings, thanks, waiting, and cues of a need.

Languages: nb, nn, sv, da, nl, en and de. A word of one language may be content in
another ("die", "men"), so the lists are chosen by the locale of the contact; where that
is unknown, all of them count.
"""

import re
from functools import lru_cache

import stopwordsiso

LANGUAGES = {"nb": "no", "nn": "no", "sv": "sv", "da": "da", "nl": "nl", "en": "en"}
LANGUAGES |= {"de": "de", "no": "no"}

SMALL_TALK = frozenset(
    """
    hei heisann hallo halla morn god dag morgen kveld takk tusen mvh hilsen vennlig
    ok okei okey greit fint supert flott beklager unnskyld øyeblikk øyeblikket vent
    ringer snakker heter navn navnet mitt telefonnummer kundenummer fødselsdato jo
    tja altså liksom eh ehm øh hm hmm mm mhm jaja neida joda bra hyggelig helg dagen
    fin fortsatt kvelden hjelpen spørsmål ting
    hej hejsan tjena tack så mycket hälsning hälsningar vänliga ursäkta ögonblick
    ringer pratar heter namn namnet kundnummer personnummer jaha nja typ liksom asså
    fint toppen perfekt trevlig helgen precis javisst okej absolut
    hejdå hjälpen vänta fråga sak
    goedemorgen goedemiddag goedenavond hoi dag dank bedankt dankjewel dankuwel groet
    groeten vriendelijke alvast graag oke oké prima moment momentje sorry mevrouw
    meneer naam klantnummer nou ja nee eigenlijk even tot ziens fijne avond weekend
    doei ogenblik alstublieft hulp vraag
    hello hi hey there thanks thank you please regards kind best good morning afternoon
    evening ok okay yes yeah yep no nope great perfect sorry sure moment bye goodbye
    cheers name number speaking calling um uh er erm hmm well right fine lovely nice day
    hallo guten tag moin danke bitte gruß grüße freundlichen entschuldigung name
    abend schönen hilfe frage tschüss wiederhören wiedersehen
    davs goddag tak mange venlig undskyld øjeblik hav hedder farvel hjælpen spørgsmål
    """.split()  # noqa: SIM905  # a list of words is best read as text
)

CUE = re.compile(
    r"""\?|\b(?:
    how|what|why|when|where|which|can\ i|can\ you|can't|cannot|could|couldn't|want|need
    |would\ like|won't|doesn't|don't|isn't|not\ working|stopped|problem|issue|trying
    |help|wondering|question|possible|wrong|lost|charged|unable
    |hvordan|hvorfor|hva|når|hvor|hvilke[nt]?|kan|vil|ønsker|trenger|får\ ikke|ikke
    |virker|fungerer|problem|problemer|lurer|spørsmål|hjelp|mulig|skulle
    |hur|varför|vad|när|vilken|vilket|vill|behöver|inte|funkar|fungerar|undrar|fråga
    |hjälp|möjligt|går\ det|problem
    |hoe|waarom|wat|wanneer|waar|welke|kan|wil|graag|nodig|niet|werkt|lukt|vraag
    |probleem|hulp|mogelijk|krijg
    |hvorfor|hvad|hvornår|ønsker|virker|spørgsmål|hjælp
    |wie|warum|was|wann|wo|kann|möchte|brauche|nicht|funktioniert|frage|hilfe|problem
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)

WORD = re.compile(r"[^\W\d_]{2,}")
MARK = re.compile(r"\[[a-z_]+\]", re.IGNORECASE)


# English words of the list that are content at a help desk.
KEPT = frozenset(
    [
        *("ad", "ads", "bill", "billed", "call", "calls", "computer", "fill", "find"),
        *("fire", "fix", "free", "full", "group", "groups", "home", "homepage", "info"),
        *("information", "keys", "line", "mail", "member", "members", "mobile", "move"),
        *(
            "moved",
            "moving",
            "net",
            "new",
            "newer",
            "number",
            "numbers",
            "old",
            "older",
        ),
        *("open", "opened", "opening", "order", "ordered", "orders", "page", "pages"),
        *("part", "parts", "place", "places", "problem", "problems", "room", "rooms"),
        *("site", "sites", "system", "test", "text", "turn", "turned", "tv", "web"),
        *("webpage", "website", "work", "worked", "working", "works", "young"),
    ]
)


@lru_cache(maxsize=32)
def empty_words(locale: str) -> frozenset[str]:
    """Return the words that carry no content in a locale; in all of them for ""."""
    language = LANGUAGES.get(locale.split("-", maxsplit=1)[0].lower())
    languages = {language} if language else set(LANGUAGES.values())
    words = (
        stopwordsiso.stopwords(known) - (KEPT if known == "en" else frozenset())
        for known in languages
    )
    return SMALL_TALK.union(*words)


def has_letter(text: str) -> bool:
    """Tell if there is more than digits, marks and signs; "¼" is no letter."""
    return any(map(str.isalpha, MARK.sub("", text)))


def content_words(text: str, locale: str = "") -> list[str]:
    """Return the words that carry content, in lower case, each once, in order.

    >>> content_words("Hi, my router [name] keeps losing its signal", "en")
    ['router', 'losing', 'signal']
    """
    empty = empty_words(locale)
    words = WORD.findall(MARK.sub(" ", text).lower())
    return [w for w in dict.fromkeys(words) if w not in empty and has_letter(w)]
