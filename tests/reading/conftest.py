"""Fixtures of the tests of reading: one reader for the session, and parses by its pipeline.

`reading_cases.py` holds the made-up places. `hand_parses.py` writes parses by hand, for questions
about a tree that must not depend on how the pipeline of the day parses a sentence.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from reading_cases import document_of, made_up_reader

from salient.model import Claim
from salient.reading import EnglishReader, load_lexicon, load_pipeline
from salient.reading.lexicon import Lexicon
from salient.reading.parties import PartyFinder, SideNames
from salient.reading.sentences import (
    ParsedSentence,
    parse_sentences,
    split_sentences,
)
from salient.theatre import Theatre, load_theatre

ClaimsOf = Callable[..., list[Claim]]
FinderOf = Callable[..., PartyFinder]


@pytest.fixture(scope="session")
def reader() -> EnglishReader:
    return made_up_reader()


@pytest.fixture(scope="session")
def theatre() -> Theatre:
    return load_theatre("ukraine")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon("en")


@pytest.fixture(scope="session")
def claims_of(reader: EnglishReader) -> ClaimsOf:
    def read(
        text: str, event: str | None = None, *, publisher: str = "Example Post"
    ) -> list[Claim]:
        found = [c for c in reader.read(document_of(text, publisher)) if isinstance(c, Claim)]
        return [c for c in found if event in {None, c.event_type}]

    return read


@pytest.fixture(scope="session")
def parse() -> Callable[[str], ParsedSentence]:
    def parsed(text: str) -> ParsedSentence:
        names = [
            (at, at + len(name))
            for name in ("Orlivka", "Vasylivka", "Zelene", "Borivka", "Kamianka", "Lypove")
            if (at := text.find(name)) >= 0
        ]
        (sentence,) = parse_sentences(text, split_sentences(text), load_pipeline(), sorted(names))
        return sentence

    return parsed


@pytest.fixture(scope="session")
def finder_of(theatre: Theatre, lexicon: Lexicon) -> FinderOf:
    names = SideNames.of(theatre)

    def finder(
        sentence: ParsedSentence, *, pov: str | None = None, before: object = None
    ) -> PartyFinder:
        return PartyFinder(
            sentence=sentence,
            names=names.scan(sentence.doc),
            words=names,
            lexicon=lexicon,
            sides=theatre.side_ids,
            pov_at=lambda _: pov,
            before=before,
        )

    return finder
