"""Nouns and adjectives that report."""


def test_a_claim_that_belongs_to_its_owner(acts):
    (said,) = acts("Moscow's claim that the city had fallen was false.")
    assert (said.source, said.cue) == ("Moscow", "claim")
    assert said.content == "that the city had fallen"


def test_a_report_without_an_owner_has_no_source(acts):
    (said,) = acts("There were reports that the dam had been mined.")
    assert (said.source, said.content) == ("", "that the dam had been mined")


def test_a_plan_is_an_intention(acts):
    (said,) = acts("The army's plan to encircle the town failed.")
    assert said.source == "The army"
    assert said.content == "to encircle the town"
    assert said.act.attitude == "intend"


def test_an_adjective_reports_what_its_subject_thinks(acts):
    (said,) = acts("The commander is confident that the line will hold.")
    assert said.source == "The commander"
    assert said.content == "that the line will hold"
    assert said.act.attitude == "assess"


def test_evidence_that_nobody_has_says_nothing(acts):
    assert acts("They have not seen any evidence that the city had fallen.") == []
    (said,) = acts("There is evidence that the city had fallen.")
    assert said.content == "that the city had fallen"
