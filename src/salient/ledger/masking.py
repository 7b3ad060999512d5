"""Blackening words in what a ledger holds, so that offsets stay true and nothing gives them away.

The log of redactions must not hold what was removed. It keeps how many words they were and a
digest; a text is looked through by the digests of its own runs of as many words, so that the words
are known again when they come back: in the same file read by a newer reader, or in an edited one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, TypeVar

import msgspec

from salient.ledger.records import DocumentReading
from salient.model import (
    Anchor,
    Change,
    Claim,
    ClaimReview,
    Document,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Quantity,
    Rejected,
    Review,
    Span,
    TimeMention,
)

__all__ = [
    "MARK",
    "Mask",
    "mask_claim",
    "mask_reading",
    "mask_review",
    "plain_words",
    "telling",
    "words_digest",
]

MARK = "█"
"""What stands for each character of removed words; white space between them stays."""

WITHHELD = "withheld: it quotes words that were redacted"

_TOKEN = re.compile(r"[^\W_]+")
_TELLING = 4
"""Letters of a word from which on it may tell, alone, what was removed."""
_WRITTEN = frozenset({"text", "words", "name", "lemma"})
"""Fields of a review's changes that repeat a document's words."""

_Named = TypeVar("_Named", Holder, Party)


def plain_words(text: str) -> str:
    """Return the words of a text without case, punctuation and line ends, a space between them."""
    return " ".join(token.casefold() for token in _TOKEN.findall(text))


def words_digest(document_id: str, words: str) -> str:
    """Return the SHA-256 by which removed words of a document are known again.

    It is that of the document's id, a NUL and `plain_words` of the words, in UTF-8, so that whoever
    still has the words can show that they are these.
    """
    return hashlib.sha256(f"{document_id}\0{plain_words(words)}".encode()).hexdigest()


class Mask:
    """Blackens, in one document, the runs of words whose number and digest are given."""

    def __init__(self, document_id: str, known: Iterable[tuple[int, str]]) -> None:
        self._document_id = document_id
        self._known: dict[int, set[str]] = {}
        for count, digest in known:
            self._known.setdefault(count, set()).add(digest)

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the code points of each run of words in `text` that was removed; they may overlap.

        Case, punctuation and white space within a run make no difference.
        """
        tokens = list(_TOKEN.finditer(text))
        plain = [token.group().casefold() for token in tokens]
        for count, digests in self._known.items():
            for at in range(len(tokens) - count + 1):
                run = " ".join(plain[at : at + count])
                if words_digest(self._document_id, run) in digests:
                    yield tokens[at].start(), tokens[at + count - 1].end()

    def text(self, text: str) -> str:
        """Return `text` with a mark for each character of the removed words."""
        found = list(self.spans(text))
        if not found:
            return text
        marked = list(text)
        for start, end in found:
            marked[start:end] = _blackened(text[start:end])
        return "".join(marked)

    def maybe(self, text: str | None) -> str | None:
        """Return `text` blackened, or None for none."""
        return None if text is None else self.text(text)

    def document(self, whole: Document) -> Document:
        """Return the document with the words blackened wherever its author may have put them.

        Id, publisher, language, time and fingerprint stay: by them it is known again.
        """
        codes = whole.codes
        return msgspec.structs.replace(
            whole,
            text=self.text(whole.text),
            title=self.maybe(whole.title),
            url=self.maybe(whole.url),
            forwarded_from=self.maybe(whole.forwarded_from),
            codes=None if codes is None else {key: self.text(codes[key]) for key in codes},
        )

    def rejected(self, one: Rejected, removed: frozenset[str]) -> Rejected:
        """Return a rejection that gives nothing away.

        A detail may quote a text cut short, so one that still holds one of the longer words that
        were `removed`, or the beginning of one, is withheld whole.
        """
        detail = self.text(one.detail)
        left = [word for word in plain_words(detail).split() if len(word) >= _TELLING]
        if any(gone.startswith(word) for word in left for gone in removed):
            detail = WITHHELD
        return msgspec.structs.replace(one, detail=detail)


def telling(before: str, after: str) -> frozenset[str]:
    """Return the words, of four letters or more, that `before` holds and `after` no longer does."""
    gone = set(plain_words(before).split()) - set(plain_words(after).split())
    return frozenset(word for word in gone if len(word) >= _TELLING)


def _blackened(text: str) -> str:
    return "".join(char if char.isspace() else MARK for char in text)


def mask_reading(item: DocumentReading, mask: Mask, stored: Document | None) -> DocumentReading:
    """Return what a reader found in a document, blackened as the stored wording of it is.

    `stored` is that wording where there is one already; else the mask finds the words.
    """
    whole = item.document
    masked = mask.document(whole)
    if stored is not None and len(stored.text) == len(whole.text):
        masked = msgspec.structs.replace(masked, text=stored.text)
    removed = telling(whole.text, masked.text)
    return msgspec.structs.replace(
        item,
        document=masked,
        claims=tuple(mask_claim(one, mask, whole.text, masked.text) for one in item.claims),
        rejected=tuple(mask.rejected(one, removed) for one in item.rejected),
    )


def mask_claim(one: Claim, mask: Mask, before: str, after: str) -> Claim:
    """Return the claim as it stands in the blackened text `after` of its document.

    What was read from words that are gone goes with them: a place is one that was not found, what
    was said of its control is dropped, a time is the day of publication, a name is marks.
    `before` and `after` are equally long.
    """

    def touched(start: int | None, end: int | None) -> bool:
        return start is not None and before[start:end] != after[start:end]

    def named(party: _Named) -> _Named:
        name = mask.text(party.name)
        if touched(party.start, party.end):
            name = _blackened(party.name)
        elif party.name == one.document.publisher:
            name = party.name
        return msgspec.structs.replace(party, name=name)

    places = tuple(
        _lost_place(place, after)
        if touched(place.start, place.end) or mask.maybe(place.name) != place.name
        else place
        for place in one.places
    )
    lost = {was.place_id for was in one.places} - {place.place_id for place in places}
    quote = _masked_span(one.quote, mask, [(before, after)])
    return msgspec.structs.replace(
        one,
        document=_masked_reference(one.document, mask),
        quote=quote,
        holders=tuple(named(holder) for holder in one.holders),
        predicate=_lost_predicate(one.predicate, after)
        if touched(one.predicate.start, one.predicate.end)
        else one.predicate,
        actor=None if one.actor is None else named(one.actor),
        target=None if one.target is None else named(one.target),
        places=places,
        time=_lost_time(one, after) if touched(one.time.start, one.time.end) else one.time,
        probability_term=None
        if _gone(one.probability_term, one.quote.text, quote.text)
        else one.probability_term,
        quantities=tuple(
            _lost_quantity(number) if _gone(number.text, one.quote.text, quote.text) else number
            for number in one.quantities
        ),
        control=tuple(effect for effect in one.control if effect.place_id not in lost),
    )


def _gone(words: str | None, before: str, after: str) -> bool:
    """Say whether the quote held these words and no longer does."""
    return words is not None and words in before and words not in after


def _masked_reference(about: DocumentRef, mask: Mask) -> DocumentRef:
    return msgspec.structs.replace(about, title=mask.maybe(about.title), url=mask.maybe(about.url))


def _lost_predicate(was: Predicate, after: str) -> Predicate:
    text = after[was.start : was.end]
    return msgspec.structs.replace(was, text=text, lemma=_blackened(was.lemma))


def _lost_place(was: PlaceMention, after: str) -> PlaceMention:
    return msgspec.structs.replace(
        was,
        text=after[was.start : was.end],
        place_id=None,
        name=None,
        kind=None,
        latitude=None,
        longitude=None,
        admin1=None,
        country=None,
        score=0.0,
    )


def _lost_time(one: Claim, after: str) -> TimeMention:
    day = date.fromisoformat(one.document.published[:10])
    text = after[one.time.start : one.time.end]
    return msgspec.structs.replace(one.time, text=text, earliest=day, latest=day)


def _lost_quantity(was: Quantity) -> Quantity:
    return msgspec.structs.replace(was, text=_blackened(was.text), low=0.0, high=None)


def mask_review(one: Review, mask: Mask, texts: Sequence[tuple[str, str]]) -> Review:
    """Return a review of one of the document's claims without the removed words.

    `texts` are the document's wordings before and after; the anchor holds on to what is left of
    its words, as the claim does.
    """
    action = one.action
    if not isinstance(action, ClaimReview):
        return one
    anchor = action.anchor
    predicate = _masked_span(anchor.predicate, mask, texts)
    lemma = anchor.lemma if predicate == anchor.predicate else _blackened(anchor.lemma)
    held: Anchor = msgspec.structs.replace(
        anchor, quote=_masked_span(anchor.quote, mask, texts), predicate=predicate, lemma=lemma
    )
    changes = msgspec.convert(_rewritten(msgspec.to_builtins(action.changes), mask), _CHANGES)
    return msgspec.structs.replace(
        one,
        reason=mask.text(one.reason),
        action=msgspec.structs.replace(action, anchor=held, changes=changes),
    )


_CHANGES = tuple[Change, ...]


def _masked_span(was: Span, mask: Mask, texts: Sequence[tuple[str, str]]) -> Span:
    for before, after in texts:
        if before[was.start : was.end] == was.text:
            return Span(after[was.start : was.end], was.start, was.end)
    return Span(mask.text(was.text), was.start, was.end)


def _rewritten(thing: Any, mask: Mask, key: str = "") -> Any:
    """Blacken the words in fields that repeat a document's; ids and tags stay."""
    if isinstance(thing, dict):
        return {name: _rewritten(value, mask, name) for name, value in thing.items()}
    if isinstance(thing, list | tuple):
        return [_rewritten(value, mask, key) for value in thing]
    return mask.text(thing) if isinstance(thing, str) and key in _WRITTEN else thing
