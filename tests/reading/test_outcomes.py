"""What became of an attempt, on trees written by hand; sentences are in `evals/cases`."""

from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.outcomes import (
    came_to_nothing,
    clause_of_its_own,
    in_perfect,
    in_present,
    only_hoped,
    tried_in_vain,
)

TRIED = "They/PRON/nsubj>2 tried/VERB/ROOT to/PART/mark>4 enter/VERB/xcomp>2 "


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("but/CCONJ/cc>7 were/AUX/aux:pass>7 repulsed/VERB/conj>2", True),
        ("but/CCONJ/cc>6 failed/VERB/conj>2", True),
        ("but/CCONJ/cc>6 had/VERB/conj>2 to/PART/mark>8 retreat/VERB/xcomp>6", True),
        ("but/CCONJ/cc>6 had/VERB/conj>2 to/PART/mark>8 wait/VERB/xcomp>6", False),
        (("but/CCONJ/cc>7 were/AUX/aux:pass>7 forced/VERB/conj>2 to/PART/mark>9 "
          "fall/VERB/xcomp>7 back/ADV/advmod>9"), True),
        ("but/CCONJ/cc>6 failed/VERB/conj>2 to/PART/mark>8 succeed/VERB/xcomp>6", True),
        ("but/CCONJ/cc>6 failed/VERB/conj>2 to/PART/mark>8 eat/VERB/xcomp>6", False),
        ("but/CCONJ/cc>6 lost/VERB/conj>2 tanks/NOUN/obj>6", True),
        ("and/CCONJ/cc>6 lost/VERB/conj>2 tanks/NOUN/obj>6", False),
        ("and/CCONJ/cc>6 retreated/VERB/conj>2", True),
        ("but/CCONJ/cc>7 others/NOUN/nsubj>7 retreated/VERB/conj>2", False),
        (",/PUNCT/punct>6 retreat/VERB/conj>4", True),
        (",/PUNCT/punct>6 eat/VERB/conj>4", False),
        ("but/CCONJ/cc>7 others/NOUN/nsubj>7 repelled/VERB/conj>2 them/PRON/obj>7", True),
        ("but/CCONJ/cc>7 others/NOUN/nsubj>7 repelled/VERB/conj>2 doubts/NOUN/obj>7", False),
        ("but/CCONJ/cc>8 did/AUX/aux>8 not/PART/advmod>8 succeed/VERB/conj>2", True),
        ("without/ADP/case>6 success/NOUN/obl>4", True),
        ("and/CCONJ/cc>6 ate/VERB/conj>2", False),
        (";/PUNCT/punct>2 but/CCONJ/cc>7 failed/VERB/conj>2", False),
    ],
)  # fmt: skip
def test_what_follows_tells_of_an_attempt(rest: str, expected: bool) -> None:
    assert came_to_nothing(word(hand_parsed(TRIED + rest), "enter")) is expected


def test_those_who_fell_back_after_an_attempt_had_failed() -> None:
    parsed = hand_parsed(
        "They/PRON/nsubj>2 withdrew/VERB/ROOT after/SCONJ/mark>4 trying/VERB/advcl>2 "
        "to/PART/mark>6 enter/VERB/xcomp>4"
    )
    assert came_to_nothing(word(parsed, "enter"))


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("They/PRON/nsubj>2 repelled/VERB/ROOT their/PRON/nmod:poss>4 attempts/NOUN/obj>2", True),
        (("They/PRON/nsubj>2 repelled/VERB/ROOT us/PRON/obj>2 despite/ADP/case>5 "
         "attempts/NOUN/obl>2"), False),
        ("They/PRON/nsubj>2 praised/VERB/ROOT their/PRON/nmod:poss>4 attempts/NOUN/obj>2", False),
        (("The/DET/det>2 attempts/NOUN/ROOT continue/VERB/acl>2 to/PART/mark>6 be/AUX/cop>6 "
         "unsuccessful/ADJ/xcomp>3"), True),
        ("The/DET/det>2 attempts/NOUN/nsubj>3 remain/VERB/ROOT stalled/VERB/xcomp>3", True),
        (("The/DET/det>2 attempts/NOUN/nsubj>5 are/AUX/cop>5 not/PART/advmod>5 "
          "successful/ADJ/ROOT"), True),
        ("The/DET/det>2 attempts/NOUN/nsubj>4 are/AUX/cop>4 successful/ADJ/ROOT", False),
        ("They/PRON/nsubj>2 suppress/VERB/ROOT attempts/NOUN/obj>2", False),
        ("They/PRON/nsubj>2 suppressed/VERB/ROOT attempts/NOUN/obj>2", True),
        (("One/NUM/nsubj>4 of/ADP/case>3 attempts/NOUN/nmod>1 ended/VERB/ROOT in/ADP/case>6 "
          "failure/NOUN/obl>4"), True),
        ("The/DET/det>2 attempts/NOUN/nsubj>3 ended/VERB/ROOT in/ADP/case>5 May/PROPN/obl>3",
         False),
    ],
)  # fmt: skip
def test_attempts_in_vain(notation: str, expected: bool) -> None:
    assert tried_in_vain(word(hand_parsed(notation), "attempts")) is expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            (
                "They/PRON/nsubj>2 failed/VERB/ROOT to/PART/mark>4 enter/VERB/xcomp>2 "
                "and/CCONJ/cc>7 may/AUX/aux>7 leave/VERB/conj>4"
            ),
            True,
        ),
        (
            (
                "They/PRON/nsubj>2 plan/VERB/ROOT to/PART/mark>4 enter/VERB/xcomp>2 and/CCONJ/cc>7 "
                "presumably/ADV/advmod>7 leave/VERB/conj>4"
            ),
            False,
        ),
        (
            (
                "They/PRON/nsubj>2 want/VERB/ROOT to/PART/mark>4 enter/VERB/xcomp>2 but/CCONJ/cc>7 "
                "likely/ADV/advmod>7 leave/VERB/conj>4"
            ),
            True,
        ),
        (
            (
                "They/PRON/nsubj>2 plan/VERB/ROOT to/PART/mark>4 enter/VERB/xcomp>2 and/CCONJ/cc>6 "
                "leave/VERB/conj>4"
            ),
            False,
        ),
    ],
)
def test_a_finite_verb_after_an_infinitive_stands_by_itself(notation: str, expected: bool) -> None:
    parsed = hand_parsed(notation)
    assert clause_of_its_own(word(parsed, "leave"), word(parsed, "enter")) is expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("once/SCONJ/mark>3 they/PRON/nsubj>3 leave/VERB/ROOT", True),
        ("once/SCONJ/mark>4 they/PRON/nsubj>4 had/AUX/aux>4 leave/VERB/ROOT", False),
        ("once/SCONJ/mark>4 they/PRON/nsubj>4 have/AUX/aux>4 leave/VERB/ROOT", True),
    ],
)
def test_a_clause_of_time_in_the_present(notation: str, expected: bool) -> None:
    assert in_present(word(hand_parsed(notation), "leave")) is expected


def test_an_infinitive_in_the_perfect() -> None:
    assert in_perfect(word(hand_parsed("to/PART/mark>3 have/AUX/aux>3 left/VERB/ROOT"), "left"))
    assert not in_perfect(word(hand_parsed("to/PART/mark>2 leave/VERB/ROOT"), "leave"))


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        ("They/PRON/nsubj>2 opened/VERB/ROOT roads/NOUN/obj>2 to/PART/mark>5 leave/VERB/csubj>2",
         True),
        ("It/PRON/expl>2 took/VERB/ROOT days/NOUN/obj>2 to/PART/mark>5 leave/VERB/csubj>2", False),
        ("To/PART/mark>2 leave/VERB/csubj>3 hurts/VERB/ROOT us/PRON/obj>3", False),
    ],
)  # fmt: skip
def test_what_a_verb_is_done_for(notation: str, expected: bool) -> None:
    assert only_hoped(word(hand_parsed(notation), "leave")) is expected
