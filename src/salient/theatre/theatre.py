"""A theatre: the configuration of one conflict."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from salient.model import StartingControl

__all__ = ["GAZETTEER_INDEX", "Front", "PlaceName", "Region", "Side", "Source", "Theatre"]

GAZETTEER_INDEX = "gazetteer.index"


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A party that can hold ground, and the words by which texts mean it.

    `names` stand for the party as an actor (*Russia*, *Moscow*); `adjectives` before a noun of
    force make it the party's (*Russian troops*); `forces` are full names of its forces, units and
    offices, each enough by itself; `epithets` are words of abuse or praise that mean this side
    whoever speaks (*the occupiers*, *the defenders*); `officials` are persons and offices that
    speak or act for it. All are matched without regard to case where they are not proper names.
    `home` holds two-letter codes of countries outside the theatre that the side comes from.
    """

    id: str
    name: str
    colour: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    forces: tuple[str, ...] = ()
    epithets: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()
    home: tuple[str, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A holder that the theatre knows by name.

    `kind` is one of `HOLDER_KINDS`. `side` is whose point of view it takes (for *our troops*,
    *the enemy*), or null. `aliases` are the other names it goes by in texts and as a publisher
    (an internet domain counts as a name). `reliability` in 0..1 is the prior chance that a flat
    statement of its about the war holds up, where the theatre states one.
    """

    name: str
    kind: str
    side: str | None = None
    aliases: tuple[str, ...] = ()
    reliability: float | None = None


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A named area, river or axis, and how its member settlements are found.

    `kind` is `region`, `river`, `axis` or `feature`. Membership is the union of: places whose
    admin1 is in `admin1`; places inside `polygon`; places within `radius_km` of `line` or of the
    single point (`latitude`, `longitude`). `polygon` and `line` are (longitude, latitude) pairs in
    WGS 84 degrees. A river has no members: it is a barrier and a place of crossings; `barrier_km`
    is what crossing it is worth in kilometres of ground, 0 for all else.
    """

    place_id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    aliases: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    polygon: tuple[tuple[float, float], ...] = ()
    line: tuple[tuple[float, float], ...] = ()
    radius_km: float = 0.0
    barrier_km: float = 0.0


class Front(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of the front line as it was publicly known in some span of days.

    It runs along `line`, (longitude, latitude) pairs in WGS 84 degrees, from the day `since` to
    the day before `until`; without `until` it still runs there. It says which of two villages of
    one name a report of that day more likely means, and nothing about who holds what.
    """

    id: str
    since: date
    line: tuple[tuple[float, float], ...]
    until: date | None = None

    def runs_on(self, day: date) -> bool:
        """Whether the front ran here on `day`."""
        return self.since <= day and (self.until is None or day < self.until)


class PlaceName(msgspec.Struct, frozen=True, kw_only=True):
    """How a theatre writes the name of a place of the gazetteer.

    `place_id` is the place's id there, `name` the spelling to show, `aliases` further names by
    which texts call it beside those that the gazetteer lists.
    """

    place_id: str
    name: str
    aliases: tuple[str, ...] = ()


class Theatre(msgspec.Struct, frozen=True, kw_only=True):
    """One conflict: its sides and sources, named regions, gazetteer, starting control, days.

    `gazetteer` is the theatre's own gazetteer (None: the one that ships with salient, limited to
    `countries`). `start` is control on `first_day`; places without an entry have none known.
    `timezone` decides to which day an hour belongs. `fronts` are stretches of the front line by
    days, `place_names` the spellings that the theatre prefers to its gazetteer's.
    """

    name: str
    title: str
    folder: Path
    timezone: str
    languages: tuple[str, ...]
    countries: tuple[str, ...]
    sides: tuple[Side, ...]
    sources: tuple[Source, ...]
    regions: tuple[Region, ...]
    first_day: date
    start: tuple[StartingControl, ...]
    gazetteer: Path | None = None
    fronts: tuple[Front, ...] = ()
    place_names: tuple[PlaceName, ...] = ()

    @property
    def gazetteer_index(self) -> Path | None:
        """Where the compiled index of the theatre's own gazetteer lies or is to be put.

        The folder `gazetteer.index` beside the gazetteer file; None without a gazetteer.
        """
        return None if self.gazetteer is None else self.gazetteer.parent / GAZETTEER_INDEX

    def side(self, side_id: str) -> Side:
        """Return the side with this id; KeyError if the theatre has none such."""
        for side in self.sides:
            if side.id == side_id:
                return side
        raise KeyError(side_id)

    @property
    def side_ids(self) -> tuple[str, ...]:
        """Ids of the sides, in the theatre's order."""
        return tuple(side.id for side in self.sides)
