"""How the site is served: ``gunicorn --config site/config/gunicorn.py config.wsgi``.

What a machine needs otherwise goes into ``GUNICORN_CMD_ARGS``, such as ``--workers=4``.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "site"), str(ROOT)]

from config.environment import log_level, number  # noqa: E402  # found by it
from config.logs import logging_of  # noqa: E402  # found by the line above

bind = "127.0.0.1:8000"  # a proxy in front speaks https
worker_class = "gthread"  # who waits for the database keeps nobody else waiting
workers = number("WEB_CONCURRENCY", 2, least=1)
threads = 4
preload_app = True  # the workers share the memory of what they have in common
timeout = 120  # seconds a worker may say nothing; an export of all gaps takes ten
graceful_timeout = 30  # seconds to finish what is being answered at a restart
max_requests, max_requests_jitter = 2_000, 200  # then a worker begins anew
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None

# The path without what is searched for, and neither address nor browser of the reader.
access_log_format = "%(m)s %(U)s %(s)s %(B)s bytes %(M)s ms"
logconfig_dict = logging_of(
    debug=False, level=log_level("DJANGO_LOG_LEVEL", "INFO")
) | {
    "loggers": {
        # To the root's handler only.
        "gunicorn.error": {"handlers": [], "propagate": True},
        "gunicorn.access": {"handlers": [], "propagate": True},
    }
}
