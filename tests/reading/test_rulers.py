"""Who rules occupied land, and which verbs of rule tell nothing, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.reading.lexicon import Lexicon
from salient.reading.parties import PartyFinder
from salient.reading.rulers import is_ruler, tells_no_rule

FinderOf = Callable[..., PartyFinder]


@pytest.mark.parametrize(
    ("notation", "noun", "rules"),
    [
        ("the/DET/det>3 occupation/NOUN/compound>3 officials/NOUN/ROOT", "officials", True),
        ("Russian/ADJ/amod>2 troops/NOUN/ROOT", "troops", True),
        ("Ukrainian/ADJ/amod>2 troops/NOUN/ROOT", "troops", False),
        ("Russian/ADJ/amod>2 officials/NOUN/ROOT", "officials", False),
        (
            (
                "Russian/ADJ/amod>2 officials/NOUN/nsubj>3 closed/VERB/ROOT "
                "Ukrainian/ADJ/amod>5 schools/NOUN/obj>3"
            ),
            "officials",
            True,
        ),
        (
            (
                "Ukrainian/ADJ/amod>2 sources/NOUN/nsubj>3 said/VERB/ROOT Russian/ADJ/amod>5 "
                "officials/NOUN/nsubj>6 voted/VERB/ccomp>3"
            ),
            "officials",
            False,
        ),
        (
            (
                "Russian/ADJ/amod>2 officials/NOUN/nsubj>3 went/VERB/ROOT to/ADP/case>6 "
                "occupied/ADJ/amod>6 land/NOUN/obl>3"
            ),
            "officials",
            True,
        ),
        ("residents/NOUN/ROOT of/ADP/case>3 towns/NOUN/nmod>1", "residents", False),
    ],
)
def test_who_rules(finder_of: FinderOf, notation: str, noun: str, rules: bool) -> None:
    sentence = hand_parsed(notation)
    assert is_ruler(word(sentence, noun), finder_of(sentence)) is rules


@pytest.mark.parametrize(
    ("notation", "words", "nothing"),
    [
        ("they/PRON/nsubj>2 force/VERB/ROOT people/NOUN/obj>2 to/PART/mark>5 leave/VERB/xcomp>2",
         ("force",), True),
        ("they/PRON/nsubj>2 force/VERB/ROOT people/NOUN/obj>2 to/PART/mark>5 work/VERB/xcomp>2",
         ("force",), False),
        ("they/PRON/nsubj>2 open/VERB/ROOT schools/NOUN/obj>2", ("open", "school"), False),
        ("they/PRON/nsubj>2 open/VERB/ROOT school/NOUN/compound>4 accounts/NOUN/obj>2",
         ("open", "school"), True),
        ("people/NOUN/nsubj>2 stay/VERB/ROOT in/ADP/case>4 towns/NOUN/obl>2",
         ("stay", "in"), False),
        ("people/NOUN/ROOT who/PRON/nsubj>3 stay/VERB/acl:relcl>1 in/ADP/case>5 towns/NOUN/obl>3",
         ("stay", "in"), True),
    ],
)  # fmt: skip
def test_what_tells_nothing_of_its_own(
    lexicon: Lexicon, notation: str, words: tuple[str, ...], nothing: bool
) -> None:
    sentence = hand_parsed(notation)
    spelled = [f for f in lexicon.frames["verb", words[0]] if f.words == words]
    frames = [f for f in spelled if f.asks_for("ruler") or f.event_type == "other"]
    tokens = tuple(next(t for t in sentence.doc if w in t.spellings) for w in words)
    assert {tells_no_rule(f, tokens[0], tokens) for f in frames} == {nothing}
