"""Loading a theatre from its folder."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from salient.errors import TheatreError, UsageError
from salient.model import StartingControl
from salient.theatre.aliases import alias_conflicts
from salient.theatre.building import build_heading, build_regions, build_sides, build_sources
from salient.theatre.drafts import CONFIGURATION, Draft, gather
from salient.theatre.findings import ERROR, Finding
from salient.theatre.starting import latest_day, on_first_day, read_start
from salient.theatre.terrain import build_fronts, build_place_names
from salient.theatre.theatre import Side, Theatre

__all__ = [
    "SHIPPED",
    "example_reports",
    "load_theatre",
    "read_theatre",
    "region_lines",
    "shipped_theatres",
    "theatre_folder",
]

SHIPPED = Path(__file__).parent / "data"


def shipped_theatres() -> list[str]:
    """Names of the theatres that ship with salient, sorted."""
    return sorted(path.parent.name for path in SHIPPED.glob(f"*/{CONFIGURATION}"))


def example_reports() -> Path:
    """Return the folder of the example reports of theatre `ukraine`, 20 April to 16 May 2022.

    They were written for salient in its own words; `note` in each says so and names where the
    facts can be checked.
    """
    return SHIPPED / "ukraine" / "example"


def load_theatre(name_or_folder: str | Path) -> Theatre:
    """Load the theatre of this name, or the one in this folder.

    Raises UsageError for an unknown name, and TheatreError, which names the file and where it can
    the line, for a theatre that is incomplete or contradicts itself.
    """
    theatre, findings = read_theatre(theatre_folder(name_or_folder))
    errors = [finding.message for finding in findings if finding.severity == ERROR]
    if errors:
        more = len(errors) - 1
        tail = f" (and {more} more; `salient theatre check` lists them)" if more else ""
        raise TheatreError(errors[0] + tail)
    return theatre


def theatre_folder(name_or_folder: str | Path) -> Path:
    """Find the folder of a theatre given by name or by folder; UsageError if there is none such."""
    shipped = str(name_or_folder) in shipped_theatres()
    if shipped and (isinstance(name_or_folder, str) or not name_or_folder.is_dir()):
        return SHIPPED / name_or_folder
    folder = Path(name_or_folder)
    if folder.name == CONFIGURATION and folder.is_file():
        folder = folder.parent
    if not folder.is_dir():
        raise UsageError(
            f"unknown theatre {str(name_or_folder)!r}; give one of the theatres that ship with "
            f"salient ({', '.join(shipped_theatres())}) or a folder with a {CONFIGURATION}"
        )
    return folder


def region_lines(name_or_folder: str | Path) -> dict[str, str]:
    """Where each region of a theatre is written, `file:line` by its id.

    Raises what `load_theatre` raises for a folder or a file that cannot be read.
    """
    draft = gather(theatre_folder(name_or_folder), SHIPPED)
    return {
        place_id: entry.file.where(entry.section, entry.index)
        for place_id, entry in draft.sections["region"].items()
    }


def read_theatre(folder: Path) -> tuple[Theatre, list[Finding]]:
    """Read the theatre in `folder` and all that is wrong with its files.

    What could not be used is missing from the theatre, so one with errors among its findings is
    for looking at, not for working with. Raises TheatreError where a file cannot be read at all.
    """
    draft = gather(folder, SHIPPED)
    heading = build_heading(draft)
    sides = build_sides(draft)
    sources = build_sources(draft, sides)
    regions = build_regions(draft)
    draft.findings.extend(alias_conflicts(draft.file.path, sides, sources, regions))
    first_day, start = _starting_control(draft, heading.first_day, sides)
    return Theatre(
        name=heading.name,
        title=heading.title,
        folder=folder,
        timezone=heading.timezone,
        languages=heading.languages,
        countries=heading.countries,
        sides=sides,
        sources=sources,
        regions=regions,
        first_day=first_day,
        start=start,
        gazetteer=draft.gazetteer,
        fronts=build_fronts(draft),
        place_names=build_place_names(draft),
    ), draft.findings


def _starting_control(
    draft: Draft, first_day: date | None, sides: tuple[Side, ...]
) -> tuple[date, tuple[StartingControl, ...]]:
    rows = []
    if draft.start is not None:
        rows = read_start(draft.start, [side.id for side in sides], draft.findings)
    day = first_day or latest_day(rows)
    if day is None:
        draft.findings.append(
            Finding(
                ERROR,
                f"{draft.file.path}: neither first_day nor a start.csv says on which day "
                "estimates begin; add a line such as: first_day = 2022-04-20",
            )
        )
        return date.min, ()
    start: tuple[StartingControl, ...] = ()
    if draft.start is not None:
        start = on_first_day(draft.start, rows, day, draft.findings)
    return day, start
