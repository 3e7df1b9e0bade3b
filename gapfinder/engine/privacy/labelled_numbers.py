"""Redact numbers after a label: "kundenummer 40318827"."""

import re
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from gapfinder.engine.languages import any_of, cached, words

from .addresses import units

_DIGITS = r"(?P<value>\+?[0-9](?:[ .()/+-]{0,2}[0-9]){%s})(?!\w)"
_CODE = (
    r"(?P<value>(?-i:[A-Z]{1,5}[- ]?)?"
    r"(?:[0-9]{6,20}+(?-i:[A-Z]{0,3})(?:[-/][0-9]{1,10}+){0,3}"
    r"|[0-9]{1,5}+(?-i:[A-Z]{0,3})(?:[ \u00a0/-][0-9]{2,8}+){0,4}))"
    r"(?!\w|[.,:][0-9])"
)
_DATE = re.compile(r"[0-9]{1,4}[-./][0-9]{1,2}[-./][0-9]{2,4}")
_MIN_DIGITS = {"[customer]": 5, "[order]": 5}  # "order 2019", "case 12" stay
_MIN_NUMBER_DIGITS = 3  # "ordernummer 812"


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Patterns of labels with numbers, by mark, and of other numbers."""

    labels: dict[str, re.Pattern[str]]
    says_number: re.Pattern[str]
    amount: re.Pattern[str]


@cached
def _patterns() -> _Patterns:
    numbers = words(lambda language: language.numbers.number_words)
    return _Patterns(
        labels=_labels((*numbers, "no", "id")),
        says_number=re.compile(
            rf"\b(?:nr|no|id)\b|num|\#|{any_of(numbers)}", re.IGNORECASE
        ),
        amount=re.compile(rf"[ \u00a0]?{units()}|[ \u00a0]?[%€$£]", re.IGNORECASE),
    )


def _labels(numbers: tuple[str, ...]) -> dict[str, re.Pattern[str]]:
    number = rf"(?:[ -]?(?:{any_of(numbers)})\b\.?)"
    # Between the word and its number: "ordrenummeret mitt er:", "reference is #".
    between = any_of(numbers, words(lambda language: language.numbers.between))
    between = rf"(?:[ .:\#=,]{{1,3}}+(?:{between})\b){{0,4}}+[ .:\#=]{{0,3}}+"
    values = {
        "[national_id]": (
            words(lambda language: language.numbers.national_id_labels),
            _DIGITS % "3,12",
        ),
        "[account]": (
            words(lambda language: language.numbers.account_labels),
            _DIGITS % "5,15",
        ),
        "[phone]": (
            words(lambda language: language.numbers.phone_labels),
            _DIGITS % "5,15",
        ),
        "[customer]": (words(lambda language: language.numbers.customer_labels), _CODE),
        "[order]": (words(lambda language: language.numbers.order_labels), _CODE),
    }
    return {
        mark: re.compile(
            rf"(?<![\w\[])(?:{_by_letter(labels)})"
            rf"(?P<between>{number}?{between}){value}",
            re.IGNORECASE,
        )
        for mark, (labels, value) in values.items()
    }


def _by_letter(labels: tuple[str, ...]) -> str:
    """Group labels by first letter, so that most words of a text fail on it."""
    by_letter = groupby(sorted(labels), key=itemgetter(0))
    return "|".join(
        f"{letter}(?:{'|'.join(word[1:] for word in group)})"
        for letter, group in by_letter
    )


def redact_labelled_numbers(text: str) -> str:
    """Replace a number by the mark of the label before it; the label stays."""
    patterns = _patterns()
    for mark, label in patterns.labels.items():

        def replace(match: re.Match[str], mark: str = mark) -> str:
            if not _is_personal(match, mark, patterns):
                return match[0]
            return match[0][: match.start("value") - match.start()] + mark

        text = label.sub(replace, text)
    return text


def _is_personal(match: re.Match[str], mark: str, patterns: _Patterns) -> bool:
    value = match["value"]
    digits = sum(character.isdigit() for character in value)
    min_digits = _MIN_DIGITS.get(mark, 0)
    if patterns.says_number.search(match["between"]):
        min_digits = min(min_digits, _MIN_NUMBER_DIGITS)
    is_amount = patterns.amount.match(match.string, match.end())
    return digits >= min_digits and not is_amount and not _DATE.fullmatch(value)
