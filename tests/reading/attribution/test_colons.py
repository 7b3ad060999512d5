"""Headlines and transcripts."""


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
