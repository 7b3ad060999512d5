"""Parses written by hand: `word/POS/relation>head` for each token, heads counted from 1.

The root's head is itself. Features follow a fourth slash, as in `taken/VERB/acl>1/VerbForm=Part`.
"""

from __future__ import annotations

from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Doc, Token


def hand_parsed(notation: str, start: int = 0) -> ParsedSentence:
    words, tags, relations, heads, features = [], [], [], [], []
    for n, token in enumerate(notation.split()):
        word, tag, relation, *morph = token.split("/", 3)
        label, _, head = relation.partition(">")
        words.append(word)
        tags.append(tag)
        relations.append(label)
        heads.append(int(head) - 1 if head else n)
        features.append(morph[0] if morph else "")
    doc = Doc(words, pos=tags, deps=relations, heads=heads, morphs=features)
    return ParsedSentence(doc, start, 0, doc.text)


def word(sentence: ParsedSentence, text: str) -> Token:
    """The first token that spells `text`."""
    return next(t for t in sentence.doc if t.text == text)
