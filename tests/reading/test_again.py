"""What *do so* takes up."""

from __future__ import annotations

from collections.abc import Callable

from hand_parses import hand_parsed

from salient.reading.again import done_so
from salient.reading.events import Trigger, find_triggers
from salient.reading.parties import PartyFinder

FinderOf = Callable[..., PartyFinder]
TAKE = "Troops/NOUN/nsubj>2 took/VERB/ROOT {}/{}/obj>2"


def triggers(finder: PartyFinder) -> list[Trigger]:
    return find_triggers(finder, {t.i for t in finder.sentence.doc if t.text == "Zelene"})


def test_do_so_takes_up_the_event_before_with_a_new_actor(finder_of: FinderOf) -> None:
    (earlier,) = triggers(finder_of(hand_parsed(TAKE.format("Zelene", "PROPN"))))
    doc = hand_parsed("They/PRON/nsubj>3 will/AUX/aux>3 do/VERB/ROOT so/ADV/advmod>3").doc
    again = done_so(doc, [], earlier)
    assert again is not None
    assert again.of is None
    assert again.trigger.frame.event_type == "capture"
    assert [t.text for t in again.trigger.tokens] == ["do", "so"]
    assert again.trigger.actor is not None
    assert again.trigger.actor.text == "They"


def test_do_so_takes_up_the_event_of_the_clause_it_is_joined_to(finder_of: FinderOf) -> None:
    doc = hand_parsed(
        "Troops/NOUN/nsubj>2 shelled/VERB/ROOT Zelene/PROPN/obj>2 and/CCONJ/cc>6 will/AUX/aux>6 "
        "continue/VERB/conj>2 to/PART/mark>8 do/VERB/xcomp>6 so/ADV/advmod>8"
    )
    (shelling,) = triggers(finder_of(doc))
    (earlier,) = triggers(finder_of(hand_parsed(TAKE.format("Zelene", "PROPN"))))
    again = done_so(doc.doc, [shelling], earlier)
    assert again is not None
    assert (again.of, again.trigger.frame.event_type) == (0, "shell")


def test_do_so_takes_up_nothing_where_it_goes_on_with_what_is_no_event(
    finder_of: FinderOf,
) -> None:
    doc = hand_parsed(
        "Rain/NOUN/nsubj>2 slowed/VERB/ROOT them/PRON/obj>2 and/CCONJ/cc>6 will/AUX/aux>6 "
        "continue/VERB/conj>2 to/PART/mark>8 do/VERB/xcomp>6 so/ADV/advmod>8"
    ).doc
    (earlier,) = triggers(finder_of(hand_parsed(TAKE.format("Zelene", "PROPN"))))
    assert done_so(doc, [], earlier) is None


def test_so_alone_takes_up_nothing(finder_of: FinderOf) -> None:
    (earlier,) = triggers(finder_of(hand_parsed(TAKE.format("Zelene", "PROPN"))))
    doc = hand_parsed("so/ADV/advmod>3 they/PRON/nsubj>3 left/VERB/ROOT").doc
    assert done_so(doc, [], earlier) is None
    assert done_so(hand_parsed("do/VERB/ROOT so/ADV/advmod>1").doc, [], None) is None


def test_do_so_takes_up_the_last_deed_before_it_in_the_sentence(finder_of: FinderOf) -> None:
    doc = hand_parsed(
        "Troops/NOUN/nsubj>3 will/AUX/aux>3 shell/VERB/ROOT Zelene/PROPN/obj>3 if/SCONJ/mark>7 "
        "they/PRON/nsubj>7 need/VERB/advcl>3 to/PART/mark>9 do/VERB/xcomp>7 so/ADV/advmod>9"
    )
    (shelling,) = triggers(finder_of(doc))
    again = done_so(doc.doc, [shelling], None)
    assert again is not None
    assert (again.of, again.trigger.frame.event_type) == (0, "shell")


def test_do_so_does_not_take_up_the_verb_that_governs_it(finder_of: FinderOf) -> None:
    doc = hand_parsed(
        "Troops/NOUN/nsubj>2 shelled/VERB/ROOT Zelene/PROPN/obj>2 to/PART/mark>5 do/VERB/xcomp>2 "
        "so/ADV/advmod>5"
    )
    (shelling,) = triggers(finder_of(doc))
    assert done_so(doc.doc, [shelling], None) is None
