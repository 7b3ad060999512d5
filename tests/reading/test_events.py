from __future__ import annotations

from collections.abc import Callable

import pytest
from hand_parses import hand_parsed

from salient.reading.events import Trigger, find_triggers
from salient.reading.parties import PartyFinder
from salient.reading.sentences import ParsedSentence

Parse = Callable[[str], ParsedSentence]
FinderOf = Callable[..., PartyFinder]
PLACES = frozenset({"Orlivka", "Vasylivka", "Zelene", "Borivka", "Kamianka", "Lypove"})


def triggers(finder: PartyFinder) -> list[Trigger]:
    return find_triggers(finder, {t.i for t in finder.sentence.doc if t.text in PLACES})


def seen(found: list[Trigger]) -> list[tuple[str, str]]:
    return [(t.frame.event_type, " ".join(w.text for w in t.tokens)) for t in found]


def who(found: Trigger) -> tuple[str | None, str | None]:
    return (
        found.actor.text if found.actor is not None else None,
        found.target.text if found.target is not None else None,
    )


TAKE = "Troops/NOUN/nsubj>2 took/VERB/ROOT {}/{}/obj>2"


def test_a_verb_whose_object_is_of_the_kind_asked_for_is_an_event(finder_of: FinderOf) -> None:
    (found,) = triggers(finder_of(hand_parsed(TAKE.format("Zelene", "PROPN"))))
    assert found.frame.event_type == "capture"
    assert who(found) == ("Troops", "Zelene")
    assert found.support is None


@pytest.mark.parametrize("noun", ["breakfast", "photographs", "time"])
def test_a_verb_whose_object_is_of_another_kind_is_none(finder_of: FinderOf, noun: str) -> None:
    assert triggers(finder_of(hand_parsed(TAKE.format(noun, "NOUN")))) == []


def test_more_words_win_over_fewer(finder_of: FinderOf) -> None:
    notation = (
        "Troops/NOUN/nsubj>2 lost/VERB/ROOT control/NOUN/obj>2 of/ADP/case>5 Zelene/PROPN/nmod>3"
    )
    (found,) = triggers(finder_of(hand_parsed(notation)))
    assert seen([found]) == [("lose", "lost control of")]
    assert who(found) == ("Troops", "Zelene")


def test_no_word_serves_two_events(parse: Parse, finder_of: FinderOf) -> None:
    for text in (
        "Russian forces lost control of Zelene and seized control over Lypove.",
        "Russian forces launched an attack on Zelene and carried out airstrikes on Lypove.",
    ):
        found = triggers(finder_of(parse(text)))
        words = [w.i for t in found for w in t.tokens if w.pos_ != "ADP"]
        assert len(words) == len(set(words))
        assert len(found) == 2


def test_events_come_in_the_order_of_their_words(parse: Parse, finder_of: FinderOf) -> None:
    text = "Russian forces shelled Zelene, attacked Lypove and took control of Orlivka."
    found = triggers(finder_of(parse(text)))
    assert [t.frame.event_type for t in found] == ["shell", "attack", "capture"]


def test_an_event_noun_takes_its_actor_from_the_verb_that_carries_it(finder_of: FinderOf) -> None:
    notation = (
        "Troops/NOUN/nsubj>2 launched/VERB/ROOT an/DET/det>4 assault/NOUN/obj>2 on/ADP/case>6 "
        "Zelene/PROPN/nmod>4"
    )
    (found,) = triggers(finder_of(hand_parsed(notation)))
    assert found.frame.event_type == "attack"
    assert who(found) == ("Troops", "Zelene")


def test_an_event_noun_takes_its_actor_from_the_adjective_of_a_side(finder_of: FinderOf) -> None:
    notation = (
        "Russian/ADJ/amod>2 shelling/NOUN/nsubj>5 of/ADP/case>4 Zelene/PROPN/nmod>2 "
        "continued/VERB/ROOT"
    )
    (found,) = triggers(finder_of(hand_parsed(notation)))
    assert found.frame.event_type == "shell"
    assert who(found) == ("Russian", "Zelene")


def test_an_event_noun_takes_its_actor_after_by(finder_of: FinderOf) -> None:
    notation = (
        "capture/NOUN/ROOT of/ADP/case>3 Zelene/PROPN/nmod>1 by/ADP/case>5 troops/NOUN/nmod>1"
    )
    (found,) = triggers(finder_of(hand_parsed(notation)))
    assert who(found) == ("troops", "Zelene")


def test_the_subject_of_fall_is_what_is_taken(finder_of: FinderOf) -> None:
    notation = "Zelene/PROPN/nsubj>2 fell/VERB/ROOT to/ADP/case>4 troops/NOUN/obl>2"
    (found,) = triggers(finder_of(hand_parsed(notation)))
    assert found.frame.event_type == "capture"
    assert who(found) == ("troops", "Zelene")


@pytest.mark.parametrize(
    "notation",
    [
        # part of a name
        "Operation/PROPN/compound>2 Assault/PROPN/nsubj>3 began/VERB/ROOT",
        # stands before another noun
        "assault/NOUN/compound>2 course/NOUN/nsubj>3 began/VERB/ROOT",
        # points back at what was said
        "these/DET/det>2 losses/NOUN/nsubj>3 hurt/VERB/ROOT",
    ],
)
def test_nouns_that_name_no_new_event_are_left(finder_of: FinderOf, notation: str) -> None:
    found = triggers(finder_of(hand_parsed(notation)))
    assert [t for t in found if t.frame.form == "noun"] == []


def test_words_far_apart_do_not_make_a_phrase(finder_of: FinderOf) -> None:
    notation = (
        "Troops/NOUN/nsubj>2 took/VERB/ROOT bread/NOUN/obj>2 ;/PUNCT/punct>2 "
        "control/NOUN/parataxis>2 of/ADP/case>7 prices/NOUN/nmod>5"
    )
    found = triggers(finder_of(hand_parsed(notation)))
    assert [t for t in found if t.frame.event_type == "capture"] == []


def test_a_place_is_never_an_events_word(parse: Parse, finder_of: FinderOf) -> None:
    sentence = parse("Troops rested in Zelene.")
    shelling = [t.i for t in sentence.doc if t.text == "rested"]
    assert find_triggers(finder_of(sentence), shelling) == []
