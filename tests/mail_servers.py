"""Ways to send mail that are no mail server: `tests.smtp` has a real one."""

from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

DOWN = "tests.mail_servers.Down"


class Down(EmailBackend):
    def open(self) -> bool | None:
        raise ConnectionRefusedError(111, "Connection refused")

    def send_messages(self, messages: Sequence[Any]) -> int:
        raise ConnectionRefusedError(111, "Connection refused")
