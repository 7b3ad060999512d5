"""Records of holders: how often what each said was later borne out, and weights from that.

A claim is judged by the estimates as known on each day (a filter), `wait_days` after it was
published, and only where somebody else told of the place the way that the estimate then lies: a
voice never vouches for itself. So nothing that was published after a day bears on the records of
that day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby

import msgspec
import numpy as np
import numpy.typing as npt
from scipy.special import betaincinv

from salient.control.evidence import USUAL_RELIABILITY, Evidence
from salient.control.series import ControlSeries
from salient.control.settings import RecordSettings

__all__ = [
    "Judgement",
    "SourceRecord",
    "Tally",
    "judge",
    "judged_places",
    "source_records",
    "weighed_by_records",
]

NOT_JUDGED = frozenset({"fight", "pending"})
"""Kinds that say nothing that an estimate could bear out: fighting, and what is only expected."""

BORNE_OUT, CONTRADICTED, UNDECIDED, OPEN = "borne out", "contradicted", "undecided", "open"
OWN, AGAINST, NO_SIDE = "own", "against", "none"
INTERVAL = (0.05, 0.95)
MOST = 2.0
"""The most that a record multiplies the precision of a voice's claims by."""
LEAST = 1e-6
"""Probability of all sides together under which there is nothing to share out."""


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one claim about one place.

    `stance` is `own` where it is in favour of its holder's own side, `against` where it is not,
    `none` where the holder is of no side. `verdict` is `borne out`, `contradicted`, `undecided`,
    or `open` while `due`, the day of judgement, lies beyond the last day known. `days` is how long
    after publication the estimate first had it so, where borne out.
    """

    claim_id: str
    place_id: str
    voice: str
    family: str
    stance: str
    known: date
    due: date
    verdict: str
    days: int | None = None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts of judgements, and what they make of a prior.

    `reliability` is the mean, `low` and `high` the 5th and 95th percentile, of the chance that a
    decided claim is borne out. `delay` is the mean number of days until one was, None without any.
    """

    claims: int
    borne_out: int
    contradicted: int
    undecided: int
    open: int
    delay: float | None
    reliability: float
    low: float
    high: float


class SourceRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What one holder said, and what became of it.

    `voice` is its name in lower case. `lean` is the reliability of its claims against its own side
    less that of those in favour: above 0 its good news holds up less often than its bad news;
    None for holders of no side. `kinds` has a tally for each kind and stance that occurs.
    """

    voice: str
    total: Tally
    lean: float | None
    kinds: Mapping[tuple[str, str], Tally]


def judged_places(evidence: Iterable[Evidence], places: Mapping[str, int]) -> list[str]:
    """Ids of the places whose estimates `judge` needs, sorted; `places` holds those there are."""
    return sorted({e.place_id for e in evidence if _judged(e) and e.place_id in places})


def judge(
    evidence: Iterable[Evidence], series: ControlSeries, settings: RecordSettings
) -> list[Judgement]:
    """Judge every claim about the places of `series`, by publication day, voice and claim.

    `series` gives every day to the last one known, each as it was known at its end; claims of and
    about earlier days are left out. What one voice says again of one place within `wait_days`
    counts once. A claim is borne out if the estimate of the day of judgement has its side at `sure`
    or more, contradicted if it has the others so, and if another voice said the same within
    `memory_days` before that day; otherwise undecided.
    """
    index = {place: i for i, place in enumerate(series.place_ids)}
    first = series.days[0]
    within = (e for e in evidence if _judged(e) and e.place_id in index)
    items = sorted(
        (e for e in within if min(e.known, e.observed) >= first),
        key=lambda e: (e.known, e.voice, e.claim_id, e.place_id, e.family),
    )
    told: dict[str, list[Evidence]] = defaultdict(list)
    for item in items:
        told[item.place_id].append(item)
    found: list[Judgement] = []
    last: dict[tuple[str, str, str, str, bool], date] = {}
    for item in items:
        again = (item.voice, item.family, item.place_id, item.side, item.supports)
        if again in last and (item.known - last[again]).days < settings.wait_days:
            continue
        last[again] = item.known
        found.append(_judgement(item, series, index[item.place_id], told[item.place_id], settings))
    return found


def source_records(
    judgements: Iterable[Judgement],
    settings: RecordSettings,
    *,
    stated: Mapping[str, float] | None = None,
) -> list[SourceRecord]:
    """Sum judgements up by holder, who has the most claims first.

    The prior is Beta with the mean that `stated` has for the voice (0.8 where none) and the
    strength of `settings.strength` claims.
    """
    by_voice: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        by_voice[judgement.voice].append(judgement)
    priors = stated or {}
    records = [
        _record(voice, of_voice, priors.get(voice, USUAL_RELIABILITY), settings)
        for voice, of_voice in by_voice.items()
    ]
    return sorted(records, key=lambda record: (-record.total.claims, record.voice))


def weighed_by_records(
    evidence: Iterable[Evidence], judgements: Iterable[Judgement], settings: RecordSettings
) -> list[Evidence]:
    """Multiply each precision by what the holder's record was worth before the claim was published.

    Only judgements due before a claim's day of publication count. The record of a voice and kind is
    drawn, with the strength of `settings.strength` claims, to that of all voices for the kind; the
    multiplier is its distance from even over theirs, 0 to 2, and 1 for a voice without a record.
    The evidence comes back in its order.
    """
    given = list(evidence)
    due = sorted(
        (j for j in judgements if j.verdict in {BORNE_OUT, CONTRADICTED}), key=lambda j: j.due
    )
    counts: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0])
    weights: dict[int, float] = {}
    heard = 0
    order = sorted(range(len(given)), key=lambda i: given[i].known)
    for known, today in groupby(order, key=lambda i: given[i].known):
        while heard < len(due) and due[heard].due < known:
            for key in ((due[heard].family,), (due[heard].voice, due[heard].family)):
                counts[key][due[heard].verdict == BORNE_OUT] += 1
            heard += 1
        weights |= {i: _multiplier(given[i], counts, settings.strength) for i in today}
    return [
        item if weights[i] == 1.0 else msgspec.structs.replace(
            item, precision=item.precision * weights[i]
        )
        for i, item in enumerate(given)
    ]  # fmt: skip


def _judged(item: Evidence) -> bool:
    return not item.contest and item.family not in NOT_JUDGED


def _stance(item: Evidence) -> str:
    if item.in_favour is None:
        return NO_SIDE
    return OWN if item.in_favour else AGAINST


def _judgement(
    item: Evidence,
    series: ControlSeries,
    place: int,
    told: Sequence[Evidence],
    settings: RecordSettings,
) -> Judgement:
    due = item.known + timedelta(days=settings.wait_days)
    begin, end = (item.known - series.days[0]).days, (due - series.days[0]).days
    verdict, days = OPEN, None
    if end < len(series.days):
        so, not_so = _likely(item, series, place, begin, end)
        verdict = UNDECIDED
        if so[-1] >= settings.sure and _vouched(item, told, due, settings, same=True):
            verdict, days = BORNE_OUT, int(np.argmax(so >= settings.sure))
        elif not_so[-1] >= settings.sure and _vouched(item, told, due, settings, same=False):
            verdict = CONTRADICTED
    return Judgement(
        claim_id=item.claim_id,
        place_id=item.place_id,
        voice=item.voice,
        family=item.family,
        stance=_stance(item),
        known=item.known,
        due=due,
        verdict=verdict,
        days=days,
    )


def _likely(
    item: Evidence, series: ControlSeries, place: int, begin: int, end: int
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """How likely among the sides, on each day, is what the claim has, and how likely the contrary.

    `contested` is left out: near a line it always has a share, whoever holds the place.
    """
    days = series.probability[begin : end + 1, place].astype(float)
    held = days[:, series.states.index(item.side)]
    others = 1.0 - held - days[:, -1]
    sided = np.maximum(held + others, LEAST)
    held, others = held / sided, others / sided
    return (held, others) if item.supports else (others, held)


def _vouched(
    item: Evidence, told: Sequence[Evidence], due: date, settings: RecordSettings, *, same: bool
) -> bool:
    """Whether another voice told of the place as `item` does (or, if not `same`, the contrary)."""
    since = due - timedelta(days=settings.memory_days)
    return any(
        other.voice != item.voice
        and since <= other.known <= due
        and _agrees(item, other) == same
        for other in told
    )  # fmt: skip


def _agrees(item: Evidence, other: Evidence) -> bool:
    return (item.side == other.side) == (item.supports == other.supports)


def _record(
    voice: str, judgements: Sequence[Judgement], prior: float, settings: RecordSettings
) -> SourceRecord:
    kinds: dict[tuple[str, str], list[Judgement]] = defaultdict(list)
    stances: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        kinds[judgement.family, judgement.stance].append(judgement)
        stances[judgement.stance].append(judgement)
    own, against = (_tally(stances[s], prior, settings.strength) for s in (OWN, AGAINST))
    sided = own.claims + against.claims > 0
    return SourceRecord(
        voice=voice,
        total=_tally(judgements, prior, settings.strength),
        lean=against.reliability - own.reliability if sided else None,
        kinds={key: _tally(kinds[key], prior, settings.strength) for key in sorted(kinds)},
    )


def _tally(judgements: Sequence[Judgement], prior: float, strength: float) -> Tally:
    count = dict.fromkeys((BORNE_OUT, CONTRADICTED, UNDECIDED, OPEN), 0)
    for judgement in judgements:
        count[judgement.verdict] += 1
    delays = [j.days for j in judgements if j.days is not None]
    for_it = count[BORNE_OUT] + strength * prior
    against = count[CONTRADICTED] + strength * (1.0 - prior)
    low, high = (float(betaincinv(for_it, against, share)) for share in INTERVAL)
    return Tally(
        claims=len(judgements),
        borne_out=count[BORNE_OUT],
        contradicted=count[CONTRADICTED],
        undecided=count[UNDECIDED],
        open=count[OPEN],
        delay=sum(delays) / len(delays) if delays else None,
        reliability=for_it / (for_it + against),
        low=low,
        high=high,
    )


def _multiplier(
    item: Evidence, counts: Mapping[tuple[str, ...], Sequence[int]], strength: float
) -> float:
    own, all_voices = counts.get((item.voice, item.family)), counts.get((item.family,))
    if own is None or all_voices is None:
        return 1.0
    usual = _drawn_to(USUAL_RELIABILITY, all_voices, strength)
    worth = _drawn_to(usual, own, strength)
    if usual <= 0.5:
        return 1.0
    return min(max(2.0 * worth - 1.0, 0.0) / (2.0 * usual - 1.0), MOST)


def _drawn_to(mean: float, counts: Sequence[int], strength: float) -> float:
    wrong, right = counts
    return (right + strength * mean) / (right + wrong + strength)
