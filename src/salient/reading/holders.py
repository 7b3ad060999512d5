"""Who vouches for a claim: the chain from the publisher inward."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from salient.model import Document, Holder, PlaceMention
from salient.reading.attribution import HOLDING, SpeechAct
from salient.reading.holder_chains import each_once, nobodys_reports, only_worded, own_words
from salient.reading.holder_kinds import AFTER, OFFICIAL, ORGANISATION, kind_of, name_key, name_part
from salient.reading.lemmas import lemma_of
from salient.theatre import Source, Theatre

__all__ = ["HolderNames", "Voice", "named_after"]

_TAIL = frozenset(
    "of the armed forces force army military press service center centre office website page "
    "channel spokesman spokesperson spokeswoman".split()
)
"""Words after a source's name that leave it the same source."""
_AROUND = 200
"""Characters on either side of a bare administration in which its region is looked for."""

_PRONOUNS = frozenset({"he", "she", "it", "they", "who", "this", "that", "which", "one", "you",
                        "his", "her", "its", "their"})  # fmt: skip
_TEXTS = frozenset("statement report post message speech address".split())
_BARE_ADMINISTRATIONS = frozenset(
    "rma|ova|oda|regional military administration|oblast military administration|"
    "regional state administration|regional administration|military administration".split("|")
)
"""What a region's administration is called where the text has named the region."""

_ADMINISTRATION = " oblast military administration"
_REGION_NAMED = re.compile(r"\b([A-Z][a-z]+)(?: region\b| Region\b| oblast\b| Oblast\b)")
_RUBRICS = frozenset(
    "analysis explainer factbox opinion timeline exclusive update updates live video photo photos "
    "breaking watch explained commentary infographic interview".split()
)
"""Labels before a headline's colon that name a kind of text, not who speaks."""

_NOBODY = re.compile(
    r"(?:(?:north|south|east|west)\w* of\b|(?:january|february|march|april|may|june|july|august|"
    r"september|october|november|december)(?: \d+)?$|a$|the$)"
)
"""Names that a broken parse gives to a source: a point of the compass, a date."""

_HEADING = "colon-source"
"""The rule of attribution that finds a source before a colon, or behind a dash."""
_SELF = frozenset({"we", "i", "us", "our", "me"})
_SHOWING = frozenset({"show", "depict", "demonstrate", "reveal", "confirm"})
"""What footage does: *X posted a video purportedly showing …* puts the doubt inside X's report."""
_DEMANDS = frozenset({"call", "demand", "urge", "appeal", "insist"})
"""What is demanded is the will of who demands it, not of who is to do it."""
_SAYING = frozenset({"assert", "confirm"})
_NAMES = 4_096
"""Names of holders that are kept with what is known of them: a text names few, and often."""


class Voice(NamedTuple):
    """Who speaks at a point of the text: the holders, the acts around it, whose *we* it is.

    `wanting` are the holders of what is only wanted there, with those who demand it; None where
    they are the same.
    """

    holders: tuple[Holder, ...]
    acts: tuple[SpeechAct, ...]
    side: str | None
    wanting: tuple[Holder, ...] | None = None

    def denying(self, tale: int) -> Voice:
        """The voice that calls a tale untrue: without whoever tells it (*X falsely claimed that*).

        tale: an offset in the words by which it is told.
        """
        told = (a for a in self.acts if any(start <= tale < end for start, end in a.cue))
        tellers = {(s[0][0], s[-1][1]) for a in told if (s := a.source or a.cue)}
        kept = (h for h in self.holders if h.start is None or (h.start, h.end) not in tellers)
        return self._replace(holders=tuple(kept))


class HolderNames:
    """The theatre's sources by every name they go by."""

    def __init__(self, theatre: Theatre) -> None:
        self._by_name: dict[str, Source] = {}
        for source in theatre.sources:
            for name in (source.name, *source.aliases):
                self._by_name.setdefault(name_key(name), source)
        self._officials = {
            name_key(name): side.id
            for side in theatre.sides
            for name in (*side.officials, *side.forces)
        }
        self._own = [
            (side.id, name_key(name))
            for side in theatre.sides
            for name in (*side.adjectives, side.name)
        ]
        self._forces = {name_key(name) for side in theatre.sides for name in side.forces}
        self._groups = {
            name_key(n) for side in theatre.sides for n in (*side.epithets, *side.names)
        } - {name_key(side.name) for side in theatre.sides}
        self._adjectives = {
            name_key(name): side.id
            for side in theatre.sides
            for name in (*side.adjectives, *side.names, side.name)
        }

        self._sided = self._forces | self._adjectives.keys()
        self._remembered = lru_cache(maxsize=_NAMES)(self._find)

    def known(self, name: str) -> Source | None:
        """The theatre's source of this name, or None."""
        return self._remembered(name)

    def _find(self, name: str) -> Source | None:
        found = self._by_name.get(name_key(name))
        for other in _shorter(name) if found is None else ():
            found = found or self._by_name.get(name_key(other))
        return found or self._by_last_name(name.split())

    def _at_home(self, name: str, document: Document) -> Source | None:
        """The source of its own side that a publisher names without saying whose it is."""
        key = name_key(name)
        if any(word in self._adjectives for word in key.split()):
            return None
        side = self.side(document.publisher)
        if side is None:
            return None
        found = (self._by_name.get(f"{own} {key}") for of, own in self._own if of == side)
        return next((s for s in found if s is not None and s.side == side), None)

    def _of_region(self, name: str, document: Document, at: int) -> Source | None:
        """The administration of the one region that the words around a bare *RMA* name."""
        if name_key(name) not in _BARE_ADMINISTRATIONS:
            return None
        around = document.text[max(0, at - _AROUND) : at + _AROUND]
        named = {m[1].lower() for m in _REGION_NAMED.finditer(around)}
        found = {self._by_name.get(region + _ADMINISTRATION) for region in named} - {None}
        names = {s.name for s in found if s is not None}
        return next(iter(found)) if len(names) == 1 else None

    def _by_last_name(self, words: Sequence[str]) -> Source | None:
        """The person whose name these two words are, the surname first or spelled as known."""
        if len(words) != 2 or not all(name_part(word) for word in words):
            return None
        for word in reversed(words):
            found = self._by_name.get(name_key(word))
            if found is not None and found.kind in {"official", "person"}:
                return found
        return None

    def is_known(self, name: str) -> bool:
        """Whether the theatre lists a source of this name."""
        return self.known(name) is not None

    def without_speakers(
        self, mentions: Sequence[PlaceMention], acts: Sequence[SpeechAct]
    ) -> tuple[PlaceMention, ...]:
        """Mentions of places less those that are the name of who speaks (*…, - Reznikov*).

        What signs a headline speaks, whether or not it is known as somebody's name.
        """
        signed = {span: _signs(act) for act in acts for span in act.source}
        return tuple(
            m
            for m in mentions
            if (m.start, m.end) not in signed
            or not ((m.kind == "settlement" and signed[m.start, m.end]) or self._is_person(m.text))
        )

    def grounds(self, mentions: Sequence[PlaceMention]) -> frozenset[tuple[int, int]]:
        """The spans of mentions that may name ground: some village bears a minister's name."""
        return frozenset((m.start, m.end) for m in mentions if not self._is_person(m.text))

    def _is_person(self, name: str) -> bool:
        source = self.known(name)
        return source is not None and source.kind in {"official", "person"}

    def side(self, name: str) -> str | None:
        """Whose point of view a holder of this name takes, as far as the theatre tells."""
        source = self.known(name)
        if source is not None:
            return source.side
        key = name_key(name)
        if key in self._officials:
            return self._officials[key]
        words = key.split()
        for n in range(min(6, len(words)), 0, -1):
            for i in range(len(words) - n + 1):
                side = self._officials.get(" ".join(words[i : i + n]))
                if side is not None:
                    return side
        return next((self._adjectives[w] for w in words if w in self._adjectives), None)

    def publisher(self, document: Document) -> Holder:
        """The outermost holder of everything in a document."""
        source = self.known(document.publisher)
        name = source.name if source is not None else document.publisher
        return Holder(name=name, kind="publisher", start=None, end=None)

    def kind(self, name: str) -> str:
        """The kind of a holder that the theatre does not list, by the words of its name."""
        return kind_of(name, self._sided, self._groups)

    def voice(self, document: Document, acts: Sequence[SpeechAct], start: int, end: int) -> Voice:
        """Who speaks at the words from `start` to `end`."""
        found = self._without_labels([a for a in acts if _covers(a, start, end)], document)
        around = sorted(found, key=lambda a: (_depth(a, found), not a.source, -_length(a)))
        called = (span for act in acts if _vouches(act) for span in act.source)
        titled = any(a <= start and end <= b for a, b in called)
        # *The mayor of occupied X said*: what X is called is the writer's.
        speaking = [*([] if titled else _still_speaking(acts, start)), *around]
        holders = self._chain(own_words([a for a in speaking if _vouches(a)]), document)
        demands = [a for a in speaking if _vouches(a) or _demands(a)]
        wanting = self._chain(demands, document) if any(map(_demands, speaking)) else None
        side = next((s for h in reversed(holders) if (s := self.side(h.name))), None)
        return Voice(holders, tuple(around), side, wanting)

    def _without_labels(self, acts: list[SpeechAct], document: Document) -> list[SpeechAct]:
        """Acts without the words before a headline's colon, where a source signs it at its end.

        *Air defense: 500th target shot down, - Air Force*: the words are then its topic.
        """
        signed = [a for a in acts if _signs(a)]
        own = self.publisher(document).name
        if not any(self._holder(a, document).name != own for a in signed):
            return acts
        return [a for a in acts if a.rule != _HEADING or a in signed]

    def _chain(self, acts: Sequence[SpeechAct], document: Document) -> tuple[Holder, ...]:
        """The publisher and the sources of acts, each once in a row."""
        sourced = any(named_after(a) for a in acts)
        holders = [self.publisher(document)]
        for act in acts:
            called = (act.source_name or "").lower()
            state = len(called) > 1 and (act.source_name or "").isupper()
            if (called in _SELF and not state) or called in _RUBRICS or _NOBODY.match(called):
                continue
            if sourced and not act.source:
                continue
            holder = self._holder(act, document)
            if holder.name == holders[0].name:
                # *X reported A, though we cannot confirm B*: B is the publisher's own. What it
                # signs is not.
                del holders[1 if act.rule != _HEADING else len(holders) :]
            elif len(holders) > 1 and _of_this_role(holders[-1].name, act.source_name):
                holders[-1] = holder
            elif holder.name != holders[-1].name and not (
                holder.kind == "unspecified" and holders[-1].kind == "unspecified"
            ):
                holders.append(holder)
            if act.attitude == "deny" and act.source and not act.negated:
                break
        return tuple(each_once(holders))

    def _holder(self, act: SpeechAct, document: Document) -> Holder:
        unnamed = (act.source_name or "").lower() in _PRONOUNS
        if not act.source or not act.source_name or unnamed:
            spans = act.source or act.cue
            start, end = spans[0] if spans else (None, None)
            return Holder(name="unspecified", kind="unspecified", start=start, end=end)
        name = act.source_name
        start, end = act.source[0][0], act.source[-1][1]
        if nobodys_reports(name):
            return Holder(name="unspecified", kind="unspecified", start=start, end=end)
        source = self.known(name) or self._at_home(name, document)
        source = source or self._of_region(name, document, start)
        if source is not None:
            kind = source.kind if source.kind != "publisher" else "media"
            return Holder(name=source.name, kind=kind, start=start, end=end)
        return Holder(name=name, kind=self.kind(name), start=start, end=end)


def _shorter(name: str) -> Iterator[str]:
    """Other names that mean the same source: without initials in brackets, tail or title."""
    if "(" in name:
        bare = " ".join(re.sub(r"\([^)]*\)?", " ", name).split())
        yield bare
        if not name.endswith(")"):
            yield from _shorter(bare)
            return
    words = name.split()
    yield from _administration_of(words)
    if len(words) > 2 and words[0].endswith(("'s", "’s")):
        yield " ".join(words[1:])
    if len(words) > 2 and words[-2].lower() in ORGANISATION and name_part(words[-1]):
        # *head of the X administration Y*: who holds the office is named last.
        yield words[-1]
    kept = len(words)
    while kept > 1 and words[kept - 1].lower() in _TAIL:
        kept -= 1
    if kept < len(words):
        yield " ".join(words[:kept])
    if len(words) > 1 and words[-1].lower() in _TEXTS and words[-2].endswith(("'s", "’s")):
        yield " ".join(words[:-1])[:-2]
    yield from _person_in(words)


def _person_in(words: Sequence[str]) -> Iterator[str]:
    """The person's name at the end of title and name."""
    if "of" in words[2:-1] and words[0].lower() in {"president", "prime"}:
        words = words[: words.index("of")]
    titled = [lemma_of(w.lower(), "NOUN") in OFFICIAL for w in words]
    person = len(words)
    while person > 0 and name_part(words[person - 1]) and not titled[person - 1]:
        person -= 1
    named = words[person:]
    if len(words) > 2 and any(titled[:-2]) and all(name_part(w) for w in words[-2:]):
        yield " ".join(words[-2:])
    if any(titled[:-1]) and not titled[-1] and words[-2].lower() not in AFTER:
        # *Mayor of X Y*: the office's town stands before the name.
        yield words[-1]
    if 0 < person < len(words) and words[person - 1].lower() not in AFTER:
        yield " ".join(named)
        if any(titled[:person]):
            yield named[-1]


def _administration_of(words: Sequence[str]) -> Iterator[str]:
    """*X RMA* and *X OVA* in full."""
    if len(words) > 1 and words[-1].lower() in _BARE_ADMINISTRATIONS:
        region = " ".join(w for w in words[:-1] if w.lower() not in {"region", "oblast"})
        yield region + _ADMINISTRATION


def _of_this_role(role: str, name: str | None) -> bool:
    """Whether a bare role before is the one that stands in a name (*mayor*, *X mayor A B*)."""
    if name is None or " " in role or not role.islower() or role not in OFFICIAL:
        return False
    return role in name.lower().split() and role != name.lower()


def _vouches(act: SpeechAct) -> bool:
    """Whether the source of an act stands for what it says.

    What *is known* is the writer's own.
    """
    if only_worded(act) or (not act.source and act.attitude in {"know", "perceive"}):
        return False
    if act.negated and act.attitude in _SAYING and not act.rule.startswith("noun"):
        # *X did not report attacks near Y*: that there were none is the writer's to say.
        return False
    return act.attitude in HOLDING and not (act.evidence or act.mooted)


def _demands(act: SpeechAct) -> bool:
    """Whether an act demands something before the world (*calls on X to leave*)."""
    named = bool(act.source) and not (act.evidence or act.mooted)
    return named and act.cue_lemma in _DEMANDS


def named_after(act: SpeechAct) -> bool:
    """Whether an act tells who stands for *reportedly*: *according to X*, *X posted a video*."""
    posted = act.rule == "showing" or (act.rule == "adverb" and act.evidence)
    return posted or (act.rule == "source-after" and bool(act.source))


def _depth(act: SpeechAct, around: Sequence[SpeechAct]) -> int:
    """How deep an act stands, a doubt about what footage shows counted within who posted it."""
    if act.source:
        return act.depth
    shown = [a.depth for a in around if a.source and a.cue_lemma in _SHOWING]
    return max([act.depth, *(d for d in shown if d == act.depth + 1)])


def _covers(act: SpeechAct, start: int, end: int) -> bool:
    return any(a <= start and end <= b for a, b in act.content)


def _still_speaking(acts: Sequence[SpeechAct], at: int) -> list[SpeechAct]:
    """The act whose source stands for words that name nobody: the nearest before them."""
    found = [a for a in acts if any(start <= at < end for start, end in a.beyond)]
    return found[-1:]


def _length(act: SpeechAct) -> int:
    return sum(b - a for a, b in act.content)


def _signs(act: SpeechAct) -> bool:
    """Whether the source stands alone behind what it says."""
    return act.rule == _HEADING and bool(act.source) and act.source[0] > act.content[0]
