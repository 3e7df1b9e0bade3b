"""A real mail server for tests: it listens on a port, and keeps what it takes."""

import asyncio
import email
import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from typing import Any
from weakref import WeakSet

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope

Answer = str | None
TAKEN = "250 OK"
A_MOMENT = 10  # seconds


class Listener(Controller):
    """Goes as a process does that dies: whoever is being heard is hung up on.

    aiosmtpd's own leaves those sockets to the garbage collector, and who waits for an
    answer waiting.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._heard: WeakSet[SMTP] = WeakSet()

    def factory(self) -> SMTP:
        heard: SMTP = super().factory()
        self._heard.add(heard)
        return heard

    def stop(self, no_assert: bool = False) -> None:
        going = asyncio.run_coroutine_threadsafe(self._hang_up(), self.loop)
        going.result(A_MOMENT)
        super().stop(no_assert)

    async def _hang_up(self) -> None:
        for (
            listening
        ) in self.server.sockets:  # closed now, it would forget who comes in
            self.loop.remove_reader(listening.fileno())
        await asyncio.sleep(0)  # for those that were let in just now
        while here := [one for one in self._heard if not one.session or one.transport]:
            for one in here:
                if one.transport:
                    one.transport.abort()
            await asyncio.sleep(0)


class MailServer:
    """Says `250` to everything, unless a test has other plans."""

    def __init__(self) -> None:
        self.port = free_port()
        self.mails: list[EmailMessage] = []
        # Command, or address in RCPT TO → what it answers; None hangs up.
        self.refuses: dict[str, Answer] = {}
        self.answers: Callable[[EmailMessage], Answer] = lambda mail: TAKEN
        self.slowness = 0.0  # seconds from the last dot to the answer
        self._controller: Listener | None = None

    @property
    def addresses(self) -> Counter[str]:
        """Return how many mails each address got."""
        return Counter(str(mail["To"]) for mail in self.mails)

    def start(self) -> None:
        self._controller = Listener(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def stop(self) -> None:
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's name
        self,
        server: SMTP,
        session: Any,
        envelope: Envelope,
        hostname: str,
        responses: list[str],
    ) -> list[str]:
        session.host_name = hostname
        return self._refusals(server, "EHLO") or responses

    async def handle_HELO(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Envelope, hostname: str
    ) -> str:
        session.host_name = hostname
        return "".join(self._refusals(server, "EHLO")) or TAKEN

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name
        self,
        server: SMTP,
        session: Any,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if refusals := self._refusals(server, "MAIL"):
            return refusals[0]
        envelope.mail_from = address
        return TAKEN

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name
        self,
        server: SMTP,
        session: Any,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if refusals := self._refusals(server, address):
            return refusals[0]
        envelope.rcpt_tos.append(address)
        return TAKEN

    def _refusals(self, server: SMTP, said: str) -> list[str]:
        if said not in self.refuses:
            return []
        answer = self.refuses[said]
        if answer is None:
            server.transport.abort()
        return [answer or "421 nobody hears this"]

    async def handle_DATA(  # noqa: N802  # aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Envelope
    ) -> str:
        """Keep the mail once it is whole, whether the answer is heard or not."""
        content = envelope.content or b""
        raw = content if isinstance(content, bytes) else content.encode()
        mail = email.message_from_bytes(raw, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        assert envelope.rcpt_tos == [mail["To"]]
        answer = self.answers(mail)
        if answer != TAKEN and answer is not None:
            return answer
        self.mails.append(mail)
        await asyncio.sleep(self.slowness)
        if answer is None:  # hangs up without a word
            server.transport.abort()
        return TAKEN


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def a_mail_server() -> Iterator[MailServer]:
    server = MailServer()
    server.start()
    try:
        yield server
    finally:
        server.stop()


def until(happened: Callable[[], bool], *, seconds: float = 60) -> None:
    """Wait until something has happened; it fails the test if that takes too long."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)
