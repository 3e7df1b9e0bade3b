"""Ways to send mail without a mail server; `mail_server` is a real one."""

from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

DOWN = "tests.support.mail_backends.Down"
UNPAID = "tests.support.mail_backends.Unpaid"
UNOPENED = "tests.support.mail_backends.Unopened"
SILENT = "tests.support.mail_backends.Silent"


class ApiError(Exception):
    """Of a mail service's own, as of any that is spoken to by HTTP."""


class Down(EmailBackend):
    def open(self) -> bool | None:
        raise ConnectionRefusedError(111, "Connection refused")

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class Unpaid(EmailBackend):
    """A service that takes all mails but those to `unpaid@example.com`."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        for message in messages:
            if message.to == ["unpaid@example.com"]:
                raise ApiError(f"402 for {message.to}: {message.body}")
        return super().send_messages(messages)

    def close(self) -> None:
        raise ApiError("there is no session")


class Silent(EmailBackend):
    """Says neither that it sent a mail nor why it did not."""

    def send_messages(self, messages: Sequence[Any]) -> int:
        return 0


class Unopened(EmailBackend):
    def open(self) -> bool | None:
        raise ApiError("401: what key is that?")
