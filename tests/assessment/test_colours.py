from __future__ import annotations

import itertools

import pytest
from assessment_factories import theatre

from salient.assessment.colours import DARK, LIGHT, Scheme, contrast, mixed, palette, shade


def seen_without(colour: str, cone: str) -> tuple[float, ...]:
    """Viénot, Brettel and Mollon 1999: a colour as a dichromat sees it, in linear light."""
    matrices = {
        "red": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
        "green": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    }
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return tuple(sum(m * c for m, c in zip(row, linear, strict=True)) for row in matrices[cone])


def test_mixing_all_or_nothing_gives_the_colour_itself() -> None:
    assert mixed("#0072b2", "#ffffff", 1.0) == "#0072b2"
    assert mixed("#0072b2", "#ffffff", 0.0) == "#ffffff"
    assert mixed("#000", "#fff", 0.5) == mixed("#000000", "#ffffff", 0.5)


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
@pytest.mark.parametrize("colour", ["#0072B2", "#D55E00", "#E69F00", "#009E73"])
def test_a_surer_hold_has_a_stronger_shade(colour: str, scheme: Scheme) -> None:
    steps = [contrast(shade(colour, rank, scheme), scheme.paper) for rank in (4, 5, 6)]
    assert steps == sorted(steps)
    assert all(b / a > 1.12 for a, b in itertools.pairwise(steps))


@pytest.mark.parametrize("cone", ["red", "green"])
def test_the_sides_stay_apart_for_the_colour_blind(cone: str) -> None:
    for rank in (4, 5, 6):
        ua, ru = (shade(side.colour, rank) for side in theatre().sides)
        one, other = seen_without(ua, cone), seen_without(ru, cone)
        assert abs(one[2] - other[2]) > 0.1


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_every_standing_has_a_fill(scheme: Scheme) -> None:
    fills = palette(theatre(), scheme)
    assert {key for key, _ in fills} == {"UA", "RU", "contested", "uncertain"}
    assert all(len(fill) == 7 for fill in fills.values())


@pytest.mark.parametrize("scheme", [LIGHT, DARK])
def test_text_is_legible_on_every_fill_that_carries_it(scheme: Scheme) -> None:
    assert contrast(scheme.ink, scheme.paper) > 12
    assert contrast(scheme.faint, scheme.paper) > 4.5
    assert contrast(scheme.ink, scheme.land) > 10
