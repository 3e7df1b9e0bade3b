"""Find the numbers that a word before them calls a person's: "kundenummer 40318827"."""

import re
from itertools import groupby
from operator import itemgetter

from .addresses import UNITS

_NUMBER = r"(?:[ -]?(?:nummeret|numret|nummer|number|nr|no|id)\b\.?)"
# Between the word and its number: "ordrenummeret mitt er:", "reference is #".
_BETWEEN = (
    r"(?:[ .:\#=,]{1,3}+(?:nummeret|numret|nummer|number|nr|no|id|mitt|mit|min|mijn"
    r"|mine|my|is|er|e|är|ist|det|that|das|dat|var|was|the|de|eh|uh|uhm|ehm)\b){0,4}+"
    r"[ .:\#=]{0,3}+"
)
_DIGITS = r"(?P<value>\+?[0-9](?:[ .()/+-]{0,2}[0-9]){%s})(?!\w)"
_CODE = (
    r"(?P<value>(?-i:[A-Z]{1,5}[- ]?)?"
    r"(?:[0-9]{6,20}+(?-i:[A-Z]{0,3})(?:[-/][0-9]{1,10}+){0,3}"
    r"|[0-9]{1,5}+(?-i:[A-Z]{0,3})(?:[ \u00a0/-][0-9]{2,8}+){0,4}))"
    r"(?!\w|[.,:][0-9])"
)
_WORDS = {
    "[national_id]": (
        "fødselsnummeret fødselsnummer fødselsnr personnummeret personnumret"
        " personnummer personnr samordningsnummer d-nummer bsn-nummer bsn"
        " burgerservicenummer sofinummer cpr-nummer cpr-nr cpr ssn"
    ),
    "[account]": (
        "kontonummeret kontonummer kontonr bankkonto rekeningnummer bankrekening"
    ),
    "[phone]": (
        "tlf telefon telephone telefoon mobil mobile mobilen mobiel phone"
        " handy rufnummer"
    ),
    "[customer]": (
        "kunde kundens kund klant klanten kunden customer account member membership"
        " medlems medlem lid lidmaatschaps abonnent abonnements abonnement subscriber"
    ),
    "[order]": (
        "ordre order ordern bestillings bestilling bestelling bestel bestell bestellung"
        " beställnings beställning saken saks sak sagen sags sag"
        " ärendet ärende zaak case ticket"
        " ref referanse reference referens referentie referenz vorgangs auftrags"
        " faktura invoice factuur rechnungs booking confirmation tracking"
    ),
}
_VALUES = {
    "[national_id]": _DIGITS % "3,12",
    "[account]": _DIGITS % "5,15",
    "[phone]": _DIGITS % "5,15",
    "[customer]": _CODE,
    "[order]": _CODE,
}


def _any_of(words: str) -> str:
    """Group words by first letter: a text's word is then ruled out by that letter."""
    by_letter = groupby(sorted(words.split()), key=itemgetter(0))
    return "|".join(
        f"{letter}(?:{'|'.join(word[1:] for word in group)})"
        for letter, group in by_letter
    )


_LABELS = {
    mark: re.compile(
        rf"(?<![\w\[])(?:{_any_of(words)})"
        rf"(?P<between>{_NUMBER}?{_BETWEEN}){_VALUES[mark]}",
        re.IGNORECASE,
    )
    for mark, words in _WORDS.items()
}
_SAYS_NUMBER = re.compile(r"\b(?:nr|no|id)\b|num|\#", re.IGNORECASE)
_AMOUNT = re.compile(rf"[ \u00a0]?{UNITS}|[ \u00a0]?[%€$£]", re.IGNORECASE)
_DATE = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{2,4}")
_FEWEST_DIGITS = {"[customer]": 5, "[order]": 5}  # "order 2019", "case 12" stay
_FEWEST_DIGITS_OF_A_NUMBER = 3  # "ordernummer 812"


def redact_labelled_numbers(text: str) -> str:
    """Replace a number by what the word before it says it is; the word stays."""
    for mark, label in _LABELS.items():

        def replace(found: re.Match[str], mark: str = mark) -> str:
            if not _is_meant(found, mark):
                return found[0]
            return found[0][: found.start("value") - found.start()] + mark

        text = label.sub(replace, text)
    return text


def _is_meant(found: re.Match[str], mark: str) -> bool:
    value = found["value"]
    digits = sum(character.isdigit() for character in value)
    fewest = _FEWEST_DIGITS.get(mark, 0)
    if _SAYS_NUMBER.search(found["between"]):
        fewest = min(fewest, _FEWEST_DIGITS_OF_A_NUMBER)
    is_amount = _AMOUNT.match(found.string, found.end())
    return digits >= fewest and not is_amount and not _DATE.fullmatch(value)
