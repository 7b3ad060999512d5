"""What befell those whom a number counts, in trees written by hand."""

from __future__ import annotations

from hand_parses import hand_parsed, word

from salient.reading.fates import done_to, fate, killed_and_wounded, person_counts


def test_the_words_after_a_number_say_what_befell() -> None:
    sentence = hand_parsed("six/NUM/nsubj:pass>3 were/AUX/aux:pass>3 injured/VERB/ROOT")
    assert fate(word(sentence, "six")) == "wounded"
    assert person_counts(word(sentence, "six")) == "wounded"


def test_a_verb_with_an_object_tells_what_they_did() -> None:
    sentence = hand_parsed("six/NUM/nsubj>2 killed/VERB/ROOT two/NUM/nummod>4 guards/NOUN/obj>2")
    assert fate(word(sentence, "six")) is None


def test_the_verb_before_a_bare_number_says_what_was_done() -> None:
    sentence = hand_parsed("blast/NOUN/nsubj>2 killed/VERB/ROOT over/ADV/advmod>4 600/NUM/obj>2")
    assert done_to(word(sentence, "600")) == "killed"


def test_killed_and_wounded_are_counted_together() -> None:
    sentence = hand_parsed(
        "300/NUM/nummod>2 men/NOUN/nsubj:pass>3 killed/VERB/ROOT and/CCONJ/cc>5 wounded/VERB/conj>3"
    )
    assert killed_and_wounded(word(sentence, "300"), word(sentence, "men"))


def test_a_participle_right_before_the_number_says_what_was_done() -> None:
    sentence = hand_parsed(
        "killed/VERB/ROOT one/NUM/obj>1 and/CCONJ/cc>6 wounded/ADJ/amod>6 12/NUM/nummod>6"
        " others/NOUN/conj>2"
    )
    assert done_to(word(sentence, "12")) == "wounded"
