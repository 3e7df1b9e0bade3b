r"""Text as Markdown that shows just that text.

What customers and agents said may hold marks of Markdown or HTML: escaped, it makes no
link, no heading and no script wherever the Markdown is shown.
"""

import re
from urllib.parse import quote, urlsplit

from gapfinder.engine.text.normalization import one_line

_MARKS = re.compile(r"[\\`*_\[\]<>&~|#^$]")
_ADDRESS = re.compile(r"(?<=\w)(:)(?=//)|(?<=\bwww)(\.)|(@)", re.IGNORECASE)
_OPENING = re.compile(r"^(?:([-+=:])|(\d{1,9})([.)]))")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f]")
_KEPT = "/:?#@!$&'*+,;=%~"  # of an address: what ends a link's address is not in it


def escaped(text: str) -> str:
    r"""Return the text on one line, with a backslash before all that means something.

    >>> print(escaped("1. <b>Read</b>  [this](http://x.y)"))
    1\. \<b\>Read\</b\> \[this\](http\://x.y)
    """
    line = one_line(_UNSEEN.sub(" ", text))
    line = _MARKS.sub(r"\\\g<0>", line)
    line = _ADDRESS.sub(r"\\\g<0>", line)
    return _OPENING.sub(_with_backslash, line)


def link(text: str, url: str) -> str:
    """Return a link; text alone if the address is none of the web."""
    try:
        is_web = urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        is_web = False
    if not is_web:
        return escaped(text)
    return f"[{escaped(text)}]({quote(url, safe=_KEPT)})"


def _with_backslash(opening: re.Match[str]) -> str:
    """Escape what begins a list, a rule or a definition at the start of a line."""
    sign, number, end = opening.groups()
    return f"\\{sign}" if sign else f"{number}\\{end}"
