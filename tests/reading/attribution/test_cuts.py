"""Where one speech ends and the next begins in a sentence."""


def test_a_participle_of_speech_begins_a_new_content(acts):
    first, second = acts("The mayor said the port was closed, adding that two ships had burned.")
    assert first.content == "the port was closed"
    assert second.content == "that two ships had burned"
    assert second.source == "The mayor"
    assert second.act.depth == 0


def test_a_past_verb_under_a_present_one_goes_back_to_the_source(acts):
    first, second = acts("The mayor said that the bridge is safe and added that the road is open.")
    assert first.content == "that the bridge is safe"
    assert (second.source, second.content) == ("The mayor", "that the road is open")
