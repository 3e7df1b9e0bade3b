"""Privacy of contacts: remove personal data and the customer's id before storing."""

import re
from typing import Any

from gapfinder.engine.privacy.redaction import redact

MAX_TEXT = 10_000  # characters of a text outside the transcript
MIN_ID = 4  # characters of a customer's id; a shorter one could be any word
MARGIN = 200  # characters: no personal number, name or address is longer
ORDINARY_BELOW = 10**5  # amounts and counts; larger whole numbers may be phone numbers


class PersonalData:
    """Removes personal data from a contact of one customer.

    Args:
        customer: the customer's id, which is removed from texts as well. A short id, or
            one without a digit or an @, could be any word or amount and is left to the
            redaction.
    """

    def __init__(self, customer: str) -> None:
        recognizable = len(customer) >= MIN_ID and re.search(r"[\d@]", customer)
        self._id = customer.casefold() if recognizable else ""

    def out_of_text(self, text: str, *, longest: int = MAX_TEXT) -> str:
        """Redact a text, and cut it to `longest` characters.

        Redaction does not recognize data that the cut broke, such as half a phone
        number, so the end of a cut text is removed as well.
        """
        if len(text) > longest:
            return self._redacted(text[:longest])[:-MARGIN]
        return self._redacted(text)

    def out_of_object(self, values: dict[str, Any]) -> dict[str, Any]:
        """Redact all keys and values of an object, and drop every "customer"."""
        return {
            self.out_of_text(key): self._out_of_value(value)
            for key, value in values.items()
            if key.casefold() != "customer"
        }

    def _out_of_value(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.out_of_text(value)
        if isinstance(value, list):
            return [self._out_of_value(item) for item in value]
        if isinstance(value, dict):
            return self.out_of_object(value)
        if type(value) is int and abs(value) >= ORDINARY_BELOW:
            digits = str(value)
            redacted = self.out_of_text(digits)
            return value if redacted == digits else redacted
        return value

    def _redacted(self, text: str) -> str:
        # Most texts lack the id, and compiling its pattern costs as much as `redact`.
        if self._id and self._id in text.casefold():
            whole = rf"(?<!\w){re.escape(self._id)}(?!\w)"
            text = re.sub(whole, "[customer]", text, flags=re.IGNORECASE)
        return redact(text)
