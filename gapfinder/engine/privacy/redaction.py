"""Redact personal data in texts of customers and agents.

`redact` is idempotent, never takes marks (`[name]`) for data, and takes time linear in
the length of the text.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from urllib.parse import unquote

from gapfinder.engine.languages import any_of, cached, words
from gapfinder.engine.text.normalization import strip_invisible

from .addresses import redact_addresses
from .id_numbers import redact_personal_numbers
from .labelled_numbers import redact_labelled_numbers
from .names import redact_names

_DIGIT = re.compile(r"[0-9]")
_LINK = re.compile(
    r"""(
    (?<![a-z]) (?:https?://|www\.) [^\s<>"\[\]]* [^\s<>"\[\].,;:!?)']
    |
    (?<![\w@.\-]) (?:[a-z0-9][a-z0-9-]{0,62}+\.){1,4} [a-z]{2,24} /
    (?: [^\s<>"\[\]]* [^\s<>"\[\].,;:!?)'] )?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_SECRET_PARAMETER = re.compile(
    r"""[?&;\#/] [\w.-]{0,30}?
    (?: token | api_?key | code | session | sess | sid | auth | signature | sig
      | passwor[dt] | passwd | pass | pwd | secret | otp | jwt | nonce | ticket
      | invite | magic | reset | email | e-?mail | phone | msisdn | user | customer
      | (?<![a-z]) key ) (?: _?(?:id|key) )? =""",
    re.IGNORECASE | re.VERBOSE,
)
_TRACKING = re.compile(r"[?&](?:utm_\w+|gclid|fbclid|msclkid)=[^&#]*", re.IGNORECASE)
# Whole, not behind a slug: "/topic/set-up-email-f4726a9e-…" is a public article.
_UUID = re.compile(
    r"(?<![\w-])[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE
)
_LONG_PART = re.compile(r"[0-9A-Za-z]{16,}+")
_CREDENTIALS = re.compile(r"//[^/\s@]{1,200}@|[\w.+-]@[\w-]{1,63}\.", re.IGNORECASE)
MIN_TOKEN_DIGITS = 3  # of a long word; with fewer, it is a slug without hyphens

# Possessive and bounded: an endless "a.a.a.a" is read once, not once a letter.
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%'-]{1,256}+@(?:[\w-]{1,63}+\.){1,8}[^\W\d_]{2,24}"
)
# "at" has other meanings: after it, the dot must be spoken as well.
_MIN_SURE_AT_LETTERS = 3  # from so many letters on, a word means only "@"


@dataclass(frozen=True, slots=True)
class _Spoken:
    """The pattern of a spoken mail address, and words that every match contains."""

    address: re.Pattern[str]
    hints: tuple[str, ...]


@cached
def _spoken() -> _Spoken:
    ats = words(lambda language: language.numbers.spoken_ats)
    dots = words(lambda language: language.numbers.spoken_dots)
    joints = words(lambda language: language.numbers.spoken_joints)
    dot = f"(?:{any_of(dots)})"
    unsure = "".join(rf"(?<!\b{at}[ ])" for at in ats if len(at) < _MIN_SURE_AT_LETTERS)
    return _Spoken(
        address=re.compile(
            rf"""(?<![\w.-])
            (?: [\w.-]{{1,64}}+ [ ] (?:{dot}|{any_of(joints)}) [ ] ){{0,4}}
            [\w.-]{{1,64}}+ [ ]
            (?: {any_of(ats)} ) [ ]
            (?: [\w-]{{1,64}}+ [ ] {dot} [ ]
              | {unsure} [\w-]{{1,64}}+ \. ){{1,3}}
            (?: com | no | se | nl | dk | de | net | org | eu | uk ) \b""",
            re.IGNORECASE | re.VERBOSE,
        ),
        hints=(
            *(at for at in ats if len(at) >= _MIN_SURE_AT_LETTERS),
            *(f" {dot} " for dot in dots),
        ),
    )


def redact(text: str) -> str:
    """Replace personal data by typed marks such as ``[name]``.

    Marks: ``[email]`` ``[phone]`` ``[card]`` ``[iban]`` ``[account]`` ``[national_id]``
    ``[link]`` ``[order]`` ``[customer]`` ``[name]`` ``[address]``. A link without a
    secret stays, because it shows which article an agent shared.

    >>> redact("Hei, jeg heter Kari Nordmann, ring meg på 913 45 678")
    'Hei, jeg heter [name], ring meg på [phone]'
    """
    # A mark can make a match of text beside it ("Hi Kari 40000000"), so this repeats
    # until nothing changes. Every round removes letters, and a second round is rare.
    text = strip_invisible(text)
    while (cleaner := _redact_once(text)) != text:
        text = cleaner
    return text


def customer_key(customer: str, *, secret: str) -> str:
    """Hash a customer's id with a secret key, so that nobody can recover the id.

    Returns:
        32 hexadecimal characters (the first half of HMAC-SHA256).

    >>> customer_key(" 4711 ", secret="s") == customer_key("4711", secret="s")
    True
    """
    words = customer.strip().encode()
    return hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()[:32]


def _redact_once(text: str) -> str:
    if "/" not in text and "www." not in text.lower():
        return _redact_words(text)
    parts = _LINK.split(text)
    # Plain links are kept whole: the digits in them are article ids, not phones.
    parts[::2] = [_redact_words(words) for words in parts[::2]]
    parts[1::2] = ["[link]" if _is_secret(link) else link for link in parts[1::2]]
    return "".join(parts)


def _redact_words(text: str) -> str:
    if "@" in text:
        text = _EMAIL.sub("[email]", text)
    spoken, lowered = _spoken(), text.lower()
    if any(map(lowered.__contains__, spoken.hints)):
        text = spoken.address.sub("[email]", text)
    if _DIGIT.search(text):
        text = redact_addresses(text)
        text = redact_personal_numbers(redact_labelled_numbers(text))
    return redact_names(text)


def _is_secret(link: str) -> bool:
    link = unquote(_TRACKING.sub("", link))
    return bool(
        _SECRET_PARAMETER.search(link)
        or _CREDENTIALS.search(link)
        or _UUID.search(link)
        or any(_is_random(part) for part in _LONG_PART.findall(link))
    )


def _is_random(part: str) -> bool:
    digits = sum(character.isdigit() for character in part)
    return MIN_TOKEN_DIGITS <= digits < len(part)
