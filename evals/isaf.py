"""Press releases of another war, read with claims alone: `python evals/isaf.py GOLD [--wrong N]`.

GOLD is JSON lines of `{document_id, text, gold}`, where `gold` holds `start_date`, `province`,
`event_type`, `min_killed`. What is measured is how far the claims carry: a small mapping, below,
takes the day, the province, the kinds of event and the least number killed from them, and from
nothing else but the release's own date. The theatre is `evals/afghanistan`, made for it.

A release's answers were given by hand, and for some months their days lie one before or after the
day that the text names. So the share within a day is given beside the share that is exact, and
`day_named` is the exact share of the releases below whose heading some words name the answer's day
(of however many they name): of the others no reader of the text can give it. Days are asked of
releases whose text says when they were given out, since that day is an input which the set lacks.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from evals.places import rows
from salient.model import Claim, Document, PlaceMention, TimeMention
from salient.places import Geoparser, shipped_gazetteer
from salient.reading import EnglishReader
from salient.theatre import Theatre, load_theatre
from salient.times import find_times

__all__ = ["Answer", "answer_of", "day_of_release", "measure", "names_day"]

THEATRE = Path(__file__).parent / "afghanistan"
HEADING = 700
NUMBER = re.compile(r"\b(20[01]\d)-(\d\d)-")
NUMBERED = re.compile(r"For Immediate Release(?: Download PDF)?")
DATELINE = re.compile(r"[A-Z]{4,}[A-Za-z ,]*\([A-Z][a-z]{2,8}\.? ?\d{1,2}[^)]*\)[\s–—-]*")
_ASKED = {"day": "dated", "day_within_one": "dated", "day_named": "named"}
FORCE = frozenset({"attack", "airstrike", "strike", "fight", "repel", "loss", "shell"})
OURS, THEIRS = "AF", "TB"


class Answer(NamedTuple):
    """What a release tells: when and where it happened, of what kind, how many died at least."""

    day: date
    provinces: frozenset[str]
    kinds: frozenset[str]
    killed: int


class Release(NamedTuple):
    """A release: the day it was given out, where its first sentence begins, what it names."""

    day: date
    body: int
    places: tuple[PlaceMention, ...]
    times: tuple[TimeMention, ...]


def body_of(text: str) -> int:
    """Where the text begins below heading and dateline."""
    found = DATELINE.search(text[:HEADING]) or NUMBERED.search(text[:HEADING])
    return found.end() if found else 0


def day_of_release(text: str) -> date | None:
    """The day under which a release was given out, from its heading; None if none is whole."""
    heading = text[:HEADING]
    number = NUMBER.search(heading)
    today = date(int(number[1]), min(12, max(1, int(number[2]))), 15) if number else None
    for mention in find_times(heading, today or date(2011, 6, 15)):
        first, last = mention.earliest, mention.latest
        if first is None or first != last or not any(c.isdigit() for c in mention.text):
            continue
        if today is not None and abs((first - today).days) < 40:
            return first
        if today is None and str(first.year) in mention.text:
            return first
    return None


def _told(claims: Iterable[Any]) -> list[Claim]:
    """Claims of what happened."""
    return [
        c for c in claims
        if isinstance(c, Claim) and c.polarity == "positive" and c.mood in {"reported", "assessed"}
    ]  # fmt: skip


def _kinds(claims: Sequence[Claim], killed: int) -> frozenset[str]:
    detained = any(c.event_type == "detain" and _side(c.actor) != THEIRS for c in claims)
    from_air = any(c.event_type == "airstrike" for c in claims)
    if from_air:
        return frozenset({"airstrike"})
    if detained and killed:
        return frozenset({"captureandkill"})
    if detained:
        return frozenset({"detention"})
    return frozenset({"insurgentskilled"}) if killed else frozenset()


def _side(party: Any) -> str | None:
    return party.side if party is not None else None


def _killed(claims: Sequence[Claim]) -> int:
    """The least number of insurgents killed: the greatest of the numbers that claims give."""
    low = 0.0
    for claim in claims:
        target = claim.target.name.lower() if claim.target is not None else ""
        killing = claim.predicate.lemma.startswith("kill")
        if _side(claim.actor) == THEIRS or _side(claim.target) == OURS or "civilian" in target:
            continue
        numbers = [
            q.low for q in claim.quantities
            if q.kind == "killed" and q.side != OURS and q.low is not None
        ]  # fmt: skip
        low = max([low, *numbers, 1.0 if killing else 0.0])
    return int(low)


def _province(place: PlaceMention, by_code: dict[str, str]) -> str | None:
    if place.place_id and place.place_id.startswith("region:"):
        return place.place_id.removeprefix("region:")
    return by_code.get(place.admin1 or "") if place.country in {"AF", None} else None


def _named_province(places: Iterable[PlaceMention], by_code: dict[str, str]) -> str | None:
    """The province that places lie in; one that is named goes before one that a town lies in."""
    votes: Counter[str] = Counter()
    for place in places:
        region = bool(place.place_id and place.place_id.startswith("region:"))
        province = _province(place, by_code)
        if province is not None and place.role != "origin":
            votes[province] += 100 if region else 1
    return votes.most_common(1)[0][0] if votes else None


def _day(mentions: Iterable[TimeMention], released: date) -> date | None:
    """The first day that is named and lies in the weeks before the release."""
    for mention in mentions:
        first, last = mention.earliest, mention.latest
        if not mention.text or first is None or last is None or last - first > timedelta(1):
            continue
        if timedelta(0) <= released - first < timedelta(60):
            return first
    return None


def answer_of(release: Release, found: Sequence[Any], theatre: Theatre) -> Answer:
    """Map what was read in a release to its answers.

    Where the claims of what the force did name no place or day, other claims are asked, then what
    the release names below its heading.
    """
    claims = _told(found)
    done = [c for c in claims if c.event_type in FORCE | {"detain"} and _side(c.actor) != THEIRS]
    by_code = {
        code: region.place_id.removeprefix("region:")
        for region in theatre.regions
        for code in region.admin1
    }
    groups: list[list[PlaceMention]] = [
        [p for c in done for p in c.places],
        [p for c in claims for p in c.places],
        [p for p in release.places if p.start is not None and p.start >= release.body],
        list(release.places),
    ]
    province = next((p for g in groups if (p := _named_province(g, by_code)) is not None), None)
    times = [
        [c.time for c in done],
        [t for t in release.times if t.start is not None and t.start >= release.body],
        [c.time for c in claims],
    ]
    day = next((d for t in times if (d := _day(t, release.day)) is not None), release.day)
    killed = _killed(claims)
    return Answer(
        day=day,
        provinces=frozenset({province} if province else ()),
        kinds=_kinds(claims, killed),
        killed=killed,
    )


def names_day(release: Release, day: date) -> bool:
    """Whether some words below the heading name the day, alone or with the next (*overnight*)."""
    return any(
        m.start is not None
        and m.start >= release.body
        and m.earliest is not None
        and m.latest is not None
        and m.earliest <= day <= m.latest <= m.earliest + timedelta(1)
        for m in release.times
    )


def _slug(name: str) -> str:
    return name.strip().lower().replace(" ", "-")


def _right(answer: Answer, gold: dict[str, Any]) -> dict[str, bool]:
    truth = date.fromisoformat(gold["start_date"])
    asked = {_slug(p) for part in gold["province"] for p in part.split(";") if p}
    kinds = {k for part in gold["event_type"] for k in part.split(";") if k}
    return {
        "day": answer.day == truth,
        "day_within_one": abs((answer.day - truth).days) <= 1,
        "province": answer.provinces <= asked if asked and answer.provinces else not asked,
        "kind": answer.kinds <= kinds if answer.kinds else not kinds,
        "killed": answer.killed == gold["min_killed"],
    }


def measure(gold: Path, wrong: int = 0) -> dict[str, float]:
    """Shares of releases answered right; `wrong` releases of each kind of error are printed."""
    theatre = load_theatre(THEATRE)
    geoparser = Geoparser([shipped_gazetteer()], theatre)
    reader = EnglishReader(theatre, geoparser)
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    releases = rows(gold)
    shown: Counter[str] = Counter()
    for row in releases:
        text = row["text"]
        dated = day_of_release(text)
        day = dated or date(2011, 6, 15)
        noon = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
        found = reader.read(
            Document(
                document_id=row["document_id"],
                publisher=row["publisher"],
                published=noon,
                language="en",
                text=text,
                fingerprint=row["document_id"],
            )
        )
        places = tuple(geoparser.mentions(text))
        release = Release(day, body_of(text), places, tuple(find_times(text, day)))
        answer = answer_of(release, found, theatre)
        named = names_day(release, date.fromisoformat(row["gold"]["start_date"]))
        asked["all"] += 1
        asked["dated"] += dated is not None
        asked["named"] += dated is not None and named
        verdicts = _right(answer, row["gold"])
        for name, hit in verdicts.items():
            if name.startswith("day") and dated is None:
                continue
            right[name] += hit
            if not hit and shown[name] < wrong:
                shown[name] += 1
                _print(name, row, answer, day)
        right["day_named"] += verdicts["day"] and named and dated is not None
    return {
        "dated": asked["dated"],
        "named": asked["named"],
        **{name: round(hits / asked[_ASKED.get(name, "all")], 4) for name, hits in right.items()},
    }


def _print(name: str, row: dict[str, Any], answer: Answer, released: date) -> None:
    gold = row["gold"]
    wanted = {k: gold[k] for k in ("start_date", "province", "event_type", "min_killed")}
    print(f"-- {name} {row['document_id']} released {released}\n   {wanted}\n   {answer}")


def main() -> None:
    """Print the shares as one JSON object."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--wrong", type=int, default=0, help="releases to print of each error")
    options = parser.parse_args()
    print(json.dumps(measure(options.gold, options.wrong), indent=2))


if __name__ == "__main__":
    main()
