"""The hand-written cases of `evals/cases`, and a reader whose places are made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from salient.model import Claim, Document, PlaceMention
from salient.places.relations import relation_before
from salient.reading import EnglishReader
from salient.theatre import load_theatre

CASES = Path(__file__).parents[2] / "evals" / "cases"
MADE_UP = {
    "Orlivka": "settlement", "Vasylivka": "settlement", "Zelene": "settlement",
    "Borivka": "settlement", "Kamianka": "settlement", "Lypove": "settlement",
    "Bystra": "river", "Stepove Oblast": "region", "Kamianka axis": "axis", "Norland": "country",
}  # fmt: skip


class MadeUpPlaces:
    """Finds the made-up places by name, each certain."""

    def mentions(self, text: str, *, day: date | None = None) -> Sequence[PlaceMention]:
        pattern = "|".join(sorted(MADE_UP, key=len, reverse=True))
        found = re.finditer(rf"\b(?:{pattern})\b", text)
        told = [(m, relation_before(text, m.start(), m.end())) for m in found]
        return [
            PlaceMention(
                text=m[0], start=m.start(), end=m.end(), place_id=f"made-up:{m[0]}", name=m[0],
                kind=MADE_UP[m[0]], latitude=49.0, longitude=37.0, admin1="01", country="UA",
                relation=said.relation, role=said.role, score=1.0,
            )
            for m, said in told
        ]  # fmt: skip


def made_up_reader() -> EnglishReader:
    return EnglishReader(load_theatre("ukraine"), MadeUpPlaces())


def document_of(text: str, publisher: str = "Example Post") -> Document:
    return Document(
        document_id="case", text=text, publisher=publisher, language="en", fingerprint="case",
        published=datetime(2022, 5, 14, 12, tzinfo=UTC),
    )  # fmt: skip


class Case(NamedTuple):
    kind: str
    text: str
    publisher: str
    grade: str
    expected: tuple[str, ...]
    line: int

    @property
    def name(self) -> str:
        return f"{self.line}-{self.kind}"

    @property
    def weak(self) -> bool:
        return self.grade == "weak"


def load_cases() -> list[Case]:
    return [case for path in sorted(CASES.glob("*.txt")) for case in _cases_of(path)]


def _cases_of(path: Path) -> Iterator[Case]:
    kind, head, expected = "", None, []
    for number, raw in enumerate([*path.read_text("utf-8").splitlines(), "## end"], start=1):
        line = raw.strip()
        begins = re.match(r"(?:\[(weak|medium)\])?\s*(?:\{([^}]*)\})?>\s*(.+)", line)
        if (begins or line.startswith("## ")) and head is not None:
            yield Case(kind, head[1], head[2], head[3], tuple(expected), head[0])
            head, expected = None, []
        if line.startswith("## "):
            kind = line[3:].replace(" ", "-").replace(",", "")
        elif begins:
            assert begins[3][0] not in "{[", (
                f"{path.name}:{number}: what is before a text is before >"
            )
            head = (
                number,
                begins[3].replace(" ¶ ", "\n\n"),
                begins[2] or "Example Post",
                begins[1] or "strong",
            )
        elif line and not line.startswith("#"):
            expected.append(line)


def matches(claim: Claim, wanted: str) -> bool:
    words = wanted.lstrip("!").split()
    event, rest = words[0], words[1:]
    if claim.event_type != event:
        return False
    return all(_holds(claim, word) for word in rest)


def _holds(claim: Claim, word: str) -> bool:
    key, _, value = word.partition("=")
    if word in "+-":
        return claim.polarity == ("positive" if word == "+" else "negative")
    if word.startswith("@"):
        return any(p.name == word[1:].replace("_", " ") for p in claim.places)
    if key == "p":
        low, high = map(float, value.split("-"))
        return claim.probability == (low, high)
    if key in {"side", "target"}:
        party = claim.actor if key == "side" else claim.target
        return party is not None and party.side == value
    if key in {"actor", "to"}:
        party = claim.actor if key == "actor" else claim.target
        return (party.name if party is not None else "none") == value.replace("_", " ")
    if key in {"rel", "role"}:
        return any(getattr(p, "relation" if key == "rel" else key) == value for p in claim.places)
    if key == "when":
        first, _, last = value.partition("/")
        dates = claim.time.earliest, claim.time.latest
        end = None if last == "none" else date.fromisoformat(last or first)
        return dates == (date.fromisoformat(first), end)
    if key == "holder":
        return value.replace("_", " ") in claim.holders[-1].name
    if key == "chain":
        return _chain(claim, value.replace("_", " "))
    if key == "control":
        side, effect = value.split(":")
        return any((c.side, c.effect) == (side, effect) for c in claim.control)
    if key == "kind":
        kind, span = value.split(":")
        low_text, high_text = span.split("-")
        high_wanted = None if high_text == "none" else float(high_text)
        return any(
            (q.kind, q.low, q.high) == (kind, float(low_text), high_wanted)
            for q in claim.quantities
        )
    return claim.mood == word


def _chain(claim: Claim, wanted: str) -> bool:
    """Whether the holders after the publisher have these names or hold them, outermost first."""
    names = [holder.name for holder in claim.holders[1:]]
    parts = [] if wanted == "none" else wanted.split(">")
    return len(names) == len(parts) and all(p in n for p, n in zip(parts, names, strict=True))


def failures(case: Case, claims: Sequence[Claim]) -> list[str]:
    wrong = []
    for wanted in case.expected:
        found = any(matches(claim, wanted) for claim in claims)
        if found == wanted.startswith("!"):
            wrong.append(wanted)
    return wrong
