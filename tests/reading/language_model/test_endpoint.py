from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from answers import answer, shelling

from salient.errors import EndpointError, MissingExtraError, UsageError
from salient.reading.language_model import HttpEndpoint, NoAnswer
from salient.reading.language_model.endpoint import MAX_ANSWER
from salient.testing import Reply, ScriptedEndpoint

MESSAGES = [{"role": "user", "content": "hello"}]
ANSWER = answer(shelling())


@contextmanager
def asking(
    script: Callable[[dict[str, Any]], Reply], **options: Any
) -> Iterator[tuple[HttpEndpoint, ScriptedEndpoint, list[float]]]:
    waits: list[float] = []
    settings = {"timeout": 5.0, "attempts": 3, "wait": waits.append} | options
    with (
        ScriptedEndpoint(script) as server,
        HttpEndpoint(server.url, "made-up", **settings) as endpoint,
    ):
        yield endpoint, server, waits


def test_an_answer_comes_back_and_the_question_asks_for_structured_output() -> None:
    with asking(lambda _: Reply(ANSWER), key="secret") as (endpoint, server, waits):
        assert endpoint.ask(MESSAGES, {"type": "object"}) == ANSWER
    (body,) = server.asked
    assert body["response_format"]["json_schema"]["schema"] == {"type": "object"}
    assert (body["temperature"], body["model"]) == (0, "made-up")
    assert "tools" not in body
    assert server.keys == ["Bearer secret"]
    assert waits == []


def test_a_busy_endpoint_is_asked_again_after_growing_waits() -> None:
    replies = iter([Reply(status=503), Reply(status=429), Reply(ANSWER)])
    with asking(lambda _: next(replies)) as (endpoint, _, waits):
        assert endpoint.ask(MESSAGES, {}) == ANSWER
    assert waits == [2.0, 4.0]


def test_three_questions_in_a_row_without_an_answer_end_the_run() -> None:
    with asking(lambda _: Reply(status=500), attempts=2) as (endpoint, server, _):
        for _ in range(2):
            with pytest.raises(NoAnswer, match="asked 2 times: status 500") as nothing:
                endpoint.ask(MESSAGES, {})
            assert nothing.value.reason == "no-answer"
        with pytest.raises(EndpointError, match="left 3 questions in a row unanswered"):
            endpoint.ask(MESSAGES, {})
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("reply", "detail"),
    [
        (Reply(ANSWER, delay=1.0), "no answer within 0.2 seconds"),
        (Reply(ANSWER, drip=0.02), "no answer within 0.2 seconds"),
        (Reply(ANSWER, cut=40), "the connection broke off"),
    ],
)
def test_silence_and_broken_connections_are_no_answer(reply: Reply, detail: str) -> None:
    with (
        asking(lambda _: reply, timeout=0.2, attempts=1) as (endpoint, _, _),
        pytest.raises(NoAnswer, match=detail) as nothing,
    ):
        endpoint.ask(MESSAGES, {})
    assert nothing.value.reason == "no-answer"


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (Reply(body=b"<html>busy</html>"), "answer-unreadable"),
        (Reply(body=b'{"choices": []}'), "answer-unreadable"),
        (Reply(""), "answer-unreadable"),
        (Reply(ANSWER[:300], finish="length"), "answer-cut"),
        (Reply(refusal="I would rather not."), "model-refused"),
        (Reply(body=b" " * (MAX_ANSWER + 1)), "answer-too-long"),
    ],
)
def test_an_answer_that_is_none_says_what_is_wrong(reply: Reply, reason: str) -> None:
    with asking(lambda _: reply) as (endpoint, _, _), pytest.raises(NoAnswer) as nothing:
        endpoint.ask(MESSAGES, {})
    assert nothing.value.reason == reason


def test_a_refused_key_names_what_to_check_and_not_the_key() -> None:
    with (
        asking(lambda _: Reply(status=401, body=b"bad key"), key="secret") as (endpoint, _, _),
        pytest.raises(EndpointError, match=r"status 401: 'bad key'.*check the address") as told,
    ):
        endpoint.ask(MESSAGES, {})
    assert "secret" not in str(told.value)


def test_an_endpoint_that_is_not_there_says_how_to_go_on() -> None:
    with ScriptedEndpoint(lambda _: Reply()) as server:
        url = server.url
    with (
        HttpEndpoint(url, "made-up", attempts=1) as endpoint,
        pytest.raises(EndpointError, match=r"cannot be reached .*run the same command again"),
    ):
        endpoint.ask(MESSAGES, {})


def test_redirects_are_not_followed() -> None:
    with (
        asking(lambda _: Reply(status=307, body=b"")) as (endpoint, server, _),
        pytest.raises(EndpointError, match="status 307"),
    ):
        endpoint.ask(MESSAGES, {})
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("url", "model", "options", "message"),
    [
        ("localhost:8080", "m", {}, "'localhost:8080' is no address of an endpoint"),
        ("http://localhost", "", {}, "give it as model=NAME"),
        ("http://localhost", "m", {"timeout": 0}, "above 0 seconds"),
        ("http://localhost", "m", {"attempts": 0}, "1 or more"),
    ],
)
def test_a_wrong_call_says_what_is_allowed(
    url: str, model: str, options: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        HttpEndpoint(url, model, **options)


def test_without_the_extra_the_error_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(MissingExtraError, match=r"salient\[llm\]"):
        HttpEndpoint("http://localhost", "m")
