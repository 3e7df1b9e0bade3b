"""Find people's names where they introduce themselves, sign and are greeted.

Only usual phrases say that a word is a name. After a phrase that means nothing else
("jeg heter") names may be lower case, as in transcripts of speech; after one that
often means something else ("ik ben") they need a capital and a fitting next word.
"""

import re
from collections.abc import Callable

_Span = tuple[int, int]
_NameAfter = Callable[[str, re.Match[str]], _Span | None]

_WORD = re.compile(r"[ \t]{0,3}([^\W\d_]{1,40}+(?:['\u2019-][^\W\d_]{1,40}+){0,3}+)")
_JOINT = re.compile(r"['\u2019-]")
_INITIAL_DOT = re.compile(r"\.(?=[ ][^\W\d_])")
_HESITATION = re.compile(
    r"(?:[ ,.:\"]*(?:eh+|ehm+|uh+m?|um+|øh+|öh+|äh+m?)\b)?[ ,:\"]*"
)
_MOST_NAME_WORDS, _MOST_INFIXES = 3, 4
_INFIX_WORDS = "van von de der den ter ten te zu zur af av la le du del di da el bin"
_INFIXES = frozenset(_INFIX_WORDS.split())
# Words that end a name, or show that none began ("my name is not shown").
_STOP_WORDS = """
og eller men som jeg eg du han hun vi dere det den de er har hadde kan skal vil må
ringer ringte lurer bor fra på i til med for om at ikke her hos når nå så da ja nei hei
takk feil feilstavet stavet skrevet hvordan hva min mitt mine en et ei av kunde
kundeservice support meg oss deg noen
och eller men som jag ni vi det den är har hade kan ska vill måste ringer ringde undrar
bor från på till med för om att inte här hos när nu så då ja nej hej tack fel felstavat
min mitt mina ett av kund kundtjänst mig oss
jeg hedder af ikke nej tak forkert kundeservice
en of maar ik jij je u hij zij ze wij we dit dat het de een ben is heb had kan zal wil
moet bel belde woon uit op in te naar voor om niet hier bij toen nu dus dan ja nee hoi
dank bedankt fout verkeerd gespeld mijn uw aan van met klant klantenservice medewerker
collega iemand veranderd gewijzigd kwijt waar hoe wat
and or but who i you he she it they this that the a an am is are was were have has had
can could will would want need calling call speaking here from at on in to with for
about not no yes hi hello thanks thank please wrong incorrect spelled spelt misspelled
showing shown displayed missing also still already changed different being my your our
his her their what how when where if so just there agent someone anyone support customer
be by of as which set listed under because
und oder aber der die das ich du er sie es wir ihr ein eine bin ist habe hatte kann soll
will möchte muss rufe wohne aus auf in zu nach für um nicht hier bei wenn jetzt so dann
ja nein hallo danke falsch geschrieben mein kunde kundenservice mit wegen eh ehm uh uhm
äh
address adresse adress adres email epost mail phone telefon telefoon mobil mobile mobiel
account zip password username passord wachtwoord lösenord
"""
_STOP = frozenset(_STOP_WORDS.split())
_STOP_ENDINGS = ("nummer", "number", "nummeret", "numret", "nr")
# Capitalised, yet no names: whom one greets or thanks when no person is meant.
_GREETED_THINGS = """
team all alle everyone everybody folks guys friends dere allihop allemaal iedereen sir
madam madame sirs customer kunde kund klant heer mevrouw meneer damen herren moderator
moderators admin admins forum community help world mozilla thunderbird service welcome
welkom velkommen välkommen best regards hilsen hälsning groet groeten monday tuesday
wednesday thursday friday saturday sunday january february march june july august
september october november december english german dutch norwegian swedish danish french
spanish italian american british windows mac linux android iphone google outlook gmail
microsoft apple samsung yes no okay ok sorry sent any does did do why new after before
since using there again god good happy great everything nothing something problem
problems question
"""
_NOT_NAMES = _STOP | frozenset(_GREETED_THINGS.split())

_CERTAIN = re.compile(
    r"""(?<!\w)(?:
    (?:jeg|eg) [ ] (?:heter|heiter|hedder) | jag [ ] heter | ik [ ] heet
    | ich [ ] hei(?:ß|ss)e | (?:mitt|mit) [ ] navn [ ] (?:er|e)
    | navnet [ ] (?:mitt[ ])? er | mitt [ ] namn [ ] är | namnet [ ] är
    | (?:mijn|de) [ ] naam [ ] is | mein [ ] name [ ] ist
    | my [ ] (?:full[ ]|first[ ]|last[ ])? name (?:[ ]is|['\u2019]s)
    | the [ ] name [ ] is
    | du [ ] (?:snakker|prater|taler|pratar|talar) [ ] med
    | (?:u|je) [ ] spreekt [ ] met
    | sie [ ] sprechen [ ] mit | (?:hier|es) [ ] spricht
    | you(?:['\u2019]re|[ ]are) [ ] (?:speaking|talking|chatting) [ ] (?:with|to)
    ) (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_NAME_FIRST = re.compile(  # "Lena Berg heter jag", "Jan Bakker, ik bel u over"
    r"(?<![^\W\d_])((?:[^\W\d_][^\W\d_'\u2019-]{1,40}(?:[ ]|,[ ](?=[ijI]))){1,3})"
    r"(?=(?:(?:heter|heiter|hedder)[ ](?:jag|jeg|eg)"
    r"|(?:er|är)[ ](?:navnet|namnet)|is[ ](?:mijn|de)[ ]naam|is[ ]my[ ]name"
    r"|(?:(?<=,[ ])(?:ik[ ]bel|je[gi][ ]ringer|jag[ ]ringer|I(?:'m|[ ]am)[ ]calling)))"
    r"(?!\w))"
)
_NAME_FIRST_HINTS = (
    "heter j", "heter e", "heiter eg", "hedder jeg", "navnet", "namnet", "n naam",
    "de naam", "my name", ", ik bel", "g ringer", " calling",
)  # fmt: skip
_CERTAIN_HINTS = (
    "heter", "heiter", "hedder", "ik heet", "heiße", "heisse", "navn e", "navnet ",
    "namn är", "namnet är", "naam is", "name is", "name ist", "name's", "name\u2019s",
    "snakker med", "prater med", "taler med", "talar med", "pratar med", "spreekt met",
    "sprechen mit", "spricht", "speaking ", "talking ", "chatting ",
)  # fmt: skip
_UNSURE = re.compile(
    r"""(?<!\w)(?:
    (?P<opening> met | this [ ] is | i['\u2019]m | i [ ] am | dit [ ] is
      | (?:det|dette) [ ] (?:er|var) | det [ ] (?:här [ ])? är | her [ ] er
      | hier [ ] ist )
    | jeg [ ] er | jag [ ] är | ik [ ] ben
    ) (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_UNSURE_HINTS = (
    "this is", "i'm ", "i\u2019m ", "i am ", "dit is", "jeg er", "det er", "dette er",
    "her er", "jag är", "det är", "det var", "dette var", "här är", "met ", "ik ben",
    "hier ist",
)  # fmt: skip
_SPEAKING = re.compile(
    r"[ ,]{0,2}(?:speaking|calling|som [ ]ringer|ringer|ringar|aan de lijn|am apparat"
    r"|her\b(?! og))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\s*(?:[,.!;]|\Z|\n|(?:and|og|och|en|und|from|here|fra|från|van|her|här|hier|i|ik|jeg"
    r"|jag|calling|speaking|spreekt|ringer|her)\b)",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"(?:^|\b(?:hi|hello|hey|hei|hej|hoi|hallo|dag|goddag|halla|heisann|ja|yes"
    r"|god (?:morgen|dag|kveld|morgon|kväll|aften)|good (?:morning|afternoon|evening)"
    r"|goede(?:morgen|middag|avond|ndag)|guten (?:tag|morgen|abend)|there))"
    r"[ ,.!]{0,3}\Z",
    re.IGNORECASE | re.MULTILINE,
)
_LOOK_BACK = 24

_TITLE = r"(?:meneer|mevrouw|mr|mrs|ms|miss|dr|herr|frau|de heer|dhr|mevr|fru)\.?[ ]"
_TITLED = re.compile(
    r"(?<!\w)(?:[Mm]eneer|[Mm]evrouw|Mr\.?|Mrs\.?|Ms\.|Ms|Dr\.|Herr|Frau|[Dd]hr\.|[Mm]evr\.)"
    r"(?=[ ][^\W\d_])"
)
_SALUTATION = re.compile(
    rf"""(?:^|(?<=[.!?>][ ])) [ \t]{{0,4}}
    (?: hei | hi | hello | hey | hej | hallo | hoi | dear | beste | geachte | kjære
      | kära | kære | liebe[r]? | sehr[ ]geehrter? | thanks | thank[ ]you | takk | tack
      | bedankt )
    (?P<comma>,)? [ ] (?:{_TITLE})?""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_AFTER_SALUTATION = re.compile(r"[ \t]{0,3}(?:[,!]|$)", re.MULTILINE)
_PRESENT = re.compile(r",?[ ](?:her|här|hier|here|speaking)\b")  # "Hei, Kari her"
_SIGN_OFF = re.compile(
    r"""(?:^ [ \t>]{0,6} | (?<=[.!?,][ ]))
    (?: m?vh | (?:med[ ])? (?:vennlig|venlig|beste|vänlig|vänliga|hjertelig)?[ ]?
        (?:hilsen|hilsner|hälsning|hälsningar)
      | (?:met[ ])? (?:vriendelijke[ ])? (?:groet|groeten|groetjes)
      | (?:with[ ])? (?:kind(?:est)?|best|warm)? [ ]? regards | best[ ]wishes
      | sincerely | yours[ ](?:sincerely|faithfully)
      | (?P<thanks> (?:many[ ])?thanks (?:[ ]in[ ]advance|[ ]again)? | thank[ ]you
        | takk | tack | på[ ]forhånd[ ]takk | cheers )
      | (?:mit[ ])? (?:freundlichen?|viele[n]?)
        [ ] gr(?:ü|ue)(?:ß|ss)en? | gruß | mfg
    ) [ \t]{0,3} (?: [,.!]{0,3} [ \t]{0,3} (?P<break>\r?\n\s{0,4}) | [,:]?[ ] )""",
    re.IGNORECASE | re.MULTILINE | re.VERBOSE,
)
_LINE_END = re.compile(r"[ \t]{0,4}[,.]?[ \t]{0,4}$", re.MULTILINE)
_CLOSING_HINTS = (
    "vh", "hils", "hälsn", "groet", "regards", "wishes", "cheers", "sincerely",
    "faithfully", "thank", "takk", "tack", "gr", "mfg",
)  # fmt: skip


def redact_names(text: str) -> str:
    """Replace names after introductions, in greetings and below sign-offs."""
    lowered = text.lower()
    if any(hint in lowered for hint in _NAME_FIRST_HINTS):
        text = _NAME_FIRST.sub(_name_said_first, text)
    if any(hint in lowered for hint in _CERTAIN_HINTS):
        text = _replace(text, _CERTAIN, _introduced)
    if any(hint in lowered for hint in _UNSURE_HINTS):
        text = _replace(text, _UNSURE, _perhaps_introduced)
    text = _replace(text, _SALUTATION, _greeted)
    text = _replace(text, _TITLED, _titled)
    if any(hint in lowered for hint in _CLOSING_HINTS):
        text = _replace(text, _SIGN_OFF, _signed)
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
    words = found[1].split()
    kept = len(words)
    while kept and (word := words[kept - 1].strip(",")).lower() not in _NOT_NAMES:
        if not _is_capitalised(word):
            break
        kept -= 1
    if kept == len(words):
        return found[0]
    comma = "," if words[-1].endswith(",") else ""
    return " ".join([*words[:kept], f"[name]{comma} "])


def _introduced(text: str, found: re.Match[str]) -> _Span | None:
    pause = _HESITATION.match(text, found.end())
    start = pause.end() if pause else found.end()
    return _name(text, start, lower_case=True, not_names=_STOP)


def _perhaps_introduced(text: str, found: re.Match[str]) -> _Span | None:
    span = _name(text, found.end())
    if span is None:
        return None
    if _SPEAKING.match(text, span[1]):
        return span
    opens = _GREETING.search(text[max(0, found.start() - _LOOK_BACK) : found.start()])
    if found["opening"] and not opens:
        return None
    return span if _NEXT.match(text, span[1]) else None


def _greeted(text: str, found: re.Match[str]) -> _Span | None:
    span = _name(text, found.end())
    after = _PRESENT if found["comma"] else _AFTER_SALUTATION
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
    not_names: frozenset[str] = _NOT_NAMES,
    most: int = _MOST_NAME_WORDS,
) -> _Span | None:
    """Return the span of the name that begins here, or None when none does."""
    begin = end = None
    names = infixes = 0
    while (
        names < most and infixes < _MOST_INFIXES and (found := _WORD.match(text, start))
    ):
        word = found[1]
        begin = found.start(1) if begin is None else begin
        start = found.end()
        if word in _INFIXES:
            infixes += 1
            continue
        lowered = word.lower()
        if lowered in not_names or lowered.endswith(_STOP_ENDINGS):
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
