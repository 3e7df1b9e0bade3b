"""Which process works on a row, and whether that has ended."""

import os
import platform


def this_process() -> str:
    """Return machine and number of this process."""
    return f"{platform.node()}:{os.getpid()}"


def is_gone(process: str) -> bool:
    """Whether a process of this machine has ended; of another one nobody knows."""
    machine, _colon, pid = process.rpartition(":")
    if os.name != "posix" or machine != platform.node() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)  # asks, and sends nothing
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # somebody else's, and alive
    return False
