"""Who shows footage vouches for what is seen on it."""


def _shown(found):
    return [(said.source, said.content) for said in found if said.act.rule == "showing"]


def test_who_posts_footage_says_what_it_shows(acts):
    found = acts("Local bloggers posted footage of Russian troops leaving the town.")
    assert _shown(found) == [("Local bloggers", "of Russian troops leaving the town")]


def test_a_date_stands_between_the_footage_and_what_it_shows(acts):
    found = acts("The ministry published a video on May 2 showing a burning depot.")
    assert _shown(found) == [("ministry", "showing a burning depot")]


def test_what_is_drawn_from_footage_is_the_readers(acts):
    found = acts("The agency shared photos of the bridge, which suggests that the troops left.")
    assert _shown(found) == [("agency", "of the bridge")]


def test_footage_that_nobody_is_said_to_post_has_no_speaker(acts):
    assert _shown(acts("Footage posted on Monday shows tanks near the village.")) == []
    assert _shown(acts("The ministry published a list of the villages.")) == []
