"""What claims about whole regions say of the places in them.

Two kinds. Words (*Russian forces left the region*) add to a score, and past a threshold all members
are observed. Numbers (*80 % of the region is occupied*) say how many of the members, not which: as
many as that are observed, those that the estimate of the day gives to the side already.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from salient.control.evidence import Evidence
from salient.control.rows import Entry, Row, for_one_side
from salient.control.settings import ControlSettings, RegionSettings
from salient.control.sites import Sites

__all__ = ["of_regions"]

SIDED = frozenset({"gain", "hold"})


def of_regions(entries: Sequence[Entry], sites: Sites, settings: ControlSettings) -> list[Row]:
    """Rows for the members of regions that claims speak of, in the order of the entries."""
    known = [entry for entry in entries if entry.evidence.place_id in sites.regions]
    words, numbers = list[Entry](), list[tuple[Entry, tuple[float, float]]]()
    for entry in known:
        share = entry.evidence.share
        if share is None or entry.evidence.family not in SIDED:
            words.append(entry)
        else:
            numbers.append((entry, share))
    return [*_of_words(words, sites, settings), *_of_numbers(numbers, sites, settings)]


def _of_words(entries: Sequence[Entry], sites: Sites, settings: ControlSettings) -> Iterator[Row]:
    """Claims about a whole region reach its members once enough has been said of all of it.

    Each claim adds its weight (`RegionSettings`) to the region's score for its side, the share
    `again` of it for a second sentence of one document, and so on; the score halves every
    `half_life_days`. A loss under way counts once it has had `under_way_days`. When the score
    passes `threshold` the members are observed, and then not again for `quiet_days` unless the
    other way.
    """
    region = settings.region
    positions = {side: i for i, side in enumerate(sites.sides)}
    score: dict[tuple[str, int, int], float] = defaultdict(float)
    last: dict[tuple[str, int, int], int] = {}
    fired: dict[str, tuple[int, int, int]] = {}
    sentences: Counter[tuple[str, str, int, int]] = Counter()
    for day, entry in _in_effect(entries, region):
        item = entry.evidence
        side, sign = for_one_side(positions[item.side], item.supports, len(positions))
        key = (item.place_id, side, sign)
        faded = 0.5 ** ((day - last.get(key, day)) / region.half_life_days)
        weight = _weight(item, region) * region.again ** sentences[item.document_id, *key]
        sentences[item.document_id, *key] += 1
        score[key] = score[key] * faded + weight * 0.5 ** (entry.stale / region.half_life_days)
        last[key] = day
        standing = fired.get(item.place_id)
        quiet = (
            standing is not None
            and standing[:2] == (side, sign)
            and day - standing[2] < region.quiet_days
        )
        if score[key] < region.threshold or quiet:
            continue
        fired[item.place_id] = (side, sign, day)
        precision = 1.0 / (region.sd * settings.noise_scale) ** 2
        movement = entry.movement(settings.phase.stale_days)
        for site in sites.members(item.place_id, region.spacing_km):
            yield Row(day, int(site), side, sign, precision, entry.lag, movement, item.claim_id)


def _in_effect(entries: Sequence[Entry], region: RegionSettings) -> list[tuple[int, Entry]]:
    """The entries with the day from which each counts, in the order of those."""
    effective = [
        (entry.day + (region.under_way_days if entry.evidence.under_way else 0), entry)
        for entry in entries
    ]
    return sorted(effective, key=lambda pair: pair[0])


def _weight(item: Evidence, region: RegionSettings) -> float:
    weight = region.gain if item.supports else region.loss
    if item.whole:
        weight = region.whole
    return weight * min(1.0, item.precision)


def _of_numbers(
    entries: Sequence[tuple[Entry, tuple[float, float]]], sites: Sites, settings: ControlSettings
) -> Iterator[Row]:
    """A share of a region that a side holds speaks for the ground of whoever holds most of it.

    Where the rest begins, a number does not say, and it is soon out of date; so what is observed is
    the ground of the majority alone, less `share_margin`. What the majority's own voice says of its
    share is a boast and counts for nothing. The same number is heard once in `quiet_days`.
    """
    region = settings.region
    heard: dict[tuple[str, int, int, float], int] = {}
    for entry, (low, high) in entries:
        item = entry.evidence
        most = low + high > 1.0
        boast = item.in_favour is not None and item.in_favour == most
        side, sign = for_one_side(sites.sides.index(item.side), most, len(sites.sides))
        part = (low if most else 1.0 - high) - region.share_margin
        key = (item.place_id, side, sign, part)
        lately = entry.day - heard.get(key, -region.quiet_days) < region.quiet_days
        if boast or lately or part <= 0.0:
            continue
        heard[key] = entry.day
        precision = min(1.0, item.precision) / (region.share_sd * settings.noise_scale) ** 2
        for site in sites.members(item.place_id, region.share_spacing_km):
            yield Row(
                entry.day, int(site), side, sign, precision, entry.lag, 0.0, item.claim_id, part
            )
