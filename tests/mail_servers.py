"""Mail servers for tests that need a bad one; what they take is in the mail outbox."""

import time
from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.mail.backends.locmem import EmailBackend

DOWN = "tests.mail_servers.Down"
DOWN_FOR_A_WHILE = "tests.mail_servers.DownForAWhile"
SLOW = "tests.mail_servers.Slow"


class Down(EmailBackend):
    def send_messages(self, messages: Sequence[Any]) -> int:
        raise ConnectionRefusedError(111, "Connection refused")


class DownForAWhile(EmailBackend):
    refusals: ClassVar[int] = 0

    def send_messages(self, messages: Sequence[Any]) -> int:
        if DownForAWhile.refusals:
            DownForAWhile.refusals -= 1
            raise ConnectionRefusedError(111, "Connection refused")
        return super().send_messages(messages)


class Slow(EmailBackend):
    def send_messages(self, messages: Sequence[Any]) -> int:
        time.sleep(0.3)
        return super().send_messages(messages)
