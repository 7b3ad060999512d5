"""Check what `salient demo` made: `python -m evals.demo FOLDER`.

Every file is there and can be read; every claim cited in the text and on the page is among the
claims; every claim's quote stands word for word in its document, as the ledger keeps it; every
number in the text leads to a source; and the map of 14 May 2022 is one that a reader of that day's
news would recognise. Prints each finding and exits 1 if there is any.
"""

from __future__ import annotations

import csv
import json
import math
import re
import struct
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape

from salient.ledger import open_ledger
from salient.model import Claim

__all__ = ["CHECKS", "FILES", "HELD", "check"]

FILES = (
    "assessment.md",
    "assessment.html",
    "map.png",
    "control.geojson",
    "claims.jsonl",
    "control.csv",
    "ledger.db",
)
HELD = {
    "geonames:706483": ("Kharkiv", "UA"),
    "geonames:702550": ("Lviv", "UA"),
    "geonames:702972": ("Lysychansk", "UA"),
    "geonames:709717": ("Donetsk", "RU"),
    "geonames:696566": ("Popasna", "RU"),
    "geonames:707292": ("Izium", "RU"),
}
"""Who held what on 14 May 2022, by all accounts of both sides."""

MAP_SIZE = (2400, 1800)
FEWEST_CLAIMS = 40
CLAIM_ID = re.compile(r"claim-[0-9a-f]{20}")


def claims_of(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the claims of the folder by id."""
    lines = (folder / "claims.jsonl").read_text("utf-8").splitlines()
    return {claim["claim_id"]: claim for claim in map(json.loads, lines)}


def cited_claims(folder: Path) -> Iterator[str]:
    """Find citations of claims that are not there, and numbers that lead to no source."""
    known = claims_of(folder)
    if len(known) < FEWEST_CLAIMS:
        yield f"claims.jsonl: {len(known)} claims, fewer than {FEWEST_CLAIMS}"
    for name in ("assessment.md", "assessment.html"):
        cited = set(CLAIM_ID.findall((folder / name).read_text("utf-8")))
        if not cited:
            yield f"{name}: cites no claim"
        for claim_id in sorted(cited - known.keys()):
            yield f"{name}: cites {claim_id}, which is not in claims.jsonl"
    text = (folder / "assessment.md").read_text("utf-8")
    anchors = set(re.findall(r'<a id="(source-\d+)"></a>', text))
    for target in sorted(set(re.findall(r"\]\(#([^)]+)\)", text)) - anchors):
        yield f"assessment.md: a reference to #{target}, which is not there"


def verbatim_quotes(folder: Path) -> Iterator[str]:
    """Find claims whose quote is not in their document, or that the ledger does not keep so."""
    written = claims_of(folder)
    with open_ledger(folder / "ledger.db", create=False, read_only=True) as ledger:
        kept: dict[str, Claim] = ledger.claims_by_id(written)
        texts: dict[str, list[str]] = {}
        for claim_id, claim in written.items():
            if claim_id not in kept:
                yield f"claims.jsonl: {claim_id} is not in the ledger"
                continue
            document = claim["document"]["document_id"]
            if document not in texts:
                texts[document] = [v.document.text for v in ledger.versions(document)]
            quote = claim["quote"]
            start, end = quote["start"], quote["end"]
            if not any(text[start:end] == quote["text"] for text in texts[document]):
                yield f"claims.jsonl: the quote of {claim_id} is not in {document} at {start}-{end}"


def geometry(folder: Path) -> Iterator[str]:
    """Find features that are no valid geometry in the world, or whose chances do not add up."""
    collection = json.loads((folder / "control.geojson").read_text("utf-8"))
    if collection.get("type") != "FeatureCollection" or not collection.get("features"):
        yield "control.geojson: no features"
        return
    for number, feature in enumerate(collection["features"]):
        try:
            drawn = shape(feature["geometry"])
        except (ShapelyError, KeyError, TypeError, ValueError) as error:
            yield f"control.geojson: feature {number} has no geometry ({error})"
            continue
        west, south, east, north = drawn.bounds
        if not drawn.is_valid or west < -180 or east > 180 or south < -90 or north > 90:
            yield f"control.geojson: feature {number} is no valid geometry in degrees"
        properties = feature["properties"]
        if properties.get("layer") == "place":
            chances = [properties[f"p_{state}"] for state in ("UA", "RU", "contested")]
            if not math.isclose(sum(chances), 1.0, abs_tol=0.001):
                yield f"control.geojson: the chances of {properties['place_id']} do not add up to 1"


def picture(folder: Path) -> Iterator[str]:
    """Check that the map is a PNG of the size that is printed."""
    head = (folder / "map.png").read_bytes()[:24]
    if head[:8] != b"\x89PNG\r\n\x1a\n":
        yield "map.png: no PNG"
    elif struct.unpack(">II", head[16:24]) != MAP_SIZE:
        width, height = struct.unpack(">II", head[16:24])
        yield f"map.png: {width} by {height} pixels, not {MAP_SIZE[0]} by {MAP_SIZE[1]}"


def held(folder: Path) -> Iterator[str]:
    """Compare the table of control with what that day's news said."""
    with (folder / "control.csv").open(encoding="utf-8", newline="") as stream:
        rows = {row["place_id"]: row for row in csv.DictReader(stream)}
    for place_id, (name, side) in HELD.items():
        row = rows.get(place_id)
        if row is None:
            yield f"control.csv: no row for {name} ({place_id})"
        elif row["state"] != side:
            chances = {key: row[key] for key in row if key.startswith("p_")}
            yield f"control.csv: {name} is {row['state']}, not {side} ({chances})"


def whole_page(folder: Path) -> Iterator[str]:
    """Check that the page needs no other file and no network to be shown."""
    page = (folder / "assessment.html").read_text("utf-8")
    for tag in re.findall(r"<(?:script|link|img)\b[^>]*>", page):
        source = re.search(r"""\b(?:src|href)=["']?([^"'\s>]+)""", tag)
        if source and not source[1].startswith("data:"):
            yield f"assessment.html: fetches {source[1]}"


CHECKS: tuple[Callable[[Path], Iterator[str]], ...] = (
    cited_claims,
    verbatim_quotes,
    geometry,
    picture,
    held,
    whole_page,
)


def check(folder: Path) -> list[str]:
    """List what is wrong with a demo folder; empty when all is well."""
    missing = [name for name in FILES if not (folder / name).is_file()]
    if missing:
        return [f"{folder}: {name} is missing" for name in missing]
    return [finding for one in CHECKS for finding in one(folder)]


def main() -> int:
    """Check the folder named on the command line."""
    if len(sys.argv) != 2:
        print("usage: python -m evals.demo FOLDER", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1])
    findings = check(folder)
    for finding in findings:
        print(finding)
    print(f"{folder}: {len(findings) or 'nothing'} wrong, of {len(CHECKS)} kinds of check")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
