"""Servers of the tests' own: on free ports, forgotten afterwards, stopped at will."""

import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from .waiting import wait_until

DEBIAN = "/usr/lib/postgresql/*/bin"
RABBIT = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")  # the one in PATH needs its user


class Server(ABC):
    """A process with a folder and a port."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="gapfinder-"))
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @abstractmethod
    def command(self) -> list[str]: ...

    def environment(self) -> dict[str, str]:
        return dict(os.environ)

    def user(self) -> str | None:
        """Whom it has to run as; None: us."""
        return None

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command(),
                env=self.environment(),
                user=self.user(),
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
        wait_until(self.answers, f"{self.command()[0]} answers")

    def stop(self) -> None:
        """Hang up on everybody, and be gone."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(60)
            self._process = None

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Let the kernel take connections during the block, and nobody answer."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self._process.send_signal(signal.SIGCONT)

    def end(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def answers(self) -> bool:
        with socket.socket() as tried:
            tried.settimeout(1)
            return not tried.connect_ex(("127.0.0.1", self.port))


class Redis(Server):
    """Keeps nothing: whoever restarts it has lost all messages."""

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self) -> list[str]:
        here = ["--bind", "127.0.0.1", "--port", str(self.port)]
        return ["redis-server", *here, "--save", "", "--appendonly", "no"]


class RabbitMQ(Server):
    """A node of its own, beside whatever runs on this machine."""

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def command(self) -> list[str]:
        return [str(RABBIT)]

    def environment(self) -> dict[str, str]:
        here, none = str(self.folder), str(self.folder / "none")
        own = {
            "NODENAME": f"gapfinder-{self.port}@localhost",
            "NODE_IP_ADDRESS": "127.0.0.1",
            "NODE_PORT": str(self.port),
            "DIST_PORT": str(_free_port()),
            "MNESIA_BASE": here,
            "LOG_BASE": here,
            "ENABLED_PLUGINS_FILE": none,
            "CONFIG_FILE": none,
            "CONF_ENV_FILE": none,
        }
        named = {f"RABBITMQ_{name}": value for name, value in own.items()}
        return super().environment() | named | {"HOME": here}


class PostgreSQL(Server):
    """A cluster of its own; it refuses to be run by root."""

    def __init__(self) -> None:
        super().__init__()
        if self.user():
            shutil.chown(self.folder, self.user())
        making = ["--no-sync", "--auth=trust", "--username=postgres", "--encoding=UTF8"]
        subprocess.run(
            [_postgres("initdb"), *making, "--pgdata=data"],
            user=self.user(),
            cwd=self.folder,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def url(self, database: str) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/{database}"

    def user(self) -> str | None:
        return "postgres" if os.geteuid() == 0 and _has_user("postgres") else None

    def command(self) -> list[str]:
        # A path of its own: the usual one may be for its user only.
        settings = [f"port={self.port}", "fsync=off", "unix_socket_directories="]
        settings.append("listen_addresses=127.0.0.1")
        given = [part for each in settings for part in ("-c", each)]
        return [_postgres("postgres"), "-D", "data", *given]

    def answers(self) -> bool:
        """It listens before it is ready."""
        try:
            psycopg.connect(self.url("postgres")).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """At once: who is connected is not waited for."""
        if self._process is not None:
            self._process.send_signal(2)  # SIGINT: fast shutdown
        super().stop()


class Nginx(Server):
    """The proxy of the documentation, before a desk on some port of this machine."""

    def __init__(self, documented: str, *, desk: int) -> None:
        super().__init__()
        self.plain_port = _free_port()
        self._make_certificate()
        here = documented.replace("127.0.0.1:8000", f"127.0.0.1:{desk}")
        for there, ours in {
            r"listen \[::\].*\n": "",
            r"listen 80;": f"listen 127.0.0.1:{self.plain_port};",
            r"listen 443 ": f"listen 127.0.0.1:{self.port} ",
            r"/etc/letsencrypt/live/[\w.]+|/var/log/nginx": str(self.folder),
        }.items():
            here = re.sub(there, ours, here)
        (self.folder / "site.conf").write_text(here)
        (self.folder / "nginx.conf").write_text(AROUND.format(folder=self.folder))

    def command(self) -> list[str]:
        return [_nginx(), "-p", str(self.folder), "-c", "nginx.conf"]

    def tested(self) -> str:
        """Return what nginx says of its configuration: nothing, if all is well."""
        asked = subprocess.run(
            [*self.command(), "-t", "-q"], capture_output=True, text=True, check=False
        )
        return asked.stderr + "failed" * asked.returncode

    def logged(self) -> str:
        logs = sorted(self.folder.glob("*log"))
        return "".join(log.read_text(errors="replace") for log in logs)

    def _make_certificate(self) -> None:
        making = ["-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost"]
        files = ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
        subprocess.run(
            ["openssl", "req", *making, *files],
            cwd=self.folder,
            check=True,
            capture_output=True,
        )


# As on Debian: who says nothing of logs has all requests and errors in these.
AROUND = """
daemon off; master_process off; pid nginx.pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log {folder}/access.log; error_log {folder}/error.log;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    scgi_temp_path scgi; uwsgi_temp_path uwsgi;
    include {folder}/site.conf;
}}
"""


def _nginx() -> str:
    return shutil.which("nginx") or "/usr/sbin/nginx"


def _postgres(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path=_debians())
    if found is None:
        raise FileNotFoundError(f"{name}: install postgresql to run these tests")
    return found


def _debians() -> str:
    folders = sorted(Path("/").glob(DEBIAN.lstrip("/")), reverse=True)
    return os.pathsep.join(map(str, folders))


def _has_user(name: str) -> bool:
    return any(entry.pw_name == name for entry in pwd.getpwall())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as bound:
        port: int = bound.getsockname()[1]
    return port
