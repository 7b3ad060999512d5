"""The ground of a theatre: its gazetteers, its settlements, the members of its regions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import numpy as np

from salient.control import Sites
from salient.errors import GazetteerError, UsageError
from salient.model import Place
from salient.places import (
    Gazetteer,
    Geoparser,
    compile_gazetteer,
    region_members,
    shipped_gazetteer,
)
from salient.theatre import Theatre

__all__ = ["Ground", "compiled_index"]


def compiled_index(source: Path, cache: Path) -> Gazetteer:
    """The index of a gazetteer file, compiled once into a folder of `cache`.

    The folder's name depends on the file's path, size and time of change, so that an edited file
    is compiled again.

    Raises:
        GazetteerError: the file is missing or holds no usable row.

    """
    from salient.model import content_id

    if not source.is_file():
        raise GazetteerError(
            f"there is no gazetteer at {source}; give a GeoNames dump or a CSV with the columns "
            "name, latitude and longitude"
        )
    state = source.stat()
    folder = cache / content_id("gazetteer", str(source.resolve()), state.st_size, state.st_mtime_ns)
    if not folder.is_dir():
        compile_gazetteer([source], folder, reference=shipped_gazetteer())
    return Gazetteer.open(folder)


class Ground:
    """What a theatre stands on. Everything is made when first asked for.

    theatre: the theatre; its own gazetteer, if it has one, comes before the one that ships.
    extra: gazetteers that the user adds, before all others.
    cache: where a theatre's gazetteer is compiled that has no index yet.
    """

    def __init__(self, theatre: Theatre, cache: Path, extra: tuple[Path, ...] = ()) -> None:
        self.theatre = theatre
        self._cache = cache
        self._extra = extra

    @cached_property
    def gazetteers(self) -> tuple[Gazetteer, ...]:
        """The gazetteers that are asked, in order."""
        found = [compiled_index(path, self._cache) for path in self._extra]
        own = self.theatre.gazetteer
        if own is not None:
            index = self.theatre.gazetteer_index
            made = index is not None and index.is_dir()
            found.append(Gazetteer.open(index) if made and index else compiled_index(own, self._cache))
        return (*found, shipped_gazetteer())

    @cached_property
    def geoparser(self) -> Geoparser:
        """Finds and resolves places for the theatre."""
        return Geoparser(self.gazetteers, self.theatre)

    @cached_property
    def _rows(self) -> tuple[tuple[Gazetteer, int], ...]:
        """The settlements that estimates are made for: of the user's or theatre's own gazetteer,
        else of the one that ships in the theatre's countries."""
        own = self.gazetteers[0]
        rows = own.settlement_rows
        if len(self.gazetteers) == 1:
            countries = np.array(own.country_of(rows))
            rows = rows[np.isin(countries, list(self.theatre.countries))]
        return tuple((own, int(row)) for row in rows)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The settlements that estimates are made for, by id."""
        found = (gazetteer.at(row) for gazetteer, row in self._rows)
        return {place.place_id: place for place in found}

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the settlements of each named region of the theatre."""
        return region_members(self.theatre, self.gazetteers[0])

    @cached_property
    def sites(self) -> Sites:
        """The settlements as the room of control takes them."""
        start = {entry.place_id: entry.control for entry in self.theatre.start}
        places = list(self.places.values())
        if not places:
            raise UsageError(
                f"the theatre {self.theatre.name} has no settlements; give it a gazetteer that "
                f"covers {', '.join(self.theatre.countries) or 'its countries'}"
            )
        return Sites(
            place_ids=tuple(p.place_id for p in places),
            latitude=np.array([p.latitude for p in places]),
            longitude=np.array([p.longitude for p in places]),
            sides=self.theatre.side_ids,
            first_day=self.theatre.first_day,
            start=tuple(start.get(p.place_id) for p in places),
            regions=self.members,
        )

    def find(self, name: str) -> tuple[Place, tuple[Place, ...]]:
        """The settlement of this id or name, and others that bear the name.

        Raises:
            UsageError: no settlement of the theatre has this id or name.

        """
        if name in self.places:
            return self.places[name], ()
        numbered = self.places.get(f"geonames:{name}")
        if numbered is not None:
            return numbered, ()
        found = [
            self.places[place.place_id]
            for gazetteer in self.gazetteers
            for place in gazetteer.named(name)
            if place.place_id in self.places
        ]
        unique = list({p.place_id: p for p in found}.values())
        unique.sort(key=lambda p: (-p.population, p.place_id))
        if not unique:
            raise UsageError(
                f"{name!r} is no settlement of the theatre {self.theatre.name}; give a name as its "
                "gazetteer has it, or an id such as geonames:706483"
            )
        return unique[0], tuple(unique[1:])
