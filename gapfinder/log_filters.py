"""What lines of a log say besides their message, and what they never say.

Two filters for the handlers of a project's `LOGGING`: `About` adds the run, the help
centre and the Celery task that a line is about; `Discreet` takes out what customers
may have said. Errors quote what they were given: a database the values of a row, a
dictionary its key, a mail server an address.
"""

import logging
import re
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from smtplib import SMTPException, SMTPResponseException
from types import TracebackType
from typing import Any

from celery import current_task
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError, ProgrammingError
from kombu.exceptions import OperationalError as BrokerError

from gapfinder.engine.embeddings.encoder import EncoderError

FIELDS = ("run", "help_center", "task", "task_id")

# Their first line is about machines: addresses, files, tables. No other's is kept.
TELLING = (
    *(EncoderError, ImportError, ImproperlyConfigured, OSError),
    *(OperationalError, ProgrammingError, BrokerError),
)
TOKEN = re.compile(r"(/unsubscribe/)[^/\s]+")  # whoever reads it could end a letter
MACHINES = {"amqp", "billiard", "redis"}  # packages whose errors are all of that kind
PLAIN = frozenset(
    (*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", *FIELDS)
)

_facts: ContextVar[dict[str, Any] | None] = ContextVar("facts", default=None)


@contextmanager
def about(**facts: Any) -> Iterator[None]:
    """Let every line of this thread say this during the block, such as `run=7`.

    A thread started meanwhile says it too if it runs in a copy of the context.
    """
    token = _facts.set((_facts.get() or {}) | facts)
    try:
        yield
    finally:
        _facts.reset(token)


class About(logging.Filter):
    """Adds what `about` was told, and the task that is at work; lets every line by."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, fact in ((_facts.get() or {}) | _task()).items():
            if not hasattr(record, name):
                setattr(record, name, fact)
        return True


class Discreet(logging.Filter):
    """Keeps an error's type and where it was raised; its words only if it is `TELLING`.

    Addresses lose what follows the question mark, for an editor's search may be a
    customer's name, and the token that ends a subscription. Extra fields that are not
    of this app go, as Django's `request`.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(record.args, Mapping):
            record.args = _of_celery(record.args, error)
        elif isinstance(record.args, tuple):
            record.args = tuple(_plain(arg) for arg in record.args)
        if isinstance(record.msg, BaseException):
            record.msg = told(record.msg)
        if record.exc_info and error is not None:
            record.exc_text = _frames(error, record.exc_info[2])
            record.exc_info = None
        for name in vars(record).keys() - PLAIN:
            delattr(record, name)
        return True


def told(error: BaseException) -> str:
    """Return what an error is, and in its own words only where it quotes nobody."""
    name = type(error).__name__
    if isinstance(error, SMTPResponseException):
        return f"{name}: {error.smtp_code}"
    if _is_telling(error):
        words = str(error).partition("\n")[0]
        return f"{name}: {words}" if words else name
    state = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, DatabaseError) and state:
        return f"{name} ({state})"
    return name


def _is_telling(error: BaseException) -> bool:
    if type(error).__module__.partition(".")[0] in MACHINES:
        return True
    return isinstance(error, TELLING) and not isinstance(error, SMTPException)


def _task() -> dict[str, Any]:
    if not current_task:
        return {}
    return {"task": current_task.name, "task_id": current_task.request.id}


def _plain(arg: Any) -> Any:
    if isinstance(arg, BaseException):
        return told(arg)
    if isinstance(arg, str) and arg.startswith("/"):
        return TOKEN.sub(r"\1[token]", arg.partition("?")[0])
    return arg


def _of_celery(
    given: Mapping[str, object], error: BaseException | None
) -> dict[str, object]:
    """Celery hands over the texts of an error and its traceback, not the error."""
    args = {name: _plain(arg) for name, arg in given.items()}
    if "exc" in args:
        args["exc"] = told(error) if error else str(args["exc"]).partition("(")[0]
    return args | ({"traceback": ""} if "traceback" in args else {})


def _frames(error: BaseException, trace: TracebackType | None) -> str:
    """Tell where an error was raised, after those that it comes from."""
    parts = []
    for each in _chain(error):
        frames = traceback.format_tb(trace if each is error else each.__traceback__)
        parts.append("".join([*frames, told(each)]))
    return "\n\n".join(reversed(parts))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, the one it comes from, and so on."""
    seen: set[int] = set()
    each: BaseException | None = error
    while each is not None and id(each) not in seen:
        seen.add(id(each))
        yield each
        each = each.__cause__ or (
            None if each.__suppress_context__ else each.__context__
        )
