"""A server on this machine that behaves as badly as the network does."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ENTRY = (
    "<item><guid isPermaLink='false'>{0}</guid><title>NORTH took Aford on 2022-03-{0:02}.</title>"
    "<pubDate>Thu, 10 Mar 2022 08:{0:02}:00 +0000</pubDate></item>"
)
HEAD = "<?xml version='1.0'?><rss version='2.0'><channel><title>Hill Gazette</title>"


def feed(entries: int = 2) -> bytes:
    items = "".join(ENTRY.format(n) for n in range(1, entries + 1))
    return f"{HEAD}{items}</channel></rss>".encode()


class Server(ThreadingHTTPServer):
    """Answers by path; `asked` lists the paths and headers of all requests."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.robots: bytes | None = None
        self.robots_status = 404
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what is tested."""


class Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        if self.path == "/robots.txt":
            given = self.server.robots
            self._send(200 if given is not None else self.server.robots_status, {}, given or b"")
        elif self.path in self.server.answers:
            self._send(*self.server.answers[self.path])
        else:
            with suppress(OSError):
                getattr(self, "do_" + self.path.strip("/").replace("-", "_"), self._missing)()

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _missing(self) -> None:
        self._send(404, {}, b"")

    def do_feed(self) -> None:
        if self.headers.get("If-None-Match") == '"one"':
            self._send(304, {}, b"")
        else:
            self._send(200, {"ETag": '"one"', "Last-Modified": "Thu, 10 Mar 2022 09:00:00 GMT"},
                       feed())  # fmt: skip

    def do_packed(self) -> None:
        self._send(200, {"Content-Encoding": "gzip"}, gzip.compress(feed()))

    def do_bomb(self) -> None:
        self._send(200, {"Content-Encoding": "gzip"}, gzip.compress(b" " * 30_000_000))

    def do_endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(HEAD.encode())
        n = 0
        while not self.server.stopping.is_set():
            n = n % 28 + 1
            self.wfile.write(ENTRY.format(n).encode() * 20)

    def do_drip(self) -> None:
        self.send_response(200)
        self.end_headers()
        body = feed()
        self.wfile.write(body[:100])
        for n in range(100, len(body)):
            if self.server.stopping.wait(0.05):
                return
            self.wfile.write(body[n : n + 1])
            self.wfile.flush()

    def do_dripping_head(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.stopping.wait(0.02):
            self.wfile.write(b"z")
            self.wfile.flush()

    def do_silent(self) -> None:
        self.server.stopping.wait(20)

    def do_hangs_up(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(feed()[:-40])
        self.wfile.flush()
        self.close_connection = True

    def do_no_http(self) -> None:
        self.wfile.write(b"220 mail.example ESMTP\r\n")
        self.close_connection = True

    def do_again(self) -> None:
        self._send(302, {"Location": "/again"}, b"")


@contextmanager
def running() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.stopping.set()
            time.sleep(0.02)
            server.shutdown()
            thread.join()
