"""From a theatre's tables to the lines of its fronts and the names of its places."""

from __future__ import annotations

from salient.theatre.drafts import Draft
from salient.theatre.findings import ERROR
from salient.theatre.tables import EntryReader
from salient.theatre.theatre import Front, PlaceName

__all__ = ["build_fronts", "build_place_names"]

_FRONT_KEYS = ("id", "since", "until", "line")
_PLACE_KEYS = ("place_id", "name", "aliases")


def build_fronts(draft: Draft) -> tuple[Front, ...]:
    """Build the stretches of the front, in the order of writing; those with errors are left out."""
    fronts = []
    for entry in draft.sections["front"].values():
        reader = EntryReader(entry.file, entry.values, draft.findings, entry.section, entry.index)
        reader.known_keys(_FRONT_KEYS)
        since, until = reader.day("since"), reader.day("until")
        line = reader.points("line")
        if since is None and "since" not in entry.values:
            reader.report(
                ERROR, None, "this [[front]] has no 'since'; add a line: since = 2022-04-20"
            )
        if since is not None and until is not None and until <= since:
            reader.report(ERROR, "until", f"'until' must be a day after 'since', {since}")
            continue
        if not line and not entry.values.get("line"):
            reader.report(
                ERROR,
                None,
                "this [[front]] has no 'line'; give a list of [longitude, latitude] pairs",
            )
        if since is not None and line:
            fronts.append(Front(id=str(entry.values["id"]), since=since, until=until, line=line))
    return tuple(fronts)


def build_place_names(draft: Draft) -> tuple[PlaceName, ...]:
    """Build the theatre's own names of places, in the order of writing."""
    found = []
    for entry in draft.sections["place"].values():
        reader = EntryReader(entry.file, entry.values, draft.findings, entry.section, entry.index)
        reader.known_keys(_PLACE_KEYS)
        name = reader.text("name", required=True)
        aliases = reader.texts("aliases")
        place_id = str(entry.values["place_id"])
        if ":" not in place_id:
            reader.report(
                ERROR,
                "place_id",
                f"{place_id!r} is no id of a place; write it as geonames:706483",
            )
        elif name is not None:
            found.append(PlaceName(place_id=place_id, name=name, aliases=aliases))
    return tuple(found)
