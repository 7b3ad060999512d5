from __future__ import annotations

import pytest
from hand_parses import hand_parsed, word
from hypothesis import given
from hypothesis import strategies as st

from salient.reading.tokens import Doc

SENTENCE = hand_parsed(
    "Heavy/ADJ/amod>2 fighting/NOUN/nsubj>3 left/VERB/ROOT/Tense=Past|VerbForm=Fin the/DET/det>5 "
    "city/NOUN/obj>3 in/ADP/case>7 ruins/NOUN/obl>3 ./PUNCT/punct>3"
)


def test_children_stand_in_the_order_of_the_text() -> None:
    assert [c.text for c in word(SENTENCE, "left").children] == ["fighting", "city", "ruins", "."]
    assert [c.text for c in word(SENTENCE, "left").lefts] == ["fighting"]


def test_a_subtree_is_laid_out_in_the_order_of_the_text() -> None:
    assert [t.text for t in word(SENTENCE, "ruins").subtree] == ["in", "ruins"]
    assert list(word(SENTENCE, "left").subtree) == list(SENTENCE.doc)


def test_ancestors_go_up_to_the_root() -> None:
    heavy, root = word(SENTENCE, "Heavy"), word(SENTENCE, "left")
    assert [a.text for a in heavy.ancestors] == ["fighting", "left"]
    assert root.is_ancestor(heavy)
    assert not heavy.is_ancestor(root)
    assert list(root.ancestors) == []


def test_features_are_read_from_their_notation() -> None:
    root = word(SENTENCE, "left")
    assert "Past" in root.morph.get("Tense", ())
    assert word(SENTENCE, "city").morph.get("Tense", ()) == ()


def test_neighbours_outside_the_sentence_are_an_error() -> None:
    with pytest.raises(IndexError):
        SENTENCE.doc[0].nbor(-1)
    with pytest.raises(IndexError):
        SENTENCE.doc[len(SENTENCE.doc) - 1].nbor(1)


def test_text_between_two_words_is_verbatim() -> None:
    assert SENTENCE.doc.between(3, 5) == "the city"
    assert SENTENCE.doc.between(5, 5) == ""


def test_lists_of_unlike_length_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        Doc(["a", "b"], heads=[0, 0], deps=["ROOT"], pos=["X", "X"])


@given(st.lists(st.tuples(st.text(min_size=1, max_size=4), st.booleans()), max_size=8), st.data())
def test_offsets_point_at_the_words_whatever_the_tree(
    drawn: list[tuple[str, bool]], data: st.DataObject
) -> None:
    words, spaces = [w for w, _ in drawn], [s for _, s in drawn]
    heads = [data.draw(st.integers(0, max(0, i - 1))) for i in range(len(words))]
    doc = Doc(words, spaces=spaces, heads=heads, deps=["x"] * len(words), pos=["X"] * len(words))
    for token in doc:
        assert doc.text[token.idx : token.idx + len(token.text)] == token.text
        assert (token.head is token) or token in token.head.children
        assert token in list(token.subtree)
    roots = [t for t in doc if t.head is t]
    assert sum(len(list(root.subtree)) for root in roots) == len(doc)
