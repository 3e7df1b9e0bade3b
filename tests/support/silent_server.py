"""A server that takes connections and never says a word."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def silent_server() -> Iterator[int]:
    """Yield its port; the kernel accepts, nobody reads."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]
