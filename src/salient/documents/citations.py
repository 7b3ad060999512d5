"""Whom a text cites, by its cues alone.

For texts whose claims, if any, name no source: enough to tell that four channels pass on one
ministry, too little to say who vouches for which sentence.
"""

from __future__ import annotations

import re
from collections.abc import Container

__all__ = ["cited_names", "same_name"]

_CAPITALISED = r"[A-ZА-ЯЁІЇЄҐ][\w’'-]*"
_MINISTRY = r"(?:[Мм]инистерств|[Мм]іністерств)\w+\s+оборон\w*"
_NAME = (
    rf"(?P<name>(?:{_MINISTRY}|{_CAPITALISED})"
    rf"(?:[ \xa0](?:of[ \xa0](?:the[ \xa0])?)?{_CAPITALISED}){{0,5}})"
)
_SAYS = (
    r"(?:сообщ|заяв|уточн|рассказ|отме[тч]|подтвер|добав|передал|передае|передаё|пиш[еу]т|написал"
    r"|доложил|повідом|заявля|зазнач|розпов|додал|додав|передают|передає)\w*"
)
_ACCORDING = (
    r"(?:по (?:данным|словам|информации|сообщени\w+|версии)|за (?:даними|словами|інформацією)"
    r"|со ссылкой на|з посиланням на|как (?:пишет|сообщает|передает|передаёт)"
    r"|як (?:пише|повідомляє)|according to(?: the)?)"
)
_OPEN = r"[«\"“*_\[]*"
_LINE_END = r"(?=[*_»\"”]*\s*(?:[.!\n\[(🔴❤]|$))"
_AFTER_SAYING = (
    rf"\b(?:{_SAYS}|(?i:{_ACCORDING}))(?:\s+(?:об этом|про це))?(?:\s+(?:в|во|у))?\s+{_OPEN}{_NAME}"
)
_AFTER_DASH = rf"[*_ ]*\s[—–-][*_]*\s+{_OPEN}{_NAME}{_LINE_END}"
_BEFORE_SAYING = rf"(?:^|[.!?❗️⚡*_]\s*){_OPEN}{_NAME}[*_»\"”]*\s+{_SAYS}\b"
_BEFORE_COLON = rf"(?:^|[.!?❗️⚡*_]\s*){_OPEN}{_NAME}[*_»\"”]*:[*_]*\s"
_CITATIONS = tuple(
    re.compile(pattern, re.MULTILINE) for pattern in (_AFTER_SAYING, _AFTER_DASH, _BEFORE_SAYING)
)
_HEADED = re.compile(_BEFORE_COLON, re.MULTILINE)
_NOT_NAMES = frozenset(
    "подписаться прислать по об что как россия рф украина україна они он она после накануне там "
    "это вони він вона сегодня сьогодні ранее раніше также також главное главные другие "
    "подробности внимание важно обновлено прямая момент видео фото последствия".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_STEM = 5
_SHORTEST_SURNAME = 4
_BODIES = frozenset(
    "staff ministry forces force house service agency council army times post news union nations "
    "intelligence command administration government office police department cross russia ukraine "
    "kremlin pentagon state states committee directorate regiment battalion brigade media bank "
    "kingdom america europe west moscow kyiv kiev".split()
)


def cited_names(text: str, known: Container[str] = frozenset()) -> list[str]:
    """Return the names that words of saying point to, as written, in the order of the text.

    A name before a colon is no source by itself, since places and topics stand there too: it
    counts only if it is among `known` (in lower case), or a ministry of defence.
    """
    found: dict[int, str] = {}
    for pattern in (*_CITATIONS, _HEADED):
        for match in pattern.finditer(text):
            name = " ".join(match["name"].split())
            if pattern is _HEADED and not _is_source(name, known):
                continue
            if len(name) > 1 and name.casefold().split()[0] not in _NOT_NAMES:
                found.setdefault(match.start("name"), name)
    return [found[start] for start in sorted(found)]


def _is_source(name: str, known: Container[str]) -> bool:
    lower = name.casefold()
    return lower in known or lower.startswith(("минобороны", "міноборони"))


def same_name(one: str, other: str) -> bool:
    """Whether two names may mean one speaker.

    In Cyrillic, where all words of one stand in the other by their stems: *Собянин* and *Сергей
    Собянин*, *Минобороны* and *Минобороны РФ*. In Latin letters, where both end in one surname:
    *Boichenko*, *Mayor Vadym Boychenko*; names of offices and bodies only where they are equal.
    """
    if one.casefold() == other.casefold():
        return True
    if any("а" <= c <= "я" for c in (one + other).casefold()):
        a, b = _stems(one), _stems(other)
        return bool(a and b) and (a <= b or b <= a)
    return _surname(one) is not None and _surname(one) == _surname(other)


def _stems(name: str) -> set[str]:
    return {word.casefold()[:_STEM] for word in _LETTERS.findall(name)}


def _surname(name: str) -> str | None:
    """Return the last word of a person's name, alike in the usual ways of romanising it."""
    words = _LETTERS.findall(name)
    if not words or not words[-1][0].isupper() or len(words[-1]) < _SHORTEST_SURNAME:
        return None
    if any(word.casefold() in _BODIES for word in words) or words[-1].isupper():
        return None
    return re.sub("i+", "i", words[-1].casefold().replace("y", "i")).rstrip("i")
