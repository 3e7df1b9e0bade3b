"""Processes that a test can stop as a person does."""

import signal
import subprocess
from functools import partial

# A shell starts what runs in the background deaf to Ctrl-C, and so its children.
hears_ctrl_c = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)


def started(command, **options):
    """Start a process that hears Ctrl-C, whoever runs the tests."""
    return subprocess.Popen(command, **{"preexec_fn": hears_ctrl_c} | options)
