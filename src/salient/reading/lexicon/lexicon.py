"""One language's lexicon, from the files that ship and a user's folder over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import msgspec

from salient.errors import UsageError
from salient.reading.lexicon.frames import Frame, load_frames
from salient.reading.lexicon.lines import lexicon_lines
from salient.reading.lexicon.operators import Operator, load_operators

__all__ = ["NOUN_KINDS", "Lexicon", "load_lexicon"]

NOUN_KINDS = (
    "force",
    "place",
    "ground",
    "line",
    "people",
    "equipment",
    "building",
    "dead",
    "goods",
    "child",
    "undertaking",
)


class Lexicon(msgspec.Struct, frozen=True):
    """Frames by form and head lemma, operators by form and lemma, kinds by noun lemma.

    Frames of one head are ordered: more words first, then more conditions, then as in the files.
    `heads` are the lemmas on which some event turns.
    """

    frames: Mapping[tuple[str, str], tuple[Frame, ...]]
    operators: Mapping[tuple[str, str], Operator]
    nouns: Mapping[str, frozenset[str]]
    heads: frozenset[str]

    def noun_is(self, lemma: str, kind: str) -> bool:
        """Whether the noun names a thing of this kind."""
        return kind in self.nouns.get(lemma, ())


def _load_nouns(file: Traversable, into: dict[str, set[str]]) -> None:
    for line in lexicon_lines(file):
        kind, *lemmas = line.words
        if kind not in NOUN_KINDS:
            raise line.error(f"the kind {kind!r} is unknown; give one of {', '.join(NOUN_KINDS)}")
        for lemma in lemmas:
            into[lemma].add(kind)


def _specific(frame: Frame) -> tuple[int, int, int]:
    conditions = [need for need in frame.needs if "any" not in need.kinds]
    return -len(frame.words), -len(conditions), sum(len(need.kinds) for need in conditions)


@cache
def load_lexicon(language: str = "en", extra: Path | None = None) -> Lexicon:
    """The lexicon that ships for `language`, with the files of the folder `extra` laid over it.

    A `.frames` file in `extra/events` replaces the shipped file of that name; `operators.txt` and
    `nouns.txt` there add to the shipped ones and win where both name a lemma.

    Raises:
        LexiconError: a malformed entry; names file and line.
        UsageError: there is no such language or folder.

    """
    shipped = files("salient.reading.lexicon") / language
    if not shipped.is_dir():
        raise UsageError(f"there is no lexicon for {language!r}; the one that ships is 'en'")
    roots: Sequence[Traversable] = [shipped]
    if extra is not None:
        if not extra.is_dir():
            raise UsageError(
                f"there is no lexicon folder {extra}; give one laid out as the shipped one, with "
                "events/*.frames, operators.txt or nouns.txt"
            )
        roots = [*roots, extra]
    events: dict[str, Traversable] = {}
    operators: dict[tuple[str, str], Operator] = {}
    nouns: dict[str, set[str]] = defaultdict(set)
    for root in roots:
        folder = root / "events"
        if folder.is_dir():
            events |= {f.name: f for f in folder.iterdir() if f.name.endswith(".frames")}
        if (root / "operators.txt").is_file():
            operators |= load_operators(root / "operators.txt")
        if (root / "nouns.txt").is_file():
            _load_nouns(root / "nouns.txt", nouns)
    by_head: dict[tuple[str, str], list[Frame]] = defaultdict(list)
    for name in sorted(events):
        for frame in load_frames(events[name]):
            by_head[frame.form, frame.head].append(frame)
    frames = {key: tuple(sorted(found, key=_specific)) for key, found in by_head.items()}
    return Lexicon(
        frames,
        operators,
        nouns={k: frozenset(v) for k, v in nouns.items()},
        heads=frozenset(head for _, head in frames),
    )
