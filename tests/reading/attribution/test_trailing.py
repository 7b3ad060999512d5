"""Verbs of reporting at a sentence's end that the parse takes for nouns."""


def test_who_reports_may_stand_before_the_verb(acts):
    (said,) = acts("The enemy shelled the town, the Example Agency reports.")
    assert (said.source, said.content) == ("the Example Agency", "The enemy shelled the town")


def test_who_reports_may_stand_after_the_verb(acts):
    found = acts("The enemy shelled the town, reports the agency with reference to the mayor.")
    assert [(said.source, said.name) for said in found] == [
        ("the agency", "agency"),
        ("the mayor", "mayor"),
    ]
    assert {said.content for said in found} == {"The enemy shelled the town"}


def test_a_list_of_reports_is_nobody(acts):
    assert acts("The archive holds maps, letters and reports.") == []


def test_a_headline_without_a_verb_is_what_is_said_at_its_end(acts):
    (said,) = acts("Port under constant shelling, the mayor says")
    assert (said.source, said.content) == ("the mayor", "Port under constant shelling")
