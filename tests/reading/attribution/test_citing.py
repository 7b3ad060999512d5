"""Sources behind a source."""


def test_a_cited_source_stands_behind_who_cites_it(acts):
    outer, inner = acts("Russian troops left the town, the agency reported, citing the mayor.")
    assert (outer.source, inner.source) == ("the agency", "the mayor")
    assert outer.content == inner.content == "Russian troops left the town"
    assert (outer.act.depth, inner.act.depth) == (0, 1)


def test_a_citation_before_the_report_belongs_to_it(acts):
    found = acts("Citing local officials, the newspaper reported that the troops left the town.")
    depths = {said.source: said.act.depth for said in found}
    assert depths == {"the newspaper": 0, "local officials": 1}


def test_who_is_quoted_as_saying_speaks(acts):
    outer, inner = acts("The agency quotes the governor as saying that the town has fallen.")
    assert (outer.source, inner.source) == ("The agency", "the governor")
    assert inner.content == "that the town has fallen"
    assert inner.act.parent == 0


def test_a_reason_is_no_source(acts):
    found = acts("The ministry closed the road, citing the danger of mines.")
    assert [said.source for said in found if said.cue == "citing"] == []


def test_a_phrase_amid_what_is_said_names_who_is_cited(acts):
    found = acts("The ministry reported that, according to the mayor, the bridge was lost.")
    assert [(said.source, said.act.depth) for said in found] == [
        ("The ministry", 0),
        ("the mayor", 1),
    ]
    assert found[1].content == "that … the bridge was lost"


def test_nobody_passes_it_on(acts):
    (said,) = acts("With reference to the mayor, the bridge was lost on Monday.")
    assert (said.source, said.content) == ("the mayor", "the bridge was lost on Monday")


def test_who_is_quoted_in_the_passive_speaks_through_who_quotes(acts):
    found = acts("Russian troops left the town, the governor was quoted by the agency as saying.")
    assert {(said.source, said.act.depth) for said in found} == {
        ("the agency", 0),
        ("the governor", 1),
    }
    assert {said.content for said in found} == {"Russian troops left the town"}
