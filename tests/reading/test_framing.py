"""Which frames the words of a sentence spell, whatever the parse makes of them."""

from __future__ import annotations

from hand_parses import hand_parsed

from salient.reading.framing import head_among, spelled_frames
from salient.reading.lexicon import Lexicon
from salient.reading.sentences import ParsedSentence


def spelled(parsed: ParsedSentence, lexicon: Lexicon) -> set[tuple[str, str]]:
    return {
        (frame.form, " ".join(t.text for t in tokens))
        for token in parsed.doc
        for frame, tokens in spelled_frames(token, lexicon)
    }


def test_a_headlines_word_in_ing_is_a_noun_too(lexicon: Lexicon) -> None:
    line = hand_parsed("Fighting/VERB/ROOT in/ADP/case>3 Orlivka/PROPN/obl>1")
    assert ("noun", "Fighting") in spelled(line, lexicon)
    told = hand_parsed("They/PRON/nsubj>3 are/AUX/aux>3 Fighting/VERB/ROOT")
    assert ("noun", "Fighting") not in spelled(told, lexicon)


def test_fighting_that_the_parse_takes_for_a_verb_may_be_a_battle(lexicon: Lexicon) -> None:
    weeks = hand_parsed("weeks/NOUN/ROOT of/SCONJ/mark>3 fighting/VERB/acl>1 there/ADV/advmod>3")
    assert ("noun", "fighting") in spelled(weeks, lexicon)
    fierce = hand_parsed("reported/VERB/ROOT fierce/NOUN/nsubj>3 fighting/VERB/ccomp>1")
    assert ("noun", "fighting") in spelled(fierce, lexicon)
    troops = hand_parsed("reported/VERB/ROOT troops/NOUN/nsubj>3 fighting/VERB/ccomp>1")
    assert ("noun", "fighting") not in spelled(troops, lexicon)


def test_a_plural_where_a_noun_stands_is_one(lexicon: Lexicon) -> None:
    there = hand_parsed("are/VERB/ROOT fierce/NOUN/compound>3 clashes/VERB/nsubj>1")
    assert ("noun", "clashes") in spelled(there, lexicon)
    says = hand_parsed("Who/PRON/nsubj>2 clashes/VERB/nsubj>3 loses/VERB/ROOT")
    assert ("noun", "clashes") not in spelled(says, lexicon)


def test_a_noun_joined_to_an_infinitive_may_be_a_verb(lexicon: Lexicon) -> None:
    aims = hand_parsed(
        "to/PART/mark>2 refit/VERB/ROOT/VerbForm=Inf and/CCONJ/cc>4 advance/NOUN/conj>2"
    )
    assert ("verb", "advance") in spelled(aims, lexicon)


def test_a_particle_may_hang_below_the_object(lexicon: Lexicon) -> None:
    line = hand_parsed(
        "They/PRON/nsubj>2 drove/VERB/ROOT the/DET/det>4 enemy/NOUN/obj>2 out/ADP/case>7 "
        "of/ADP/case>7 Orlivka/PROPN/nmod>4"
    )
    assert ("verb", "drove out of") in spelled(line, lexicon)


def test_an_object_far_off_may_be_a_name(lexicon: Lexicon) -> None:
    line = hand_parsed(
        "They/PRON/nsubj>2 created/VERB/ROOT the/DET/det>8 so/ADV/advmod>5 called/VERB/amod>8 "
        "Stepove/PROPN/compound>7 Free/PROPN/compound>8 Republic/PROPN/obj>2"
    )
    assert ("verb", "created Republic") in spelled(line, lexicon)


def test_the_head_is_the_noun_that_governs(lexicon: Lexicon) -> None:
    line = hand_parsed("A/DET/det>3 missile/NOUN/compound>3 strike/NOUN/ROOT")
    frame, tokens = next(
        (f, t) for f, t in spelled_frames(line.doc[1], lexicon) if len(t) == 2 and f.form == "noun"
    )
    assert head_among(frame, tokens).text == "strike"


def test_an_adjective_opens_frames_of_several_words_only(lexicon: Lexicon) -> None:
    line = hand_parsed(
        "They/PRON/nsubj>2 intensified/VERB/ROOT offensive/ADJ/amod>4 operations/NOUN/obj>2"
    )
    assert ("noun", "offensive operations") in spelled(line, lexicon)
    other = hand_parsed("They/PRON/nsubj>2 have/VERB/ROOT offensive/ADJ/amod>4 means/NOUN/obj>2")
    assert ("noun", "offensive") not in spelled(other, lexicon)
