"""Fixtures of the tests of places; lets them share their factories."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from places_land import ROWS, theatre_of

from salient.places import (
    Gazetteer,
    Geoparser,
    compile_gazetteer,
    shipped_gazetteer,
)


@pytest.fixture(scope="session")
def gazetteer_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("source") / "front.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def front(gazetteer_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """The made-up gazetteer, compiled."""
    folder = tmp_path_factory.mktemp("index") / "front"
    compile_gazetteer([gazetteer_file], folder)
    return Gazetteer.open(folder)


@pytest.fixture(scope="session")
def world() -> Gazetteer:
    """The shipped gazetteer."""
    return shipped_gazetteer()


@pytest.fixture(scope="session")
def parser(front: Gazetteer, world: Gazetteer) -> Geoparser:
    """A geoparser with the test theatre."""
    return Geoparser([front, world], theatre_of())


@pytest.fixture(scope="session")
def plain(world: Gazetteer) -> Geoparser:
    """A geoparser without a theatre."""
    return Geoparser([world])
