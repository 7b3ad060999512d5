"""Theatres: the configuration of one conflict, and the ones that ship."""

from salient.theatre.checking import check_theatre
from salient.theatre.findings import Finding
from salient.theatre.loading import example_reports, load_theatre, region_lines, shipped_theatres
from salient.theatre.making import make_theatre
from salient.theatre.theatre import Front, PlaceName, Region, Side, Source, Theatre

__all__ = [
    "Finding",
    "Front",
    "PlaceName",
    "Region",
    "Side",
    "Source",
    "Theatre",
    "check_theatre",
    "example_reports",
    "load_theatre",
    "make_theatre",
    "region_lines",
    "shipped_theatres",
]
