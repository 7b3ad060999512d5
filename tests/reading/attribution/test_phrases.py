"""Attribution without a verb of its own."""


def test_according_to_before_the_clause(acts):
    (said,) = acts("According to the general staff, the enemy lost ten tanks.")
    assert said.source == "the general staff"
    assert said.content == "the enemy lost ten tanks"


def test_according_to_after_the_clause(acts):
    (said,) = acts("The enemy lost ten tanks, according to two officials.")
    assert said.source == "two officials"
    assert said.content == "The enemy lost ten tanks"


def test_a_date_after_the_source_is_not_part_of_it(acts):
    (said,) = acts("According to the brigade, yesterday, on May 13, its guns hit a depot.")
    assert said.source == "the brigade"


def test_brackets_bound_what_a_phrase_reports(acts):
    (said,) = acts("The town (9,000 people live there, according to the council) is empty.")
    assert said.content == "9,000 people live there"


def test_a_view_belongs_to_its_owner(acts):
    (said,) = acts("In the general's view, the offensive has failed.")
    assert said.source == "the general's"
    assert said.content == "the offensive has failed"
    assert said.act.attitude == "assess"


def test_reportedly_names_nobody(acts):
    (said,) = acts("The battalion reportedly lost half of its men.")
    assert (said.source, said.cue) == ("", "reportedly")
    assert said.content == "The battalion … lost half of its men"


def test_according_to_goes_around_what_somebody_said(acts):
    outer = acts("The mayor said the plant was mined, according to the agency.")
    by_cue = {said.cue: said.act for said in outer}
    assert by_cue["according to"].depth == 0
    assert by_cue["say"].depth == 1


def test_a_poll_speaks_where_no_verb_does(acts):
    (said,) = acts("In a new poll, most people in the town were against a truce.")
    assert said.source == "a new poll"
    assert said.content == "most people in the town were against a truce"
