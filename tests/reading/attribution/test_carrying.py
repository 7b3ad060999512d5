"""How far a source speaks on."""


def beyond(text, said):
    return " … ".join(text[start:end] for start, end in said.act.beyond)


def test_a_headlines_source_stands_for_the_item_under_it(acts):
    (said,) = acts("Enemy shells the port - mayor\n\nThe enemy shelled the port at night.")
    text = "Enemy shells the port - mayor\n\nThe enemy shelled the port at night."
    assert beyond(text, said) == "The enemy shelled the port at night."


def test_another_source_ends_it(acts):
    text = (
        "Enemy shells the port - mayor\n\nThe governor said that the port had burnt. "
        "The enemy shelled the port at night."
    )
    found = acts(
        "Enemy shells the port - mayor\n\nThe governor said that the port had burnt. "
        "The enemy shelled the port at night."
    )
    assert [beyond(text, said) for said in found] == ["", ""]


def test_a_headline_with_a_verb_stands_for_what_repeats_it(acts):
    found = acts("Mayor says enemy shelled the port\n\nThe enemy shelled the port at night.")
    text = "Mayor says enemy shelled the port\n\nThe enemy shelled the port at night."
    assert beyond(text, found[0]) == "The enemy shelled the port at night."


def test_and_not_for_what_does_not(acts):
    found = acts("Mayor says enemy shelled the port\n\nTwo villages are without water.")
    assert found[0].act.beyond == ()


def test_in_running_text_the_next_sentence_is_the_writers(acts):
    (said,) = acts("The mayor said that the port had burnt. The enemy left the town.")
    assert said.act.beyond == ()


def test_a_reference_back_stands_for_the_rest_of_its_paragraph(acts):
    (said,) = acts("The enemy left the town. The mayor said this on Monday. Two bridges are gone.")
    text = "The enemy left the town. The mayor said this on Monday. Two bridges are gone."
    assert said.content == "The enemy left the town."
    assert beyond(text, said) == "Two bridges are gone."
