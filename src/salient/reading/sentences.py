"""Sentences: where they begin and end, and their parses.

The splitter works on characters alone, so that sentences in which nothing can match are never
parsed. Line breaks, list joints (a stop or a comma glued to a capital letter, as exports of web
pages leave them) and bullets end a paragraph; stops, question and exclamation marks end a
sentence unless an abbreviation, an initial or a number carries them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Token

__all__ = [
    "MAX_SENTENCE",
    "ParsedSentence",
    "Sentence",
    "fold",
    "parse_sentences",
    "split_sentences",
]

_BATCH = 32
"""Sentences parsed together; more would save little time and cost memory on long ones."""

_KNOWN_NAME = "Baghdad"
_COPIED: tuple[int | str, ...] = ("HEAD", "DEP", "POS", "MORPH")

MAX_SENTENCE = 2_400
"""Characters; a longer sentence is cut at a space, so that parsing stays linear in the text."""

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
_FOLD_TABLE = str.maketrans(_FOLD)

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
    r"|,{2,}"
    r"|(?<=[A-Za-z\d)]),(?=[A-Z])"
)
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

    `text` is the sentence's, folded (spaCy joins a parsed document's text anew each time that it
    is asked for it).
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
    return text.translate(_FOLD_TABLE)


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
    for match in _ENDS.finditer(folded, start, end):
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


def _words(doc: Doc, start: int, names: Sequence[tuple[int, int]]) -> list[str]:
    """The words that the parser sees: a village's one-word name becomes a name that it knows."""
    spans = dict(names)
    return [
        _KNOWN_NAME if spans.get(start + t.idx) == start + t.idx + len(t.text) else t.text
        for t in doc
    ]


def _for_parser(doc: Doc, start: int, names: Sequence[tuple[int, int]]) -> Doc:
    """The sentence as the parser is to see it: names disguised, tokens of mere space left out."""
    words = _words(doc, start, names)
    spaced = any(t.is_space for t in doc)
    if not spaced and all(w == t.text for w, t in zip(words, doc, strict=True)):
        return doc
    kept = [i for i, t in enumerate(doc) if not t.is_space]
    return Doc(
        doc.vocab,
        words=[words[i] for i in kept],
        spaces=[
            bool(doc[i].whitespace_) or (i + 1 < len(doc) and doc[i + 1].is_space) for i in kept
        ],
    )


def _with_parse(doc: Doc, parsed: Doc) -> Doc:
    """The sentence's own tokens with the parse of what stood for it."""
    if parsed is doc or not len(parsed):
        return doc
    if len(parsed) == len(doc):
        annotations: Any = parsed.to_array([*_COPIED])
        return doc.from_array([*_COPIED], annotations)
    kept = [i for i, t in enumerate(doc) if not t.is_space]
    place = {old: new for new, old in enumerate(kept)}
    heads, deps, pos, morphs = [], [], [], []
    for i in range(len(doc)):
        own = place.get(i)
        if own is None:
            # A token of space hangs on the word before it, or on the first.
            heads.append(max((k for k in kept if k < i), default=kept[0]))
            deps.append("dep")
            pos.append("SPACE")
            morphs.append("")
            continue
        token = parsed[own]
        heads.append(kept[token.head.i])
        deps.append(token.dep_)
        pos.append(token.pos_)
        morphs.append(str(token.morph))
    return Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        heads=heads,
        deps=deps,
        pos=pos,
        morphs=morphs,
    )


def parse_sentences(
    text: str,
    sentences: Iterable[Sentence],
    pipeline: Language,
    names: Sequence[tuple[int, int]] = (),
) -> Iterator[ParsedSentence]:
    """Parse the given sentences of `text`, in order.

    `names` are spans of place names. A parser trained on general text takes a village that it
    never saw for an adverb or a verb, so those of one word are parsed as if a well-known city
    stood there; the tokens keep their own text.
    """
    wanted = list(sentences)
    folded = fold(text)
    originals = [pipeline.make_doc(folded[s.start : s.end]) for s in wanted]
    seen = [
        _for_parser(doc, sentence.start, inside)
        for sentence, doc, inside in zip(
            wanted, originals, _by_sentence(wanted, names), strict=True
        )
    ]
    parses = pipeline.pipe(seen, batch_size=_BATCH)
    for sentence, doc, parsed in zip(wanted, originals, parses, strict=True):
        whole = folded[sentence.start : sentence.end]
        yield ParsedSentence(_with_parse(doc, parsed), sentence.start, sentence.paragraph, whole)


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
