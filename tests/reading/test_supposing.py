"""What is only supposed, on trees written by hand; whole sentences are in `evals/cases`."""

from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word

from salient.reading.supposing import (
    asked_whether,
    by_another,
    in_condition,
    of_another,
    of_idle_sign,
    of_sign,
    shares_mood,
    told_as_done,
    told_by_the_way,
    unseen,
    without_sign,
)


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            (
                "If/SCONJ/mark>3 they/PRON/nsubj>3 plan/VERB/advcl>7 "
                "to/PART/mark>5 leave/VERB/xcomp>3 we/PRON/nsubj>7 know/VERB/ROOT"
            ),
            True,
        ),
        (
            (
                "Even/ADV/advmod>4 if/SCONJ/mark>4 they/PRON/nsubj>4 leave/VERB/advcl>6 "
                "we/PRON/nsubj>6 stay/VERB/ROOT"
            ),
            False,
        ),
        (
            (
                "Were/AUX/aux>4 they/PRON/nsubj>4 to/PART/mark>4 leave/VERB/advcl>8 "
                ",/PUNCT/punct>8 we/PRON/nsubj>8 would/AUX/aux>8 stay/VERB/ROOT"
            ),
            True,
        ),
        ("They/PRON/nsubj>2 leave/VERB/ROOT", False),
        (
            (
                "We/PRON/nsubj>2 stay/VERB/ROOT because/SCONJ/mark>5 they/PRON/nsubj>5 "
                "leave/VERB/advcl>2"
            ),
            False,
        ),
    ],
)
def test_a_condition_holds_all_that_depends_on_it(notation: str, expected: bool) -> None:
    assert in_condition(word(hand_parsed(notation), "leave")) is expected


def _attack(whose: str, verb: str = "await") -> bool:
    parse = hand_parsed(
        f"Russian/ADJ/amod>2 troops/NOUN/nsubj>3 {verb}/VERB/ROOT a/DET/det>6 "
        f"{whose}/ADJ/amod>6 attack/NOUN/obj>3"
    )
    return by_another(word(parse, "attack"), word(parse, verb))


def test_a_deed_is_anothers_where_another_party_is_named() -> None:
    assert _attack("Ukrainian")
    assert not _attack("Russian")
    assert not _attack("new")


@pytest.mark.parametrize(
    ("clause", "done"),
    [
        ("they/PRON/nsubj>5 have/AUX/aux>5 crossed/VERB/ccomp>2/Tense=Past|VerbForm=Part", True),
        ("they/PRON/nsubj>5 will/AUX/aux>5 crossed/VERB/ccomp>2/VerbForm=Inf", False),
    ],
)
def test_what_is_told_in_a_perfect_is_done(clause: str, done: bool) -> None:
    parse = hand_parsed(f"Officials/NOUN/nsubj>2 warned/VERB/ROOT {clause}")
    assert told_as_done(word(parse, "crossed")) is done


def test_an_event_named_without_a_clause_is_not_told_as_done() -> None:
    parse = hand_parsed("They/PRON/nsubj>2 warned/VERB/ROOT of/ADP/case>4 attacks/NOUN/obl>2")
    assert not told_as_done(word(parse, "attacks"))


_SIGNS = (
    "These/PRON/nsubj>4 are/AUX/cop>4 {}/PART/advmod>4 signs/NOUN/ROOT that/SCONJ/mark>7 "
    "they/PRON/nsubj>7 leave/VERB/ccomp>4"
)


@pytest.mark.parametrize(("adverb", "idle"), [("not", True), ("clear", False)])
def test_signs_that_are_none_tell_nothing(adverb: str, idle: bool) -> None:
    leave = word(hand_parsed(_SIGNS.format(adverb)), "leave")
    assert of_sign(leave)
    assert of_idle_sign(leave) is idle


@pytest.mark.parametrize(
    ("mark", "governor", "open_question"),
    [("whether", "said", True), ("if", "unclear", True), ("if", "glad", False)],
)
def test_an_open_question_is_told_by_its_mark_and_governor(
    mark: str, governor: str, open_question: bool
) -> None:
    parse = hand_parsed(
        f"It/PRON/nsubj>2 {governor}/ADJ/ROOT {mark}/SCONJ/mark>5 they/PRON/nsubj>5 "
        "left/VERB/ccomp>2"
    )
    assert asked_whether(word(parse, "left")) is open_question


def test_a_participle_after_its_verb_shares_its_mood_unless_it_has_a_subject() -> None:
    parse = hand_parsed(
        "They/PRON/nsubj>3 may/AUX/aux>3 strike/VERB/ROOT ,/PUNCT/punct>5 killing/VERB/advcl>3 "
        "five/NUM/obj>5"
    )
    assert shares_mood(word(parse, "killing"))
    own = hand_parsed(
        "They/PRON/nsubj>2 strike/VERB/ROOT ,/PUNCT/punct>5 rockets/NOUN/nsubj>5 "
        "killing/VERB/advcl>2"
    )
    assert not shares_mood(word(own, "killing"))


@pytest.mark.parametrize(("adverb", "expected"), [("not", True), ("also", False)])
def test_what_nobody_has_seen_is_told_by_the_negated_verb(adverb: str, expected: bool) -> None:
    parse = hand_parsed(
        f"It/PRON/nsubj>4 has/AUX/aux>4 {adverb}/PART/advmod>4 observed/VERB/ROOT "
        "troops/NOUN/nsubj>6 massing/VERB/advcl>4"
    )
    assert unseen(word(parse, "massing")) is expected


@pytest.mark.parametrize(
    ("notation", "expected"),
    [
        (
            (
                "They/PRON/nsubj>4 have/AUX/aux>4 not/PART/advmod>4 seen/VERB/ROOT "
                "evidence/NOUN/obj>4 that/SCONJ/mark>8 troops/NOUN/nsubj>8 left/VERB/acl>5"
            ),
            True,
        ),
        (
            (
                "They/PRON/nsubj>3 have/AUX/aux>3 seen/VERB/ROOT evidence/NOUN/obj>3 "
                "that/SCONJ/mark>7 troops/NOUN/nsubj>7 left/VERB/acl>4"
            ),
            False,
        ),
        (
            (
                "They/PRON/nsubj>2 have/VERB/ROOT no/DET/det>4 footage/NOUN/obj>2 "
                "that/PRON/nsubj>6 suggests/VERB/acl:relcl>4 that/SCONJ/mark>9 "
                "troops/NOUN/nsubj>9 left/VERB/ccomp>6"
            ),
            True,
        ),
        (
            (
                "They/PRON/nsubj>2 have/VERB/ROOT no/DET/det>4 friends/NOUN/obj>2 "
                "that/PRON/nsubj>6 suggest/VERB/acl:relcl>4 that/SCONJ/mark>9 "
                "troops/NOUN/nsubj>9 left/VERB/ccomp>6"
            ),
            False,
        ),
    ],
)
def test_what_nothing_seen_would_show(notation: str, expected: bool) -> None:
    assert without_sign(word(hand_parsed(notation), "left")) is expected


@pytest.mark.parametrize(("doer", "expected"), [("Kamian", True), ("Steppe", False)])
def test_a_deed_under_an_infinitive_is_anothers(doer: str, expected: bool) -> None:
    parse = hand_parsed(
        "Steppe/ADJ/amod>2 troops/NOUN/nsubj>3 dug/VERB/ROOT to/PART/mark>5 hinder/VERB/xcomp>3 "
        f"{doer}/ADJ/amod>7 raids/NOUN/obj>5"
    )
    assert of_another(word(parse, "raids")) is expected


@pytest.mark.parametrize(
    ("notation", "event", "expected"),
    [
        (
            (
                "They/PRON/nsubj>2 believe/VERB/ROOT the/DET/det>4 raid/NOUN/nsubj>6 "
                "was/AUX/cop>6 revenge/NOUN/ccomp>2"
            ),
            "raid",
            True,
        ),
        (
            (
                "They/PRON/nsubj>2 believe/VERB/ROOT the/DET/det>4 raid/NOUN/nsubj>5 "
                "continues/VERB/ccomp>2"
            ),
            "raid",
            False,
        ),
        (
            (
                "They/PRON/nsubj>2 believe/VERB/ROOT it/PRON/nsubj>5 is/AUX/cop>5 weak/ADJ/ccomp>2 "
                "because/SCONJ/mark>8 it/PRON/nsubj>8 retreated/VERB/advcl>5"
            ),
            "retreated",
            True,
        ),
        (
            (
                "They/PRON/nsubj>2 left/VERB/ROOT because/SCONJ/mark>5 we/PRON/nsubj>5 "
                "declared/VERB/advcl>2 victory/NOUN/obj>5"
            ),
            "victory",
            False,
        ),
        ("They/PRON/nsubj>2 believe/VERB/ROOT we/PRON/nsubj>4 retreated/VERB/ccomp>2", "retreated",
         False),
        ("He/PRON/nsubj>2 portrayed/VERB/ROOT the/DET/det>4 raid/NOUN/obj>2", "raid", True),
    ],
)  # fmt: skip
def test_what_is_only_a_circumstance_of_a_thought(
    notation: str, event: str, expected: bool
) -> None:
    assert told_by_the_way(word(hand_parsed(notation), event)) is expected
