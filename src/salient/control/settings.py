"""The constants of the control model, each with what it gates."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

__all__ = [
    "AnchorSettings",
    "ContestSettings",
    "ControlSettings",
    "HinterlandSettings",
    "KernelScale",
    "PhaseSettings",
    "RecordSettings",
    "RegionSettings",
]


class KernelScale(msgspec.Struct, frozen=True, kw_only=True):
    """One spatial scale of the latent field.

    `shape` is `gaussian`, exp(-d²/2l²), or `exponential`, exp(-d/l), with l = `length_km`.
    `weight` is its share of the variance at the start and of the variance that mobile days add;
    `still` is its share of what still days add. The shares of all scales sum to 1 each.
    """

    length_km: float
    shape: str
    weight: float
    still: float


class AnchorSettings(msgspec.Struct, frozen=True, kw_only=True):
    """When the covariance among named places is too large to hold, and what is held instead.

    Up to `joint` named places all of it is held: the exact filter. Beyond, the scales of the field
    that reach far are held at `most` places at most, none nearer to another than `spacing_km`; any
    other place hangs on its nearest `neighbours` of them, none beyond `reach_km`
    (`salient.control.anchored`). None of these is fitted; they trade exactness for time.
    """

    joint: int = 2500
    most: int = 600
    spacing_km: float = 20.0
    reach_km: float = 150.0
    neighbours: int = 6


class PhaseSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How the model tells a mobile sector from a still one.

    A claim of movement adds to a score around it, smoothed over `length_km` and halved every
    `half_life_days`: nothing where the latent value contradicts it by less than `slack` (that is
    what a line looks like), 1 from `full` on. The score stays below `most`, so that a flood is
    forgotten as fast as a few. `threshold` is the score at which a sector counts as half mobile,
    `steepness` how sharply. `opening` is the score with which a theatre starts everywhere, fading
    likewise: nothing where its starting line is as smooth as `smooth` (`salient.control.phase.
    raggedness`), all of it where it is as ragged as `ragged`. `cell_km` is the grain. A claim of
    movement counts half for every `stale_days` that its event lies back.
    """

    length_km: float = 90.8
    half_life_days: float = 19.9
    threshold: float = 3.45
    steepness: float = 3.0
    opening: float = 14.0
    smooth: float = 0.17
    ragged: float = 0.22
    most: float = 4.0
    cell_km: float = 25.0
    slack: float = 0.15
    full: float = 0.35
    stale_days: float = 7.46


class HinterlandSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a claim that a side took or holds a place says of the way to it.

    Ways run over settlements thinned to one every `spacing_km`, from the ground that the side held
    at the start. A kilometre counts exp(`resistance` · (others - own)) from what claims have told
    of the ground, each within about `belief_km` and halved every `memory_days`. All that lies on
    ways up to `widen` (a share) and `margin_km` longer than the shortest is observed with `share`
    of the claim's precision, `hold_share` of that where the claim speaks of holding; the more is
    told for others at the place, beside `doubt`, the less. Not beyond `longest_km`, and not again
    within `quiet_days`. A claim that puts a side `plausible_km` beyond its ground counts half.
    """

    share: float = 0.302
    hold_share: float = 0.973
    spacing_km: float = 10.0
    longest_km: float = 126.0
    widen: float = 0.1
    margin_km: float = 2.0
    resistance: float = 4.11
    belief_km: float = 10.1
    memory_days: float = 29.9
    doubt: float = 0.65
    plausible_km: float = 132.0
    quiet_days: int = 7


class RegionSettings(msgspec.Struct, frozen=True, kw_only=True):
    """When claims about a region reach the places in it.

    A claim adds to the region's score: `whole` where its words speak of all of it, else `loss` for
    leaving the region and `gain` for taking it (which mostly means some of it); a further sentence
    of the same document adds the share `again` of that. A loss that is still under way counts
    `under_way_days` later. The score halves every `half_life_days`. From `threshold` on the
    members, thinned to one every `spacing_km`, are observed with noise `sd`, and not again for
    `quiet_days` unless the other way. So one claim alone never flips a region: misread plans
    and boasts are more frequent than regions that fall.

    A number for how much of a region a side holds is observed with noise `share_sd` at as many
    members, thinned to one every `share_spacing_km`, as the majority has, less `share_margin`.
    """

    whole: float = 1.2
    loss: float = 1.0
    gain: float = 0.5
    again: float = 0.2
    under_way_days: int = 3
    threshold: float = 1.21
    half_life_days: float = 6.23
    quiet_days: int = 30
    spacing_km: float = 15.0
    sd: float = 0.222
    share_sd: float = 0.591
    share_margin: float = 0.05
    share_spacing_km: float = 10.0


class RecordSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How claims are judged by what was later borne out (`salient.control.records`).

    A claim is judged `wait_days` after publication, by an estimate of at least `sure`, if another
    voice said the same of the place within `memory_days` before. A prior counts as `strength`
    claims that were judged.
    """

    wait_days: int = 10
    sure: float = 0.8
    memory_days: int = 30
    strength: float = 8.0


class ContestSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How likely `contested` is.

    p(contested) = `floor` + `doubt` · 2 (1 - Σ p²) · S/(S-1)/4 from the sides' closeness (S sides;
    for two it is `doubt` · p (1-p)), plus `line` times how mixed the ground is that lies around
    within about `line_km` (`salient.control.surroundings`), plus what reports of fighting add, at
    most `ceiling` in all.
    A report of fighting counts for `half_life_days` and over `length_km`; a place contested on the
    first day counts as if `opening` had been reported of it, halved every `opening_days`.
    """

    floor: float = 0.01
    doubt: float = 0.3
    line: float = 0.25
    line_km: float = 15.0
    fighting: float = 0.35
    half_life_days: float = 5.0
    length_km: float = 3.0
    ceiling: float = 0.9
    opening: float = 1.5
    opening_days: float = 60.0


DEFAULT_SCALES = (
    KernelScale(length_km=0.5, shape="gaussian", weight=0.3, still=0.5),
    KernelScale(length_km=2.79, shape="gaussian", weight=0.203, still=0.5),
    KernelScale(length_km=20.0, shape="gaussian", weight=0.0436, still=0.0),
    KernelScale(length_km=31.3, shape="exponential", weight=0.4534, still=0.0),
)


DEFAULT_FAMILIES = MappingProxyType(
    {
        "hold": 0.929,
        "gain": 1.07,
        "loss": 0.862,
        "repulse": 0.573,
        "base": 1.545,
        "presence": 1.58,
        "aim": 1.6,
        "fire": 1.3,
    }
)


class ControlSettings(msgspec.Struct, frozen=True, kw_only=True):
    """Every constant of the model of control.

    Latent values are in units in which a certain, fresh claim says +1 for a side; `start_variance`
    is the variance of the latent field on the first day, `mobile_rate` and `still_rate` what one
    day adds to it. Beside it the field starts as if it had stood still for `stood_days`: what is
    particular to a place is less sure than what it shares with the country around it. `prior_mean`
    is the latent value of a place deep behind its own line on the first day, `front_discount` how
    much of that is gone at the line itself, and `front_km` over what distance it comes back.
    `knot_days` is how far apart the days are for which hindsight works the variance out in full.
    `slope` and `spread` turn latent mean and variance into log-odds, slope · mean / sqrt(1 + spread
    · variance). `tenure` (nats) is added for who was likeliest to hold the place the day before,
    over any other side: ground does not change hands by itself. `country` (nats) is added for a
    side over another where all the ground within about `country_km` was likely its own the day
    before, a share of that where a share of it was more its own than the other's.

    `families` multiplies the precision of claims of a kind (`family` of the likelihoods), `voices`
    that of claims whose innermost holder bears a name (in lower case): 1 where a name is missing.
    With `learn_sources` the record of a holder for a kind of claim, as it stood on the day of
    publication, multiplies the precision as well; `records` says how claims are judged.
    """

    scales: tuple[KernelScale, ...] = DEFAULT_SCALES
    start_variance: float = 0.0578
    mobile_rate: float = 0.0671
    still_rate: float = 0.00639
    stood_days: float = 46.0
    prior_mean: float = 0.345
    front_discount: float = 0.35
    front_km: float = 50.5
    slope: float = 14.0
    spread: float = 3.38
    tenure: float = 0.245
    country: float = 1.3
    country_km: float = 68.0
    noise_scale: float = 1.1
    story_days: int = 3
    witness_discount: float = 0.321
    lag_days: float = 59.2
    phase: PhaseSettings = PhaseSettings()
    region: RegionSettings = RegionSettings()
    hinterland: HinterlandSettings = HinterlandSettings()
    contest: ContestSettings = ContestSettings()
    anchors: AnchorSettings = AnchorSettings()
    knot_days: int = 7
    carriers: int = 3
    families: Mapping[str, float] = msgspec.field(default_factory=lambda: dict(DEFAULT_FAMILIES))
    voices: Mapping[str, float] = {}
    learn_sources: bool = False
    records: RecordSettings = RecordSettings()
