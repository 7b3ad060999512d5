"""The parse as plain lists."""

from salient.reading.attribution.tree import Tree


def test_offsets_are_of_the_document(parsed):
    text = "The port was safe.\n\nThe mayor said that shells had hit the bridge."
    tree = Tree(parsed("The port was safe.\n\nThe mayor said that shells had hit the bridge.")[1])
    assert text[tree.begin[1] : tree.end[1]] == "mayor"
    assert text[tree.start : tree.stop] == "The mayor said that shells had hit the bridge."


def test_kids_and_blocks(parsed):
    tree = Tree(parsed("The mayor said that shells had hit the bridge.")[0])
    said = tree.low.index("said")
    assert tree.low[tree.kid(said, "nsubj")] == "mayor"
    assert tree.block(tree.kid(said, "ccomp")) == (3, 8)
    assert list(tree.ancestors(0)) == [1, 2]


def test_a_finite_clause_is_told_from_an_infinitive(parsed):
    tree = Tree(parsed("The ministry claimed to have shot down six drones.")[0])
    assert tree.finite(tree.low.index("claimed"))
    assert not tree.finite(tree.low.index("shot"))


def test_a_passive_is_told_by_its_auxiliary(parsed):
    tree = Tree(parsed("It was said that the port was safe.")[0])
    assert tree.passive(tree.low.index("said"))
