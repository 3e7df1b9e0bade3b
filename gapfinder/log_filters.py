"""Log filters: add the run to log records, and remove text that may quote customers.

Two filters for the handlers of a project's `LOGGING`. `ContextFilter` adds the run, the
help centre and the Celery task that a record is about. `RedactingFilter` removes text
that may quote customers. Errors quote their input: a database the values of a row, a
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

# The first line of these errors is about machines: addresses, files, tables. The filter
# keeps it; it drops the message of any other error.
SAFE_ERRORS = (
    *(EncoderError, ImportError, ImproperlyConfigured, OSError),
    *(OperationalError, ProgrammingError, BrokerError),
)
TOKEN = re.compile(r"(/unsubscribe/)[^/\s]+")  # it can end a subscription
SAFE_PACKAGES = {"amqp", "billiard", "redis"}  # packages whose errors are all safe
KNOWN_FIELDS = frozenset(
    (*vars(logging.makeLogRecord({})), "message", "asctime", "taskName", *FIELDS)
)

_fields: ContextVar[dict[str, Any] | None] = ContextVar("fields", default=None)


@contextmanager
def log_context(**fields: Any) -> Iterator[None]:
    """Add fields, such as `run=7`, to every log record of this thread during the block.

    A thread started meanwhile adds them too if it runs in a copy of the context.
    """
    token = _fields.set((_fields.get() or {}) | fields)
    try:
        yield
    finally:
        _fields.reset(token)


class ContextFilter(logging.Filter):
    """Adds the fields of `log_context` and the running Celery task; drops no record."""

    def filter(self, record: logging.LogRecord) -> bool:
        for name, value in ((_fields.get() or {}) | _task()).items():
            if not hasattr(record, name):
                setattr(record, name, value)
        return True


class RedactingFilter(logging.Filter):
    """Keeps an error's type and traceback, and its message only for `SAFE_ERRORS`.

    Paths lose their query string, as an editor's search may be a customer's name, and
    the token that ends a subscription. Extra fields of other apps are removed, such as
    Django's `request`. Drops no record.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(record.args, Mapping):
            record.args = _redact_celery(record.args, error)
        elif isinstance(record.args, tuple):
            record.args = tuple(_redact(arg) for arg in record.args)
        if isinstance(record.msg, BaseException):
            record.msg = safe_message(record.msg)
        if record.exc_info and error is not None:
            record.exc_text = _frames(error, record.exc_info[2])
            record.exc_info = None
        for name in vars(record).keys() - KNOWN_FIELDS:
            delattr(record, name)
        return True


def safe_message(error: BaseException) -> str:
    """Return an error's type, with its message only where that quotes no customer."""
    name = type(error).__name__
    if isinstance(error, SMTPResponseException):
        return f"{name}: {error.smtp_code}"
    if _is_safe(error):
        line = str(error).partition("\n")[0]
        return f"{name}: {line}" if line else name
    state = getattr(error.__cause__, "sqlstate", None)
    if isinstance(error, DatabaseError) and state:
        return f"{name} ({state})"
    return name


def _is_safe(error: BaseException) -> bool:
    if type(error).__module__.partition(".")[0] in SAFE_PACKAGES:
        return True
    return isinstance(error, SAFE_ERRORS) and not isinstance(error, SMTPException)


def _task() -> dict[str, Any]:
    if not current_task:
        return {}
    return {"task": current_task.name, "task_id": current_task.request.id}


def _redact(arg: Any) -> Any:
    if isinstance(arg, BaseException):
        return safe_message(arg)
    if isinstance(arg, str) and arg.startswith("/"):
        return TOKEN.sub(r"\1[token]", arg.partition("?")[0])
    return arg


def _redact_celery(
    values: Mapping[str, object], error: BaseException | None
) -> dict[str, object]:
    """Redact the arguments of Celery, which passes an error's text, not the error."""
    args = {name: _redact(arg) for name, arg in values.items()}
    if "exc" in args:
        args["exc"] = (
            safe_message(error) if error else str(args["exc"]).partition("(")[0]
        )
    return args | ({"traceback": ""} if "traceback" in args else {})


def _frames(error: BaseException, trace: TracebackType | None) -> str:
    """Format the traceback of an error, after those of its causes."""
    parts = []
    for cause in _chain(error):
        frames = traceback.format_tb(trace if cause is error else cause.__traceback__)
        parts.append("".join([*frames, safe_message(cause)]))
    return "\n\n".join(reversed(parts))


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error, its cause, the cause of that, and so on."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        yield cause
        cause = cause.__cause__ or (
            None if cause.__suppress_context__ else cause.__context__
        )
