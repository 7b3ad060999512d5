"""Sentences: where they begin and end, and their parses.

The splitter works on characters alone, so that sentences in which nothing can match are never
parsed. Line breaks, list joints (a stop or a comma glued to a capital letter, as exports of web
pages leave them) and bullets end a paragraph; stops, question and exclamation marks end a
sentence unless an abbreviation, an initial or a number carries them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from salient.reading.tokens import Doc, Token

if TYPE_CHECKING:
    from salient.reading.pipeline import Pipeline

__all__ = [
    "MAX_SENTENCE",
    "ParsedSentence",
    "Sentence",
    "fold",
    "parse_sentences",
    "split_sentences",
]

MAX_SENTENCE = 2_400
"""Characters; a longer sentence is cut at a space, so that parsing stays linear in the text."""

_HEAD = 400
"""Characters of a paragraph in which a dateline is looked for."""

_FOLD = {
    **dict.fromkeys("‘’ʼʹ′`´ˈ‛", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u2002\u2003\t", " "),
    **dict.fromkeys("‐‑‒", "-"),
    **dict.fromkeys(
        "\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff\u00ad\u202d\u202e\u2060\u061c",
        " ",
    ),
}

_ABBREVIATIONS = frozenset(
    "gen lt col maj capt sgt brig adm cmdr cpl pvt mr mrs ms dr prof sen rep gov pres st "
    "mt ft no nos "
    "vs etc e.g i.e u.s u.k u.n a.m p.m approx ca cf fig al jan feb mar apr jun jul aug "
    "sep sept oct "
    "nov dec mon tue wed thu fri inc ltd co corp jr sr hon rev art sec vol ed est dept".split()
)
_ENDS = re.compile(
    r"[.!?…]+[\"')\]]*(?:\[\d{1,3}\])*(?=\s+|$)|(?<=[a-z\d)])\.(?:\[\d{1,3}\])*(?=[A-Z][a-z])"
)
_PARAGRAPH = re.compile(
    r"\n+"
    r"|(?<=[.!?:;\"')\]])\s*,+(?=[A-Z\"'(#])"
    r"|,(?:\s*,)+"
    r"|(?<=[A-Za-z\d)])(?:\s{2,})?,(?=[A-Z])"
)
_WHENCE = r"(?<![\w,] )\b[A-Z][A-Z'.-]{2,}(?: [A-Z][A-Z'.-]+){0,3}"
_LAND = r", [A-Z][\w.]*(?: [A-Z][\w.]*){0,3}"
_SENT = r",? [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?"
_AGENCY = r" \([A-Z][\w /.]{1,24}\)"
_DATELINE = re.compile(
    rf"{_WHENCE}(?:(?:{_LAND})? \([A-Z][a-z]{{2,8}}\.? ?\d{{1,2}}(?:, ?\d{{4}})?\)\s*(?:[-–—]+\s*)?"
    rf"|(?:{_LAND}(?:{_SENT})?(?:{_AGENCY})?|{_SENT}(?:{_AGENCY})?|{_AGENCY}) ?[-–—]+\s+)"
    r"(?=[A-Z\"'])"
)
"""Where a report was sent from, before its first sentence: *KYIV, May 14 (Agency) -*."""
_LAST_WORD = re.compile(r"([A-Za-z][A-Za-z.]*)$")
_NEXT_WORD = re.compile(r"\s*[\"'(\[]*\s*(\S)")
_LEADING = re.compile(r"[\s•·▪◦●*–—-]*")


class Sentence(NamedTuple):
    """A sentence by its code points in the document's text, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


class ParsedSentence(NamedTuple):
    """A parsed sentence; a token's offset in the document is `start + token.idx`.

    `text` is the sentence's, folded.
    """

    doc: Doc
    start: int
    paragraph: int
    text: str = ""

    def span(self, first: Token, last: Token) -> tuple[int, int]:
        """Offsets in the document from the begin of `first` to the end of `last`."""
        return self.start + first.idx, self.start + last.idx + len(last.text)


def fold(text: str) -> str:
    """The text with quotes, apostrophes, hyphens and spaces in one form each; offsets keep."""
    for form, plain in _FOLD.items():
        if form in text:
            text = text.replace(form, plain)
    return text


def _abbreviated(folded: str, start: int, stop: int) -> bool:
    """Whether the stop at `stop` belongs to an abbreviation, an initial or a number."""
    if folded[stop] != ".":
        return False
    following = _NEXT_WORD.match(folded, stop + 1)
    if following is None:
        return False
    if following[1].islower():
        return True
    word = _LAST_WORD.search(folded[max(start, stop - 14) : stop])
    if word is None:
        return False
    found = word[1].lower()
    if found in {"u.s", "u.k", "u.n", "a.m", "p.m", "etc", "no", "co", "inc"}:
        return following[1].isdigit() if found == "no" else not following[1].isupper()
    return found in _ABBREVIATIONS or (len(word[1]) == 1 and word[1].isupper())


def _cut(start: int, end: int, folded: str) -> Iterator[tuple[int, int]]:
    """Pieces of at most `MAX_SENTENCE` characters, cut at spaces where there are any."""
    while end - start > MAX_SENTENCE:
        space = folded.rfind(" ", start, start + MAX_SENTENCE)
        stop = space if space > start else start + MAX_SENTENCE
        yield start, stop
        start = stop
    yield start, end


def _trim(start: int, end: int, folded: str) -> tuple[int, int]:
    match = _LEADING.match(folded, start, end)
    start = match.end() if match else start
    while end > start and folded[end - 1].isspace():
        end -= 1
    return start, end


def _in_paragraph(start: int, end: int, folded: str) -> Iterator[tuple[int, int]]:
    begin = start
    dateline = _DATELINE.search(folded, start, min(end, start + _HEAD))
    if dateline is not None:
        yield start, dateline.end()
        begin = dateline.end()
    for match in _ENDS.finditer(folded, begin, end):
        if _abbreviated(folded, begin, match.start()):
            continue
        yield begin, match.end()
        begin = match.end()
    if begin < end:
        yield begin, end


def split_sentences(text: str) -> list[Sentence]:
    """Sentences of `text` in order, without the space and the bullets around them."""
    folded = fold(text)
    sentences: list[Sentence] = []
    begin = paragraph = 0
    for stop, following in [*((m.start(), m.end()) for m in _PARAGRAPH.finditer(folded)),
                            (len(folded), len(folded))]:  # fmt: skip
        found = False
        for first, last in _in_paragraph(begin, stop, folded):
            for piece in _cut(first, last, folded):
                a, b = _trim(*piece, folded)
                if b > a and any(c.isalnum() for c in folded[a:b]):
                    sentences.append(Sentence(a, b, paragraph))
                    found = True
        paragraph += found
        begin = following
    return sentences


def parse_sentences(
    text: str,
    sentences: Iterable[Sentence],
    pipeline: Pipeline,
    names: Sequence[tuple[int, int]] = (),
) -> Iterator[ParsedSentence]:
    """Parse the given sentences of `text`, in order.

    `names` are spans of place names. A parser trained on general text takes a village that it
    never saw for an adverb or a verb, so those of one word are parsed as if a well-known city
    stood there; the tokens keep their own text.
    """
    wanted = list(sentences)
    folded = fold(text)
    texts = [folded[s.start : s.end] for s in wanted]
    inside = [
        [(a - s.start, b - s.start) for a, b in spans]
        for s, spans in zip(wanted, _by_sentence(wanted, names), strict=True)
    ]
    for sentence, whole, doc in zip(wanted, texts, pipeline.parse(texts, inside), strict=True):
        yield ParsedSentence(doc, sentence.start, sentence.paragraph, whole)


def _by_sentence(
    sentences: Sequence[Sentence], names: Sequence[tuple[int, int]]
) -> list[list[tuple[int, int]]]:
    """The spans that lie in each sentence; sentences and spans are in order."""
    found: list[list[tuple[int, int]]] = []
    at = 0
    for sentence in sentences:
        while at < len(names) and names[at][0] < sentence.start:
            at += 1
        inside = []
        while at < len(names) and names[at][1] <= sentence.end:
            inside.append(names[at])
            at += 1
        found.append(inside)
    return found
