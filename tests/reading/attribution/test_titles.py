"""Sources named with title and name, which the parse tears apart."""


def test_brackets_and_a_second_role_leave_the_name(acts):
    (said,) = acts(
        "Former Border Guard Service officer and milblogger Oleh Sydorov (Sokil) claimed that "
        "shells hit the bridge."
    )
    name = "Former Border Guard Service officer and milblogger Oleh Sydorov"
    assert said.act.source_name == name


def test_initials_in_brackets_leave_the_title_whole(acts):
    (said,) = acts(
        "Former Northern People's Republic (NPR) Ambassador to Russia Pavlo Melnyk claimed that "
        "the depot burned."
    )
    name = "Former Northern People's Republic Ambassador to Russia Pavlo Melnyk"
    assert said.act.source_name == name


def test_a_role_and_a_name_without_a_comma_are_one_source(acts):
    (said,) = acts("Local journalist Petro Petrenko additionally reported that the troops left.")
    assert said.act.source_name == "Local journalist Petro Petrenko"


def test_initials_amid_an_institutions_name_are_left_out(acts):
    (said,) = acts("The Northern People's Republic (NPR) Militia claimed that it took the village.")
    assert said.act.source_name == "Northern People's Republic Militia"


def test_the_whole_title_is_the_sources_span(acts):
    (said,) = acts("Local journalist Petro Petrenko additionally reported that the troops left.")
    assert said.source == "Local journalist Petro Petrenko"


def test_who_speaks_on_keeps_the_name(acts):
    first, *_, second = acts(
        "Former Northern People's Republic (NPR) Ambassador to Russia Pavlo Melnyk claimed that "
        "the depot burned and that the road is open, and noted that the train left."
    )
    assert first.act.source_name == second.act.source_name


def test_two_sources_are_no_title(acts):
    (said,) = acts("The General Staff and Mayor Petro Petrenko said that the troops left.")
    assert "and" not in (said.act.source_name or "").split()


def test_what_may_be_said_is_not_said(acts):
    (said,) = acts("Officials may declare that the town has fallen.")
    assert said.act.mooted


def test_what_somebody_wants_to_say_is_not_said(acts):
    found = acts("The blogger wants to announce that the town has fallen.")
    assert [a.act.mooted for a in found if a.cue == "announce"] == [True]


def test_what_is_said_is_not_mooted(acts):
    (said,) = acts("Officials declared that the town has fallen.")
    assert not said.act.mooted


def test_to_continue_a_deed_is_no_speech(acts):
    (said,) = acts(
        "The staff reported that troops continued to assault the town and that shells hit the "
        "bridge."
    )
    assert said.source == "The staff"


def test_troops_are_not_taken_for_who_added_it(acts):
    first, second = acts(
        "The ministry said that enemy troops launched rockets at the port and claimed that its "
        "gunners shot them down."
    )
    assert (first.source, second.source) == ("The ministry", "The ministry")


def test_a_hyphen_does_not_end_a_source(acts):
    (said,) = acts("Troops destroyed the town, according to the independent Lviv-based institute.")
    assert said.source == "the independent Lviv-based institute"


def test_a_bulletin_of_a_staff_stands_for_what_is_under_it(acts):
    found = acts(
        "The war in the north: Summary of the General Staff. Troops shelled the bridge at noon."
    )
    assert found[0].source == "General Staff"
    assert found[0].act.beyond
