"""A war of two sides over a few invented towns, and a reader that reads one plain sentence."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from salient.ledger import open_ledger
from salient.model import (
    Claim,
    ControlEffect,
    Document,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Reader,
    Rejected,
    Span,
    TimeMention,
    content_id,
)
from salient.theatre import Theatre, load_theatre
from salient.workbench import Ground, Workbench, make_theatre_folder

sys.path.insert(0, str(Path(__file__).parent))

TOWNS = """\
geonames_id,name,latitude,longitude,alternate_names,feature_code,admin1,country,population
1,Aford,49.00,36.00,Eyford,PPL,07,UA,9000
2,Bridgeton,49.20,36.40,,PPL,07,UA,5000
3,Castle Hill,49.40,36.80,,PPL,07,UA,700
4,"Dale, Upper",49.60,37.20,,PPL,07,UA,300
5,Aford,49.90,37.90,,PPL,07,UA,200
"""
START = """\
geonames_id,date,control
1,2022-03-01,NORTH
2,2022-03-01,NORTH
3,2022-03-01,SOUTH
4,2022-03-01,SOUTH
5,2022-03-01,SOUTH
"""
IDS = {"Aford": "geonames:1", "Bridgeton": "geonames:2", "Castle Hill": "geonames:3"}
CAPTURE = re.compile(r"(NORTH|SOUTH) took (Aford|Bridgeton|Castle Hill) on (\S+)\.")

MakeDocument = Callable[..., Document]


class PlainReader:
    """Reads *NORTH took Aford on 2022-03-05.* and refuses *nonsense*."""

    name = "plain"
    version = "1"
    languages: tuple[str, ...] = ("en",)

    def __init__(self) -> None:
        self.read_ids: list[str] = []

    def read(self, document: Document) -> list[Claim | Rejected]:
        self.read_ids.append(document.document_id)
        found: list[Claim | Rejected] = [
            capture(document, m) for m in CAPTURE.finditer(document.text)
        ]
        if "nonsense" in document.text:
            found.append(
                Rejected(stage="reading", reason="nonsense", detail="is nonsense", source="here")
            )
        return found


def capture(document: Document, match: re.Match[str]) -> Claim:
    side, town, day = match.groups()
    start, end = match.span(2)
    when = date.fromisoformat(day)
    mention = PlaceMention(
        text=town, start=start, end=end, place_id=IDS[town], name=town, kind="settlement",
        latitude=49.0, longitude=36.0, admin1="07", country="UA", score=1.0,
    )  # fmt: skip
    publisher = Holder(name=document.publisher, kind="publisher", start=None, end=None)
    return Claim(
        claim_id=content_id("claim", document.document_id, match.start()),
        document=DocumentRef(
            document_id=document.document_id, publisher=document.publisher, url=None, title=None,
            language="en", published=document.published.isoformat(),
        ),
        quote=Span(match.group(), *match.span()),
        holders=(publisher,),
        event_type="capture", plover=None, acled=None,
        predicate=Predicate(lemma="take", text="took", start=start - 5, end=start - 1),
        actor=Party(name=side, side=side), target=None, places=(mention,),
        time=TimeMention(text=day, start=None, end=None, earliest=when, latest=when),
        polarity="positive", mood="reported", probability=(1.0, 1.0), probability_term=None,
        quantities=(), control=(ControlEffect(place_id=IDS[town], side=side, effect="gains"),),
        reader=Reader(name="plain", version="1"),
    )  # fmt: skip


@pytest.fixture(scope="session")
def theatre(tmp_path_factory: pytest.TempPathFactory) -> Theatre:
    folder = tmp_path_factory.mktemp("theatre")
    (folder / "towns.csv").write_text(TOWNS)
    (folder / "first.csv").write_text(START)
    make_theatre_folder(
        folder / "border",
        gazetteer=folder / "towns.csv",
        start=folder / "first.csv",
        extends=None,
        sides=("NORTH", "SOUTH"),
    )
    return load_theatre(folder / "border")


@pytest.fixture
def ground(theatre: Theatre, tmp_path: Path) -> Ground:
    return Ground(theatre, tmp_path / "cache")


@pytest.fixture
def bench(ground: Ground, tmp_path: Path) -> Iterator[Workbench]:
    with Workbench(open_ledger(tmp_path / "war.db", create=True), ground, PlainReader()) as made:
        yield made


@pytest.fixture
def document() -> MakeDocument:
    def make(text: str, published: str = "2022-03-10", **changes: str) -> Document:
        moment = datetime.fromisoformat(published).replace(hour=12, tzinfo=UTC)
        publisher = changes.get("publisher", "Hill Gazette")
        return Document(
            document_id=changes.get("document_id", content_id("doc", text, published, publisher)),
            text=text,
            publisher=publisher,
            published=moment,
            language=changes.get("language", "en"),
            fingerprint=content_id("text", text),
        )

    return make
