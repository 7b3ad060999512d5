"""Who vouches in the end: ten outlets that repeat one ministry are one witness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

import msgspec

from salient.documents.citations import cited_names, same_name
from salient.documents.near_duplicates import Resemblance
from salient.model import Claim, Document, Holder
from salient.theatre import Source
from salient.workbench.happenings import CHANGES, SLACK, Happening, happenings, same_days
from salient.workbench.stories import (
    Item,
    Member,
    Story,
    StorySettings,
    Told,
    items_of,
    story_id,
    told_stories,
)

__all__ = ["Vouching", "Witnesses", "independence", "stories_of"]

DEFAULT = StorySettings()
_NAMED = frozenset({"organisation", "official", "person", "media"})
_HEADLINE = 160
_OPENING = 500
"""Characters of a passage in which it is looked for whom it cites."""


class Vouching(msgspec.Struct, frozen=True, kw_only=True):
    """How a claim stands among those that tell of the same happening.

    `witness` is who vouches in the end: the innermost holder with a name; else the one whose post
    is forwarded, or whose words are copied; else the publisher. `repeats` is the earlier claim by
    which the same witness told the same already, None where it is told for the first time, and
    `weight` is what it adds as testimony: 1 for the first telling, 0 for a repetition. `witnesses`
    is how many independent witnesses of the happening are known. `story_id` is the story of the
    passage that the claim stands in.
    """

    claim_id: str
    story_id: str
    witness: str
    repeats: str | None
    weight: float
    witnesses: int


def independence(
    claims: Iterable[Claim],
    documents: Iterable[Document],
    *,
    sources: Sequence[Source] = (),
    known_by: datetime | None = None,
    settings: StorySettings = DEFAULT,
) -> dict[str, Vouching]:
    """Say of each claim who vouches for it and whether that witness had told it before.

    `documents` are those that the claims were read from, and others that they may have been copied
    from. Only what was published by `known_by` is looked at, so the answer is what could be known
    then; claims published later are left out of it. `sources` are the theatre's, whose other names
    are taken for one. The answer comes by publication time, document id and place in the text.
    """
    by_then = [d for d in documents if known_by is None or d.published <= known_by]
    told = told_stories(items_of(by_then, claims), settings)
    witnesses = Witnesses(told, sources, settings)
    runs = _Runs(settings)
    found = [
        (i, claim, *runs.tell(claim, told.items[i], told.story[i], witnesses.of_claim(i, claim)))
        for i in range(len(told.items))
        for claim in told.items[i].claims
    ]
    first = _first_items(told)
    return {
        claim.claim_id: Vouching(
            claim_id=claim.claim_id,
            story_id=story_id(told.items[first[told.story[i]]]),
            witness=witnesses.of_claim(i, claim),
            repeats=repeats,
            weight=0.0 if repeats else 1.0,
            witnesses=max(len(run.witnesses) for run in of_claim),
        )
        for i, claim, repeats, of_claim in found
    }


def stories_of(
    documents: Iterable[Document],
    claims: Iterable[Claim],
    *,
    sources: Sequence[Source] = (),
    settings: StorySettings = DEFAULT,
) -> list[Story]:
    """Give the stories that documents tell, by the time of their first passage."""
    told = told_stories(items_of(documents, claims), settings)
    witnesses = Witnesses(told, sources, settings)
    members: dict[int, list[int]] = defaultdict(list)
    for i, story in enumerate(told.story):
        members[story].append(i)
    return [_story(told, witnesses, positions) for positions in members.values()]


def _first_items(told: Told) -> dict[int, int]:
    first: dict[int, int] = {}
    for i, story in enumerate(told.story):
        first.setdefault(story, i)
    return first


def _story(told: Told, witnesses: Witnesses, positions: Sequence[int]) -> Story:
    members = [_member(told, witnesses, i, first=i == positions[0]) for i in positions]
    places = {
        happening.place_id: None
        for i in positions
        for claim in told.items[i].claims
        for happening in happenings(claim)
    }
    return Story(
        story_id=story_id(told.items[positions[0]]),
        members=tuple(members),
        witnesses=tuple(dict.fromkeys(member.witness for member in members)),
        place_ids=tuple(places),
    )


def _member(told: Told, witnesses: Witnesses, i: int, *, first: bool) -> Member:
    item = told.items[i]
    copied = witnesses.copied_from(i)
    link = told.links.get(i)
    if first:
        how = "first"
    elif item.document.forwarded_from:
        how = "forwards"
    elif copied is not None:
        how = "copies"
    else:
        how = "cites" if witnesses.cited(i) else "own"
    source = copied if copied is not None else link[0] if link and how != "own" else None
    return Member(
        document_id=item.document.document_id,
        start=item.start,
        end=item.end,
        publisher=item.document.publisher,
        published=item.document.published,
        language=item.document.language,
        url=item.document.url,
        headline=_headline(item),
        how=how,
        cites=witnesses.cited(i),
        witness=witnesses.of_item(i),
        from_document=None if source is None else told.items[source].document.document_id,
        likeness=None if link is None else round(min(link[1], 1.0), 3),
        claims=tuple(claim.claim_id for claim in item.claims),
    )


def _headline(item: Item) -> str:
    line = next((line for line in item.text.splitlines() if line.strip()), "")
    words = " ".join(line.split())
    return words if len(words) <= _HEADLINE else words[: _HEADLINE - 1].rstrip() + "…"


def _opening(text: str) -> str:
    """Return the first words of a passage, the last of them whole."""
    return text if len(text) <= _OPENING else text[:_OPENING].rpartition(" ")[0]


class Witnesses:
    """Who vouches for each item of stories, and for each claim in it."""

    def __init__(self, told: Told, sources: Sequence[Source], settings: StorySettings) -> None:
        self._told = told
        self._settings = settings
        self._known = {
            name.casefold(): source.name
            for source in reversed(sources)
            for name in (*source.aliases, source.name)
        }
        self._names = {source.name: source.aliases for source in sources}
        self._by_claims = [self._name_in_claims(item) for item in told.items]
        self._written = [
            named or self._name_in_words(item)
            for named, item in zip(self._by_claims, told.items, strict=True)
        ]
        self._named = [None if n is None else self._canonical(n) for n in self._written]
        self._copied = [self._copy_of(i) for i in range(len(told.items))]
        self._agree_on_names()
        self._witness = self._resolved()

    def of_item(self, i: int) -> str:
        """Return who vouches for what an item tells."""
        return self._witness[i]

    def cited(self, i: int) -> str | None:
        """Return the source that an item names, if it names one."""
        return self._named[i]

    def copied_from(self, i: int) -> int | None:
        """Return the earlier item of another publisher whose words an item has, or None."""
        return self._copied[i]

    def of_claim(self, i: int, claim: Claim) -> str:
        """Return who vouches for a claim of an item."""
        holder = _innermost(claim.holders)
        if holder is not None:
            name = self._canonical(holder.name)
            mine = self._named[i]
            return self._witness[i] if mine is not None and same_name(name, mine) else name
        if self._by_claims[i] is None:
            # Nobody, or somebody for the whole passage: a forwarded post, a headline's dash.
            return self._witness[i]
        told = set(happenings(claim))
        beside = (
            _innermost(other.holders)
            for other in self._told.items[i].claims
            if told & set(happenings(other))
        )
        source = next((h for h in beside if h is not None), None)
        if source is not None:
            return self._canonical(source.name)
        return self._canonical(self._told.items[i].document.publisher)

    def _canonical(self, name: str) -> str:
        return self._known.get(name.casefold(), name)

    def _name_in_claims(self, item: Item) -> str | None:
        """Return the source that a claim of an item names, as written, if not its publisher."""
        publisher = self._canonical(item.document.publisher)
        for claim in item.claims:
            holder = _innermost(claim.holders)
            if holder is not None and self._canonical(holder.name) != publisher:
                return holder.name
        return None

    def _name_in_words(self, item: Item) -> str | None:
        """Return whose post an item forwards, or whom its words cite, if not its publisher."""
        if item.document.forwarded_from:
            return item.document.forwarded_from
        publisher = self._canonical(item.document.publisher)
        for name in cited_names(_opening(item.text), self._known):
            if not same_name(name, item.document.publisher) and self._canonical(name) != publisher:
                return self._innermost_of(name)
        return None

    def _innermost_of(self, name: str) -> str:
        """Take *Рогов* of *РИА Новости Рогов*, whom the agency cites in one breath."""
        words = name.split()
        for n in range(len(words) - 1, 0, -1):
            if " ".join(words[:n]).casefold() in self._known:
                rest = " ".join(words[n:])
                return name if name.casefold() in self._known or len(rest) < 4 else rest
        return name

    def _copy_of(self, i: int) -> int | None:
        mine = self._told.items[i].document.publisher
        found: Resemblance | None = None
        for tie in self._told.ties.get(i, ()):
            copies = (
                tie.copied >= self._settings.copied or tie.cosine >= self._settings.reworded
            ) and self._told.story[tie.earlier] == self._told.story[i]
            other = self._told.items[tie.earlier].document.publisher
            if copies and other != mine and (found is None or tie.cosine > found.cosine):
                found = tie
        return None if found is None else found.earlier

    def _agree_on_names(self) -> None:
        """Take short and full names of one speaker for one, within a story: the known one."""
        speakers: dict[int, list[list[int]]] = defaultdict(list)
        for i, story in enumerate(self._told.story):
            if self._written[i] is None:
                continue
            same = next((s for s in speakers[story] if self._speaks(s, i)), None)
            if same is None:
                speakers[story].append([i])
            else:
                same.append(i)
        for groups in speakers.values():
            for group in groups:
                names = [(self._written[i], self._named[i]) for i in group]
                known = next((n for w, n in names if (w or "").casefold() in self._known), None)
                for i in group:
                    self._named[i] = known or names[0][1]

    def _speaks(self, speaker: Sequence[int], i: int) -> bool:
        """Whether an item names this speaker, if only by what is short for one of its names."""
        mine = self._named[i]
        return any(
            named == mine
            or (
                not (named in self._names and mine in self._names)
                and any(same_name(a, b) for a in self._names_of(j) for b in self._names_of(i))
            )
            for j, named in ((j, self._named[j]) for j in speaker)
        )

    def _names_of(self, i: int) -> tuple[str, ...]:
        return (self._written[i] or "", *self._names.get(self._named[i] or "", ()))

    def _resolved(self) -> list[str]:
        """Give each item its witness; copies among items without a source share theirs."""
        parent = list(range(len(self._told.items)))
        source: dict[int, int] = {}
        for later, earlier in enumerate(self._copied):
            if earlier is None:
                continue
            if self._named[later] is None and self._named[earlier] is None:
                one, other = sorted((_root(parent, later), _root(parent, earlier)))
                parent[other] = one
        for later, earlier in enumerate(self._copied):
            if earlier is None or (self._named[later] is None) == (self._named[earlier] is None):
                continue
            bare, telling = (later, earlier) if self._named[later] is None else (earlier, later)
            root = _root(parent, bare)
            source[root] = min(telling, source.get(root, telling))
        return [self._vouching(i, parent, source) for i in range(len(self._told.items))]

    def _vouching(self, i: int, parent: list[int], source: dict[int, int]) -> str:
        mine = self._named[i]
        if mine is not None:
            return mine
        root = _root(parent, i)
        named = self._named[source[root]] if root in source else None
        return named or self._canonical(self._told.items[root].document.publisher)


def _root(parent: list[int], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


def _innermost(holders: Sequence[Holder]) -> Holder | None:
    """Return the innermost holder with a name, beyond the publisher."""
    return next((h for h in reversed(holders[1:]) if h.kind in _NAMED), None)


class _Run:
    """One happening as told within the span of a story: the claim that began it, who told it."""

    def __init__(self, begun: datetime, claim: Claim) -> None:
        self.begun = begun
        self.claim = claim
        self.witnesses: dict[str, str] = {}


class _Runs:
    """Which witness has told which happening already."""

    def __init__(self, settings: StorySettings) -> None:
        self._span = timedelta(hours=settings.span_hours)
        self._open: dict[_Key, list[_Run]] = defaultdict(list)

    def tell(
        self, claim: Claim, item: Item, story: int, witness: str
    ) -> tuple[str | None, list[_Run]]:
        """Note a claim; return the claim that it repeats, if any, and the runs it belongs to."""
        runs = [self._run(key, claim, item) for key in self._keys(claim, story)]
        earlier = [run.witnesses.get(witness) for run in runs]
        for run in runs:
            run.witnesses.setdefault(witness, claim.claim_id)
        return (earlier[0] if all(earlier) else None), runs

    def _keys(self, claim: Claim, story: int) -> Iterator[_Key]:
        found = False
        for happening in happenings(claim):
            found = True
            yield happening, claim.polarity
        if not found:
            side = (claim.actor.side if claim.actor is not None else None) or ""
            yield f"{story}|{claim.event_type}|{side}|{claim.mood}", claim.polarity

    def _run(self, key: _Key, claim: Claim, item: Item) -> _Run:
        """Find the open run of a happening, or begin one.

        A place changes hands once in such a time, so reports of it may differ by a day; it is
        shelled every day, so reports of that must speak of the same one.
        """
        happening, _ = key
        once = not isinstance(happening, Happening) or happening.event in CHANGES
        slack = SLACK if once else timedelta(0)
        moment = item.document.published
        runs = self._open[key] = [r for r in self._open[key] if moment - r.begun <= self._span]
        found = next((run for run in runs if same_days(run.claim, claim, slack)), None)
        if found is None:
            found = _Run(moment, claim)
            runs.append(found)
        return found


_Key = tuple[Happening | str, str]
