"""Names of places, parties and holders as readers need them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from salient.model import Claim, Holder, Party, Place, PlaceMention
from salient.theatre import Theatre

__all__ = ["Names"]

_OFFICES = frozenset((
    "administration", "agency", "agencies", "authority", "authorities", "army", "brigade",
    "bureau", "centre", "center", "command", "commander", "commission", "committee",
    "council", "department", "directorate", "embassy", "forces", "governor", "government", "group",
    "guard", "head", "headquarters", "institute", "intelligence", "kremlin", "mayor", "minister",
    "ministry", "observatory", "office", "officer", "outlet", "pentagon", "police", "president",
    "secretary", "service", "spokesman", "spokesperson", "spokeswoman", "staff", "union",
))  # fmt: skip
_COMMON = frozenset(("Press", "Senior", "Local", "Regional", "Former", "Military"))
_UNNAMED = {
    "anonymous": "unnamed sources",
    "unspecified": "an unnamed source",
}


class Names:
    """Names within one assessment: which need their oblast, which an article.

    A settlement's name is ambiguous where another settlement among the places bears it; such a
    name carries its oblast in brackets, or its coordinates where the oblast is not known.
    """

    def __init__(
        self, theatre: Theatre, places: Mapping[str, Place], claims: Iterable[Claim] = ()
    ) -> None:
        self._theatre = theatre
        self._places = places
        self._regions = {region.place_id: region for region in theatre.regions}
        self._admin = _admin_names(theatre)
        self._count = Counter(p.name for p in places.values() if p.kind == "settlement")
        self._mentions = {
            mention.place_id: mention
            for claim in claims
            for mention in claim.places
            if mention.place_id is not None
        }

    def oblast(self, place_id: str) -> str | None:
        """The name of the first-order division that the place lies in, or None."""
        place = self._places.get(place_id)
        if place is None or not place.admin1:
            return None
        code = place.admin1
        return self._admin.get((place.country, code)) or self._admin.get((None, code), _named(code))

    def plain(self, place_id: str) -> str:
        """The bare name, such as `Oleksandrivka`."""
        if place := self._places.get(place_id):
            return place.name
        if region := self._regions.get(place_id):
            return region.name
        if mention := self._mentions.get(place_id):
            return mention.name or mention.text
        return place_id

    def known(self, place_id: str) -> bool:
        """Whether the place has a name here: a gazetteer's, a region's or a mention's."""
        return any(place_id in known for known in (self._places, self._regions, self._mentions))

    def place(self, place_id: str) -> str:
        """The name for running text: the oblast where ambiguous, `the` where English wants it."""
        name = self.plain(place_id)
        place = self._places.get(place_id)
        if place is not None and place.kind == "settlement":
            if self._count[name] < 2:
                return name
            if oblast := self.oblast(place_id):
                return f"{name} ({oblast})"
            return f"{name} ({_coordinates(place)})"
        kind = place.kind if place else self._kind_elsewhere(place_id)
        return _with_kind(name, kind)

    def full(self, place_id: str) -> str:
        """The name with its oblast, where that is known and says more than the name."""
        name = self.plain(place_id)
        oblast = self.oblast(place_id)
        return f"{name}, {oblast}" if oblast and oblast != name else name

    def mention(self, mention: PlaceMention) -> str:
        """The place of a mention, resolved or as the text has it."""
        if mention.place_id is None:
            return mention.text
        return self.place(mention.place_id)

    def side(self, side_id: str) -> str:
        """The side's name, such as `Ukraine`; the id itself for a side the theatre has not."""
        for side in self._theatre.sides:
            if side.id == side_id:
                return side.name
        return side_id

    def forces(self, side_id: str) -> str:
        """The side's forces, such as `Russian forces`."""
        for side in self._theatre.sides:
            if side.id == side_id:
                return f"{side.adjectives[0] if side.adjectives else side.name} forces"
        return f"{side_id} forces"

    def opponents(self, side_id: str) -> str | None:
        """The forces of the other side of a war of two; None where there are more or fewer."""
        others = [side.id for side in self._theatre.sides if side.id != side_id]
        return self.forces(others[0]) if len(others) == 1 else None

    def party(self, party: Party | None) -> str | None:
        """Who acts, neutrally: the side's forces where the side is known, else the name read."""
        if party is None:
            return None
        return self.forces(party.side) if party.side else party.name

    def holder(self, holder: Holder) -> str:
        """A holder with the article that English wants: `the General Staff …`, `Reuters`."""
        name = holder.name.strip()
        if holder.kind in _UNNAMED and not name:
            return _UNNAMED[holder.kind]
        if holder.kind == "unspecified":
            return _UNNAMED["unspecified"]
        words = name.split()
        if not words:
            return "an unnamed source"
        if words[0].lower() == "the":
            return f"the {' '.join(words[1:])}"
        if words[0].lower() in {"a", "an"} or not _is_office(words):
            return name
        return f"the {name[0].lower()}{name[1:]}" if words[0] in _COMMON else f"the {name}"

    def chain(self, claim: Claim) -> str:
        """The holders from the innermost outwards: `X, according to Y, as published by Z`."""
        inner, *outer = reversed(distinct_holders(claim))
        parts = [self.holder(inner)]
        parts += [f"according to {self.holder(holder)}" for holder in outer[:-1]]
        if outer:
            parts.append(f"as published by {self.holder(outer[-1])}")
        return ", ".join(parts)

    def _kind_elsewhere(self, place_id: str) -> str | None:
        if region := self._regions.get(place_id):
            return region.kind
        mention = self._mentions.get(place_id)
        return mention.kind if mention else None


def distinct_holders(claim: Claim) -> list[Holder]:
    """The holders outermost first, a name that follows itself kept once."""
    holders: list[Holder] = []
    for holder in claim.holders:
        if not holders or holders[-1].name != holder.name:
            holders.append(holder)
    if holders:
        return holders
    return [Holder(name=claim.document.publisher, kind="publisher", start=None, end=None)]


def _is_office(words: list[str]) -> bool:
    """Whether the noun that a name is built on means an office: *General Staff of …*, *outlet*."""
    head = []
    for word in words:
        if word.lower() in {"of", "for", "at", "in", "on"} or word.startswith("("):
            break
        head.append(word.strip(",").lower())
    return bool(head) and head[-1] in _OFFICES


def _admin_names(theatre: Theatre) -> dict[tuple[str | None, str], str]:
    """Names of first-order divisions by (country, code); a region of one code names it."""
    names: dict[tuple[str | None, str], str] = {}
    for region in theatre.regions:
        if len(region.admin1) != 1 or region.kind != "region":
            continue
        country, _, code = region.admin1[0].rpartition(".")
        for key in [country] if country else theatre.countries or (None,):
            names.setdefault((key, code), region.name)
            names.setdefault((key, region.admin1[0]), region.name)
    return names


def _named(admin1: str) -> str | None:
    """`admin1` itself where it is a name and not a code."""
    return admin1 if len(admin1) > 3 and not any(c.isdigit() for c in admin1) else None


def _with_kind(name: str, kind: str | None) -> str:
    if kind == "river":
        return f"the {name.removeprefix('the ').removeprefix('The ')}"
    if kind == "axis" and not name.lower().startswith("the "):
        return f"the {name}"
    return name


def _coordinates(place: Place) -> str:
    north = "N" if place.latitude >= 0 else "S"
    east = "E" if place.longitude >= 0 else "W"
    return f"{abs(place.latitude):.2f}° {north}, {abs(place.longitude):.2f}° {east}"
