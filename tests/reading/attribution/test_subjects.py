"""Who a verb's subject is when the parse does not say so plainly."""

from salient.reading.attribution.subjects import subject_of
from salient.reading.attribution.tree import Tree


def subject(parsed, i):
    tree = Tree(parsed[0])
    found = subject_of(tree, i)
    return None if found is None else " ".join(tree.text[found.block[0] : found.block[1] + 1])


def test_a_governed_verb_has_its_governors_subject(parsed):
    assert (
        subject(parsed("The spokesman refused to say that the plant was safe."), 4)
        == "The spokesman"
    )


def test_an_object_controls_what_it_is_asked_to_do(parsed):
    assert (
        subject(parsed("The judge asked the officer to say that he was there."), 6) == "the officer"
    )


def test_a_statement_speaks_for_who_issued_it(parsed):
    assert subject(parsed("The ministry issued a statement saying that the port was safe."), 5) == (
        "The ministry"
    )


def test_nobody_speaks_in_an_impersonal_clause(parsed):
    assert subject(parsed("It was said that the port was safe."), 2) is None
