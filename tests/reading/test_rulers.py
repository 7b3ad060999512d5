"""Who rules occupied land, and which verbs of rule tell nothing, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed, word

from salient.reading.lexicon import Lexicon
from salient.reading.parties import PartyFinder
from salient.reading.rulers import deeds_of_rule, is_ruler, tells_no_rule

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
        ("they/PRON/nsubj>2 force/VERB/ROOT people/NOUN/obj>2 to/PART/mark>5 flee/VERB/xcomp>2",
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


@pytest.mark.parametrize(
    ("notation", "told"),
    [
        (
            "occupation/NOUN/compound>2 heads/NOUN/nsubj>3 opened/VERB/ROOT courses/NOUN/obj>3",
            ["opened heads courses"],
        ),
        (
            (
                "occupation/NOUN/compound>2 officials/NOUN/nsubj>3 continue/VERB/ROOT "
                "to/PART/mark>5 brainwash/VERB/xcomp>3 people/NOUN/obj>5"
            ),
            ["brainwash officials people"],
        ),
        (
            "occupation/NOUN/compound>2 officials/NOUN/nsubj>3 made/VERB/ROOT claims/NOUN/obj>3",
            [],
        ),
        (
            (
                "Russian/ADJ/amod>2 officials/NOUN/nsubj>3 formalised/VERB/ROOT rules/NOUN/obj>3 "
                "in/ADP/case>7 occupied/ADJ/amod>7 areas/NOUN/obl>3"
            ),
            ["formalised officials rules"],
        ),
        ("occupied/ADJ/amod>2 towns/NOUN/nsubj>3 opened/VERB/ROOT courses/NOUN/obj>3", []),
    ],
)
def test_what_an_administration_does(finder_of: FinderOf, notation: str, told: list[str]) -> None:
    sentence = hand_parsed(notation)
    deeds = deeds_of_rule(finder_of(sentence), ())
    assert [f"{verb.text} {who.text} {done.text}" for _, verb, who, done in deeds] == told


def test_an_administration_does_nothing_beside_what_is_read_already(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "occupation/NOUN/compound>2 officials/NOUN/nsubj>3 opened/VERB/ROOT courses/NOUN/obj>3"
    )
    assert not list(deeds_of_rule(finder_of(sentence), {word(sentence, "courses").i}))
