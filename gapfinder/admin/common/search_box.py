"""Parse the words of a search box: length limits and quoted phrases."""

from django.utils.text import smart_split, unescape_string_literal

MOST_LETTERS, MOST_WORDS = 200, 12  # each word is one more thing to ask the database


def typed(term: str) -> str:
    """Return what a search looks for: no more than one can mean, and no NUL."""
    words = term[:MOST_LETTERS].replace("\0", " ").split()
    return " ".join(words[:MOST_WORDS])


def typed_words(term: str) -> list[str]:
    """Return the words; what stands in quotation marks is one."""
    words = []
    for bit in smart_split(typed(term)):
        quoted = bit[0] in "\"'" and bit[0] == bit[-1] and len(bit) > 1
        words.append(unescape_string_literal(bit) if quoted else bit)
    return [word for word in words if word]
