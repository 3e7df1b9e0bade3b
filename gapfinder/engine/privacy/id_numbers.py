"""Redact personal numbers, recognised by check digits or a numbering plan.

Amounts, dates, times, models, versions and IP addresses stay.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumber
from stdnum import iban, luhn

from gapfinder.engine.languages import any_of, cached, known, patterns, words
from gapfinder.engine.languages.language import NumberPlan

from .addresses import units

_MIN_DIGITS, _MAX_DIGITS, _MAX_GROUPS = 8, 19, 6
_LOOK_BACK_CHARACTERS = 40  # before a number, searched for a label

# Possessive: the time is linear in the length of a run of digits.
_RUN = re.compile(r"[0-9]++(?:[ \u00a0\u202f.\-/()+]{1,3}+[0-9]++)*+")
_GROUP = re.compile(r"[0-9]+")
_APART = re.compile(r"[ \u00a0\u202f()/]")  # two numbers, not one with a dot in it
# Beside a letter, a fraction, a star: a model, an amount, a time, a short code.
_BAD_LEFT = re.compile(r"(?:\w|[^\W\d_][-_]|[0-9][,:]|[*#\\=])\Z")
_BAD_RIGHT = re.compile(r"\w|[-_][^\W\d_]|[,:][0-9]|[*#]")
_BYTE = r"(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
_MONTH, _DAY = "(?:0?[1-9]|1[0-2])", "(?:0?[1-9]|[12][0-9]|3[01])"
_YEAR = "(?:19|20)[0-9]{2}"
_NOT_PERSONAL = re.compile(
    rf"{_BYTE}(?:\.{_BYTE}){{3}}"  # 192.168.1.1
    rf"|{_YEAR}[-./ ]?{_MONTH}[-./ ]?{_DAY}|{_DAY}[-./ ]?{_MONTH}[-./ ]?{_YEAR}"
    rf"|{_MONTH}[-/]{_DAY}[-/]{_YEAR}|{_YEAR} ?[-/] ?{_YEAR}"
    r"|[0-9]{1,3}(?:\.[0-9]{3})+"  # 10.000.000
)
_CARD = re.compile(
    r"4[0-9]{12}(?:[0-9]{3}){0,2}|5[0-9]{15}|2[2-7][0-9]{14}|6[0-9]{15}(?:[0-9]{3})?"
    r"|3[47][0-9]{13}|3[0689][0-9]{12}"
)
_CARD_GROUPS = {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 6, 5), (4, 6, 4)}
# Not (2, 3, 3): "45 000 000" is an amount, "25-301-623" a part or a project.
_NORDIC_GROUPS = {(8,), (3, 2, 3), (2, 2, 2, 2), (4, 4)}
_SPELLED = (1,) * 8  # digit by digit, as in transcripts of speech
_SHAPES = frozenset({
    _SPELLED, *_CARD_GROUPS, *_NORDIC_GROUPS, *((digits,) for digits in range(8, 20)),
})  # fmt: skip
_TRUNK = re.compile(r"0[1-9][0-9]{7,10}")

_IBAN_LENGTHS = {
    "NO": 15, "SE": 24, "DK": 18, "NL": 18, "GB": 22, "DE": 22, "FI": 18, "IS": 26,
    "BE": 16, "FR": 27, "ES": 24, "IT": 27, "PL": 28, "AT": 20, "CH": 21, "IE": 22,
    "PT": 25, "LU": 20, "EE": 20, "LV": 21, "LT": 20, "CZ": 24, "GR": 27, "RO": 24,
}  # fmt: skip
_IBAN = re.compile(
    r"(?<!\w)(?=[A-Z]{2}[ .-]?[0-9])(?:"  # excludes most words
    + "|".join(
        rf"{country}(?:[ .-]?[0-9]){{2}}(?:[ .-]?[A-Z0-9]){{{length - 4}}}"
        for country, length in _IBAN_LENGTHS.items()
    )
    + r")(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Plans:
    """Numbering plans of all countries, and patterns beside their numbers.

    Attributes:
        people: plans of national ids.
        accounts: plans of bank accounts.
        shapes: digit counts of the groups in which any number is written.
        eight_digits: calling codes of countries without a leading zero: the Nordic ones
            whose numbers have eight digits.
        trunk: calling codes of countries whose numbers have a leading zero.
        person_before: words before a national id.
        other_before: words before a number that is not personal.
        unit_after: units that follow an amount.
    """

    people: tuple[NumberPlan, ...]
    accounts: tuple[NumberPlan, ...]
    shapes: frozenset[tuple[int, ...]]
    eight_digits: tuple[int, ...]
    trunk: tuple[int, ...]
    person_before: re.Pattern[str]
    other_before: re.Pattern[str]
    unit_after: re.Pattern[str]


@cached
def _plans() -> _Plans:
    numbers = [language.numbers for language in known()]
    people = tuple(
        plan for number_plans in numbers for plan in number_plans.national_ids
    )
    accounts = tuple(plan for number_plans in numbers for plan in number_plans.accounts)
    person = any_of(patterns(lambda language: language.numbers.national_id_words))
    other = any_of(words(lambda language: language.numbers.other_before))
    return _Plans(
        people=people,
        accounts=accounts,
        shapes=_SHAPES.union(*(plan.groups for plan in (*people, *accounts))),
        eight_digits=tuple(
            number_plans.calling_code
            for number_plans in numbers
            if not number_plans.trunk_zero
        ),
        trunk=tuple(
            number_plans.calling_code
            for number_plans in numbers
            if number_plans.trunk_zero
        ),
        person_before=re.compile(person, re.IGNORECASE),
        other_before=re.compile(
            rf"(?:\b(?:nok|sek|dkk|eur|euro|usd|gbp|imei|mac|bug|puk|{other})\b"
            r"|[€$£])[ .:#]{0,3}\Z",
            re.IGNORECASE,
        ),
        unit_after=re.compile(
            rf"[ \u00a0]?{units()}|[ \u00a0]?[%€$£]|,-", re.IGNORECASE
        ),
    )


def redact_personal_numbers(text: str) -> str:
    """Replace national ids, cards, accounts and phone numbers by marks."""
    text = _IBAN.sub(
        lambda match: "[iban]" if iban.is_valid(match[0]) else match[0], text
    )
    pieces, position = [], 0
    for run in _RUN.finditer(text):
        if run.end() - run.start() >= _MIN_DIGITS:
            for start, end, mark in _personal_numbers(
                text, list(_GROUP.finditer(text, *run.span()))
            ):
                pieces += [text[position:start], mark]
                position = end
    return "".join([*pieces, text[position:]])


def _personal_numbers(
    text: str, groups: list[re.Match[str]]
) -> Iterator[tuple[int, int, str]]:
    """Yield the personal numbers in one run, from the left, the longest first."""
    sizes = tuple(group.end() - group.start() for group in groups)
    first = 0
    max_groups = len(_SPELLED) if sizes == _SPELLED else _MAX_GROUPS
    while first < len(groups):
        for last in _possible_ends(
            text, groups, first, sizes[first : first + max_groups]
        ):
            end = groups[last].end()
            start = _start(text, groups[first].start(), end)
            if mark := _mark(text, start, end, sizes[first : last + 1]):
                yield start, end, mark
                first = last
                break
        first += 1


def _possible_ends(
    text: str, groups: list[re.Match[str]], first: int, sizes: tuple[int, ...]
) -> Iterator[int]:
    """Yield the possible last groups of a number from `first`, farthest first."""
    digits = sum(sizes)
    if digits < _MIN_DIGITS or not _begins_apart(text, groups, first):
        return
    for last in range(first + len(sizes) - 1, first - 1, -1):
        if _MIN_DIGITS <= digits <= _MAX_DIGITS and _ends_apart(text, groups, last):
            yield last
        digits -= sizes[last - first]


def _start(text: str, start: int, end: int) -> int:
    """Include the plus and the opening bracket of a phone number."""
    if start > 0 and text[start - 1] == "+":
        start -= 1
    if start > 0 and text[start - 1] == "(":
        number = text[start:end]
        start -= number.count(")") > number.count("(")
    return start


def _begins_apart(text: str, groups: list[re.Match[str]], first: int) -> bool:
    start = groups[first].start()
    if first > 0:
        return bool(_APART.search(text, groups[first - 1].end(), start))
    return not _BAD_LEFT.search(text[max(0, start - 2) : start])


def _ends_apart(text: str, groups: list[re.Match[str]], last: int) -> bool:
    end = groups[last].end()
    if last + 1 < len(groups):
        return bool(_APART.search(text, end, groups[last + 1].start()))
    return not _BAD_RIGHT.match(text, end)


def _mark(text: str, start: int, end: int, sizes: tuple[int, ...]) -> str | None:
    """Return the mark of these characters, or None if they are not personal."""
    raw = text[start:end]
    if raw.startswith(("+", "(+")):
        number = "".join(_GROUP.findall(raw.replace("(0)", "")))
        return (
            "[phone]"
            if _is_foreign_phone(number, phonenumbers.is_possible_number)
            else None
        )
    if (sizes not in _plans().shapes and "0" not in raw[:2]) or _NOT_PERSONAL.fullmatch(
        raw
    ):
        return None
    digits = "".join(_GROUP.findall(raw))
    before = text[max(0, start - _LOOK_BACK_CHARACTERS) : start]
    if _is_national_id(digits, sizes, raw, before):
        return "[national_id]"
    return _mark_by_plan(digits, sizes) or _mark_if_bare(
        digits, sizes, before, text[end : end + 12]
    )


def _mark_by_plan(digits: str, sizes: tuple[int, ...]) -> str | None:
    """Classify numbers whose form or leading zero leaves no other meaning."""
    if _CARD.fullmatch(digits) and (len(sizes) == 1 or sizes in _CARD_GROUPS):
        return "[card]" if luhn.is_valid(digits) else None
    plans = _plans()
    if any(sizes in plan.groups and plan.is_valid(digits) for plan in plans.accounts):
        return "[account]"
    is_phone = (
        _is_foreign_phone(digits[2:], phonenumbers.is_valid_number)
        if digits.startswith("00")
        else _TRUNK.fullmatch(digits) and _is_phone(digits[1:], plans.trunk)
    )
    return "[phone]" if is_phone else None


def _mark_if_bare(
    digits: str, sizes: tuple[int, ...], before: str, after: str
) -> str | None:
    """Classify numbers that could be amounts by the words around them."""
    plans = _plans()
    if plans.other_before.search(before) or plans.unit_after.match(after):
        return None
    if sizes in _NORDIC_GROUPS or sizes == _SPELLED:
        return "[phone]" if _is_phone(digits, plans.eight_digits) else None
    bare = (plan for plan in plans.people if sizes in plan.bare_groups)
    return "[national_id]" if any(plan.is_valid(digits) for plan in bare) else None


def _is_national_id(digits: str, sizes: tuple[int, ...], raw: str, before: str) -> bool:
    plans = _plans()
    has_label = bool(plans.person_before.search(before))
    if not any(
        _is_of_plan(plan, digits, sizes, raw, has_label) for plan in plans.people
    ):
        return False
    # Ten digits with a leading zero are a phone more often than a person.
    phone_like = sizes == (10,) and digits[0] == "0"
    return has_label or not (phone_like and _is_phone(digits[1:], plans.trunk))


def _is_of_plan(
    plan: NumberPlan, digits: str, sizes: tuple[int, ...], raw: str, has_label: bool
) -> bool:
    if sizes not in plan.groups and not (has_label and plan.any_groups):
        return False
    joined = len(sizes) > 1 and raw[sizes[0]] in plan.joints
    return (plan.sure or has_label or joined) and plan.is_valid(digits)


@lru_cache(maxsize=4096)
def _is_phone(national: str, plans: tuple[int, ...]) -> bool:
    return any(
        phonenumbers.is_valid_number(
            PhoneNumber(country_code=plan, national_number=int(national))
        )
        for plan in plans
    )


@lru_cache(maxsize=4096)
def _is_foreign_phone(digits: str, judge: Callable[[PhoneNumber], bool]) -> bool:
    try:
        return judge(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False
