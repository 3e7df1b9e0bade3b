"""Characters that nobody sees, and by which a number is no number to a program."""

import re

# Controls, soft hyphens, spaces without width, marks of direction.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b\u200e"
    "\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
# Joiners hold families of emoji and Persian words together; in a number they hide it.
_JOINED = re.compile("(?<=[0-9A-Za-z\u00c0-\u024f@.+_-])[\u200c\u200d]+")
_WIDE = re.compile("[\uff01-\uff5e]")
WIDER = 0xFEE0  # how far a character of full width is from the plain one


def seen(text: str) -> str:
    """Return what a reader sees: no unseen characters, and plain ones for wide ones.

    >>> seen("913\N{ZERO WIDTH SPACE}45\N{SOFT HYPHEN}678"), seen("\uff19\uff11")
    ('91345678', '91')
    """
    text = _WIDE.sub(lambda found: chr(ord(found[0]) - WIDER), text)
    return _JOINED.sub("", _UNSEEN.sub("", text))
