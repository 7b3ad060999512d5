"""The words that attribute, read from files that an analyst can edit.

Every file is one entry a line, columns between bars, comments after `#`; its head says what the
columns mean. A malformed line raises `LexiconError` with the file and the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import NamedTuple

from salient.errors import LexiconError
from salient.reading.attribution.acts import ATTITUDES

__all__ = ["Entry", "ReportingLexicon", "load_reporting_lexicon", "shipped_reporting_lexicon"]

_FRAMES = frozenset(
    "that quote to ing obj obj-pass obj-to obj-as obj-pred be-to be-that seem it-that "
    "evidence".split()
)
_NOUN_FRAMES = frozenset({"that", "to"})
_MARKERS = frozenset({"source-after", "frame", "document", "adverb"})


class Entry(NamedTuple):
    """A word that attributes.

    `frames` are the constructions that carry its content; `prepositions` those that introduce it;
    `particle` the second word of a verb such as *point out*, else empty.
    """

    lemma: str
    particle: str
    attitude: str
    frames: frozenset[str]
    prepositions: frozenset[str]

    def takes(self, *frames: str) -> bool:
        """Whether the entry has one of these frames."""
        return not self.frames.isdisjoint(frames)


class ReportingLexicon(NamedTuple):
    """Everything that attribution knows of a language's words, by lemma.

    `verbs` lists, for each lemma, its entries in the file's order, those with a particle first.
    `source_after` are phrases as tuples of words, longest first. `evidence_nouns` stand for things
    that show something and vouch for nothing. `people` are those `source_nouns` that name persons.
    """

    verbs: dict[str, tuple[Entry, ...]]
    nouns: dict[str, Entry]
    adjectives: dict[str, Entry]
    source_after: tuple[tuple[tuple[str, ...], str], ...]
    frame_nouns: dict[str, str]
    documents: dict[str, str]
    adverbs: dict[str, str]
    source_nouns: frozenset[str]
    people: frozenset[str]
    evidence_nouns: frozenset[str]


def _lines(folder: Traversable, name: str) -> Iterator[tuple[str, int, str]]:
    path = folder / name
    try:
        content = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(str(path), 0, f"cannot be read as UTF-8 text: {error}") from error
    for number, line in enumerate(content.splitlines(), 1):
        bare = line.split("#", 1)[0].strip()
        if bare:
            yield str(path), number, bare


def _columns(where: str, number: int, line: str, count: int, layout: str) -> list[str]:
    columns = [part.strip() for part in line.split("|")]
    if len(columns) != count or not all(columns[: count - 1]):
        raise LexiconError(
            where, number, f"found {len(columns)} columns in {line!r}; write {layout}"
        )
    return columns


def _attitude(where: str, number: int, word: str) -> str:
    if word not in ATTITUDES:
        raise LexiconError(
            where, number, f"unknown attitude {word!r}; use one of: {', '.join(ATTITUDES)}"
        )
    return word


def _entries(folder: Traversable, name: str, allowed: frozenset[str]) -> Iterator[Entry]:
    for where, number, line in _lines(folder, name):
        word, attitude, frames = _columns(where, number, line, 3, "word | attitude | frames")
        lemma, _, particle = word.partition(" ")
        found = frames.split()
        for frame in found:
            if frame not in allowed and not frame.startswith("~"):
                known = ", ".join(sorted(allowed))
                problem = f"unknown frame {frame!r}; use one of: {known}, or ~ and a preposition"
                raise LexiconError(where, number, problem)
        yield Entry(
            lemma,
            particle.strip(),
            _attitude(where, number, attitude),
            frozenset(f for f in found if not f.startswith("~")),
            frozenset(f[1:] for f in found if f.startswith("~")),
        )


def _merged(old: Entry, new: Entry) -> Entry:
    """Two lines of one word: the first line's attitude, the frames of both."""
    return old._replace(
        frames=old.frames | new.frames, prepositions=old.prepositions | new.prepositions
    )


def _by_lemma(entries: Iterator[Entry]) -> dict[str, Entry]:
    found: dict[str, Entry] = {}
    for entry in entries:
        old = found.get(entry.lemma)
        found[entry.lemma] = _merged(old, entry) if old else entry
    return found


def _verbs(entries: Iterator[Entry]) -> dict[str, tuple[Entry, ...]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.lemma, []).append(entry)
    return {
        lemma: tuple(sorted(known, key=lambda e: not e.particle)) for lemma, known in found.items()
    }


def load_reporting_lexicon(folder: Traversable) -> ReportingLexicon:
    """Read the reporting files of one language from a folder (a `Path` will do).

    Raises LexiconError, with file and line, for a missing file or a malformed line.
    """
    after: list[tuple[tuple[str, ...], str]] = []
    tables: dict[str, dict[str, str]] = {"frame": {}, "document": {}, "adverb": {}}
    for where, number, line in _lines(folder, "reporting_markers.txt"):
        kind, words, mood = _columns(where, number, line, 3, "kind | words | attitude")
        attitude = _attitude(where, number, mood)
        if kind not in _MARKERS:
            known = ", ".join(sorted(_MARKERS))
            raise LexiconError(where, number, f"unknown kind {kind!r}; use one of: {known}")
        if kind == "source-after":
            after.append((tuple(words.split()), attitude))
        else:
            tables[kind][words] = attitude
    people = _words(folder, "reporting_people.txt")
    after.sort(key=lambda item: (-len(item[0]), item[0]))
    return ReportingLexicon(
        _verbs(_entries(folder, "reporting_verbs.txt", _FRAMES)),
        _by_lemma(_entries(folder, "reporting_nouns.txt", _NOUN_FRAMES)),
        _by_lemma(_entries(folder, "reporting_adjectives.txt", _NOUN_FRAMES)),
        tuple(after),
        tables["frame"],
        tables["document"],
        tables["adverb"],
        _words(folder, "source_nouns.txt") | people,
        people,
        _words(folder, "evidence_nouns.txt"),
    )


def _words(folder: Traversable, name: str) -> frozenset[str]:
    return frozenset(word for _, _, line in _lines(folder, name) for word in line.split())


@cache
def shipped_reporting_lexicon(language: str = "en") -> ReportingLexicon:
    """The reporting lexicon that comes with the package."""
    return load_reporting_lexicon(files("salient.reading") / "lexicon" / language)
