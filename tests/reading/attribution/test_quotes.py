"""Where direct speech opens and closes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salient.reading.attribution.quotes import find_quotes


def spans(text):
    return [text[q.start : q.end] for q in find_quotes(text).items]


@pytest.mark.parametrize(
    "text",
    [
        'He said "we hold the town" at noon.',
        "He said “we hold the town” at noon.",
        "He said «we hold the town» at noon.",
        "He said „we hold the town“ at noon.",
        "He said ''we hold the town'' at noon.",
        'He said "we hold the town” at noon.',
    ],
)
def test_marks_of_all_kinds(text):
    (quote,) = spans(text)
    assert "we hold the town" in quote
    assert quote[0] in "\"“«„'"
    assert quote[-1] in "\"”»“'"


def test_an_apostrophe_opens_nothing():
    assert spans("The soldiers' rifles didn't fire in '22, the men's officer said.") == []


def test_single_quotes_that_close_after_a_stop_are_speech():
    assert spans("'We hold the town,' he said.") == ["'We hold the town,'"]


def test_an_unclosed_quotation_ends_with_its_paragraph():
    assert spans('"We hold the town.\nThe enemy left.') == ['"We hold the town.']


def test_a_reopened_quotation_is_carried_on():
    quotes = find_quotes('"We hold the town.\n\n"The enemy left."').items
    assert [q.carried for q in quotes] == [False, True]


def test_a_mark_without_a_partner_in_mid_sentence_is_dropped():
    assert spans('The 5" gun fired.\nThe enemy left.') == []


def test_a_word_or_two_is_not_direct_speech():
    (quote,) = find_quotes('The "people\'s republic" fell.').items
    assert not quote.direct


def test_only_the_outermost_of_many_is_kept():
    text = "“" * 50 + "so many words to say it" + "”" * 50
    assert spans(text) == [text]


def test_lookup_by_position():
    text = 'He said "we hold the town" and "the enemy left it" too.'
    quotes = find_quotes(text)
    first, second = quotes.items
    assert quotes.at(first.start) == 0
    assert quotes.at(first.end) is None
    assert quotes.at(second.end - 1) == 1
    assert list(quotes.within(first.start, len(text))) == [0, 1]
    assert list(quotes.within(first.end, second.start)) == []


@given(st.text(alphabet="ab .,\n\"'“”„«»‘’", max_size=200))
def test_quotations_lie_in_the_text_and_apart(text):
    at = 0
    for quote in find_quotes(text).items:
        assert at <= quote.start < quote.end <= len(text)
        at = quote.end
