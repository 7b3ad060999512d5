"""What `check_theatre` finds beyond what loading refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from salient.errors import UsageError
from salient.theatre import Finding, check_theatre


def found(folder: Path) -> list[Finding]:
    return [
        Finding(finding.severity, finding.message.replace(str(folder), "DIR"))
        for finding in check_theatre(folder)
    ]


def test_a_sound_theatre_gives_no_findings(write_theatre) -> None:
    assert found(write_theatre()) == []


def test_the_theatre_that_ships_gives_no_findings() -> None:
    assert check_theatre("ukraine") == []


def test_a_folder_that_is_none_is_refused(tmp_path) -> None:
    with pytest.raises(UsageError, match="unknown theatre"):
        check_theatre(tmp_path / "nowhere")


def test_every_problem_is_listed_errors_first(write_theatre, sound) -> None:
    text = sound.replace('"#D55E00"', '"red"').replace('side = "NORTH"', 'side = "EAST"')
    findings = found(write_theatre("mood = 1\n" + text, start="place_id,date,control\na,b,c\n"))
    assert [finding.severity for finding in findings] == ["error"] * 3 + ["warning"] * 2
    assert findings[-1].message == (
        "DIR: there is no starting control, so estimates begin from nothing; add a start.csv "
        "with place_id (or geonames_id), date, control"
    )


@pytest.mark.parametrize(
    ("before", "after", "severity", "expected"),
    [
        (
            "radius_km = 20",
            "",
            "warning",
            (
                "DIR: nothing gives 'region:uplands' members, so claims about it reach no "
                "settlement; give it admin1, a polygon, or a radius_km"
            ),
        ),
        (
            "radius_km = 20",
            "polygon = [[0, 0], [1, 1], [1, 0], [0, 1]]",
            "error",
            (
                "DIR: the polygon of 'region:uplands' is invalid: Self-intersection[0.5 0.5]; its "
                "corners must go round the area once without crossing"
            ),
        ),
        (
            "radius_km = 20",
            "polygon = [[0, 0], [1, 1]]",
            "error",
            (
                "DIR: the polygon of 'region:uplands' is invalid: it has fewer than three corners; "
                "its corners must go round the area once without crossing"
            ),
        ),
        (
            "radius_km = 20",
            "radius_km = 20\nbarrier_km = 5",
            "error",
            "DIR/theatre.toml:35: only a river has a barrier_km; take it out, or make it a river",
        ),
        (
            'kind = "region"',
            'kind = "river"',
            "warning",
            (
                "DIR: the river 'region:uplands' has no line, so nothing can cross it; give a "
                "line of at least two points"
            ),
        ),
        (
            'names = ["the South"]\nforces = ["Southern Guard"]',
            "",
            "warning",
            (
                "DIR: no word names the side 'SOUTH', so no claim can be about it; give it names, "
                "adjectives and forces"
            ),
        ),
        (
            'names = ["the South"]',
            'names = ["the South", "The  south"]',
            "warning",
            "DIR: side 'SOUTH' lists 'The  south' twice; keep one",
        ),
        (
            "#D55E00",
            "#0072b2",
            "warning",
            (
                "DIR: sides 'NORTH' and 'SOUTH' have the same colour, #0072b2; maps could not tell "
                "them apart"
            ),
        ),
        (
            "[[region]]",
            (
                '[[source]]\nname = "Vale Radio"\nkind = "media"\n'
                'aliases = ["HillGazette.example"]\n'
                "[[region]]"
            ),
            "warning",
            (
                "DIR/theatre.toml: the alias 'HillGazette.example' is claimed by source 'Hill "
                "Gazette' and by source 'Vale Radio'; leave it to one of them"
            ),
        ),
        (
            "[[region]]",
            '[[source]]\nname = "Hill Gazette"\nkind = "media"\n[[region]]',
            "warning",
            "DIR/theatre.toml:28: source 'Hill Gazette' is given twice; the two are taken together",
        ),
        (
            "radius_km = 20",
            "radius_km = 20\nradius = 3",
            "warning",
            (
                "DIR/theatre.toml:35: unknown key 'radius' is ignored; this [[region]] may have: "
                "admin1, aliases, barrier_km, kind, latitude, line, longitude, name, place_id, "
                "polygon, radius_km"
            ),
        ),
        (
            "first_day = 2020-03-01",
            "first_day = 2020-02-01",
            "warning",
            (
                "DIR/start.csv: 2 rows are later than the first day, 2020-02-01, and are left out; "
                "change first_day in theatre.toml if they should count"
            ),
        ),
    ],
)
def test_what_is_odd_is_said_with_the_mend(
    write_theatre, sound, before, after, severity, expected
) -> None:
    assert before in sound
    assert Finding(severity, expected) in found(write_theatre(sound.replace(before, after, 1)))
