"""Who vouches for a claim: the chain from the publisher inward."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from salient.model import Document, Holder
from salient.reading.attribution import HOLDING, SpeechAct, shipped_reporting_lexicon
from salient.reading.lemmas import lemma_of
from salient.reading.sentences import fold
from salient.theatre import Source, Theatre

__all__ = ["HolderNames", "Voice"]

_OFFICIAL = frozenset(
    "governor minister president chancellor spokesman spokeswoman spokesperson mayor "
    "head chief chairman "
    "commander adviser advisor secretary ambassador general colonel major deputy "
    "official prosecutor "
    "director commissioner captain lieutenant sergeant founder negotiator ombudsperson spox "
    "ombudsman officer admiral envoy senator prime lawmaker chairperson representative "
    "leader".split()
)
_ORGANISATION = frozenset(
    "ministry staff command council administration service institute agency department office army "
    "government intelligence organization organisation commission directorate headquarters center "
    "centre committee police authority kremlin parliament embassy group union nato isw "
    "bank company "
    "operator party military force forces".split()
)
_MEDIA = frozenset(
    "newspaper outlet channel media agency journal times post news tv radio magazine daily".split()
)
_ANONYMOUS = frozenset(
    "expert analyst official source resident milblogger blogger user observer eyewitness "
    "witness local "
    "correspondent author they people civilian soldier serviceman account commentator journalist "
    "subscriber refugee side who troop expert citizen reporter".split()
)


_KINDS = (
    (_ANONYMOUS, "anonymous"),
    (_ORGANISATION, "organisation"),
    (_MEDIA, "media"),
)
_AFTER = frozenset("of in for at from to about on with by".split())
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
_DETERMINERS = frozenset(
    "the a an another some several many multiple various other certain one two three these those "
    "few".split()
)
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

_SELF = frozenset({"we", "i", "us", "our", "me"})
_SHOWING = frozenset({"show", "depict", "demonstrate", "reveal", "confirm"})
"""What footage does: *X posted a video purportedly showing …* puts the doubt inside X's report."""
_BODIES = frozenset(
    "international guard navy defense defence borders republic mission front fleet corps "
    "brigade regiment battalion division team court fund bureau energy federation oblast region "
    "world analysis report".split()
)
"""Last words of names that are no person's."""
_SEATS = frozenset(
    "moscow kyiv kiev washington london paris berlin brussels ankara tehran damascus baghdad minsk "
    "warsaw beijing pentagon kremlin britain france germany turkey poland belarus china israel "
    "ukraine russia syria iraq iran mariupol kherson kharkiv odesa".split()
)
"""Places that stand for those who govern there."""


_NAMES = 4_096
"""Names of holders that are kept with what is known of them: a text names few, and often."""


class Voice(NamedTuple):
    """Who speaks at a point of the text: the holders, the acts around it, whose *we* it is."""

    holders: tuple[Holder, ...]
    acts: tuple[SpeechAct, ...]
    side: str | None


class HolderNames:
    """The theatre's sources by every name they go by."""

    def __init__(self, theatre: Theatre) -> None:
        self._by_name: dict[str, Source] = {}
        for source in theatre.sources:
            for name in (source.name, *source.aliases):
                self._by_name.setdefault(_key(name), source)
        self._officials = {
            _key(name): side.id
            for side in theatre.sides
            for name in (*side.officials, *side.forces)
        }
        self._own = [
            (side.id, _key(name))
            for side in theatre.sides
            for name in (*side.adjectives, side.name)
        ]
        self._forces = {_key(name) for side in theatre.sides for name in side.forces}
        self._groups = {
            _key(n) for side in theatre.sides for n in (*side.epithets, *side.names)
        } - {_key(side.name) for side in theatre.sides}
        self._adjectives = {
            _key(name): side.id
            for side in theatre.sides
            for name in (*side.adjectives, *side.names, side.name)
        }

        self._remembered = lru_cache(maxsize=_NAMES)(self._find)

    def known(self, name: str) -> Source | None:
        """The theatre's source of this name, or None."""
        return self._remembered(name)

    def _find(self, name: str) -> Source | None:
        found = self._by_name.get(_key(name))
        for other in _shorter(name) if found is None else ():
            found = found or self._by_name.get(_key(other))
        return found or self._by_last_name(name.split())

    def _at_home(self, name: str, document: Document) -> Source | None:
        """The source of its own side that a publisher names without saying whose it is."""
        key = _key(name)
        if any(word in self._adjectives for word in key.split()):
            return None
        side = self.side(document.publisher)
        if side is None:
            return None
        found = (self._by_name.get(f"{own} {key}") for of, own in self._own if of == side)
        return next((s for s in found if s is not None and s.side == side), None)

    def _of_region(self, name: str, document: Document, at: int) -> Source | None:
        """The administration of the one region that the words around a bare *RMA* name."""
        if _key(name) not in _BARE_ADMINISTRATIONS:
            return None
        around = document.text[max(0, at - _AROUND) : at + _AROUND]
        named = {m[1].lower() for m in _REGION_NAMED.finditer(around)}
        found = {self._by_name.get(region + _ADMINISTRATION) for region in named} - {None}
        names = {s.name for s in found if s is not None}
        return next(iter(found)) if len(names) == 1 else None

    def _by_last_name(self, words: Sequence[str]) -> Source | None:
        """The person whose name these two words are, the surname first or spelled as known."""
        if len(words) != 2 or not all(_name_part(word) for word in words):
            return None
        for word in reversed(words):
            found = self._by_name.get(_key(word))
            if found is not None and found.kind in {"official", "person"}:
                return found
        return None

    def is_known(self, name: str) -> bool:
        """Whether the theatre lists a source of this name."""
        return self.known(name) is not None

    def side(self, name: str) -> str | None:
        """Whose point of view a holder of this name takes, as far as the theatre tells."""
        source = self.known(name)
        if source is not None:
            return source.side
        key = _key(name)
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
        words = [lemma_of(w, "NOUN") for w in _key(name).split()]
        if not words:
            return "unspecified"
        if len(words) == 1:
            return self._kind_of_word(name, words[0])
        if _titled(name, words):
            return "official"
        cut = next((n for n, word in enumerate(words) if n and word in _AFTER), len(words))
        last = words[cut - 1]
        for words_of_kind, kind in _KINDS:
            if last in words_of_kind:
                return kind
        if last in _ANONYMOUS or (words[0] == "unnamed" or words[0] == "anonymous"):
            return "anonymous"
        if any(w in _OFFICIAL for w in _without_staff(words)):
            return "official"
        if any(w in _ORGANISATION or w in _BODIES for w in words):
            return "organisation"
        if any(w in _MEDIA for w in words):
            return "media"
        if (
            name[:1].isupper()
            and 1 < len(words) <= 4
            and all(_name_part(p) for p in name.split())
            and not (any(p.isupper() for p in name.split()) or self._place_or_side(words))
        ):
            return "person"
        return "organisation" if name[:1].isupper() or name[:1].isdigit() else "anonymous"

    def _kind_of_word(self, name: str, word: str) -> str:
        """The kind of a holder of one word: a surname, unless it is some other kind of name."""
        for words_of_kind, kind in (*_KINDS, (_OFFICIAL, "official")):
            if word in words_of_kind:
                return kind
        bare = name.strip(" .,:;\"'()")
        low = _key(bare)
        if not bare[:1].isupper():
            return "anonymous"
        if bare.isupper() or any(c.isdigit() or c == "." for c in bare):
            return "organisation"
        if word in shipped_reporting_lexicon().people or (word != low and low in self._groups):
            return "anonymous"
        place = word in _SEATS or word in _BODIES or self._place_or_side([word])
        return "organisation" if place else "person"

    def _place_or_side(self, words: Sequence[str]) -> bool:
        """Whether one of the words means a side of the theatre."""
        return any(w in self._adjectives or w in self._forces for w in words)

    def voice(self, document: Document, acts: Sequence[SpeechAct], start: int, end: int) -> Voice:
        """Who speaks at the words from `start` to `end`."""
        found = [a for a in acts if _covers(a, start, end)]
        around = sorted(found, key=lambda a: (_depth(a, found), not a.source, -_length(a)))
        publisher = self.publisher(document)
        holders = [publisher]
        for act in [*_still_speaking(acts, start), *around]:
            if act.attitude not in HOLDING or act.evidence:
                continue
            called = (act.source_name or "").lower()
            if called in _SELF or called in _RUBRICS or _NOBODY.match(called):
                continue
            holder = self._holder(act, document)
            if holder.name != holders[-1].name and not (
                holder.kind == "unspecified" and holders[-1].kind == "unspecified"
            ):
                holders.append(holder)
        side = next((s for h in reversed(holders) if (s := self.side(h.name))), None)
        return Voice(tuple(holders), tuple(around), side)

    def _holder(self, act: SpeechAct, document: Document) -> Holder:
        unnamed = (act.source_name or "").lower() in _PRONOUNS
        if not act.source or not act.source_name or unnamed:
            spans = act.source or act.cue
            start, end = spans[0] if spans else (None, None)
            return Holder(name="unspecified", kind="unspecified", start=start, end=end)
        name = act.source_name
        start, end = act.source[0][0], act.source[-1][1]
        source = self.known(name) or self._at_home(name, document)
        source = source or self._of_region(name, document, start)
        if source is not None:
            kind = source.kind if source.kind != "publisher" else "media"
            return Holder(name=source.name, kind=kind, start=start, end=end)
        return Holder(name=name, kind=self.kind(name), start=start, end=end)


def _name_part(word: str) -> bool:
    """Whether a word can be part of a person's name: *Haider*, *al-Abadi*."""
    return word[:1].isupper() or word.partition("-")[2][:1].isupper()


def _without_staff(words: Sequence[str]) -> list[str]:
    """The words without *general* where it is a staff's."""
    staffs = _staffs(words)
    return [w for n, w in enumerate(words) if n not in staffs]


def _titled(name: str, words: Sequence[str]) -> bool:
    """Whether a name in full stands after an office: *… Forces Commander Colonel General X Y*."""
    full = name.split()
    if len(full) != len(words) or not all(_name_part(w) for w in full[-2:]):
        return False
    offices = [n for n, w in enumerate(words) if w in _OFFICIAL and n not in _staffs(words)]
    return (
        bool(offices)
        and 1 <= len(words) - 1 - offices[-1] <= 2
        and not any(
            w in _ORGANISATION or w in _BODIES or w in _MEDIA for w in words[offices[-1] + 1 :]
        )
    )


def _staffs(words: Sequence[str]) -> set[int]:
    return {n for n, w in enumerate(words[:-1]) if w == "general" and words[n + 1] == "staff"}


def _shorter(name: str) -> Iterator[str]:
    """Other names that mean the same source: without initials in brackets, tail or title."""
    if "(" in name:
        yield name.partition("(")[0]
    words = name.split()
    if len(words) > 2 and words[0].endswith(("'s", "’s")):
        yield " ".join(words[1:])
    if len(words) > 2 and words[-2].lower() in _ORGANISATION and _name_part(words[-1]):
        # *head of the X administration Y*: who holds the office is named last.
        yield words[-1]
    kept = len(words)
    while kept > 1 and words[kept - 1].lower() in _TAIL:
        kept -= 1
    if kept < len(words):
        yield " ".join(words[:kept])
    titled = [lemma_of(w.lower(), "NOUN") in _OFFICIAL for w in words]
    person = len(words)
    while person > 0 and _name_part(words[person - 1]) and not titled[person - 1]:
        person -= 1
    named = words[person:]
    if len(words) > 2 and any(titled[:-2]) and all(_name_part(w) for w in words[-2:]):
        yield " ".join(words[-2:])
    if len(words) > 1 and words[-1].lower() in _TEXTS and words[-2].endswith(("'s", "’s")):
        yield " ".join(words[:-1])[:-2]
    if 0 < person < len(words) and words[person - 1].lower() not in _AFTER:
        yield " ".join(named)
        if any(titled[:person]):
            yield named[-1]


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


@lru_cache(maxsize=_NAMES)
def _key(name: str) -> str:
    folded = fold(name).lower().replace("'s ", " ").strip(" .,:;\"'()")
    words = folded.split()
    while len(words) > 1 and words[0] in _DETERMINERS:
        words = words[1:]
    return " ".join(words)
