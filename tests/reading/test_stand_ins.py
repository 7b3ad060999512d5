"""What *it*, *them* and bare numbers stand for, in trees written by hand."""

from __future__ import annotations

from collections.abc import Callable

from hand_parses import hand_parsed, word

from salient.reading.parties import PartyFinder
from salient.reading.stand_ins import counts_those, stands_for, stands_for_people

FinderOf = Callable[..., PartyFinder]


def test_it_is_a_place_a_line_or_ground_named_before(finder_of: FinderOf) -> None:
    sentence = hand_parsed(
        "lost/VERB/ROOT the/DET/det>3 highway/NOUN/obj>1 and/CCONJ/cc>5 cut/VERB/conj>1 "
        "it/PRON/obj>5"
    )
    finder, it = finder_of(sentence), word(sentence, "it")
    assert stands_for(it, "line", finder, ())
    assert stands_for(it, "ground", finder, ())
    assert not stands_for(it, "place", finder, ())


def test_an_ability_is_not_what_it_takes_up(finder_of: FinderOf) -> None:
    for taken, stands in (("ability", True), ("weapons", False)):
        sentence = hand_parsed(
            f"Zelene/PROPN/nsubj>2 lost/VERB/ROOT the/DET/det>4 {taken}/NOUN/obj>2 to/PART/mark>6 "
            "seize/VERB/acl>4 it/PRON/obj>6"
        )
        assert stands_for(word(sentence, "it"), "place", finder_of(sentence), {0}) is stands


def test_them_are_people_where_they_are_harmed(finder_of: FinderOf) -> None:
    beaten = hand_parsed("beat/VERB/ROOT them/PRON/obj>1")
    kept = hand_parsed("kept/VERB/ROOT them/PRON/obj>1")
    likened = hand_parsed("like/SCONJ/mark>2 shooting/VERB/ROOT them/PRON/obj>2")
    assert stands_for_people(word(beaten, "them"))
    assert not stands_for_people(word(kept, "them"))
    assert not stands_for_people(word(likened, "them"))


def test_a_bare_number_counts_those_counted_before(finder_of: FinderOf) -> None:
    line = hand_parsed(
        "six/NUM/nummod>2 soldiers/NOUN/nsubj>3 died/VERB/ROOT one/NUM/obj>5 captured/VERB/conj>3"
    )
    finder = finder_of(line)
    assert counts_those(word(line, "one"), "force", finder)
    assert not counts_those(word(line, "one"), "people", finder)
    uncounted = hand_parsed("soldiers/NOUN/nsubj>2 died/VERB/ROOT one/NUM/obj>4 taken/VERB/conj>2")
    assert not counts_those(word(uncounted, "one"), "force", finder_of(uncounted))
