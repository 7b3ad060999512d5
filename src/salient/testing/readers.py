"""What every reader of claims must do, as a suite to be run over it.

from salient.testing import ReaderConformance

class TestMyReader(ReaderConformance):
    sides = ("UA", "RU")

    def make_reader(self):
        return MyReader(...)
"""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping
from datetime import UTC, datetime

import msgspec

from salient.model import Claim, ClaimReader, Document, Rejected
from salient.reading.checking import contract_problems

__all__ = ["ODD_TEXTS", "ReaderConformance", "check_reading", "report"]

PLAIN = (
    "The General Staff said that Russian forces shelled Izium on 12 May. Ukrainian troops did not "
    "leave Kharkiv, and may advance toward Kupiansk.\n\nFighting goes on near Popasna."
)

ODD_TEXTS: Mapping[str, str] = {
    "empty": "",
    "blank": " \n\t\n ",
    "marks only": "…—!? «» “” ’ʼ' [1][2] •",
    "control characters": "Troops\x00 shelled\x07 Izium\x1b[31m.\x85Then they left.",
    "right-to-left marks": "\u202eTroops shelled Izium\u202c. \u200fThey left\u200e Kharkiv.",
    "mixed scripts": "Війська обстріляли Izium, а 军队 撤退; القوات left Kharkiv. Они ушли.",
    "one endless word": "shelled" * 5_000,
    "one endless sentence": "troops shelled Izium and " * 2_000,
    "nested quotations": "“He said: " * 50 + "they shelled Izium" + ".”" * 50,
    "no stops": "\n".join(["Izium shelled"] * 500),
    "emoji and joiners": "Izium 💥👨‍👩‍👧 shelled 🇺🇦, e\u0301 a\u0308.",
    "beyond the basic plane": "𝔗𝔯𝔬𝔬𝔭𝔰 shelled Izium. 𐍈 left Kharkiv.",
}
"""Texts that a reader may find nothing in, but must survive, by what is odd about them."""


def report(text: str, *, language: str = "en", publisher: str = "Example Post") -> Document:
    """Make a document of a text, published on 14 May 2022 at noon UTC."""
    digest = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return Document(
        document_id=f"doc-{digest}",
        text=text,
        publisher=publisher,
        published=datetime(2022, 5, 14, 12, tzinfo=UTC),
        language=language,
        fingerprint=digest,
    )


def check_reading(
    reader: ClaimReader, document: Document, sides: Collection[str]
) -> list[Claim | Rejected]:
    """Read a document, and give what was read if all of it keeps the contract.

    Raises:
        AssertionError: something does not; the message says what, with the claim's quote.

    """
    items = list(reader.read(document))
    claims = [item for item in items if isinstance(item, Claim)]
    problems: list[str] = []
    for claim in claims:
        found = contract_problems(claim, document, sides)
        if (claim.reader.name, claim.reader.version) != (reader.name, reader.version):
            found.append(f"it says that {claim.reader.name} {claim.reader.version} read it")
        if msgspec.json.decode(msgspec.json.encode(claim), type=Claim) != claim:
            found.append("it does not come back from JSON as it was")
        problems += [f"{claim.quote.text[:60]!r}: {problem}" for problem in found]
    ids = [claim.claim_id for claim in claims]
    if len(set(ids)) < len(ids):
        problems.append("two claims have one id")
    starts = [claim.predicate.start for claim in claims]
    if starts != sorted(starts):
        problems.append("the claims are not in the order of the text")
    for item in items:
        if isinstance(item, Rejected) and not (item.reason and item.detail and item.source):
            problems.append(f"a rejection lacks its reason, detail or source: {item}")
    if problems:
        raise AssertionError("; ".join(problems))
    return items


class ReaderConformance(ABC):
    """Inherit, say `sides` and `make_reader`, and pytest runs the suite over your reader.

    `text` and `language` are of a report in which the reader should find a claim.
    """

    sides: tuple[str, ...] = ("UA", "RU")
    text: str = PLAIN
    language: str = "en"

    @abstractmethod
    def make_reader(self) -> ClaimReader:
        """Make the reader that is to be tested."""

    def _read(self, text: str) -> list[Claim | Rejected]:
        return check_reading(self.make_reader(), report(text, language=self.language), self.sides)

    def test_it_says_its_name_version_and_languages(self) -> None:
        """A claim's provenance needs them, and `add` asks which documents to give it."""
        reader = self.make_reader()
        _hold(isinstance(reader, ClaimReader), "it lacks name, version, languages or read")
        _hold(bool(reader.name and reader.version), "its name or version is empty")
        _hold(isinstance(reader.languages, tuple), "languages is no tuple of codes")

    def test_a_plain_report_gives_claims_that_keep_the_contract(self) -> None:
        """Spans verbatim, words from their lists, the publisher outermost."""
        claims = [item for item in self._read(self.text) if isinstance(item, Claim)]
        _hold(bool(claims), f"it finds no claim in {self.text!r}")

    def test_the_same_document_gives_the_same_claims(self) -> None:
        """From one reader twice, and from another of its kind."""
        document = report(self.text, language=self.language)
        reader = self.make_reader()
        first = msgspec.json.encode(list(reader.read(document)))
        _hold(first == msgspec.json.encode(list(reader.read(document))), "two readings differ")
        other = msgspec.json.encode(list(self.make_reader().read(document)))
        _hold(first == other, "two readers of the kind differ")

    def test_what_was_read_before_changes_nothing(self) -> None:
        """A document's claims do not depend on the run it was read in."""
        alone = self._read(self.text)
        reader = self.make_reader()
        reader.read(report("Russian forces seized Kherson. They left it.", language=self.language))
        after = list(reader.read(report(self.text, language=self.language)))
        _hold(alone == after, "the claims change with what was read before")

    def test_another_document_of_the_same_text_gives_other_ids(self) -> None:
        """An id belongs to one document."""
        document = report(self.text, language=self.language)
        copy = msgspec.structs.replace(document, document_id="another")
        reader = self.make_reader()
        both = [
            {item.claim_id for item in reader.read(one) if isinstance(item, Claim)}
            for one in (document, copy)
        ]
        _hold(not both[0] & both[1], "two documents share a claim's id")

    def test_odd_texts_are_read_or_refused(self) -> None:
        """Never an exception, never a claim outside the contract."""
        for name, text in ODD_TEXTS.items():
            try:
                self._read(text)
            except Exception as error:
                raise AssertionError(f"{name}: {type(error).__name__}: {error}") from error


def _hold(condition: bool, otherwise: str) -> None:
    if not condition:
        raise AssertionError(otherwise)
