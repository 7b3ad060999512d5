"""A language model's endpoint on this machine that answers as a script says, or misbehaves."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, NamedTuple, Self

__all__ = ["Reply", "ScriptedEndpoint"]


class Reply(NamedTuple):
    """One answer of the endpoint.

    `content` is what the model says; `body` replaces the whole body. `drip` seconds pass before
    each byte, `delay` before the first; `cut` breaks the connection off after so many bytes.
    """

    content: str = '{"claims": []}'
    status: int = 200
    finish: str = "stop"
    body: bytes | None = None
    delay: float = 0.0
    drip: float = 0.0
    cut: int | None = None
    refusal: str | None = None

    def encoded(self) -> bytes:
        """The body that goes over the wire."""
        if self.body is not None:
            return self.body
        message = {"role": "assistant", "content": self.content, "refusal": self.refusal}
        choice = {"index": 0, "message": message, "finish_reason": self.finish}
        return json.dumps({"object": "chat.completion", "choices": [choice]}).encode()


Script = Callable[[dict[str, Any]], Reply]


class ScriptedEndpoint:
    """Serves `/v1/chat/completions` on a free port of the loopback; use it in a `with` statement.

    script: gives the reply to the body of each request.

    `asked` holds the bodies of all requests, and `keys` their authorisation headers.
    """

    def __init__(self, script: Script) -> None:
        self.asked: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        self._script = script
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    @property
    def url(self) -> str:
        """The base of the endpoint, as a reader takes it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def reply(self, body: dict[str, Any], key: str | None) -> Reply:
        """Note a request and give the script's reply to it."""
        self.asked.append(body)
        self.keys.append(key)
        return self._script(body)


def _handler(endpoint: ScriptedEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            body = json.loads(self.rfile.read(length))
            if self.path != "/v1/chat/completions":
                self.send_error(404)
                return
            reply = endpoint.reply(body, self.headers.get("authorization"))
            time.sleep(reply.delay)
            content = reply.encoded()
            self.send_response(reply.status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            self.end_headers()
            try:
                self._send(content[: reply.cut], reply.drip)
            except (BrokenPipeError, ConnectionResetError):
                return

        def _send(self, content: bytes, drip: float) -> None:
            if not drip:
                self.wfile.write(content)
                return
            for at in range(len(content)):
                self.wfile.write(content[at : at + 1])
                self.wfile.flush()
                time.sleep(drip)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as in the library
            """Say nothing: the tests look at what was asked."""

    return Handler
