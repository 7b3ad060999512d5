"""Where one speech ends and the next begins in a sentence."""


def test_a_participle_of_speech_begins_a_new_content(acts):
    first, second = acts("The mayor said the port was closed, adding that two ships had burned.")
    assert first.content == "the port was closed"
    assert second.content == "that two ships had burned"
    assert second.source == "The mayor"
    assert second.act.depth == 0
