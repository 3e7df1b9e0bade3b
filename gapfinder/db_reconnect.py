"""A database that goes away for a while, and comes back."""

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
    """It is back, and what was not committed has to be done again."""


def in_use() -> object:
    """Return the connection as it is now, for `is_lost` to compare."""
    return connection.connection


def is_lost(before: object) -> bool:
    """Whether an error was about the connection in use before.

    Django may have another one already, when the database is back soon. Within a
    transaction whoever began it has to begin it again.
    """
    if connection.in_atomic_block:
        return False
    return connection.connection is not before or not connection.is_usable()


def wait_for_database() -> None:
    """Connect again.

    Raises:
        Error: it did not come back.
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


def outlasting(step: Callable[[], T]) -> T:
    """Do a step; if the database goes away during it, do it again when that is back."""
    before = in_use()
    try:
        return step()
    except CONNECTION_ERRORS:
        if not is_lost(before):
            raise
    wait_for_database()
    return step()
