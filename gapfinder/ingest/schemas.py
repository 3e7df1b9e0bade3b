"""Schemas of records: the same for JSON Lines, connectors and the API.

A record is a JSON object. A key that is null counts as absent, and unknown keys are
kept in `extra`. Each type has a text of what it expects, for `input_errors`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    Strict,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from gapfinder.engine.text.locales import standard_locale

MAX_ID = 200  # characters, as the models' columns have room for
MAX_LOCALE = 35
MAX_NAME = 200  # of a section or a brand
MAX_SECONDS = 2**31 - 1
MAX_MARK = 1e6  # either side of zero
YEARS = range(1970, 2200)  # other years are defaults or typing errors
MAX_AHEAD = timedelta(days=1)  # clocks differ, and so do dates around the world

EXPECTED = "expected"
"""The type of an error whose message is what was expected of a value."""
WHOLE = "whole"
"""The type of an error whose message is a sentence about the whole record."""

A_TIME = "a time with an offset such as 2026-02-28T10:00:00+01:00"
A_LOCALE = "a locale such as nb or en-GB"
AN_ID = f"a text of 1 to {MAX_ID} characters or a whole number"
A_NAME = f"a text of at most {MAX_NAME} characters"
A_SCALE = "the lowest and the highest mark, such as [1, 5]"


@dataclass(frozen=True, slots=True)
class Expected:
    """Replaces the error messages of a type by one text.

    Args:
        text: what the type expects, as in "expected a text".
        shown: a pattern of texts that cannot be a customer's words, such as dates and
            codes. Errors quote only these.
    """

    text: str
    shown: str = ""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.custom_error_schema(
            handler(source),
            custom_error_type=EXPECTED,
            custom_error_message=self.text,
            custom_error_context={"shown": self.shown},
        )


def _number_as_text(value: Any) -> Any:
    return str(value) if type(value) is int else value


def _standard(value: str) -> str:
    """Return a standard locale; a blank one stays empty, as unknown."""
    locale = standard_locale(value) if value.strip() else ""
    if locale is None or len(locale) > MAX_LOCALE:
        raise ValueError
    return locale


def _moment(value: Any) -> Any:
    """Return the time in UTC: SQLite compares times as texts."""
    if not isinstance(value, str):
        return value
    moment = datetime.fromisoformat(value)
    if moment.utcoffset() is None or moment.year not in YEARS:
        raise ValueError
    return moment.astimezone(UTC)


def _moment_as_it_came(value: str) -> str:
    _moment(value)
    return value


def _not_ahead(moment: datetime, info: ValidationInfo) -> datetime:
    """Reject times in the future; without a clock in the context accept all."""
    if info.context and moment > info.context["now"] + MAX_AHEAD:
        raise PydanticCustomError(
            EXPECTED, "a time at most a day from now", {"shown": _TIME_SHOWN}
        )
    return moment


def _ascending(scale: tuple[float, float]) -> tuple[float, float]:
    if scale[0] >= scale[1]:
        raise ValueError
    return scale


_TIME_SHOWN = r"[\d:.,+TZW -]{1,40}"
_is_time = Expected(A_TIME, _TIME_SHOWN)
_is_locale = Expected(A_LOCALE, r"[\w-]{1,20}")
_is_id = (BeforeValidator(_number_as_text), Field(max_length=MAX_ID))

Identifier = Annotated[str, *_is_id, Field(pattern=r"\S"), Expected(AN_ID)]
OptionalIdentifier = Annotated[str, *_is_id, Field(pattern=r"^$|\S"), Expected(AN_ID)]
OptionalLocale = Annotated[str, AfterValidator(_standard), _is_locale]
Locale = Annotated[str, Field(pattern=r"\S"), AfterValidator(_standard), _is_locale]
Moment = Annotated[datetime, BeforeValidator(_moment), _is_time]
Text = Annotated[str, Expected("a text")]
Name = Annotated[str, Field(max_length=MAX_NAME), Expected(A_NAME)]
Flag = Annotated[bool, Expected("true or false")]
Seconds = Annotated[
    float,
    Field(ge=0, le=MAX_SECONDS),
    Expected(f"a number from 0 to {MAX_SECONDS}"),
    AfterValidator(round),
]
Mark = Annotated[float, Field(ge=-MAX_MARK, le=MAX_MARK)]
Scale = Annotated[
    tuple[Mark, Mark], Strict(False), AfterValidator(_ascending), Expected(A_SCALE)
]
Channel = Annotated[
    Literal["phone", "chat", "email", "form", "social", "in_person", "search"],
    Expected(
        "phone or chat or email or form or social or in_person or search",
        r"[A-Za-z_]{1,20}",
    ),
]
# A wrong speaker may be a person's name, so errors never show it.
Speaker = Annotated[
    Literal["customer", "agent", "bot", "system"],
    Expected("customer or agent or bot or system"),
]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, hide_input_in_errors=True)


class Deletion(_Strict):
    """A deletion: removes the record with this id, with all data derived from it."""

    id: Identifier
    deleted: Literal[True] = True


class _Record(_Strict):
    model_config = ConfigDict(extra="allow")

    id: Identifier
    deleted: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, values: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in values.items() if value is not None}

    @property
    def extra(self) -> dict[str, Any]:
        """The keys that the schema does not have."""
        return self.model_extra or {}


class ArticleRecord(_Record):
    """A published page, in one locale."""

    locale: Locale
    title: Text = ""
    body: Text = ""
    url: Text = ""
    section: Name = ""
    updated_at: Moment | None = None
    published: Flag = True
    translation_of: OptionalIdentifier = ""

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        if not self.title.strip() and not self.body.strip():
            raise PydanticCustomError(
                WHOLE, 'no "title" and no "body", expected one of them'
            )
        return self


class Turn(_Strict):
    """One turn of a conversation."""

    speaker: Speaker
    text: Text
    at: Annotated[str, AfterValidator(_moment_as_it_came), _is_time] | None = None


class ContactRecord(_Record):
    """One conversation, unredacted: texts, tags and extra may hold personal data.

    A `text` is one turn of the customer; beside `turns` it is kept in `extra`.
    """

    received_at: Annotated[Moment, AfterValidator(_not_ahead)]
    turns: list[Turn] | None = Field(None, fail_fast=True)
    text: Text | None = None
    channel: Channel = "form"
    locale: OptionalLocale = ""
    subject: Text = ""
    customer: OptionalIdentifier = ""
    articles_shared: list[Identifier] = []
    tags: list[Identifier] = []
    handle_seconds: Seconds | None = None
    csat_scale: Scale = (0, 100)
    csat: float | None = None
    searched_first: Flag | None = None
    resolved: Flag | None = None
    brand: Name = ""

    @field_validator("csat", mode="before")
    @classmethod
    def _of_a_hundred(cls, mark: Any, info: ValidationInfo) -> float:
        """Return the mark as a number from 0 to 100."""
        lowest, highest = info.data.get("csat_scale", (-MAX_MARK, MAX_MARK))
        if type(mark) not in (int, float) or not lowest <= mark <= highest:
            raise PydanticCustomError(
                EXPECTED, f"a number from {lowest:.15g} to {highest:.15g}"
            )
        number = float(mark)
        if (lowest, highest) == (0, 100):
            return number
        return float(round(100 * (number - lowest) / (highest - lowest), 6))

    @model_validator(mode="after")
    def _text_is_a_turn(self) -> Self:
        if self.turns is None:
            if self.text is None:
                raise PydanticCustomError(
                    WHOLE, 'no "turns" and no "text", expected one of them'
                )
            self.turns = [Turn(speaker="customer", text=self.text)]
            self.text = None
        return self

    @property
    def extra(self) -> dict[str, Any]:
        extra = super().extra
        return extra if self.text is None else {**extra, "text": self.text}
