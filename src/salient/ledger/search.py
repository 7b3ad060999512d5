"""Searching a ledger: full text and filters, ranked and paged, the same on every backend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any, Literal, NamedTuple

import msgspec
from sqlalchemy import Connection

from salient.errors import UsageError
from salient.ledger.backend import Backend
from salient.ledger.queries import Question, Statements
from salient.ledger.reviews import ReviewBook
from salient.ledger.reviews_answering import answers
from salient.ledger.schema_search import SEARCH, claim_row, mark
from salient.ledger.search_blocks import last_hits
from salient.ledger.search_index import Progress, bring_up, standing
from salient.ledger.search_query import Query, parse_query
from salient.ledger.search_results import SearchHit, SearchPage, score, snippet_of
from salient.ledger.search_statements import Shape, statement
from salient.ledger.search_words import stems
from salient.model import Claim, Document, DocumentRef

__all__ = ["Search", "SearchQuestion"]

RANKED_TOGETHER = 150
"""Hits that are ranked against each other: the last recorded, then the next, and so on.

Ranking all hits of common words would mean to read all of them.
"""
MOST = 1000
_USUAL_LENGTH = {"claims": 25, "documents": 400}
_NO_QUERY = Query()

_decode_claim = msgspec.json.Decoder(Claim).decode
_decode_document = msgspec.json.Decoder(Document).decode


class SearchQuestion(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for; None, or an empty tuple where it says so, is no limit.

    text: a query in the language of `salient.ledger.search_query`.
    kind: claims, by the words of their quotes, or documents, by those of title and text.
    place_ids: claims that name one of these places, or documents with such a claim.
    from_day, to_day: claims about days that share one with these, both included.
    published_from, published_by, known_by: as for `Ledger.claims`.
    event_types, moods, polarities, sides: claims with one of these; a side is that of the actor,
        of the target, or of what is said about control. Empty is no limit.
    holders: claims of which, for each of these, a holder's name has these words side by side.
    order: `relevance`; or `newest` or `oldest` by publication, which reads all that is found.
    limit, offset: which of the hits, in that order.
    """

    text: str | None = None
    kind: Literal["claims", "documents"] = "claims"
    place_ids: tuple[str, ...] | None = None
    from_day: date | None = None
    to_day: date | None = None
    published_from: datetime | None = None
    published_by: datetime | None = None
    known_by: datetime | None = None
    event_types: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    polarities: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    order: Literal["relevance", "newest", "oldest"] = "relevance"
    limit: int = 50
    offset: int = 0

    def base(self) -> Question:
        """Return the part that every question to a ledger can have."""
        return Question(
            place_ids=self.place_ids,
            from_day=self.from_day,
            to_day=self.to_day,
            published_from=self.published_from,
            published_by=self.published_by,
            known_by=self.known_by,
        )


class _Asked(NamedTuple):
    question: SearchQuestion
    base: Question
    query: Query
    holders: tuple[tuple[str, ...], ...]
    marks: tuple[tuple[str, ...], ...]


class _Found(NamedTuple):
    key: int
    published: int
    words: str
    changed: Claim | None = None


class _Where(NamedTuple):
    """What one search looks in: a last key, and what reviews make of claims, by key."""

    connection: Connection
    last_key: int
    changed: dict[int, _Found | None]


class Search:
    """The search of one ledger."""

    def __init__(
        self, statements: Statements, reviews: ReviewBook, *, read_only: bool = False
    ) -> None:
        self._backend: Backend = statements.backend
        self._statements = statements
        self._reviews = reviews
        self._read_only = read_only
        self._statement = cache(lambda shape: statement(self._backend, shape))

    @cached_property
    def _dialect(self) -> str:
        with self._backend.reading("searching") as connection:
            return connection.dialect.name

    def index(self) -> Progress:
        """Bring the index up to what is stored; return how many claims and wordings were added.

        A search on a ledger that is open for writing does this first.
        """
        return bring_up(self._backend)

    def find(self, question: SearchQuestion) -> SearchPage:
        """Find what is asked for.

        Hits come by how well they answer: the `RANKED_TOGETHER` last recorded of them first, ranked
        among themselves, then the next as many, and so on; hits of one rank with the last recorded
        first. Claims are searched and shown as their reviews leave them.

        Raises UsageError where the query cannot be understood or a limit is none.
        """
        self._backend.require(SEARCH.since, "a search")
        asked = _asked(question)
        if not self._read_only:
            self.index()
        first, last = question.offset, question.offset + question.limit
        changed = self._changed(asked) if question.kind == "claims" else {}
        with self._backend.reading("searching") as connection:
            reached = standing(connection)
            where = _Where(connection, reached.stored.claim_key, changed)
            found = self._ranked(asked, last + 1, where)
            page = found[first:last]
            stored = self._stored(connection, asked, page)
        return SearchPage(
            hits=tuple(_hits(asked, page, stored)),
            offset=first,
            next_offset=last if len(found) > last else None,
            unindexed=sum(reached.missing),
        )

    def _ranked(self, asked: _Asked, count: int, where: _Where) -> list[tuple[float, _Found]]:
        """Give at least the first `count` hits, in order, if there are as many."""
        question = asked.question
        usual = _USUAL_LENGTH[question.kind]
        if question.order != "relevance":
            return [(0.0, one) for one in self._candidates(asked, count, where)]
        runs = -(-count // RANKED_TOGETHER)
        found = self._candidates(asked, runs * RANKED_TOGETHER, where)
        ranked: list[tuple[float, _Found]] = []
        for start in range(0, len(found), RANKED_TOGETHER):
            run = [
                (score(asked.query, one.words.split(), usual), one)
                for one in found[start : start + RANKED_TOGETHER]
            ]
            ranked += sorted(run, key=lambda item: (-item[0], -item[1].key))
        return ranked

    def _candidates(self, asked: _Asked, count: int, where: _Where) -> list[_Found]:
        question, changed = asked.question, where.changed
        shape = Shape(
            dialect=self._dialect,
            kind=question.kind,
            order=question.order,
            matched=bool(asked.query.wanted or asked.holders or asked.marks),
            limits=asked.base.limits,
        )
        parameters = asked.base.parameters(self._backend)
        parameters["most"] = most = count + len(changed)

        def find(match: str) -> Sequence[Any]:
            given = {**parameters, "match": match}
            return where.connection.execute(self._statement(shape), given).all()

        match = self._match(asked)
        if shape.nearest_first and question.kind == "claims":
            several = len(asked.query.wanted) + len(asked.holders) + len(asked.marks) > 1
            rows = last_hits(find, match, where.last_key, most, several=several)
        else:
            rows = find(match)
        found = [_Found(*row) for row in rows if row[0] not in changed]
        extra = [one for one in changed.values() if one is not None]
        if extra:
            found = sorted([*found, *extra], key=_ORDERS[question.order])
        return found[:count]

    def _changed(self, asked: _Asked) -> dict[int, _Found | None]:
        """Give the claims that reviews speak of: as found, or None where they do not answer."""
        question = asked.question
        overlay = self._reviews.overlay(question.published_by, question.known_by)
        found: dict[int, _Found | None] = {}
        for key, one in overlay.claims.items():
            found[key] = None
            if one.claim is None or not answers(asked.base, one):
                continue
            *_, words, holders, marks = claim_row(key, 0, one.claim)
            if _holds(asked, str(words), str(holders), str(marks)):
                found[key] = _Found(key, one.published, str(words), one.claim)
        return found

    def _match(self, asked: _Asked) -> str:
        """Write the words looked for in the backend's own language."""
        if self._dialect == "sqlite":
            parts = [f"words : ({asked.query.to_fts5()})"] if asked.query.wanted else []
            parts += [f'holders : ("{" ".join(name)}")' for name in asked.holders]
            parts += [f"marks : ({' OR '.join(group)})" for group in asked.marks]
            return " AND ".join(f"({part})" for part in parts)
        parts = [asked.query.to_tsquery("A")] if asked.query.wanted else []
        parts += [" <-> ".join(f"'{word}':B" for word in name) for name in asked.holders]
        parts += [" | ".join(f"'{one}':C" for one in group) for group in asked.marks]
        return " & ".join(f"({part})" for part in parts)

    def _stored(
        self, connection: Connection, asked: _Asked, page: Sequence[tuple[float, _Found]]
    ) -> dict[int, str]:
        """Give the records of what a page shows, by key."""
        keys = [one.key for _, one in page if one.changed is None]
        if not keys:
            return {}
        of_claims = asked.question.kind == "claims"
        about = self._statements.claims_of_keys if of_claims else self._statements.versions_of_keys
        rows = connection.execute(about, {"keys": self._backend.packed(keys)}).all()
        return {row[0]: row[1] for row in rows}


def _hits(
    asked: _Asked, page: Sequence[tuple[float, _Found]], stored: dict[int, str]
) -> Iterator[SearchHit]:
    for points, one in page:
        if asked.question.kind == "documents":
            yield _document_hit(asked.query, points, _decode_document(stored[one.key]))
        else:
            found = one.changed or _decode_claim(stored[one.key])
            yield _claim_hit(asked.query, points, found, one.words.split())


_ORDERS: dict[str, Any] = {
    "relevance": lambda one: -one.key,
    "newest": lambda one: (-one.published, -one.key),
    "oldest": lambda one: (one.published, one.key),
}


def _asked(question: SearchQuestion) -> _Asked:
    """Read the question, or raise UsageError."""
    if not 1 <= question.limit <= MOST:
        raise UsageError(f"a search gives 1 to {MOST} hits at a time, not {question.limit}")
    if question.offset < 0:
        raise UsageError(f"an offset counts hits from 0 on, and {question.offset} is less")
    query = _NO_QUERY if question.text is None else parse_query(question.text)
    marks = {
        "event": question.event_types,
        "mood": question.moods,
        "polarity": question.polarities,
        "side": question.sides,
    }
    if question.kind == "documents":
        _refuse_of_claims(question)
    holders = []
    for name in question.holders:
        cut = tuple(stems(name).split())
        if not cut:
            raise UsageError(f"{name!r} holds no word of a holder's name; give a part of one")
        holders.append(cut)
    return _Asked(
        question=question,
        base=question.base(),
        query=query,
        holders=tuple(holders),
        marks=tuple(
            tuple(mark(kind, value) for value in values) for kind, values in marks.items() if values
        ),
    )


def _refuse_of_claims(question: SearchQuestion) -> None:
    given = {
        "a holder": question.holders,
        "an event type": question.event_types,
        "a mood": question.moods,
        "a polarity": question.polarities,
        "a side": question.sides,
        "days": question.from_day or question.to_day,
    }
    wrong = [what for what, value in given.items() if value]
    if wrong:
        raise UsageError(
            f"{wrong[0]} is a limit on claims, and documents are looked for; "
            "leave it out, or look for claims"
        )


def _holds(asked: _Asked, words: str, holders: str, marks: str) -> bool:
    """Say whether a claim with these words answers, as the index would."""
    own = set(marks.split())
    names = f" {holders} "
    return (
        asked.query.holds(words.split())
        and all(f" {' '.join(name)} " in names for name in asked.holders)
        and all(own.intersection(group) for group in asked.marks)
    )


def _claim_hit(query: Query, points: float, found: Claim, stemmed: list[str]) -> SearchHit:
    quote = found.quote
    marked = query.matches(quote.text, stemmed)
    snippet, matches = snippet_of(quote.text, marked, quote.start)
    return SearchHit(
        kind="claim",
        score=round(points, 4),
        document=found.document,
        snippet=snippet,
        matches=matches,
        claim=found,
    )


def _document_hit(query: Query, points: float, found: Document) -> SearchHit:
    snippet, matches = snippet_of(found.text, query.matches(found.text))
    return SearchHit(
        kind="document",
        score=round(points, 4),
        document=DocumentRef(
            document_id=found.document_id,
            publisher=found.publisher,
            url=found.url,
            title=found.title,
            language=found.language,
            published=found.published.isoformat(),
        ),
        snippet=snippet,
        matches=matches,
    )
