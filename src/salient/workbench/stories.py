"""Stories: what several documents tell of one happening, who told it first, who passed it on."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec

from salient.documents.near_duplicates import (
    LikenessSettings,
    Resemblance,
    TimedText,
    passages,
    resemblances,
)
from salient.model import Claim, Document, content_id
from salient.workbench.happenings import CHANGES, Happening, happenings, same_days

__all__ = ["Item", "Member", "Story", "StorySettings", "items_of", "told_stories"]


TELLERS = 200
"""Claims of one happening that a new one is held against, the latest."""


class StorySettings(msgspec.Struct, frozen=True, kw_only=True):
    """What makes two passages one story, and one a copy of the other.

    A passage joins the story of the earlier passage it is most like, from a score of `alike` on;
    where one outlet wrote both, from `same_publisher` on and within `same_hours`, since its
    bulletins of one day and the next resemble one another. The score is the cosine of the wordings,
    at least `alike` where so much of the shorter is `contained` in the longer one, in at least
    `excerpt` of its runs of words, plus `same_claim` where both claim the same happening, or
    `same_change` where it is a change of hands. Texts in two languages, which share no words, need
    no more than the change of hands. A story takes no passage more than `span_hours` after its
    first. A passage copies an earlier one from `copied` of its runs of words on, or where it is a
    rewording of it (`reworded`, a cosine).
    """

    alike: float = 0.36
    same_publisher: float = 0.6
    same_hours: float = 12.0
    same_claim: float = 0.12
    same_change: float = 0.18
    contained: float = 0.75
    excerpt: float = 0.3
    span_hours: float = 48.0
    copied: float = 0.45
    reworded: float = 0.65
    likeness: LikenessSettings = LikenessSettings()


DEFAULT = StorySettings()


@dataclass(frozen=True, slots=True)
class Item:
    """A passage of a document, with the claims whose quotes begin in it."""

    document: Document
    start: int
    end: int
    claims: tuple[Claim, ...]

    @property
    def text(self) -> str:
        """The passage's words."""
        return self.document.text[self.start : self.end]


class Member(msgspec.Struct, frozen=True, kw_only=True):
    """One passage of a story.

    `how` says whence it has the story: `first` (nobody told it before), `own` (in words of its
    own, naming no source), `cites` (it names the source that is its witness), `copies` (its words
    are those of the passage of `from_document`), `forwards` (a channel passes on another's post).
    `cites` is the source that it names, if any. `witness` is who vouches in the end; members of one
    witness are one testimony. `likeness` (0..1) is to the passage in the story that it is most
    like, None for the first.
    """

    document_id: str
    start: int
    end: int
    publisher: str
    published: datetime
    language: str
    url: str | None
    headline: str
    how: str
    cites: str | None
    witness: str
    from_document: str | None
    likeness: float | None
    claims: tuple[str, ...]


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """Passages that tell of one happening, by time; `witnesses` are those who vouch for it."""

    story_id: str
    members: tuple[Member, ...]
    witnesses: tuple[str, ...]
    place_ids: tuple[str, ...]

    @property
    def first(self) -> Member:
        """Where it was told first, as far as the ledger knows."""
        return self.members[0]

    def record(self) -> dict[str, Any]:
        """Everything as one dictionary, ready for JSON."""
        return {
            "story_id": self.story_id,
            "first": self.first.published,
            "last": self.members[-1].published,
            "first_publisher": self.first.publisher,
            "documents": len({m.document_id for m in self.members}),
            "witnesses": list(self.witnesses),
            "independent": len(self.witnesses),
            "place_ids": list(self.place_ids),
            "members": [msgspec.to_builtins(m, builtin_types=(datetime,)) for m in self.members],
        }


@dataclass(frozen=True, slots=True)
class Told:
    """The items by story: `story` numbers each item's story, `ties` lists likenesses by item.

    `links` holds, for each item but the first of its story, the item it joined by and the score.
    """

    items: Sequence[Item]
    story: Sequence[int]
    ties: Mapping[int, Sequence[Resemblance]]
    links: Mapping[int, tuple[int, float]]


def items_of(documents: Iterable[Document], claims: Iterable[Claim]) -> list[Item]:
    """Part documents into passages, by publication time, document id and place in the text."""
    by_document: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_document[claim.document.document_id].append(claim)
    return [
        Item(document, start, end, tuple(c for c in own if start <= c.quote.start < end))
        for document in sorted(documents, key=lambda d: (d.published, d.document_id))
        for own in (by_document.get(document.document_id, []),)
        for start, end in passages(document.text)
    ]


def told_stories(items: Sequence[Item], settings: StorySettings = DEFAULT) -> Told:
    """Group items, given in the order of `items_of`, into stories.

    Each joins an earlier story or begins its own, so that what is told later never changes which
    story an earlier item belongs to.
    """
    ties: dict[int, list[Resemblance]] = defaultdict(list)
    for tie in resemblances(
        [TimedText(item.document.published, item.text) for item in items], settings.likeness
    ):
        if items[tie.later].document is not items[tie.earlier].document:
            ties[tie.later].append(tie)
    claimed = _Claimed(items, settings)
    story: list[int] = []
    opened: list[int] = []
    links: dict[int, tuple[int, float]] = {}
    for i, item in enumerate(items):
        best = _best(i, items, ties.get(i, ()), claimed.sharing(i), settings, story, opened)
        if best is None:
            story.append(len(opened))
            opened.append(i)
        else:
            links[i] = best
            story.append(story[best[0]])
        claimed.note(i, item)
    return Told(items, story, ties, links)


def _best(
    i: int,
    items: Sequence[Item],
    ties: Sequence[Resemblance],
    sharing: Mapping[int, bool],
    settings: StorySettings,
    story: Sequence[int],
    opened: Sequence[int],
) -> tuple[int, float] | None:
    """Return the earlier item that this one follows, and how well: the earliest of the best."""
    found: tuple[int, float] | None = None
    scores = {tie.earlier: _score(tie, settings) for tie in ties}
    for j in sorted({*scores, *sharing}):
        score = scores.get(j, 0.0)
        if j in sharing:
            score += settings.same_change if sharing[j] else settings.same_claim
            if items[i].document.language != items[j].document.language and sharing[j]:
                score = max(score, settings.alike)
        if not _may_follow(items[i], items[j], score, settings):
            continue
        since = _hours(items[opened[story[j]]], items[i])
        if since <= settings.span_hours and (found is None or score > found[1]):
            found = (j, score)
    return found


def _may_follow(later: Item, earlier: Item, score: float, settings: StorySettings) -> bool:
    if later.document.publisher != earlier.document.publisher:
        return score >= settings.alike
    return score >= settings.same_publisher and _hours(earlier, later) <= settings.same_hours


def _hours(earlier: Item, later: Item) -> float:
    return (later.document.published - earlier.document.published).total_seconds() / 3600.0


def _score(tie: Resemblance, settings: StorySettings) -> float:
    score = tie.cosine
    if tie.contained >= settings.contained and tie.copied >= settings.excerpt:
        score = max(score, settings.alike)
    return score


class _Claimed:
    """Who claimed which happening lately."""

    def __init__(self, items: Sequence[Item], settings: StorySettings) -> None:
        self._items, self._seconds = items, settings.likeness.hours * 3600.0
        self._tellers: dict[Happening, deque[tuple[int, Claim]]] = defaultdict(
            lambda: deque(maxlen=TELLERS)
        )

    def sharing(self, i: int) -> dict[int, bool]:
        """Find earlier items that claim what item `i` claims, and whether it is a change of hands.

        An unknown side on either part agrees with any.
        """
        found: dict[int, bool] = {}
        item = self._items[i]
        for claim in item.claims:
            for happening in happenings(claim):
                for j, other in self._recent(happening, item.document.published):
                    agree = claim.polarity == other.polarity and same_days(claim, other)
                    if agree and self._items[j].document is not item.document:
                        found[j] = found.get(j, False) or happening.event in CHANGES
        return found

    def note(self, i: int, item: Item) -> None:
        """Remember what an item claims."""
        for claim in item.claims:
            for happening in happenings(claim):
                self._tellers[happening].append((i, claim))

    def _recent(self, happening: Happening, moment: datetime) -> Iterator[tuple[int, Claim]]:
        for i, claim in reversed(self._tellers.get(happening, ())):
            since = moment - self._items[i].document.published
            if since.total_seconds() > self._seconds:
                return
            yield i, claim


def story_id(first: Item) -> str:
    """Return the id of the story that an item began."""
    return content_id("story", first.document.document_id, first.start)
