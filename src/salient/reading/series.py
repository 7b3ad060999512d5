"""Series of places (*A, B and C*) and places named only to say where another lies.

The parser often tears a long list of villages apart; its commas and conjunctions do not lie. They
are read from the characters between the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from salient.model import PlaceMention
from salient.reading.listed_bearings import in_one_list

__all__ = [
    "announced",
    "in_series",
    "itemised",
    "named_districts",
    "new_clause",
    "without_locators",
]

_POINT = r"(?:north|south|east|west)(?:east|west|ern|eastern|western)?"
_LOCATOR = re.compile(
    r"^(?:\s+(?:city|town|village))?(?:\s+on\s+[A-Z]\w+\s+\d+(?:-\d+)?)?"
    r"(?:\s*[,(–—-]\s*|\s+(?=(?:within|around|about|approximately|roughly|some|just|only) \d))"
    r"(?:(?:an?|the)\s+(?:[\w-]+\s+){0,2}?(?:town|city|village|settlement|suburb|hamlet)\s+"
    r"(?:(?:directly |just )?(?:along|on|off) the [\w-]+ (?:highway|road|line)\s+)?(?:within\s+)?)?"
    r"(?:about|approximately|roughly|around|some|just|immediately|directly|only|"
    r"less than|within|~|located|situated|which (?:is|lies)|\s)*"
    r"(?:\d[\d.,–-]*\s*(?:km|kilomet(?:er|re)s?|miles?)?\s*"
    rf"(?:{_POINT}(?: of)?\s+)?(?:and|to)\s+(?=\d))?"
    r"(?:(?:\d[\d.,–-]*|(?:a few|several)\s)\s*(?:km|kilomet(?:er|re)s?|miles?)\s*)?"
    rf"(?:directly|immediately|to the|away|\s)*(?:{_POINT}(?:\s*-?\s*{_POINT})?\s+of|from)\s+"
    r"(?:(?:\w+ ){1,4}positions (?:in|near|at|around) )?"
    r"(?:downtown |central |the (?:city )?cent(?:er|re) of |"
    r"the (?:\w+ern )?(?:outskirts|suburbs|edge) of )?"
    r"(?:the )?(?:(?:city|town|village) of )?$",
    re.I,
)
_BRACKETED = re.compile(
    r"^,?\s*\((?:[^()]*?\b)?(?:on|along|near|by|off|beside|about|north|south|east|west|across|"
    rf"{_POINT}|around|between|close to|just|km|kilomet(?:er|re)s?|in|part of|opposite)\b[^()]*$",
    re.I,
)
"""From a place into the bracket that says where it lies (*A (on the road to B)*)."""
_BETWEEN = re.compile(
    r"^\s*(?:air(?:base|field|port)|itself|proper)?\s*"
    r"(?:,|and|&|or|/|;|[–—](?=\s*(?:in|near|at)\b)|as well as|[,;]\s*(?:and|or|as well as))\s*"
    r"(?:(?:also|near|in|at|on|against|around|outside|from|"
    rf"(?:within )?(?:\d+ ?km )?{_POINT} (?:of|from)|"
    r"(?:in )?the (?:areas?|directions?|vicinity) of|"
    r"on the outskirts of|the|"
    r"(?:villages?|towns?|settlements?|cit(?:y|ies)|areas?|districts?) of)\s+)*$",
    re.I,
)
_ASIDE = re.compile(r"^\s*\([^()]{0,200}\)")
"""A bracket after a place, which says something of that place alone."""
_DISTANT = re.compile(r"\s*\((?:about |roughly )?\d[\d.,–-]*\s*(?:km|kilomet|mile)[^()]{0,60}\)")
_OFF = re.compile(
    r",\s*(?:about |roughly |approximately |some )?\d[\d.,–-]*\s*(?:km|kilomet\w+|miles?)\s+"
    rf"(?:directly )?{_POINT} of [A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?(?=,)"
)
"""Behind a place, how far off another it lies (*A, 3 km south of B, and C*)."""
_MEASURED = re.compile(r"\s*\((?:about |roughly )?\d[\d.,–-]*\s*(?:km|kilomet|mile)[^()]{0,60}$")
"""From a region into the bracket that says how far off a place lies of what was told before."""
_UNLISTED = re.compile(
    r"(?:,|;|\band\b)\s+(?:and\s+)?(?:near |in |on )?"
    r"[A-Z][a-z’'-]+(?:[ -][A-Z][a-z’'-]+)?\s*(?=,|;|\band\b)"
)
"""A name in a series that no gazetteer knows."""
_BOTH = re.compile(
    r"^(?:,?\s*(?:and\s+)?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?){0,6}"
    r"\s*[,–—-]\s*(?:both|all|each|which are|settlements?|villages?)\s+(?:of (?:them|which)\s+)?"
    r"(?:located\s+|situated\s+|lying\s+)?"
    rf"(?:along|on|in|within|near|around|{_POINT}|just|about|approximately|some|\d+)\b[^.;,]*$",
    re.I,
)
"""From the last place of a series into what says where all of them lie."""
_GOES_ON = re.compile(
    r"^\s*(?:City|Oblast)?,?\s+(?:and|or)\s+(?:\d[\d.,–-]*\s*(?:km|kilomet(?:er|re)s?|miles?)\s*)?"
    rf"(?:near|along|on|within|in|around|(?:to the )?{_POINT} (?:of|from)|from)\b[^.;,()]{{0,40}}$|"
    r"^\s*[-–—]\s*$",
    re.I,
)
"""From a name that tells where all of them lie to the next one that does."""
_IS_A_PLACE = re.compile(
    r"^,\s*(?:an?|the|another)\s+(?:[\w-]+ ){0,3}?"
    r"(?:suburb|town|city|village|settlement|hamlet|port|airport|airfield|junction|hub|community)\s+"
    r"(?:[\w-]+ ){0,3}?(?:of|in|on|near|to|from|outside|along|around|between)\s+(?:the\s+)?$",
    re.I,
)
"""From a place to the name by which it is told (*A, an eastern suburb of B*)."""
_BY_THE_WAY = re.compile(
    r"^,\s*(?:located |situated |lying )?(?:on|along|off)\s+(?:the|a)\s+(?:[\w-]+ ){0,2}?"
    r"(?:routes?|roads?|highways?|way|approach(?:es)?|outskirts|bank|shore|coast)\s+"
    r"(?:to|of|between|from|toward)\s+(?:the\s+)?$",
    re.I,
)
"""From a place to the name of where the way past it goes (*A, on the route to B*)."""
_ON_COAST = re.compile(
    r"^,? just across the $|^\s+on the (?:[a-z]+ ){0,2}(?:coast|shores?|banks?) of (?:the )?$", re.I
)
"""From a place to the water it lies by (*A on the coast of the B Sea*)."""
_ALL_OF_THEM = re.compile(r"\b(?:both|all|each|which are|settlements?|villages?)\b", re.I)
_OF_DISTRICT = frozenset({" in the ", " in ", ", ", " (", " of the "})
_DISTRICT = re.compile(r" (?:district|raion|rayon|community)\b")
"""Behind the name of a town that stands for its district (*A in the B district*)."""
_LYING = frozenset({"settlement", "feature", "district", None})
"""Kinds of what may be said to lie somewhere, the unresolved among them."""
_AND = frozenset({" and ", " and the ", " or "})
"""Between a town and a region that does not contain it (*from A and B Oblast*)."""
_HYPHENS = frozenset({"-", "–", "—"})
_THIRD_NAME = re.compile(r"^\s?[-–—]\s?[A-Z][\w’']+(?: [A-Z][\w’']+)?\s?[-–—]\s?$")
"""Between the ends of a line, the name on it that no gazetteer knows (*the A-B-C line*)."""
_NEXT_AREA = re.compile(r"(?: City)?, and (?:in|near|around|along|on|at)\b")
"""Behind a name, the last of a series of areas (*around A, along the outskirts of B, and in C*)."""
_CLOSER = frozenset({" near ", " in ", " at ", " around ", ", near "})
"""From a place beside which it was to the nearer one (*north of A near B*)."""
_NAMELESS = re.compile(
    r"^(?:[^()]{0,90}\([^()]*\))*[^().;]{0,90}\b[A-Z]\w+(?: \w+)? "
    r"\((?:\D{0,20}\d[\d.,–-]*\s*(?:km|kilomet(?:er|re)s?|miles?)\b|"
    rf"(?:just |directly |immediately )?{_POINT} of )[^()]*$"
)
"""From a place to the bracket after another name, which says where that one lies."""
_TERRAIN = (
    r"(?:area|forests?|direction|line|gully|axis|salient|highway|road|route|reservoir|heights?|"
    r"quarry|mine|plant|farm|river|island)"
)
_BEHIND_NAME = re.compile(
    rf"[A-Z][\w’'.-]*(?:\s{_TERRAIN}){{0,2}},?\s*\("
    r"(?:[^\d()]{0,24}\d[\d.,–-]*(?:\s*(?:to|-)\s*\d+)?\s*(?:km|kilomet(?:er|re)s?|miles?)\b"
    rf"|(?:just |directly |immediately )?{_POINT} of )[^()]*$"
)
"""In the bracket behind a name, be it listed or not, which says how far off that lies."""
_FURTHER = re.compile(
    r"^(?:\s+(?:City|Oblast|border))*\s+"
    r"(?:between|along|within|in the direction of|on the road to)\b"
    r"(?:\s+(?:the|\d+\s?km|of|(?:western|eastern|northern|southern|left|right|west|east)|bank|"
    r"(?:major |main )?(?:road|highway|route)|to|via))*"
    r"\s*$"
)
"""From a name that tells where a place lies to one that tells more of it."""
_BORDERING = re.compile(
    r"^,\s*(?:an?|the)\s+(?:[\w-]+ ){0,2}?(?:town|city|village|settlement|suburb)\s+"
    r"(?:located |situated )?(?:on|along|near)\s+the\s+$",
    re.I,
)
"""From a place to the names of a border by which it lies (*A, a village along the B-C border*)."""
_TYPE = re.compile(r"-\d")
"""Behind what is the name of an aircraft or an arm (*A-8*)."""
_SHIP = r"(?:ship|boat|vessel|cruiser|frigate|corvette|tugboat|submarine|tanker)"
_VESSEL = re.compile(rf"\b{_SHIP} (?:named )?[\"'“«]?$", re.I)
_VESSELS = re.compile(rf" (?:large )?(?:landing )?{_SHIP}s?\b")
"""Before and behind the name of a ship."""
_ROUTE = re.compile(
    r"\b[A-Z]-?\d{1,4} ((?:[\w’']+(?: [A-Z][\w’']+)?[-–])+[\w’']+(?: [A-Z][\w’']+)?)"
    r" (?:highway|route|road|line|railway)\b"
)
"""The places by which a road with a number goes (*the T0504 A-B-C highway*)."""
_ANNOUNCING = re.compile(
    r"(?:including|among them|among which(?: are)?|such as|namely|in particular|especially|"
    r"particularly|:|–|—|\s-)\s*"
    r"(?:the\s+)?(?:(?:villages?|towns?|settlements?|cities) of\s+)?$",
    re.I,
)


_RUBRIC = re.compile(r"\b(?:Effort|EFFORT)\b[^.,;:]{0,6}[—–-]\s*(?:the )?$")
"""Before a name in the heading of a section (*Supporting Effort #1—A*)."""
_NEXT_RUBRIC = re.compile(r"\S\s*\d\)\s+$")
_OF_RUBRIC = re.compile(r"(?: [a-z]+)?:?$")
"""Before and behind a name, what makes it the heading that an export has glued to the end of a
sentence (*… toward A.,3) B axis:*)."""


def without_locators(
    text: str, offset: int, mentions: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """The mentions without those that only say where the one before lies (*A (9 km south of B)*).

    `offset` is that of `text` in the document, whose offsets the mentions bear.
    """
    kept: list[PlaceMention] = []
    telling: PlaceMention | None = None
    routes = [m.span(1) for m in _ROUTE.finditer(text)]
    for n, mention in enumerate(mentions):
        start = mention.start - offset
        if any(begin <= start < end for begin, end in routes):
            continue
        if text.endswith(("according to ", "according to the "), 0, start):
            # Its name stands for a government.
            continue
        if mention.kind != "axis" and _names_a_thing(text, start, mention.end - offset):
            continue
        if _RUBRIC.search(text[max(0, start - 30) : start]):
            continue
        if _OF_RUBRIC.match(text, mention.end - offset) and _NEXT_RUBRIC.search(
            text[max(0, start - 12) : start]
        ):
            continue
        if telling is not None and _tells_more(text, offset, telling, mention):
            telling = mention
            continue
        before = kept[-1] if kept else None
        after = mentions[n + 1] if n + 1 < len(mentions) else None
        gap = "" if before is None else text[before.end - offset : start]
        placed = before is not None and before.kind in _LYING
        # *In A, north of A near B*: nothing lies by itself.
        other = before is not None and before.place_id != mention.place_id
        tells = placed and other and _begins_to_tell(text, offset, gap, mention, after)
        tells = tells and not (before and in_one_list(text, offset, before, mention))
        telling = mention if tells else None
        if telling is not None or _BEHIND_NAME.search(text[max(0, start - 150) : start]):
            continue
        if before is not None and _only_locates(text, offset, gap, before, mention, after):
            continue
        kept.append(mention)
    return kept


def _names_a_thing(text: str, start: int, end: int) -> bool:
    """Whether a name is that of an aircraft, an arm or a ship (*A-8*, *the landing ship A*)."""
    if _TYPE.match(text, end) or _VESSELS.match(text, end):
        return True
    return _VESSEL.search(text[max(0, start - 24) : start]) is not None


def _tells_more(text: str, offset: int, telling: PlaceMention, mention: PlaceMention) -> bool:
    """Whether a name goes on to say where those lie of which the last one told."""
    gap = text[telling.end - offset : mention.start - offset]
    if gap.removeprefix(" City") in {" and ", " to "}:
        return text.endswith(("between ", "between the ", "via "), 0, telling.start - offset)
    return _GOES_ON.match(gap) is not None or _FURTHER.match(gap) is not None


def _begins_to_tell(
    text: str, offset: int, gap: str, mention: PlaceMention, after: PlaceMention | None
) -> bool:
    """Whether a name begins to say where the place before lies, outside a bracket."""
    if len(gap) < 80 and _LOCATOR.match(gap):
        return True
    if after is not None and _BORDERING.match(gap) and _bordering(text, offset, mention, after):
        return True
    return len(gap) < 120 and _lies_about(gap)


def _only_locates(
    text: str,
    offset: int,
    gap: str,
    before: PlaceMention,
    mention: PlaceMention,
    after: PlaceMention | None,
) -> bool:
    """Whether a name says no more than where the one before lies, in a bracket or behind it."""
    if before.kind == "region":
        return _MEASURED.match(gap) is not None
    if before.kind not in _LYING:
        return False
    if len(gap) < 120 and _BRACKETED.match(gap):
        return True
    if len(gap) < 80 and mention.kind != "region" and _told_by(gap):
        series = _BY_THE_WAY.match(gap) and _NEXT_AREA.match(text, mention.end - offset)
        return not series
    if gap == " in " and before.kind == mention.kind == "settlement":
        # *North of A in B*: B is where it is, and tells nothing of A.
        return not before.relation.endswith("_of")
    if mention.kind == "settlement" and gap in _OF_DISTRICT:
        return _DISTRICT.match(text, mention.end - offset) is not None
    return gap == ", near " and _alone(text, offset, before, mention, after)


def _told_by(gap: str) -> bool:
    """Whether the second name after such a gap only tells what or where the first one is."""
    return any(pattern.match(gap) for pattern in (_IS_A_PLACE, _BY_THE_WAY, _ON_COAST))


def _lies_about(gap: str) -> bool:
    """Whether what stands between two names makes the second tell where others lie.

    So after *, both north of* and in the bracket after a name that nobody knows.
    """
    if gap.rfind("(") > gap.rfind(")"):
        return _NAMELESS.match(gap) is not None
    return _ALL_OF_THEM.search(gap) is not None and _BOTH.match(gap) is not None


def _alone(
    text: str, offset: int, before: PlaceMention, mention: PlaceMention, after: PlaceMention | None
) -> bool:
    """Whether *near X* after a comma tells where the place before lies (*at A, near X,*).

    It does not in a series of which the first is near too, or which goes on.
    """
    if re.search(r"\b(?:near|around|outside)\s+(?:the\s+)?$", text[: before.start - offset], re.I):
        return False
    if _DISTANT.match(text[mention.end - offset :]):
        # What is told by its own distance tells where no other lies.
        return False
    return after is None or not _joined(text, offset, mention, after)


def _joined(text: str, offset: int, one: PlaceMention, other: PlaceMention) -> bool:
    gap = text[one.end - offset : other.start - offset]
    if other.kind == "region" and one.kind != "region" and gap not in _AND:
        return False
    if (
        gap in _HYPHENS
        or _THIRD_NAME.match(gap)
        or (other.kind == "axis" and gap.strip() in _HYPHENS)
    ):
        return True
    gap = _OFF.sub("", _DISTANT.sub(" ", _ASIDE.sub(" ", gap)))
    if len(gap) < 90:
        gap = _UNLISTED.sub("", gap)
    if one.relation.endswith("_of") and gap.lower() in _CLOSER:
        return True
    return len(gap) < 90 and _BETWEEN.match(gap) is not None


def _bordering(text: str, offset: int, one: PlaceMention, other: PlaceMention) -> bool:
    """Whether a hyphen joins two regions, whose border is meant (*the A-B Oblast border*)."""
    gap = text[one.end - offset : other.start - offset]
    return gap in _HYPHENS and one.kind == other.kind == "region"


def in_series(text: str, offset: int, mentions: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """The mentions in order, those of one series together.

    A region named after a settlement only contains it, and does not end the series.
    """
    found: list[list[PlaceMention]] = []
    last: PlaceMention | None = None
    series: list[PlaceMention] = []
    for mention in mentions:
        contains = last is not None and mention.kind == "region" and last.kind != "region"
        before = found[-1][-1] if found else None
        if contains and before is not None and _bordering(text, offset, before, mention):
            found[-1].append(mention)
        elif last is not None and found and _joined(text, offset, last, mention):
            series.append(mention)
        elif contains:
            found.append([mention])
        else:
            series = [mention]
            found.append(series)
        if not contains:
            last = mention
    return found


_OF_TOWN = re.compile(r"^ (?:district|raion|rayon|neighbou?rhood) of (?:the )?(?:city of )?$")
"""From the name of a district to the town that it is a part of (*the A district of B*)."""
_DIVISIONS = re.compile(r" (?:districts|raions|rayons|counties)$", re.I)


def named_districts(text: str, offset: int, mentions: Sequence[PlaceMention]) -> frozenset[int]:
    """Where towns are named for their districts: *A* and *B* in *the A, B and C districts*.

    So is what stands before a *district of* another town.

    The offsets of such mentions, which the gazetteer knows as towns alone.
    """
    found: set[int] = set()
    shared, following, region = False, offset + len(text), False
    for mention in reversed(mentions):
        gap = text[mention.end - offset : following - offset]
        if mention.kind == "settlement" and not region and _OF_TOWN.match(gap):
            found.add(mention.start)
        shared = shared and _BETWEEN.match(gap) is not None
        if _DIVISIONS.search(mention.text):
            shared = True
        elif shared and mention.kind == "settlement":
            found.add(mention.start)
        following, region = mention.start, mention.kind == "region"
    return frozenset(found)


def announced(text: str, offset: int, mention: PlaceMention) -> bool:
    """Whether the text before a mention announces names (*six villages, including …*)."""
    return _ANNOUNCING.search(text[: max(0, mention.start - offset)]) is not None


_CLOSED = re.compile(r"\s*(?:[.;,)(]|[–—-]\s|$|and others|etc)")
_ELSEWHERE = re.compile(r"\b(?:and|as|while|when|although|but|because|after|before|will)\b", re.I)


def itemised(text: str, offset: int, since: int, series: Sequence[PlaceMention]) -> bool:
    """Whether names say which places were meant just before (*in B: C and D*, *especially C*).

    `since` is the offset in the document at which what was named before them ends. No clause may
    begin between them, and nothing may be said of them: after the last comes a stop.
    """
    if _ELSEWHERE.search(text[since - offset : series[0].start - offset]):
        return False
    told = announced(text, offset, series[0]) and series[0].relation == "at"
    if text[: series[0].start - offset].rstrip().endswith(":") and len(series) < 2:
        return False
    named = all(m.kind in {"settlement", "feature"} and m.place_id is not None for m in series)
    return told and named and _CLOSED.match(text[series[-1].end - offset :]) is not None


def new_clause(text: str, offset: int, series: Sequence[PlaceMention]) -> bool:
    """Whether the last of two places may begin a clause (*fighting in A, and B was shelled*)."""
    if len(series) != 2:
        return False
    gap = text[series[0].end - offset : series[1].start - offset]
    return gap.strip().lower().startswith((", and", ";"))
