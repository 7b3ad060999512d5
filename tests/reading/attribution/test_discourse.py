"""Direct speech over sentences and paragraphs, and references back."""


def test_a_quotation_of_several_sentences_is_one_content(acts):
    (said,) = acts('"We hold the town. The enemy has left," the mayor said.')
    assert said.content == '"We hold the town. The enemy has left,"'


def test_a_quotation_goes_on_after_its_source(acts):
    (said,) = acts('"We hold the town," the mayor said. "The enemy has left."')
    assert said.content == '"We hold the town," … "The enemy has left."'


def test_a_quotation_follows_what_its_source_was_said_to_say(acts):
    (said,) = acts('The mayor said the town had held. "The enemy has left."')
    assert said.content == 'the town had held … "The enemy has left."'


def test_a_quotation_is_carried_into_the_next_paragraph(acts):
    (said,) = acts('"We hold the town," the mayor said. "The enemy has left.\n\n"He will be back."')
    assert said.content == '"We hold the town," … "The enemy has left. … "He will be back."'


def test_a_colon_introduces_the_next_paragraph(acts):
    (said,) = acts('The mayor wrote:\n\n"The enemy has left."')
    assert (said.source, said.content) == ("The mayor", '"The enemy has left."')


def test_a_source_in_the_next_sentence(acts):
    (said,) = acts('"Who is left in the town?" The mayor asked.')
    assert said.source == "The mayor"
    assert said.content == '"Who is left in the town?"'


def test_what_is_stated_in_a_report_stands_before(acts):
    (said,) = acts("The enemy has left the town.\n\nThis is stated in a report by the institute.")
    assert said.source == "the institute"
    assert said.content == "The enemy has left the town."
    assert said.act.standing


def test_a_word_in_quotes_is_no_attribution(acts):
    assert acts('The "republic" has no army of its own.') == []


def test_a_speech_within_a_quotation_ends_with_it(acts):
    found = acts('"We know that the enemy has left," the mayor said.')
    outer = next(said for said in found if said.cue == "say")
    inner = next(said for said in found if said.cue == "know")
    assert inner.content == "that the enemy has left"
    assert found[inner.act.parent].act is outer.act
    assert (outer.act.depth, inner.act.depth) == (0, 1)


def test_a_closed_quotation_outranks_what_follows_the_cue(acts):
    first = acts('"We hold the town," the mayor said, before adding that food was short.')[0]
    assert (first.cue, first.content) == ("say", '"We hold the town,"')
