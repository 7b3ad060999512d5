"""Verbs that report: clause, infinitive, object, phrase; active, passive, coordinated."""


def test_a_clause_with_that_is_content(acts):
    (said,) = acts("The mayor said that shells had hit the bridge.")
    assert (said.source, said.cue) == ("The mayor", "say")
    assert said.content == "that shells had hit the bridge"
    assert said.act.attitude == "assert"
    assert said.act.clausal


def test_a_clause_without_that_is_content(acts):
    (said,) = acts("Officials claim the town has fallen.")
    assert (said.source, said.cue, said.content) == ("Officials", "claim", "the town has fallen")


def test_the_time_of_speaking_is_not_content(acts):
    (said,) = acts("The general told reporters on Monday that his troops had left the city.")
    assert said.source == "The general"
    assert said.content == "that his troops had left the city"


def test_words_before_the_cue_are_content(acts):
    (said,) = acts("Two bridges were destroyed overnight, the governor said.")
    assert said.source == "the governor"
    assert said.content == "Two bridges were destroyed overnight"


def test_an_inverted_source_is_found(acts):
    (said,) = acts('"We hold the river," said Colonel Bondar.')
    assert said.source == "Colonel Bondar"
    assert said.content == '"We hold the river,"'
    assert said.act.quoted


def test_words_on_both_sides_of_the_cue_are_content(acts):
    (said,) = acts("The road, the ministry said, was closed to all traffic.")
    assert said.source == "the ministry"
    assert said.content == "The road … was closed to all traffic"


def test_a_claim_to_have_done_something(acts):
    (said,) = acts("The ministry claimed to have shot down six drones.")
    assert (said.source, said.cue) == ("The ministry", "claim")
    assert said.content == "to have shot down six drones"


def test_an_order_holds_who_is_to_do_what(acts):
    (said,) = acts("The governor urged residents to leave the city.")
    assert said.source == "The governor"
    assert said.content == "residents to leave the city"
    assert said.act.attitude == "order"


def test_a_passive_with_an_infinitive_has_no_source(acts):
    (said,) = acts("The brigade is reported to have crossed the river.")
    assert (said.source, said.name) == ("", None)
    assert said.content == "The brigade … to have crossed the river"


def test_an_impersonal_passive_has_no_source(acts):
    (said,) = acts("It is claimed that the depot was empty.")
    assert (said.source, said.content) == ("", "that the depot was empty")


def test_a_conviction_belongs_to_the_subject_of_the_passive(acts):
    (said,) = acts("The analyst is convinced that the offensive will stall.")
    assert (said.source, said.content) == ("The analyst", "that the offensive will stall")


def test_a_second_verb_shares_the_subject(acts):
    first, second = acts(
        "The minister denied the report and said that the garrison still held the town."
    )
    assert first.act.attitude == "deny"
    assert second.source == first.source == "The minister"
    assert second.content == "that the garrison still held the town"


def test_a_refusal_is_no_denial_of_a_fact(acts):
    said = acts("The spokesman declined to comment on the losses.")[0]
    assert (said.source, said.act.attitude) == ("The spokesman", "refuse")


def test_a_negated_cue_says_so(acts):
    (said,) = acts("The army did not confirm that the village was lost.")
    assert said.act.negated
    assert said.content == "that the village was lost"


def test_a_participle_speaks_for_the_subject(acts):
    said = acts("The envoy left the talks, saying that no deal was possible.")[-1]
    assert said.source == "The envoy"
    assert said.content == "that no deal was possible"


def test_an_as_clause_reports_what_is_around_it(acts):
    (said,) = acts("The city has no water, as the mayor noted on Friday.")
    assert said.source == "the mayor"
    assert said.content == "The city has no water"


def test_a_thing_that_shows_is_evidence(acts):
    (said,) = acts("Footage shows that the bridge has collapsed.")
    assert said.act.evidence


def test_a_report_that_shows_is_a_source(acts):
    (said,) = acts("The report shows that the bridge has collapsed.")
    assert not said.act.evidence


def test_a_topic_is_not_a_clause(acts):
    (said,) = acts("The president spoke about the losses.")
    assert said.content == "the losses"
    assert not said.act.clausal
    assert said.act.attitude == "assert"


def test_an_impression_has_no_source(acts):
    (said,) = acts("Russian forces appear to be regrouping near the border.")
    assert (said.source, said.act.attitude) == ("", "seem")
    assert said.content == "Russian forces … to be regrouping near the border"


def test_what_nobody_says_is_no_attribution(acts):
    assert acts("Troops crossed the river at dawn.") == []


def test_a_verb_has_its_attitude_by_what_it_takes(acts):
    (ordered,) = acts("The mayor called for a truce.")
    assert (ordered.content, ordered.act.attitude) == ("a truce", "order")
    (judged,) = acts("The mayor called the truce a trap.")
    assert (judged.content, judged.act.attitude) == ("the truce a trap", "assess")


def test_the_clause_on_an_object_is_the_objects_own(acts):
    said = {
        s.cue: s for s in acts("The photo supports the institute's claim that the port is empty.")
    }
    assert said["claim"].source == "the institute"
    assert said["claim"].content == "that the port is empty"
