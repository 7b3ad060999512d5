"""Members of a list of places that no gazetteer knows, as a desk would still write them down.

*In A, B and C*, of which C is listed nowhere or misspelt: what is told of A and B is told of C. The
names are read from the characters, and kept without an id.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

import msgspec

from salient.model import PlaceMention
from salient.reading.sentences import ParsedSentence
from salient.reading.unknown_places import is_time

__all__ = ["with_unlisted"]

_WORD = r"[A-Z][a-z’']{2,}(?:-[A-Z][a-z’']+)?"
_BEFORE_NAMES = (
    r"(?:Velyk|Mal|Nov|Star|Verkhn|Nyzhn|Nizhn|Bil|Chervon|Krasn|Zelen|Serednʹ?|Vysok|Druh|Persh)"
    r"[a-z]{1,3}"
)
_TERRAIN = r"(?: (?:forest area|forests?|gully|Gully|reservoir|Reservoir|hills?|island|Island))"
_NAME = rf"(?P<name>(?:{_BEFORE_NAMES} )?{_WORD}(?P<terrain>{_TERRAIN})?)"
_BRACKET = r"(?:\s*\([^()]{0,90}\))?"
_NEAR = r"(?:near |around |in |on |at )?(?:the )?(?:(?:villages?|towns?|settlements?) of )?"
_STOP = (
    r"(?=\s*(?:[.;:)(]|$|[–—]|- )|\s+(?:on|in|during|by|with|from|overnight|over|as of|since|today|"
    r"yesterday|this|while|but|after|areas?|directions?|regions?)\b)"
)
_LONGEST = 6
_LAST = re.compile(rf"{_BRACKET},? (?:and|or|as well as) {_NEAR}{_NAME}(?:{_STOP}|(?=,))")
_MIDDLE = re.compile(
    rf"{_BRACKET}[,;] {_NEAR}{_NAME}"
    rf"(?={_BRACKET}(?:[,;] (?:and |or )?| and | or )(?:near |around |in |on |at )?[A-Z])"
)
_FIRST = re.compile(
    r"\b(?:in|near|around|at|on|against|toward|towards|(?:villages|towns|settlements) of) "
    rf"{_NAME}{_BRACKET}(?:,|,? and) $"
)
_ENDINGS = (
    "ka", "ky", "ki", "ko", "sk", "ske", "ne", "no", "na", "va", "ve", "vo", "iv", "ov", "ta", "to",
    "ts", "tsi", "ets", "il", "ol", "yi", "iy", "oe", "ye", "ya", "ar", "yn", "ok", "ik", "yk",
    "ich", "ychi", "ha", "hy", "he", "le", "re", "dy", "ry", "ia", "ne", "ty", "ivske", "ma", "my",
)  # fmt: skip
"""Endings of names of East Slavic places."""


_BEHIND = re.compile(
    rf"(?<=[a-z,] ){_NAME}(?: (?:direction|area|axis))?"
    r"(?=,? \((?:[^\d()]{0,24}\d[\d.,–-]*\s*(?:km|kilomet|miles?)\b|"
    r"(?:just |directly |immediately )?(?:north|south|east|west)\w*(?: \w+)? of )"
    r"|, (?:an?|the|another) (?:[\w-]+ ){0,2}?(?:suburb|town|village|settlement|hamlet)\b)"
)
"""A name behind which a bracket says how far off it lies, or a noun what it is."""


def with_unlisted(
    sentence: ParsedSentence, mentions: Sequence[PlaceMention], named: Collection[int]
) -> list[PlaceMention]:
    """The mentions of a sentence, and the names of places beside them that nobody could resolve.

    `named` are the words that name something known.
    """
    if not mentions:
        return []
    taken = {i for m in mentions for i in range(m.start, m.end)}
    found: dict[int, PlaceMention] = {}
    for match, like in _unlisted(sentence, mentions):
        start, end = (sentence.start + at for at in match.span("name"))
        if start not in taken and end - 1 not in taken and _unheard(sentence, match, named):
            found[start] = _unresolved(like, match["name"], start)
    return sorted([*mentions, *found.values()], key=lambda m: m.start) if found else list(mentions)


def _unlisted(
    sentence: ParsedSentence, mentions: Sequence[PlaceMention]
) -> Iterator[tuple[re.Match[str], PlaceMention]]:
    """Names beside the mentions, each with one of them."""
    text = sentence.text
    for mention in mentions:
        if mention.kind not in {"settlement", "district", "axis", None}:
            continue
        end = mention.end - sentence.start
        for _ in range(_LONGEST):
            match = _MIDDLE.match(text, end) or _LAST.match(text, end)
            if match is None:
                break
            yield match, mention
            end = match.end("name")
        begin = mention.start - sentence.start
        if text.endswith((", ", "and "), 0, begin):
            first = _FIRST.search(text, max(0, begin - 80), begin)
            if first is not None:
                yield first, mention
    if "(" in text or ", a" in text:
        for match in _BEHIND.finditer(text):
            yield match, mentions[0]


def _unheard(sentence: ParsedSentence, match: re.Match[str], named: Collection[int]) -> bool:
    """Whether a name is written as a place's is, and names nothing known and no time."""
    if match["terrain"] is None and not match["name"].endswith(_ENDINGS):
        return False
    tokens = sentence.doc.covering(*match.span("name"))
    return bool(tokens) and not any(t.i in named or is_time(t) for t in tokens)


def _unresolved(like: PlaceMention, name: str, start: int) -> PlaceMention:
    return msgspec.structs.replace(
        like, text=name, start=start, end=start + len(name), place_id=None, name=None, kind=None,
        latitude=None, longitude=None, admin1=None, country=None, relation="at", role="location",
        score=0.0,
    )  # fmt: skip
