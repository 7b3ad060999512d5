"""Headlines and transcripts."""

from salient.reading.attribution import find_speech_acts


def test_a_source_before_a_headlines_colon(acts):
    (said,) = acts("General Staff: Enemy retreats from the river")
    assert said.source == "General Staff"
    assert said.content == "Enemy retreats from the river"
    assert said.act.standing


def test_a_topic_before_a_colon_is_no_source(acts):
    assert acts("Shelling of the south: Bridge destroyed") == []


def test_a_source_after_a_headlines_dash(acts):
    (said,) = acts("Enemy retreats from the river – defense ministry")
    assert said.source == "defense ministry"
    assert said.content == "Enemy retreats from the river"


def test_the_trail_of_a_web_page_is_left_out(acts):
    (said,) = acts("Enemy shells the port - mayor (03.05.22 16:49) « War | Example.NET")
    assert said.source == "mayor"
    assert said.content == "Enemy shells the port"


def test_a_name_that_speaks_elsewhere_may_head_a_colon(acts):
    found = acts(
        "Bondar: City will hold\n\nAndriy Bondar, the mayor, said that the city would hold."
    )
    assert found[0].source == "Bondar"
    assert found[0].content == "City will hold"


def test_a_name_that_says_nothing_does_not(acts):
    assert acts("Bondar: City will hold") == []


def test_a_speaker_in_capitals_has_the_paragraph(acts):
    said = acts("BONDAR: We need water. The pumps have failed.")[0]
    assert said.source == "BONDAR"
    assert said.content == "We need water. The pumps have failed."


def test_a_name_after_the_last_dash_is_a_source(acts):
    (said,) = acts("Enemy shells the port, - Bondar")
    assert (said.source, said.content) == ("Bondar", "Enemy shells the port")


def test_what_a_label_is_about_is_no_part_of_its_source(acts):
    (said,) = acts("General Staff about the war: Enemy shells the port")
    assert (said.source, said.name) == ("General Staff", "General Staff")


def test_a_text_is_its_authors(acts):
    (said,) = acts("Summary of the General Staff: Enemy shells the port")
    assert said.source == "General Staff"


def test_a_headline_of_two_sentences_has_one_source(acts):
    (said,) = acts("Ten attacks were repelled. Nine vehicles were destroyed - brigade")
    assert said.content == "Ten attacks were repelled. Nine vehicles were destroyed"


def test_a_place_before_a_colon_is_a_topic(parsed):
    text = "Bondar: City will hold"
    sentences = parsed("Bondar: City will hold")
    assert find_speech_acts(sentences, text, known=lambda _: False, places={(0, 6)}) == []
    (said,) = find_speech_acts(sentences, text, known=lambda _: False)
    assert said.source_name == "Bondar"


def test_a_known_source_before_a_colon_speaks(parsed):
    text = "Bondar: City will hold"
    sentences = parsed("Bondar: City will hold")
    (said,) = find_speech_acts(sentences, text, known=lambda name: name == "Bondar")
    assert said.standing
