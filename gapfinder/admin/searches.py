"""What somebody typed into the search box, as words."""

from django.utils.text import smart_split, unescape_string_literal


def words_of(term: str) -> list[str]:
    """Return the words; what stands in quotation marks is one."""
    words = []
    for bit in smart_split(term):
        quoted = bit[0] in "\"'" and bit[0] == bit[-1] and len(bit) > 1
        words.append(unescape_string_literal(bit) if quoted else bit)
    return [word for word in words if word]
