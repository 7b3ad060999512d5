"""Whose claims are whose: what a source holds or passes on, and what it vouches for itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from salient.errors import UsageError
from salient.model import Claim
from salient.theatre import Source

__all__ = ["claims_of", "institution", "own_claims", "sources_by_name"]


def sources_by_name(sources: Iterable[Source]) -> dict[str, Source]:
    """Give the sources by each of their names in lower case."""
    return {n.casefold(): source for source in sources for n in (source.name, *source.aliases)}


def institution(claim: Claim, known: Mapping[str, Source], asked: Collection[str] = ()) -> str:
    """Name who vouches for a claim: the innermost holder known or asked for, else the publisher.

    `known` are sources as `sources_by_name` gives them, `asked` names in lower case that count
    beside them. A known source goes by its name in the theatre, whichever alias the text has.
    """
    for holder in reversed(claim.holders):
        name = holder.name.casefold()
        source = known.get(name)
        if source is not None:
            return source.name
        if name in asked:
            return holder.name
    publisher = claim.document.publisher
    source = known.get(publisher.casefold())
    return publisher if source is None else source.name


def own_claims(
    claims: Iterable[Claim], names: Sequence[str], known: Sequence[Source] = ()
) -> set[str]:
    """Find the ids of the claims for which one of the sources vouches itself.

    A source goes by its name or any of its aliases, in upper or lower case. UsageError: a source
    that vouches for none of the claims.
    """
    sources = sources_by_name(known)
    asked = {n.casefold() for n in names}
    wanted = {n: _spelt(n, sources) for n in names}
    found: dict[str, set[str]] = {}
    for claim in claims:
        found.setdefault(institution(claim, sources, asked).casefold(), set()).add(claim.claim_id)
    for missing in (name for name, spelt in wanted.items() if spelt not in found):
        raise UsageError(
            f"no claim is vouched for by {missing!r}; give a holder or publisher as `salient why` "
            "names it"
        )
    return set().union(*(found[spelt] for spelt in wanted.values()))


def _spelt(name: str, sources: Mapping[str, Source]) -> str:
    source = sources.get(name.casefold())
    return (name if source is None else source.name).casefold()


def claims_of(
    claims: Iterable[Claim],
    sources: Sequence[str],
    claim_ids: Sequence[str],
    known: Sequence[Source] = (),
) -> set[str]:
    """Find the ids of the claims that the sources hold or pass on, and those of `claim_ids`.

    A source goes by its name or, where `known` lists it, by any of its aliases too, in upper or
    lower case. UsageError: a source or an id that none of the claims has.
    """
    aliases = {
        name: {n.casefold() for n in (source.name, *source.aliases)}
        for name, source in sources_by_name(known).items()
    }
    wanted = {s: aliases.get(s.casefold(), {s.casefold()}) for s in sources}
    found: set[str] = set()
    met: set[str] = set()
    for claim in claims:
        names = {holder.name.casefold() for holder in claim.holders}
        names.add(claim.document.publisher.casefold())
        hit = {s for s, known_as in wanted.items() if names & known_as}
        hit |= {claim.claim_id} & set(claim_ids)
        if hit:
            found.add(claim.claim_id)
            met |= hit
    for missing in (name for name in (*sources, *claim_ids) if name not in met):
        raise UsageError(
            f"no claim is held by {missing!r} or has that id; give a holder as `salient why` names "
            "it, or a claim's id"
        )
    return found
