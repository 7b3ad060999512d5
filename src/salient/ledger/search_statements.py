"""The statements of a search, built once for each shape of question."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Select,
    bindparam,
    column,
    literal_column,
    select,
    table,
    text,
    true,
)

from salient.ledger.backend import Backend
from salient.ledger.queries import current_reading, current_version
from salient.ledger.schema import claim, claim_place, reading, version
from salient.ledger.schema_search import search_claim, search_version

__all__ = ["Shape", "statement"]


_NONE: ColumnElement[int] = literal_column("0")


class Shape(NamedTuple):
    """What a statement depends on: everything else travels as a parameter."""

    dialect: str
    kind: Literal["claims", "documents"]
    order: str
    matched: bool
    limits: frozenset[str]

    @property
    def nearest_first(self) -> bool:
        """Whether the words are looked up first, and then whether each hit counts."""
        return self.dialect == "postgresql" and self.matched and self.order == "relevance"


def statement(backend: Backend, shape: Shape) -> Select[Any]:
    """Find key, publication time and words of what answers, at most `most`, in the asked order."""
    if shape.nearest_first:
        return _nearest_first(backend, shape)
    if shape.kind == "documents":
        key, source, words, published = _documents(backend, shape)
    else:
        key, source, words, published = _claims(backend, shape)
    orders = {
        "relevance": (key.desc(),),
        "newest": (published.desc(), key.desc()),
        "oldest": (published, key),
    }
    return (
        select(key, published, words)
        .select_from(source[0])
        .where(*source[1])
        .order_by(*orders[shape.order])
        .limit(bindparam("most"))
    )


_Parts = tuple[
    ColumnElement[Any],
    tuple[FromClause, list[ColumnElement[bool]]],
    ColumnElement[Any],
    ColumnElement[Any],
]


def _matching(
    shape: Shape, index: FromClause, key: ColumnElement[Any]
) -> tuple[FromClause, ColumnElement[Any], ColumnElement[bool]]:
    """Give where to start, the key there, and the condition that the words are there."""
    name = index.description
    condition: Any
    if shape.dialect == "sqlite":
        words = table(f"{name}_words", column("rowid"))
        condition = text(f"{name}_words MATCH :match")
        return words.join(index, key == words.c.rowid), words.c.rowid, condition
    condition = text(f"{name}.found @@ CAST(:match AS tsquery)")
    return index, key, condition


def _nearest_first(backend: Backend, shape: Shape) -> Select[Any]:
    """Find the hits of the words first, and look whether each counts until there are enough.

    PostgreSQL takes any search for one of few hits and every limit in time for a narrow one, so it
    would read all readings beforehand. OFFSET 0 keeps it from joining before it has put in order.
    """
    of_claims = shape.kind == "claims"
    words, kept = (search_claim, reading) if of_claims else (search_version, version)
    link = kept.c.reading_key if of_claims else kept.c.version_key
    limits = _limits_of_claims if of_claims else _limits_of_documents
    conditions, counts = limits(backend, shape), current_reading if of_claims else current_version
    key = next(iter(words.primary_key))
    _, _, matched = _matching(shape, words, key)
    hit = (
        select(key.label("key"), words.c[link.name].label("link"), words.c.words)
        .where(matched, *conditions)
        .order_by(key.desc())
        .offset(_NONE)
        .subquery("hit")
    )
    counting = (
        select(kept.c.published)
        .where(link == hit.c.link, *counts())
        .offset(_NONE)
        .lateral("counting")
    )
    return (
        select(hit.c.key, counting.c.published, hit.c.words)
        .select_from(hit.join(counting, true()))
        .order_by(hit.c.key.desc())
        .limit(bindparam("most"))
    )


def _claims(backend: Backend, shape: Shape) -> _Parts:
    conditions = current_reading()
    key: ColumnElement[Any] = search_claim.c.claim_key
    source: FromClause = search_claim
    if shape.matched:
        source, key, matched = _matching(shape, search_claim, key)
        conditions.append(matched)
    source = source.join(reading, reading.c.reading_key == search_claim.c.reading_key)
    conditions += _limits_of_claims(backend, shape)
    return key, (source, conditions), search_claim.c.words, reading.c.published


def _limits_of_claims(backend: Backend, shape: Shape) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if "places" in shape.limits:
        among = claim_place.c.place_id.in_(select(backend.listed("places", "text")))
        named = select(claim_place.c.claim_key).where(among)
        conditions.append(search_claim.c.claim_key.in_(named))
    if "days" in shape.limits:
        conditions += [
            search_claim.c.latest >= bindparam("first_day"),
            search_claim.c.earliest <= bindparam("last_day"),
        ]
    return conditions


def _documents(backend: Backend, shape: Shape) -> _Parts:
    conditions = current_version()
    key: ColumnElement[Any] = version.c.version_key
    source: FromClause = search_version
    if shape.matched:
        source, key, matched = _matching(shape, search_version, search_version.c.version_key)
        conditions.append(matched)
    source = source.join(version, version.c.version_key == search_version.c.version_key)
    conditions += _limits_of_documents(backend, shape)
    return key, (source, conditions), search_version.c.words, version.c.published


def _limits_of_documents(backend: Backend, shape: Shape) -> list[ColumnElement[bool]]:
    if "places" not in shape.limits:
        return []
    among = claim_place.c.place_id.in_(select(backend.listed("places", "text")))
    naming = (
        select(reading.c.version_key)
        .join(claim, claim.c.reading_key == reading.c.reading_key)
        .join(claim_place, claim_place.c.claim_key == claim.c.claim_key)
        .where(among, *current_reading())
    )
    return [search_version.c.version_key.in_(naming)]
