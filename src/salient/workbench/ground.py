"""The ground of a theatre: its gazetteers, its settlements, the members of its regions."""

from __future__ import annotations

import difflib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

import numpy as np

from salient.control import Outside, River, Sites
from salient.errors import GazetteerError, OutputError, UsageError
from salient.model import Place, content_id
from salient.places import (
    Gazetteer,
    Geoparser,
    compile_gazetteer,
    region_members,
    shipped_gazetteer,
)
from salient.theatre import Theatre

__all__ = ["Ground", "compiled_index", "default_cache"]


def default_cache() -> Path:
    """Where gazetteers are compiled for the user: `salient` in the folder for caches.

    That is the environment's XDG_CACHE_HOME, or `.cache` in the home folder.
    """
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "salient"


def compiled_index(
    source: Path, cache: Path, tell: Callable[[str], None] | None = None
) -> Gazetteer:
    """Open the index of a gazetteer file, which is compiled once into a folder of `cache`.

    The folder's name depends on the file's path, size and time of change, so that an edited file
    is compiled again. `tell` hears that it is compiled, and of rows that could not be used.

    Raises:
        GazetteerError: the file is missing, cannot be read, or holds no usable row.
        OutputError: the index cannot be written.

    """
    _check_there(source)
    state = source.stat()
    key = content_id("gazetteer", str(source.resolve()), state.st_size, state.st_mtime_ns)
    folder = cache / key
    if folder.is_dir():
        try:
            return Gazetteer.open(folder)
        except GazetteerError:
            # Written by another version of salient, or damaged: it can always be made again.
            shutil.rmtree(folder, ignore_errors=True)
    return _compile(source, folder, tell or (lambda _: None))


def _check_there(source: Path) -> None:
    if not source.is_file():
        raise GazetteerError(
            f"there is no gazetteer at {source}; give a GeoNames dump or a CSV with the columns "
            "name, latitude and longitude, also gzipped"
        )


def _compile(source: Path, folder: Path, tell: Callable[[str], None]) -> Gazetteer:
    tell(f"{source}: compiling this gazetteer, once; later runs open it at once")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        # A folder of its own for each process, so that two that start together do not meet.
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
            made = Path(making) / folder.name
            report = compile_gazetteer([source], made, reference=shipped_gazetteer())
            if not folder.is_dir():
                made.replace(folder)
    except OSError as error:
        raise OutputError(
            f"cannot write the compiled gazetteer in {folder.parent} ({error.strerror or error}); "
            "set XDG_CACHE_HOME to a folder that you may write"
        ) from error
    if report.broken:
        tell(
            f"{source}: rows left out because they cannot be used: {len(report.broken)}, the first "
            f"{report.broken[0]}"
        )
    return Gazetteer.open(folder)


_HELD = frozenset({"settlement", "district"})
_MARGIN_DEGREES = 1.5


class Ground:
    """What a theatre stands on. Everything is made when first asked for.

    theatre: the theatre; its own gazetteer, if it has one, comes before the one that ships.
    cache: where a gazetteer is compiled that has no index yet.
    extra: gazetteer files that the user adds, before all others.
    tell: hears what a person may want to know, such as that a gazetteer is being compiled.

    Raises GazetteerError at once where a file of `extra` is missing.
    """

    def __init__(
        self,
        theatre: Theatre,
        cache: Path,
        extra: tuple[Path, ...] = (),
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.theatre = theatre
        self._cache = cache
        self._extra = extra
        self._tell = tell
        for path in extra:
            _check_there(path)

    @cached_property
    def gazetteers(self) -> tuple[Gazetteer, ...]:
        """The gazetteers that are asked, in order."""
        found = [compiled_index(path, self._cache, self._tell) for path in self._extra]
        own = self.theatre.gazetteer
        if own is not None:
            index = self.theatre.gazetteer_index
            if index is not None and index.is_dir():
                found.append(Gazetteer.open(index))
            else:
                found.append(compiled_index(own, self._cache, self._tell))
        names = self.theatre.place_names
        return tuple(gazetteer.with_names(names) for gazetteer in (*found, shipped_gazetteer()))

    @cached_property
    def geoparser(self) -> Geoparser:
        """Finds and resolves places for the theatre."""
        return Geoparser(self.gazetteers, self.theatre)

    @property
    def _own(self) -> tuple[Gazetteer, ...]:
        """The gazetteers whose settlements estimates are made for."""
        has_own = self.theatre.gazetteer is not None
        return self.gazetteers[:-1] if has_own else self.gazetteers

    def _settlements(self) -> Iterator[Place]:
        # What the user or the theatre lists is what estimates are wanted for, parts of towns too,
        # and whatever its country: that of a village at a border is often only guessed.
        for gazetteer in self.gazetteers[:-1]:
            yield from (place for place in gazetteer.places() if place.kind in _HELD)
        if self.theatre.gazetteer is None:
            shipped = self.gazetteers[-1]
            rows = shipped.settlement_rows
            rows = rows[np.isin(np.array(shipped.country_of(rows)), self.theatre.countries)]
            yield from (shipped.at(int(row)) for row in rows)

    @cached_property
    def surroundings(self) -> tuple[Place, ...]:
        """Settlements of other countries about the theatre, for the shape of its outline."""
        shipped = self.gazetteers[-1]
        own = np.array([[p.latitude, p.longitude] for p in self.places.values()])
        rows = shipped.settlement_rows
        at = shipped.coordinates[rows]
        near = (at >= own.min(axis=0) - _MARGIN_DEGREES) & (at <= own.max(axis=0) + _MARGIN_DEGREES)
        rows = rows[near.all(axis=1)]
        # A gazetteer of places at a border lists some that lie, or are said to lie, beyond it;
        # their countries stay abroad where the theatre says which are its own.
        listed = {p.country for p in self.places.values() if p.country is not None}
        own_countries = sorted(self.theatre.countries) or sorted(listed)
        abroad = ~np.isin(np.array(shipped.country_of(rows)), own_countries)
        across = (shipped.at(int(row)) for row in rows[abroad])
        return tuple(place for place in across if place.place_id not in self.places)

    @cached_property
    def places(self) -> Mapping[str, Place]:
        """The settlements that estimates are made for, by id.

        Those of the gazetteers that the user adds, and those of the theatre's own gazetteer or,
        where it has none, those that ship in its countries.
        """
        found: dict[str, Place] = {}
        for place in self._settlements():
            found.setdefault(place.place_id, place)
        return found

    @cached_property
    def members(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the settlements of each named region of the theatre."""
        found: dict[str, dict[str, None]] = {}
        for gazetteer in self._own:
            for region, ids in region_members(self.theatre, gazetteer).items():
                found.setdefault(region, {}).update(dict.fromkeys(ids))
        return {region: tuple(ids) for region, ids in found.items()}

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
            outside=self._outside(),
            rivers=tuple(
                River(r.line, r.barrier_km)
                for r in self.theatre.regions
                if r.barrier_km > 0 and len(r.line) > 1
            ),
        )

    def _outside(self) -> tuple[Outside, ...]:
        """Ground across the theatre's borders that its sides come from."""
        found = []
        for side in self.theatre.sides:
            across = [p for p in self.surroundings if p.country in side.home] if side.home else []
            if across:
                found.append(
                    Outside(
                        side.id,
                        tuple(p.latitude for p in across),
                        tuple(p.longitude for p in across),
                    )
                )
        return tuple(found)

    def find(self, name: str) -> tuple[Place, tuple[Place, ...]]:
        """Find the settlement of this id or name, and others that bear the name.

        An id may be a GeoNames number alone. Of several the most populous comes first.

        Raises:
            UsageError: no settlement of the theatre has this id or name.

        """
        for place_id in (name, f"geonames:{name}"):
            if place_id in self.places:
                return self.places[place_id], ()
        found = {
            place.place_id: self.places[place.place_id]
            for gazetteer in self.gazetteers
            for place in gazetteer.named(name)
            if place.place_id in self.places
        }
        if not found:
            raise UsageError(
                f"{name!r} is no settlement of the theatre {self.theatre.name}{self._like(name)}; "
                "give a name as its gazetteer has it, or an id such as geonames:706483"
            )
        first, *others = sorted(found.values(), key=lambda p: (-p.population, p.place_id))
        return first, tuple(others)

    def _like(self, name: str) -> str:
        known = sorted({place.name for place in self.places.values()})
        near = difflib.get_close_matches(name, known, n=3, cutoff=0.75)
        return f" (names like it: {', '.join(near)})" if near else ""
