"""What the tests of this room share: writing a theatre's folder from its files' texts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

WriteTheatre = Callable[..., Path]

SOUND = """\
name = "border-war"
title = "A border war"
timezone = "Europe/Kyiv"
languages = ["en"]
countries = ["UA"]
first_day = 2020-03-01

[[side]]
id = "NORTH"
name = "The North"
colour = "#0072B2"
names = ["the North"]
adjectives = ["northern"]

[[side]]
id = "SOUTH"
name = "The South"
colour = "#D55E00"
names = ["the South"]
forces = ["Southern Guard"]

[[source]]
name = "Hill Gazette"
kind = "media"
side = "NORTH"
aliases = ["hillgazette.example"]

[[region]]
place_id = "region:uplands"
name = "the Uplands"
kind = "region"
latitude = 50.0
longitude = 36.0
radius_km = 20
"""
START = "place_id,date,control\nhill:1,2020-03-01,NORTH\nhill:2,2020-03-01,south\n"


@pytest.fixture
def write_theatre(tmp_path: Path) -> WriteTheatre:
    """Writes `theatre.toml` and other files into a folder of their own."""

    def write(
        configuration: str = SOUND, start: str | None = START, name: str = "made", **files: str
    ) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        (folder / "theatre.toml").write_text(configuration, encoding="utf-8")
        if start is not None:
            (folder / "start.csv").write_text(start, encoding="utf-8")
        for stem, text in files.items():
            (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def sound() -> str:
    """The text of a theatre.toml without fault, with the sides NORTH and SOUTH."""
    return SOUND
