from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from assessment_scenes import kharkiv
from PIL import Image

from salient.assessment import Assessment, compose, render_map

GOLDEN = Path(__file__).parent / "golden"


def pixels(png: bytes, width: int | None = None) -> np.ndarray:
    with Image.open(io.BytesIO(png)) as image:
        small = image.convert("RGB")
        if width:
            small = small.resize((width, round(width * image.height / image.width)), Image.BOX)
        return np.asarray(small, dtype=float)


@pytest.fixture(scope="module")
def picture(may_14: Assessment) -> bytes:
    return render_map(may_14)


def test_the_map_is_2400_by_1800_pixels(picture: bytes) -> None:
    assert pixels(picture).shape == (1800, 2400, 3)


def test_the_map_of_14_may_looks_as_kept(picture: bytes) -> None:
    """Compared when shrunk, so that another release's antialiasing does not matter."""
    kept = pixels((GOLDEN / "map-small.png").read_bytes())
    made = pixels(picture, width=kept.shape[1])
    assert np.abs(made - kept).mean() < 2.0


def test_the_same_assessment_gives_the_same_bytes(may_14: Assessment, picture: bytes) -> None:
    assert render_map(may_14) == picture


def test_the_picture_carries_no_time_and_no_software_version(picture: bytes) -> None:
    with Image.open(io.BytesIO(picture)) as image:
        assert not {"Software", "Creation Time", "date:create"} & set(image.info)


def test_three_sides_fill_the_map_with_three_colours(island: Assessment) -> None:
    from salient.assessment.colours import shade

    points = pixels(render_map(island))[::8, ::8].reshape(-1, 3).astype(int)
    seen = {tuple(point) for point in points.tolist()}
    for side in island.inputs.theatre.sides:
        shades = [shade(side.colour, rank) for rank in (4, 5, 6)]
        wanted = {tuple(int(s[i : i + 2], 16) for i in (1, 3, 5)) for s in shades}
        assert wanted & seen


def test_a_day_without_estimates_still_has_a_map() -> None:
    made = compose(kharkiv(today={}, day_before={}, week_before={}, weights={}))
    assert pixels(render_map(made)).shape == (1800, 2400, 3)
