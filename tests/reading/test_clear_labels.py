from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from salient.reading.clear_labels import CLEAR, to_universal


def universal(notation: str) -> list[str]:
    """`word/POS/relation>head`, heads from 1, as `word/relation>head` in the other scheme."""
    rows = [token.split("/") for token in notation.split()]
    words, tags = [r[0] for r in rows], [r[1] for r in rows]
    deps = [r[2].partition(">")[0] for r in rows]
    heads = [int(r[2].partition(">")[2] or n + 1) - 1 for n, r in enumerate(rows)]
    found = to_universal(heads, deps, tags)
    return [f"{w}/{d}>{words[h]}" for w, h, d in zip(words, *found, strict=True)]


def test_a_noun_takes_its_preposition_and_hangs_on_the_verb() -> None:
    assert universal(
        "Troops/NOUN/nsubj>2 went/VERB/ROOT from/ADP/prep>2 the/DET/det>5 city/NOUN/pobj>3"
    ) == ["Troops/nsubj>went", "went/ROOT>went", "from/case>city", "the/det>city", "city/obl>went"]


def test_a_noun_under_a_noun_is_its_modifier() -> None:
    assert universal("capture/NOUN/ROOT of/ADP/prep>1 Zelene/PROPN/pobj>2")[2] == (
        "Zelene/nmod>capture"
    )


def test_a_passive_keeps_its_agent() -> None:
    assert universal(
        "It/PRON/nsubjpass>3 was/AUX/auxpass>3 taken/VERB/ROOT by/ADP/agent>3 them/PRON/pobj>4"
    ) == [
        "It/nsubj:pass>taken",
        "was/aux:pass>taken",
        "taken/ROOT>taken",
        "by/case>them",
        "them/obl:agent>taken",
    ]


def test_a_predicate_heads_its_clause() -> None:
    assert universal("City/NOUN/nsubj>2 is/AUX/ROOT ours/PRON/attr>2 ./PUNCT/punct>2") == [
        "City/nsubj>ours",
        "is/cop>ours",
        "ours/ROOT>ours",
        "./punct>ours",
    ]


def test_an_object_is_renamed() -> None:
    assert universal("took/VERB/ROOT it/PRON/dobj>1")[1] == "it/obj>took"


LABELS = ["nsubj", "dobj", "prep", "pobj", "pcomp", "agent", "attr", "acomp", "conj", "aux"]
TAGS = ["NOUN", "VERB", "AUX", "ADP", "PRON"]


@given(st.data())
def test_whatever_the_parse_the_answer_is_a_tree(data: st.DataObject) -> None:
    n = data.draw(st.integers(1, 9))
    heads = [data.draw(st.integers(0, max(0, i - 1))) for i in range(n)]
    deps = ["ROOT", *(data.draw(st.sampled_from(LABELS)) for _ in range(n - 1))]
    tags = [data.draw(st.sampled_from(TAGS)) for _ in range(n)]
    found, labels = to_universal(heads, deps, tags)
    assert not CLEAR & set(labels) - {"pobj"}
    for i in range(n):
        node = i
        for _ in range(n + 1):
            if found[node] == node:
                break
            node = found[node]
        assert found[node] == node
