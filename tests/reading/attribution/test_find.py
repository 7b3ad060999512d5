"""The door: nesting, sane spans on any text, bounded time."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.reading.attribution import find_speech_acts
from salient.reading.sentences import ParsedSentence
from salient.reading.tokens import Doc

WORDS = (
    "said says claims that the mayor he they according to reportedly plan sure seems told asked "
    "\" “ ” ' , . : - – as in view of is was not adding who X Russia to leave left ( ) ; «"
).split()
TAGS = ("VERB", "NOUN", "PROPN", "PRON", "ADP", "AUX", "SCONJ", "PUNCT", "ADV", "ADJ", "PART")
RELATIONS = (
    "nsubj nsubj:pass ccomp xcomp advcl acl acl:relcl obl obj iobj parataxis conj punct mark case "
    "aux aux:pass nmod nmod:poss appos flat det cc csubj advmod cop expl dep"
).split()


def test_nesting_has_parents_and_depths(acts):
    found = acts(
        "The agency reported that the mayor said that the enemy claimed that the port had fallen."
    )
    assert [said.cue for said in found] == ["report", "say", "claim"]
    assert [said.act.depth for said in found] == [0, 1, 2]
    assert [said.act.parent for said in found] == [None, 0, 1]


def test_no_sentences_give_nothing():
    assert find_speech_acts([], "") == []


def test_a_document_read_twice_gives_the_same(acts):
    text = "The mayor said that shells had hit the bridge."
    assert acts("The mayor said that shells had hit the bridge.") == acts(text)


@st.composite
def sentences(draw):
    """A text of random words under a random tree: what the worst parser could give."""
    texts, parsed, at = [], [], 0
    for paragraph in range(draw(st.integers(1, 3))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
        n = len(words)
        heads = [draw(st.integers(0, max(0, i - 1))) for i in range(n)]
        relations = ["ROOT", *(draw(st.sampled_from(RELATIONS)) for _ in range(n - 1))]
        tags = [draw(st.sampled_from(TAGS)) for _ in range(n)]
        doc = Doc(words, pos=tags, deps=relations, heads=heads)
        parsed.append(ParsedSentence(doc, at, paragraph))
        texts.append(doc.text)
        at += len(doc.text) + 1
    return "\n".join(texts), parsed


@settings(max_examples=300, deadline=None)
@given(sentences())
def test_spans_are_sorted_and_inside_whatever_the_parse(drawn):
    text, parsed = drawn
    found = find_speech_acts(parsed, text)
    for n, act in enumerate(found):
        assert act.content
        assert act.cue
        for spans in (act.source, act.cue, act.content):
            at = -1
            for start, end in spans:
                assert at < start < end <= len(text)
                at = end
        for start, end in act.content:
            assert any(c.isalnum() for c in text[start:end])
        assert act.parent is None or (0 <= act.parent < len(found) and act.parent != n)
        assert (act.parent is None) == (act.depth == 0)
        if act.parent is not None:
            assert act.depth == found[act.parent].depth + 1


def long_sentence(words, relation):
    n = len(words)
    heads = [max(0, i - 1) for i in range(n)]
    doc = Doc(words, pos=["VERB"] * n, deps=["ROOT"] + [relation] * (n - 1), heads=heads)
    return [ParsedSentence(doc, 0, 0)], doc.text


@pytest.mark.parametrize(
    "words",
    [
        ["said", ","],
        ["according", "to"],
        ["said", '"'],
        ["reportedly"],
        [",", "citing"],
        [",", "reports"],
    ],
)
def test_the_work_grows_with_the_length_of_a_sentence_and_no_faster(words):
    parsed, text = long_sentence((words * 6_000)[:6_000], "ccomp")
    begin = time.process_time()
    find_speech_acts(parsed, text)
    assert time.process_time() - begin < 5


@pytest.mark.slow
@pytest.mark.parametrize(
    "words",
    [
        ["said", ","],
        ["according", "to"],
        ["said", '"'],
        ["reportedly"],
        [",", "citing"],
        [",", "reports"],
    ],
)
@pytest.mark.parametrize("relation", ["ccomp", "conj", "parataxis"])
def test_a_sentence_of_20000_words_is_bounded(words, relation):
    parsed, text = long_sentence((words * 20_000)[:20_000], relation)
    begin = time.process_time()
    find_speech_acts(parsed, text)
    assert time.process_time() - begin < 20
