"""The proxy of the documentation logs neither what is searched for nor a token."""

import shutil
import ssl
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPSConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.production import HOST, ROOT

from .servers import Nginx

DOCUMENTED = (ROOT / "docs/nginx/gapfinder.conf").read_text(encoding="utf-8")
SEARCH, TOKEN = "Kari-Nordmann", "7:kjZd0F3pWq"
SEARCHED = f"/admin/gapfinder/contact/?q={SEARCH}"

pytestmark = [
    pytest.mark.service,
    pytest.mark.skipif(
        not (shutil.which("nginx") or Path("/usr/sbin/nginx").exists()),
        reason="needs nginx",
    ),
    pytest.mark.skipif(not shutil.which("openssl"), reason="needs openssl"),
]


class Desk(BaseHTTPRequestHandler):
    """Answers with what the proxy said of the request."""

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.send_response(200)
        self.end_headers()
        told = (self.headers["X-Forwarded-Proto"], self.headers["Host"])
        self.wfile.write(" ".join(told).encode())

    do_POST = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, *_arguments: object) -> None:
        """Keep the tests' output to themselves."""


@pytest.fixture
def desk() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    gone(server)


def gone(desk: ThreadingHTTPServer) -> None:
    desk.shutdown()
    desk.server_close()


@pytest.fixture
def proxy(desk: ThreadingHTTPServer) -> Iterator[Nginx]:
    proxy = Nginx(DOCUMENTED, desk=desk.server_port)
    proxy.start()
    yield proxy
    proxy.end()


def asked(
    connection: HTTPConnection, address: str, body: bytes | None = None
) -> tuple[int, str]:
    method = "GET" if body is None else "POST"
    connection.request(method, address, body, {"Host": HOST, "X-Forwarded-Proto": "?"})
    answer = connection.getresponse()
    told = answer.headers["Location"] or answer.read().decode()
    connection.close()
    return answer.status, told


def by_https(proxy: Nginx) -> HTTPConnection:
    context = ssl.create_default_context(cafile=proxy.folder / "fullchain.pem")
    context.check_hostname = False
    return HTTPSConnection("127.0.0.1", proxy.port, context=context, timeout=60)


def by_http(proxy: Nginx) -> HTTPConnection:
    return HTTPConnection("127.0.0.1", proxy.plain_port, timeout=60)


def test_nginx_has_nothing_to_say_against_it(proxy: Nginx) -> None:
    assert proxy.tested() == ""


def test_it_speaks_https_and_says_so(proxy: Nginx) -> None:
    assert asked(by_http(proxy), SEARCHED) == (301, f"https://{HOST}{SEARCHED}")
    assert asked(by_https(proxy), SEARCHED) == (200, f"https {HOST}")


def test_it_logs_no_search_and_no_token(
    proxy: Nginx, desk: ThreadingHTTPServer
) -> None:
    """Nor when the desk is gone, an address too long, or the disk not to be written.

    What is sent then fits into the buffers, so that the answer is not overtaken.
    """
    unsubscribe = f"/unsubscribe/{TOKEN}"
    asked(by_http(proxy), SEARCHED)
    asked(by_http(proxy), unsubscribe)
    assert asked(by_https(proxy), SEARCHED)[0] == 200
    assert asked(by_https(proxy), unsubscribe)[0] == 200
    assert asked(by_https(proxy), unsubscribe, b"one-click")[0] == 200
    assert asked(by_https(proxy), SEARCHED + "x" * 9_000)[0] == 414
    shutil.rmtree(proxy.folder / "body")
    assert asked(by_https(proxy), SEARCHED, b"x" * 20_000)[0] == 500
    gone(desk)
    assert asked(by_https(proxy), SEARCHED)[0] == 502
    assert asked(by_https(proxy), unsubscribe)[0] == 502
    proxy.stop()

    logged = proxy.logged()

    assert SEARCH not in logged
    assert TOKEN not in logged
    assert "GET /admin/gapfinder/contact/ 200" in logged
    assert "GET /admin/gapfinder/contact/ 502" in logged
    assert logged.count("GET /unsubscribe/[token] ") == 2
    assert "POST /unsubscribe/[token] 200" in logged
