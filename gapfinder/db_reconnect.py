"""Database reconnects: detect a lost connection, wait, and retry a step."""

import logging
import time
from collections.abc import Callable
from typing import TypeVar

from django.db import Error, InterfaceError, OperationalError, connection

WAITS = (0.5, 1, 2, 4, 8, 15, 30, 60)  # seconds: two minutes, as for a restart

CONNECTION_ERRORS = (OperationalError, InterfaceError)
T = TypeVar("T")

logger = logging.getLogger(__name__)


class ReconnectedError(Exception):
    """The database was lost and is back; uncommitted work has to be repeated."""


def current_connection() -> object:
    """Return the current driver connection, for `is_lost` to compare."""
    return connection.connection


def is_lost(before: object) -> bool:
    """Whether the connection that was in use before is lost.

    Django may have reconnected already, if the database came back soon. False within
    a transaction: the code that began the transaction has to repeat it.
    """
    if connection.in_atomic_block:
        return False
    return connection.connection is not before or not connection.is_usable()


def wait_for_database() -> None:
    """Reconnect, with growing pauses.

    Raises:
        Error: the database did not come back.
    """
    connection.close()
    for wait in WAITS:
        logger.warning("the database is not reached: trying again in %s s", wait)
        time.sleep(wait)
        try:
            connection.ensure_connection()
        except Error:
            continue
        return
    connection.ensure_connection()


def retry_after_reconnect(step: Callable[[], T]) -> T:
    """Run a step; if the database is lost meanwhile, run it again after a reconnect."""
    before = current_connection()
    try:
        return step()
    except CONNECTION_ERRORS:
        if not is_lost(before):
            raise
    wait_for_database()
    return step()
