"""How an event stands to a named place, read from the words around the name.

*30 km northwest of Izium* is `northwest_of` at 30 km; *between A and B* is `between`; *from A to B*
makes A the origin and B the destination. What reads syntax may override this.
"""

from __future__ import annotations

import re

import msgspec

__all__ = ["Relation", "relation_before"]

_POINTS = {
    "north": "north_of",
    "northeast": "northeast_of",
    "east": "east_of",
    "southeast": "southeast_of",
    "south": "south_of",
    "southwest": "southwest_of",
    "west": "west_of",
    "northwest": "northwest_of",
}
_POINT = r"(?P<point>(?:north|south)[- ]?(?:east|west)|north|south|east|west)(?:ern)?(?:wards?)?"
_POINTS_LISTED = r"(?:(?:(?:north|south|east|west)(?:east|west)?,? (?:and |or )?){1,3})?"
_ABOUT = r"(?:(?:about|around|roughly|some|approximately|up to|at least|within|just)\s+)?"
_UNIT = r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi|m|met(?:er|re)s?)\b"
_KM = rf"{_ABOUT}(?P<number>\d+(?:[.,]\d+)?)\s*-?\s*{_UNIT}"
_ARTICLE = r"(?:the\s+)?"
_SORTS = (
    "city", "cities", "town", "towns", "village", "villages", "settlement", "settlements", "hamlet",
    "district", "area", "region", "port", "suburb", "suburbs",
)  # fmt: skip
_END = rf"{_ARTICLE}(?:(?:{'|'.join(_SORTS)})\s+(?:of\s+)?)?$"
_TOWARD = (
    r"\b(?:towards?|in the direction of|on the approach(?:es)? to|in the direction|direction of|"
    r"advanc\w+ on|march\w* on|push\w* on|heading for)\s+"
)
_AROUND = r"\b(?:around|surrounding|(?:in )?the vicinity of)\s+"
_NEAR = (
    r"\b(?:near|nearby(?! (?:cit|town|village|settlement|hamlet))|close to|next to|by|beside|"
    r"not far from|outside|outside of|"
    r"(?:in )?the areas? of|(?:(?:on|at|in) )?the outskirts of|in the (?:districts?|suburbs) of|"
    r"vicinity of)\s+"
)
# Each pattern with the words of which one must stand right before the name, articles and sorts of
# places aside: that look spares most names the search.
_PATTERNS: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = tuple(
    (frozenset(words.split()), re.compile(pattern + _END, re.IGNORECASE), relation)
    for words, pattern, relation in (
        ("of", rf"(?:{_KM}\s+(?:to\s+the\s+)?)?{_POINT}\s+of\s+", "point"),
        ("from", rf"{_KM}\s+(?:to\s+the\s+)?{_POINTS_LISTED}{_POINT}\s+from\s+", "point"),
        ("from of outside", rf"{_KM}\s+(?:away\s+)?(?:from|of|outside)\s+", "near"),
        ("between and", r"\bbetween\s+(?:[^.;\n]{1,60}?\s+and\s+)?", "between"),
        ("along alongside down", r"\b(?:along|alongside|up and down)\s+", "along"),
        ("toward towards of to on for direction", _TOWARD, "toward"),
        ("approach approaching approached", r"\bapproach(?:ing|ed)?\s+", "toward"),
        ("around surrounding of", _AROUND, "around"),
        ("near nearby to by beside from outside of", _NEAR, "near"),
    )
)
_ROLE: tuple[tuple[frozenset[str], re.Pattern[str], str], ...] = tuple(
    (frozenset(words.split()), re.compile(pattern + _END, re.IGNORECASE), role)
    for words, pattern, role in (
        ("from of leaving left", r"\b(?:from|out of|leaving|left|away from)\s+", "origin"),
        ("through via across past", r"\b(?:through|via|across|past)\s+", "path"),
        ("to into onto toward towards", r"\b(?:to|into|onto|towards?)\s+", "destination"),
    )
)
_TELLING = frozenset().union(*(words for words, _, _ in (*_PATTERNS, *_ROLE)))
_PASSED_OVER = frozenset({"the", *_SORTS})
# Words before *to* after which it marks no way to go.
_NO_WAY = re.compile(
    r"\b(?:close|next|adjacent|due|according|thanks|similar|compared|related|regard|prior|"
    r"belong\w*|subject|visits?|damage|support|aid|assistance|threat|important|respect)\s+to\s+"
    + _END,
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+(?:direction|axis|sector|front)\b", re.IGNORECASE)
_AREA = re.compile(r"\s+(?:area|vicinity|outskirts|suburbs?)\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’ʼ]s\b")
_BACK = 90
_UNITS = {"k": 1.0, "mi": 1.609344, "m": 0.001}


class Relation(msgspec.Struct, frozen=True, kw_only=True):
    """A relation and a role of the contract's, and a distance in kilometres where one is given.

    `start` is where the words begin that say so, or the name's own start.
    """

    relation: str = "at"
    role: str = "location"
    distance_km: float | None = None
    start: int = 0


def relation_before(text: str, start: int, end: int) -> Relation:
    """The relation in which the words around the name at `start` to `end` put what they tell of.

    Only the words right before it and the noun right after it count: a plain preposition (*in*)
    gives `at`.
    """
    window = text[max(0, start - _BACK) : start]
    window = window[window.rfind("\n") + 1 :]
    if _POSSESSIVE.match(text, end):
        # *near Ukraine's border* is near the border.
        return Relation(start=start)
    telling = _telling_words(window)
    if not telling:
        return _behind(text, start, end, "location")
    offset = start - len(window)
    role = "location"
    if "to" not in telling or not _NO_WAY.search(window):
        found_roles = (name for words, p, name in _ROLE if words & telling and p.search(window))
        role = next(found_roles, role)
    for words, pattern, relation in _PATTERNS:
        found = pattern.search(window) if words & telling else None
        if found:
            return _related(found, relation, role, offset)
    return _behind(text, start, end, role)


def _related(found: re.Match[str], relation: str, role: str, offset: int) -> Relation:
    groups = found.groupdict()
    if relation == "point":
        relation = _POINTS[re.sub(r"[- ]", "", groups["point"].casefold())]
        role = "location" if role == "origin" else role
    elif relation == "toward":
        role = "destination"
    return Relation(
        relation=relation,
        role=role,
        distance_km=_kilometres(groups.get("number"), groups.get("unit")),
        start=offset + found.start(),
    )


def _behind(text: str, start: int, end: int, role: str) -> Relation:
    """The relation that the noun behind the name gives: *the Izium direction*."""
    if _AFTER.match(text, end):
        return Relation(relation="toward", role="location", start=start)
    if _AREA.match(text, end):
        return Relation(relation="near", role=role, start=start)
    return Relation(role=role, start=start)


def _telling_words(window: str) -> set[str]:
    """The words before the name, articles and sorts of places aside, that may relate.

    One, or two where the first is the *of* of a sort of place: *into the town of Izium*.
    """
    found: set[str] = set()
    words = window.casefold().split()[-6:]
    for i in range(len(words) - 1, -1, -1):
        word = words[i]
        if word in _TELLING:
            found.add(word)
            if word != "of" or i == 0 or words[i - 1] not in _SORTS:
                return found
        elif word not in _PASSED_OVER:
            return found
    return found


def _kilometres(number: str | None, unit: str | None) -> float | None:
    if not number or not unit:
        return None
    value = float(number.replace(",", "."))
    unit = unit.casefold()
    if unit.startswith("k"):
        return value
    return value * (_UNITS["mi"] if unit.startswith("mi") else _UNITS["m"])
