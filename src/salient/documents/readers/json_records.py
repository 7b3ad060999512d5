"""JSON: one object, an array of objects, one object a line; and Telegram's export among them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from salient.documents.assembly import Draft
from salient.documents.encodings import decode
from salient.documents.readers.records import draft_of_record
from salient.documents.readers.telegram import drafts_of_export, is_export
from salient.documents.refusals import RefusalError, refuse
from salient.documents.sources import Source
from salient.model import Rejected

__all__ = ["JsonReader"]

_OPENING = re.compile(r"\ufeff?\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_LINE_SUFFIXES = frozenset({".jsonl", ".ndjson"})
_BETWEEN_ITEMS = re.compile(r"[\s,]*")


class JsonReader:
    """Reads the contract's JSON documents in any of three arrangements, and Telegram's export."""

    name = "JSON"
    suffixes = frozenset({".json"}) | _LINE_SUFFIXES

    def recognises(self, source: Source) -> bool:
        """Whether it opens as an object with a key, or as an array of objects."""
        opening = _OPENING.match(source.head_text)
        if opening is None:
            return False
        # A note may begin with a brace or bracket; a text file must prove that it is JSON.
        return source.suffix not in {".txt", ".text", ".md"} or _first_line_parses(source.head_text)

    def read(self, source: Source) -> Iterator[Draft | Rejected]:
        """One draft a record; a line or item that is no usable record becomes a Rejected."""
        if _is_lines(source):
            yield from _read_lines(source)
            return
        decoded = source.read_text(source.limits.whole, "one JSON value")
        text = decoded.text.lstrip("\ufeff")
        if decoded.damaged:
            raise RefusalError(
                "encoding",
                f"has {decoded.damaged} broken characters for {decoded.encoding}; JSON is UTF-8: "
                "write the file again from its origin",
            )
        if text.lstrip().startswith("["):
            yield from _read_array(source.name, text)
        else:
            yield from _of_value(source.name, _parsed(text))


def _is_lines(source: Source) -> bool:
    lines = [line for line in source.head_text.split("\n", 50) if line.strip()]
    opening = lines[0].lstrip("\ufeff \t")[:1] if lines else ""
    if source.suffix in _LINE_SUFFIXES and opening != "[":
        return True
    if opening != "{":
        return False
    # A second line that opens an object of its own shows lines even where the first breaks off.
    following = len(lines) > 1 and lines[1].lstrip().startswith("{")
    return following or (len(lines) > 1 and _parses(lines[0]))


def _first_line_parses(head: str) -> bool:
    return _parses(head) or _parses(head.lstrip().split("\n", 1)[0])


def _parses(text: str) -> bool:
    try:
        json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return False
    return True


def _read_lines(source: Source) -> Iterator[Draft | Rejected]:
    found = False
    for number, raw in _decoded_lines(source):
        where = f"{source.name}:{number}"
        if isinstance(raw, Rejected):
            found = True
            yield raw
            continue
        if not raw.strip():
            continue
        found = True
        try:
            value = _parsed(raw)
        except RefusalError as refusal:
            yield refuse(where, refusal.reason, str(refusal))
            continue
        yield from _of_value(where, value)
    if not found:
        raise RefusalError("empty", "holds no records")


def _decoded_lines(source: Source) -> Iterator[tuple[int, str | Rejected]]:
    if source.head_encoding.startswith(("utf-16", "utf-32")):
        # Line ends are not single bytes there.
        text = source.read_text(source.limits.whole, "JSON lines in UTF-16 or UTF-32").text
        yield from enumerate(text.split("\n"), 1)
        return
    for number, raw in source.lines():
        try:
            line = raw.decode("utf-8").lstrip("\ufeff" if number == 1 else "")
        except UnicodeDecodeError as problem:
            yield number, _other_encoding(source, number, raw, problem)
            continue
        yield number, line


def _other_encoding(
    source: Source, number: int, raw: bytes, problem: UnicodeDecodeError
) -> str | Rejected:
    decoded = decode(raw, None if source.head_encoding == "utf-8" else source.head_encoding)
    if decoded is None or decoded.damaged:
        return refuse(
            f"{source.name}:{number}",
            "encoding",
            f"has a byte that is no UTF-8 at byte {problem.start + 1} of the line; "
            "write the line again from its origin",
        )
    return decoded.text


def _read_array(name: str, text: str) -> Iterator[Draft | Rejected]:
    """Yield the items of an array one by one, so that those before a break are not lost with it."""
    decoder = json.JSONDecoder()
    position = text.index("[") + 1
    number = 0
    while True:
        position = _match_end(_BETWEEN_ITEMS, text, position)
        if text.startswith("]", position):
            break
        number += 1
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as problem:
            yield refuse(
                f"{name}#{number}",
                "bad-json",
                f"item {number} {_described(problem)}; it and what follows it were not read"
                f"{', what precedes it was' if number > 1 else ''}. "
                "Write the file again from its origin",
            )
            return
        yield from _of_value(f"{name}#{number}", value)
    if number == 0:
        raise RefusalError("empty", "holds no records")


def _match_end(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise RefusalError(
            "bad-json", f"{_described(problem)}; write it again from its origin"
        ) from None


def _described(problem: Exception) -> str:
    if isinstance(problem, json.JSONDecodeError):
        place = f"at column {problem.colno}" if problem.lineno == 1 else (
            f"at line {problem.lineno}, column {problem.colno}"
        )  # fmt: skip
        return f"is not JSON or breaks off {place} ({problem.msg})"
    if isinstance(problem, RecursionError):
        return "is nested too deeply to be a document"
    return f"is not JSON ({problem})"


def _of_value(where: str, value: Any) -> Iterator[Draft | Rejected]:
    if not isinstance(value, dict):
        kind = {list: "a list", str: "a text", type(None): "null"}.get(type(value), "a number")
        yield refuse(
            where, "not-an-object", f'is {kind}, not an object; write {{"text": "…"}} for each'
        )
    elif is_export(value):
        yield from drafts_of_export(where, value)
    else:
        yield draft_of_record(where, value)
