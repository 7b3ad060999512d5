from __future__ import annotations

import random
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories_factories import claim, document, same_night

from salient.model import Claim, Document
from salient.workbench.stories import Story, items_of, told_stories
from salient.workbench.witnesses import stories_of

BRIDGE = "Engineers say the pontoon bridge near Aford was destroyed overnight by artillery fire"
AGAIN = (
    "The pontoon bridge near Aford has been destroyed by artillery fire overnight, engineers say"
)
OTHER = "Two warehouses with grain burned down in the port of Dale after a collision of barges"
FALLEN = "Northern columns entered Aford at noon and raised a flag over its town hall"
LEFT = "Aford is lost, the southern garrison admits, withdrawing along the river to Dale"


def story(*documents: Document, claims: Sequence[Claim] = ()) -> list[Story]:
    return stories_of(documents, claims)


def test_one_sentence_in_four_channels_is_one_story() -> None:
    (found,) = story(*same_night())
    assert [member.publisher for member in found.members] == [
        "Agency", "Hatchet", "News board", "Earliest of all",
    ]  # fmt: skip
    assert found.first.how == "first"
    assert found.first.from_document is None
    assert found.first.likeness is None
    assert all(member.likeness and member.likeness > 0.36 for member in found.members[1:])


def test_reworded_news_joins_and_other_news_does_not() -> None:
    found = story(document("A", 0, BRIDGE), document("B", 10, OTHER), document("C", 30, AGAIN))
    assert [[m.publisher for m in s.members] for s in found] == [["A", "C"], ["B"]]


def test_the_first_is_the_earliest_published_whatever_the_order_given() -> None:
    later, earlier = document("A", 30, AGAIN), document("B", 0, BRIDGE)
    (found,) = story(later, earlier)
    assert [member.publisher for member in found.members] == ["B", "A"]
    assert found.story_id == story(earlier)[0].story_id


def test_a_change_of_hands_claimed_in_both_joins_texts_that_are_less_alike() -> None:
    one, other = document("A", 0, FALLEN), document("B", 60, f"{LEFT}; a flag is up")
    apart = story(one, other)
    assert len(apart) == 2
    together = story(one, other, claims=[claim(one), claim(other)])
    assert len(together) == 1
    assert together[0].place_ids == ("geonames:1",)


@pytest.mark.parametrize(
    "change",
    [{"place": "geonames:2"}, {"side": "SOUTH"}, {"polarity": "negative"}, {"mood": "forecast"}],
)
def test_claims_of_another_happening_do_not_join(change: dict[str, str]) -> None:
    one, other = document("A", 0, FALLEN), document("B", 60, f"{LEFT}; a flag is up")
    assert len(story(one, other, claims=[claim(one), claim(other, **change)])) == 2


def test_a_change_of_hands_joins_texts_in_two_languages() -> None:
    one = document("A", 0, FALLEN)
    other = document("B", 60, "Вечером северные части вошли в Афорд", "ru")
    assert len(story(one, other, claims=[claim(one), claim(other)])) == 1
    fire = [claim(one, event="shell"), claim(other, event="shell")]
    assert len(story(one, other, claims=fire)) == 2


def test_bulletins_of_one_publisher_on_two_days_stay_apart() -> None:
    text = "Over the past day {} drones were shot down above six regions, the air command reports"
    days = [document("Channel", 1440 * n, text.format(12 + 7 * n)) for n in range(3)]
    assert len(story(*days)) == 3
    assert len(story(days[0], document("Channel", 30, text.format(12)))) == 1


def test_a_story_takes_nothing_two_days_after_its_first() -> None:
    chain = [document(f"P{n}", 60 * 20 * n, BRIDGE) for n in range(5)]
    assert [len(s.members) for s in story(*chain)] == [3, 2]


def test_a_long_report_belongs_to_as_many_stories_as_it_has_paragraphs() -> None:
    paragraphs = [(BRIDGE + ". ") * 3, (OTHER + ". ") * 3, "Nothing else of note. " * 40]
    report = document("Institute", 120, "\n\n".join(paragraphs))
    found = story(document("A", 0, BRIDGE), document("B", 10, OTHER), report)
    assert [[m.publisher for m in s.members] for s in found[:2]] == [
        ["A", "Institute"], ["B", "Institute"],
    ]  # fmt: skip
    (_, part) = found[1].members
    assert OTHER in report.text[part.start : part.end]
    assert BRIDGE not in report.text[part.start : part.end]


def test_a_record_is_ready_for_json() -> None:
    (found,) = story(*same_night())
    record = found.record()
    assert record["documents"] == 4
    assert record["independent"] == len(record["witnesses"])
    assert record["members"][1]["how"] in {"cites", "copies"}


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 1000), st.integers(1, 14))
def test_what_is_told_later_changes_no_story_of_before(seed: int, kept: int) -> None:
    rng = random.Random(seed)
    texts = [BRIDGE, AGAIN, OTHER, FALLEN, LEFT]
    documents = [
        document(rng.choice("ABC"), 200 * n + rng.random(), rng.choice(texts)) for n in range(15)
    ]
    claims = [claim(d) for d in documents if rng.random() < 0.5]
    whole = told_stories(items_of(documents, claims))
    part = told_stories(items_of(documents[:kept], claims))
    assert list(whole.story[:kept]) == list(part.story)


def test_no_documents_tell_no_stories() -> None:
    assert story() == []
