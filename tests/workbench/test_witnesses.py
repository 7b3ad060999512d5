from __future__ import annotations

from datetime import timedelta

import pytest
from stories_factories import DAWN, claim, document, same_night

from salient.model import Claim, Document
from salient.theatre import Source
from salient.workbench.witnesses import Vouching, independence, stories_of

MINISTRY = Source(name="Ministry of Defence", kind="organisation", aliases=("Минобороны РФ", "MoD"))
BRIDGE = (
    "The pontoon bridge near Aford was destroyed overnight by artillery fire, three barges sank"
)
OWN = "Aford: our correspondent saw the burnt pontoon bridge this morning and three sunken barges"


def of(documents: list[Document], claims: list[Claim]) -> list[Vouching]:
    return list(independence(claims, documents, sources=[MINISTRY]).values())


def test_one_ministry_in_four_channels_is_one_witness() -> None:
    (story,) = stories_of(same_night(), [], sources=[MINISTRY])
    assert story.witnesses == ("Ministry of Defence",)
    assert [member.how for member in story.members] == ["first", "copies", "copies", "copies"]
    assert story.members[2].cites is None


def test_without_the_theatre_the_names_as_written_are_still_one_witness() -> None:
    (story,) = stories_of(same_night(), [])
    assert story.witnesses == ("Минобороны",)


SHOT_DOWN = "за ночь ПВО сбила 25 беспилотников: 14 над Приречьем и 6 над Заболотьем"
NORTH = Source(
    name="Ministry of the North",
    kind="organisation",
    aliases=("Министерство обороны Севера", "Минобороны Севера"),
)
SOUTH = Source(name="Ministry of the South", kind="organisation", aliases=("Минобороны Юга",))


def test_a_short_name_stands_for_any_name_of_a_source_in_its_story() -> None:
    documents = [
        document("Board", 0, f"{SHOT_DOWN}, сообщили в Минобороны"),
        document("Agency", 70, f"Министерство обороны Севера сообщило, что {SHOT_DOWN}"),
    ]
    (story,) = stories_of(documents, [], sources=[NORTH, SOUTH])
    assert story.witnesses == ("Ministry of the North",)


def test_two_sources_that_the_theatre_knows_are_never_one_by_a_word_that_they_share() -> None:
    documents = [
        document("Board", 0, f"{SHOT_DOWN}, сообщили в Минобороны Юга"),
        document("Agency", 70, f"{SHOT_DOWN}, сообщили в Минобороны Севера"),
    ]
    (story,) = stories_of(documents, [], sources=[NORTH, SOUTH])
    assert story.witnesses == ("Ministry of the South", "Ministry of the North")


def test_a_copy_without_a_source_has_the_witness_of_what_it_copies() -> None:
    first, copy = document("A", 0, BRIDGE), document("B", 10, BRIDGE + ".")
    (story,) = stories_of([first, copy], [])
    assert story.witnesses == ("A",)
    assert story.members[1].how == "copies"
    assert story.members[1].from_document == first.document_id


def test_words_of_ones_own_are_a_witness_of_ones_own() -> None:
    (story,) = stories_of([document("A", 0, BRIDGE), document("B", 10, OWN)], [])
    assert story.witnesses == ("A", "B")
    assert story.members[1].how == "own"


def test_a_forwarded_post_is_its_authors_word() -> None:
    posts = [
        document("Author", 0, BRIDGE, "ru"),
        document("B", 10, BRIDGE + " !", "ru", forwarded="Author"),
    ]
    (story,) = stories_of(posts, [])
    assert story.witnesses == ("Author",)
    assert story.members[1].how == "forwards"


@pytest.mark.parametrize(
    ("holders", "kind", "witness"),
    [
        (("MoD",), "organisation", "Ministry of Defence"),
        (("Hill Post", "MoD"), "organisation", "Ministry of Defence"),
        (("residents",), "anonymous", "A"),
        (("unspecified",), "unspecified", "A"),
        ((), "organisation", "A"),
    ],
)
def test_the_innermost_holder_with_a_name_vouches(
    holders: tuple[str, ...], kind: str, witness: str
) -> None:
    report = document("A", 0, BRIDGE)
    (testimony,) = of([report], [claim(report, *holders, kind=kind)])
    assert testimony.witness == witness
    assert (testimony.weight, testimony.repeats, testimony.witnesses) == (1.0, None, 1)


def test_a_source_repeated_by_two_outlets_is_one_witness_told_twice() -> None:
    reports = [document("A", 0, BRIDGE), document("B", 300, "Quite another text about Aford")]
    claims = [claim(reports[0], "MoD"), claim(reports[1], "Ministry of Defence")]
    first, second = of(reports, claims)
    assert second.repeats == first.claim_id == claims[0].claim_id
    assert (first.weight, second.weight) == (1.0, 0.0)
    assert first.witnesses == second.witnesses == 1


def test_two_sources_are_two_witnesses() -> None:
    reports = [document("A", 0, BRIDGE), document("B", 10, BRIDGE)]
    claims = [claim(reports[0], "MoD"), claim(reports[1], "Mayor")]
    first, second = of(reports, claims)
    assert (first.repeats, second.repeats) == (None, None)
    assert first.witnesses == second.witnesses == 2
    assert first.story_id == second.story_id


def test_the_same_said_again_days_later_is_told_anew() -> None:
    reports = [document("A", 0, BRIDGE), document("A", 60 * 49, BRIDGE)]
    assert [t.repeats for t in of(reports, [claim(r, "MoD") for r in reports])] == [None, None]


@pytest.mark.parametrize(("event", "repeated"), [("shell", False), ("capture", True)])
def test_fire_on_the_next_day_is_another_and_a_capture_is_not(
    event: str, *, repeated: bool
) -> None:
    reports = [document("A", 0, BRIDGE), document("A", 60 * 24, "Quite another text")]
    claims = [claim(report, "MoD", event=event) for report in reports]
    first, second = of(reports, claims)
    assert second.repeats == (first.claim_id if repeated else None)


def test_an_unattributed_claim_beside_one_of_a_source_is_the_sources() -> None:
    report = document("A", 0, BRIDGE)
    claims = [claim(report), claim(report, "MoD"), claim(report, place="geonames:2")]
    assert [t.witness for t in of([report], claims)] == ["Ministry of Defence"] * 2 + ["A"]


def test_a_source_after_a_headline_s_dash_vouches_for_claims_that_name_none() -> None:
    report = document(
        "A", 0, "The bridge near Aford has fallen - Minister Rivers\n\nIt fell at dawn."
    )
    assert [t.witness for t in of([report], [claim(report)])] == ["Minister Rivers"]


def test_the_author_of_a_forwarded_post_vouches_for_its_claims() -> None:
    report = document("A", 0, BRIDGE, forwarded="Northern post")
    assert [t.witness for t in of([report], [claim(report)])] == ["Northern post"]


def test_only_what_was_published_by_then_is_known() -> None:
    reports = [document("A", 0, BRIDGE), document("B", 10, BRIDGE)]
    claims = [claim(reports[0]), claim(reports[1], "MoD")]
    then = independence(claims, reports, sources=[MINISTRY], known_by=DAWN + timedelta(minutes=5))
    assert [(t.claim_id, t.witness) for t in then.values()] == [(claims[0].claim_id, "A")]
    # The second outlet names the ministry, so the same words of the first are the ministry's too.
    now = independence(claims, reports, sources=[MINISTRY])
    assert [t.witness for t in now.values()] == ["Ministry of Defence"] * 2


def test_claims_of_documents_that_are_not_given_are_left_out() -> None:
    report = document("A", 0, BRIDGE)
    assert of([], [claim(report)]) == []
