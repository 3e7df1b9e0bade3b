"""Processes: the name of the process that works on a row, and whether it has ended."""

import os
import platform


def this_process() -> str:
    """Return the host name and the process id, as in "host:123"."""
    return f"{platform.node()}:{os.getpid()}"


def has_ended(process: str) -> bool:
    """Whether a process of this machine has ended; False for other machines."""
    machine, _colon, pid = process.rpartition(":")
    if os.name != "posix" or machine != platform.node() or not pid.isdecimal():
        return False
    try:
        os.kill(int(pid), 0)  # checks the process, sends no signal
    except ProcessLookupError:
        return True
    except PermissionError:
        return False  # alive, of another user
    return False
