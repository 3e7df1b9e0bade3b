"""gunicorn, whitenoise and the site as in production, asked as a proxy asks."""

import gzip
import json
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from tests.support.production import HOST, ROOT, environment, manage

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

GUNICORN = Path(sys.executable).parent / "gunicorn"
BY_HTTPS = {"X-Forwarded-Proto": "https"}


class Served:
    """A site that answers on a port of this machine."""

    def __init__(self, port: int, process: subprocess.Popen[bytes], log: Path) -> None:
        self.port, self.process, self.log = port, process, log

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[HTTPResponse, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {name.replace("_", "-"): text for name, text in headers.items()}
        with closing(connection):
            connection.request(method, path, headers={"Host": HOST} | headers)
            response = connection.getresponse()
            return response, response.read()

    def lines_up_to(self, words: str) -> list[dict[str, object]]:
        """Wait for a line with these words: it is written after the answer has gone."""
        for _ in range(100):
            lines = self.log.read_text().splitlines(keepends=True)
            if any(words in line and line.endswith("\n") for line in lines):
                return [json.loads(line) for line in lines if line.endswith("\n")]
            time.sleep(0.1)
        raise AssertionError(f"no line of the log has {words}")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("served")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    variables = environment(
        folder, GUNICORN_CMD_ARGS=f"--bind 127.0.0.1:{port} --workers 1"
    )
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        done = manage(variables, *command)
        assert done.returncode == 0, done.stderr
    log = folder / "log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [GUNICORN, "--config", "site/config/gunicorn.py", "config.wsgi"],
            cwd=ROOT,
            env=variables,
            stderr=written,
            stdout=written,
        )
    site = Served(port, process, log)
    try:
        wait_for(site)
        yield site
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def wait_for(site: Served) -> None:
    for _ in range(600):
        assert site.process.poll() is None, site.log.read_text()
        try:
            site.ask("/healthz")
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError(site.log.read_text())


def test_a_probe_is_answered_by_http_and_without_a_session(served: Served) -> None:
    for method in ("GET", "HEAD"):
        response, _ = served.ask("/healthz", method)

        assert response.status == 200
        assert response.headers["Set-Cookie"] is None
        assert "no-store" in response.headers["Cache-Control"]


def test_all_else_is_by_https_only(served: Served) -> None:
    response, _ = served.ask("/admin/login/")

    assert (response.status, response.headers["Location"]) == (
        301,
        f"https://{HOST}/admin/login/",
    )


def test_the_browser_is_told_to_stay_with_https(served: Served) -> None:
    response, _ = served.ask("/admin/login/", **BY_HTTPS)

    assert response.status == 200
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "; Secure" in response.headers["Set-Cookie"]


def test_styles_have_names_that_change_with_them_and_are_kept_for_ever(
    served: Served,
) -> None:
    _, page = served.ask("/admin/login/", **BY_HTTPS)
    (style,) = re.findall(rb'href="(/static/admin/css/base\.\w{12}\.css)"', page)

    response, packed = served.ask(style.decode(), Accept_Encoding="gzip", **BY_HTTPS)

    assert response.status == 200
    assert response.headers["Content-Encoding"] == "gzip"
    assert "immutable" in response.headers["Cache-Control"]
    assert b"--primary" in gzip.decompress(packed)


def test_what_is_searched_for_is_in_no_log(served: Served) -> None:
    served.ask("/admin/gapfinder/gap/?q=xantippe", Referer="/?q=xantippe", **BY_HTTPS)

    lines = served.lines_up_to("/admin/gapfinder/gap/ 302")
    assert "xantippe" not in str(lines)


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="tells what is loaded")
def test_the_web_process_never_loads_a_model(served: Served) -> None:
    """Neither the one that listens nor the one that answers."""
    own = served.process.pid
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    served.ask("/admin/login/", **BY_HTTPS)

    assert children
    for process in [str(own), *children]:
        loaded = Path(f"/proc/{process}/maps").read_text()
        assert "site-packages/" in loaded
        assert not re.search(r"site-packages/(torch|faiss|scipy|sklearn)/", loaded)
