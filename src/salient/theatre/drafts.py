"""A theatre's files put together, before its nouns are made.

A theatre may extend another: its entries are added to the other's, and an entry with an id that
the other has changes that one (lists of names are added to, all else is replaced).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from salient.theatre.findings import ERROR, WARNING, Finding
from salient.theatre.tables import EntryReader, TomlFile, read_toml

__all__ = ["CONFIGURATION", "Draft", "gather"]

CONFIGURATION = "theatre.toml"
START_NAMES = ("start.csv", "start.csv.gz")
GAZETTEER_NAMES = (
    "gazetteer.csv.gz", "gazetteer.csv", "gazetteer.txt.gz", "gazetteer.txt",
    "gazetteer.tsv.gz", "gazetteer.tsv", "gazetteer.osm.pbf",
)  # fmt: skip
_TOP_KEYS = (
    "name", "title", "timezone", "languages", "countries", "first_day", "extends", "gazetteer",
)  # fmt: skip
_SECTIONS = {
    "side": "id", "source": "name", "region": "place_id", "front": "id", "place": "place_id",
}  # fmt: skip
_PART_FILES = {
    "side": "sides.toml", "source": "sources.toml", "region": "regions.toml",
    "front": "fronts.toml", "place": "places.toml",
}  # fmt: skip
_ADDED_LISTS = frozenset({"names", "adjectives", "forces", "epithets", "officials", "aliases"})


class Entry:
    """One `[[side]]`, `[[region]]` or the like with the place where it is written."""

    def __init__(
        self, values: Mapping[str, object], file: TomlFile, section: str, index: int
    ) -> None:
        self.values = values
        self.file = file
        self.section = section
        self.index = index

    def over(self, base: Entry) -> Entry:
        """Lay this entry over `base`."""
        merged = dict(base.values)
        for key, value in self.values.items():
            before = merged.get(key)
            if key in _ADDED_LISTS and isinstance(before, list) and isinstance(value, list):
                merged[key] = before + [item for item in value if item not in before]
            else:
                merged[key] = value
        return Entry(merged, self.file, self.section, self.index)


class Draft:
    """Top-level values and entries of a theatre and of all that it extends.

    `sections` holds the entries by section and key, in the order of writing, the extended
    theatre's first. `start` and `gazetteer` are the nearest such file on the way up, or None.
    """

    def __init__(self, folder: Path, file: TomlFile) -> None:
        self.folder = folder
        self.file = file
        self.top: dict[str, object] = {}
        self.sections: dict[str, dict[str, Entry]] = {section: {} for section in _SECTIONS}
        self.start: Path | None = None
        self.gazetteer: Path | None = None
        self.findings: list[Finding] = []


def gather(folder: Path, shipped: Path, seen: tuple[Path, ...] = ()) -> Draft:
    """Read the files of the theatre in `folder` and of those that it extends.

    `shipped` is the folder of the theatres that `extends` may name. Problems become findings of
    the draft. Raises TheatreError where a file cannot be read at all.
    """
    file = read_toml(folder / CONFIGURATION)
    draft = Draft(folder, file)
    reader = EntryReader(file, file.tables, draft.findings)
    reader.known_keys((*_TOP_KEYS, *_SECTIONS))
    base = _base(reader, folder, shipped, (*seen, folder.resolve()))
    if base is not None:
        draft.top = {key: value for key, value in base.top.items() if key != "name"}
        draft.sections = {section: dict(entries) for section, entries in base.sections.items()}
        draft.start, draft.gazetteer = base.start, base.gazetteer
        draft.findings.extend(base.findings)
    draft.top.update({key: file.tables[key] for key in _TOP_KEYS if key in file.tables})
    _own_files(draft, reader)
    for section, part in _PART_FILES.items():
        _add_entries(draft, file, section)
        if (folder / part).exists():
            part_file = read_toml(folder / part)
            EntryReader(part_file, part_file.tables, draft.findings).known_keys((section,))
            _add_entries(draft, part_file, section)
    return draft


def _base(reader: EntryReader, folder: Path, shipped: Path, seen: tuple[Path, ...]) -> Draft | None:
    extends = reader.text("extends")
    if extends is None or extends == "none":
        return None
    for candidate in (shipped / extends, folder / extends):
        if (candidate / CONFIGURATION).is_file():
            if candidate.resolve() in seen:
                reader.report(
                    ERROR, "extends", f"extends {extends!r}, which extends this theatre again"
                )
                return None
            return gather(candidate, shipped, seen)
    names = ", ".join(sorted(path.parent.name for path in shipped.glob(f"*/{CONFIGURATION}")))
    reader.report(
        ERROR,
        "extends",
        f"extends {extends!r}, which is neither a theatre that ships with salient ({names}) "
        'nor a folder beside this one with a theatre.toml; write one of these, or "none"',
    )
    return None


def _own_files(draft: Draft, reader: EntryReader) -> None:
    for name in START_NAMES:
        if (draft.folder / name).exists():
            draft.start = draft.folder / name
            if "first_day" not in draft.file.tables:
                draft.top.pop("first_day", None)
            break
    named = reader.text("gazetteer")
    if named is not None:
        draft.gazetteer = draft.folder / named
        if not draft.gazetteer.exists():
            reader.report(
                ERROR,
                "gazetteer",
                f"the gazetteer {named!r} does not exist; give a file or folder relative to "
                "this theatre's folder, or remove the line",
            )
        return
    for name in GAZETTEER_NAMES:
        if (draft.folder / name).exists():
            draft.gazetteer = draft.folder / name
            break


def _add_entries(draft: Draft, file: TomlFile, section: str) -> None:
    tables = file.tables.get(section, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        where = file.where(key=section)
        draft.findings.append(
            Finding(ERROR, f"{where}: write each {section} under a line [[{section}]] of its own")
        )
        return
    entries = draft.sections[section]
    own: set[str] = set()
    for index, table in enumerate(tables):
        entry = Entry(table, file, section, index)
        reader = EntryReader(file, table, draft.findings, section, index)
        key = reader.text(_SECTIONS[section], required=True)
        if key is None:
            continue
        if key in own:
            reader.report(
                WARNING, None, f"{section} {key!r} is given twice; the two are taken together"
            )
        own.add(key)
        entries[key] = entry.over(entries[key]) if key in entries else entry
