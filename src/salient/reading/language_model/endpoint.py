"""An endpoint that completes chats as OpenAI's does: one question, one answer, bounded."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from salient.errors import EndpointError, MissingExtraError, UsageError

if TYPE_CHECKING:
    import httpx

__all__ = ["Endpoint", "HttpEndpoint", "Message", "NoAnswer"]

MAX_ANSWER = 4_000_000
"""Bytes of an answer that are taken; a longer one is no list of claims."""

_BUSY = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_LONGEST_WAIT = 60.0
_IN_A_ROW = 3

Message = Mapping[str, str]
"""`role` and `content` of one message of a chat."""


class NoAnswer(Exception):  # noqa: N818 - a result that the reader turns into a Rejected
    """The endpoint is there and gave nothing usable to this question; `reason` is a short code."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


class Endpoint(Protocol):
    """Something that answers a chat with one text."""

    model: str

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """Give the model's answer, which should be JSON that follows `schema`.

        Raises:
            NoAnswer: this question got no usable answer.
            EndpointError: nothing can be asked of the endpoint.

        """
        ...


class _Text(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Text
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice]


class HttpEndpoint:
    """An OpenAI-compatible endpoint, reached over HTTP; use it in a `with` statement or `close` it.

    url: its base, up to and without `/chat/completions`, such as `http://127.0.0.1:8080/v1`.
    model: the model's name there.
    key: sent as a bearer token where there is one; it is never written anywhere.
    timeout: seconds for one question, all in all.
    attempts: how often a question is asked when the endpoint is busy or silent.
    wait: how to wait between attempts, given seconds; for tests.

    Raises:
        MissingExtraError: the extra `llm` is not installed.
        UsageError: the address is none, or a number is out of range.

    """

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str | None = None,
        timeout: float = 120.0,
        attempts: int = 3,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._http = _httpx()
        if not url.startswith(("http://", "https://")):
            raise UsageError(
                f"{url!r} is no address of an endpoint; give one such as http://127.0.0.1:8080/v1"
            )
        if not model:
            raise UsageError("a language model has a name at its endpoint; give it as model=NAME")
        if timeout <= 0 or attempts < 1:
            raise UsageError("the timeout must be above 0 seconds, and the attempts 1 or more")
        self.model = model
        self._address = url.rstrip("/") + "/chat/completions"
        self._timeout, self._attempts, self._wait = timeout, attempts, wait
        self._unanswered = 0
        headers = {"authorization": f"Bearer {key}"} if key else {}
        self._client: httpx.Client = self._http.Client(
            headers=headers, timeout=timeout, follow_redirects=False
        )

    def __enter__(self) -> HttpEndpoint:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._client.close()

    def ask(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> str:
        """Give the model's answer; see `Endpoint`."""
        body = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "claims", "strict": True, "schema": schema},
            },
        }
        trouble = ""
        for attempt in range(self._attempts):
            if attempt:
                self._wait(min(2.0**attempt, _LONGEST_WAIT))
            try:
                status, content = self._post(body)
            except self._http.TimeoutException:
                trouble = f"no answer within {self._timeout:g} seconds"
                continue
            except (self._http.ConnectError, self._http.UnsupportedProtocol) as error:
                raise EndpointError(
                    f"the endpoint {self._address} cannot be reached ({error}); start it, or give "
                    "another address as endpoint=URL. What was read before is kept: run the same "
                    "command again to go on"
                ) from error
            except self._http.TransportError as error:
                trouble = f"the connection broke off ({error})"
                continue
            if status in _BUSY:
                trouble = f"status {status}"
                continue
            self._unanswered = 0
            return self._answer(status, content)
        raise self._gave_up(trouble)

    def _gave_up(self, trouble: str) -> Exception:
        """What to raise for a question without an answer: too many in a row end the run."""
        self._unanswered += 1
        detail = f"the endpoint was asked {self._attempts} times: {trouble}"
        if self._unanswered < _IN_A_ROW:
            return NoAnswer("no-answer", detail)
        return EndpointError(
            f"the endpoint {self._address} left {self._unanswered} questions in a row unanswered "
            f"(the last: {trouble}); see to it, or allow more time as timeout=SECONDS. What was "
            "read before is kept: run the same command again to go on"
        )

    def _post(self, body: Mapping[str, Any]) -> tuple[int, bytes]:
        """Send a question and take its answer, within the time and size allowed for it."""
        deadline = time.monotonic() + self._timeout
        taken = bytearray()
        with self._client.stream("POST", self._address, json=body) as response:
            for piece in response.iter_bytes():
                taken += piece
                if len(taken) > MAX_ANSWER:
                    raise NoAnswer(
                        "answer-too-long", f"the answer is longer than {MAX_ANSWER:,} bytes"
                    )
                if time.monotonic() > deadline:
                    raise self._http.ReadTimeout("the answer came too slowly")
            return response.status_code, bytes(taken)

    def _answer(self, status: int, content: bytes) -> str:
        if status != 200:
            said = content[:200].decode("utf-8", "replace").strip()
            raise EndpointError(
                f"the endpoint {self._address} refuses (status {status}: {said!r}); check the "
                "address, the model's name and the key"
            )
        try:
            completion = msgspec.json.decode(content, type=_Completion)
        except msgspec.DecodeError as error:
            raise NoAnswer("answer-unreadable", f"no chat completion came back: {error}") from error
        if not completion.choices:
            raise NoAnswer("answer-unreadable", "the completion holds no choice")
        choice = completion.choices[0]
        if choice.message.refusal:
            raise NoAnswer("model-refused", f"the model refused: {choice.message.refusal[:200]!r}")
        if choice.finish_reason == "length":
            raise NoAnswer("answer-cut", "the answer was cut at the model's limit of length")
        if not choice.message.content:
            raise NoAnswer("answer-unreadable", "the answer is empty")
        return choice.message.content


def _httpx() -> ModuleType:
    try:
        import httpx
    except ImportError as error:
        raise MissingExtraError("the language-model reader", "llm") from error
    return httpx
