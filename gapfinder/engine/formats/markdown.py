r"""Escape text for Markdown.

Texts of customers and agents may contain Markdown or HTML. Escaped, they make no link,
heading or script where the Markdown is shown.
"""

import re
from urllib.parse import quote, urlsplit

from gapfinder.engine.text.normalization import one_line

_MARKS = re.compile(r"[\\`*_\[\]<>&~|#^$]")
_ADDRESS = re.compile(r"(?<=\w)(:)(?=//)|(?<=\bwww)(\.)|(@)", re.IGNORECASE)
_OPENING = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f]")
_UNQUOTED_IN_ADDRESS = (
    "/:?#@!$&'*+,;=%~"  # in addresses; excludes characters that end a link
)


def escaped(text: str) -> str:
    r"""Return the text on one line, with a backslash before each special character.

    >>> print(escaped("1. <b>Read</b>  [this](http://x.y)"))
    1\. \<b\>Read\</b\> \[this\](http\://x.y)
    """
    line = one_line(_CONTROLS.sub(" ", text))
    line = _MARKS.sub(r"\\\g<0>", line)
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _OPENING.sub(_with_backslash, line)


def link(text: str, url: str) -> str:
    """Return a link; only the escaped text if the address is not http or https."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    if not is_web:
        return escaped(text)
    return f"[{escaped(text)}]({quote(url, safe=_UNQUOTED_IN_ADDRESS)})"


def _with_backslash(opening: re.Match[str]) -> str:
    """Escape the start of a list, a rule or a definition at the start of a line."""
    sign, number, end = opening.groups()
    return f"\\{sign}" if sign else f"{number}\\{end}"
