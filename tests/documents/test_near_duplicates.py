from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salient.documents.near_duplicates import (
    SHORTEST,
    WHOLE,
    LikenessSettings,
    TimedText,
    passages,
    resemblances,
)

NOON = datetime(2022, 5, 14, 12, tzinfo=UTC)
BRIDGE = "Engineers say the pontoon bridge near Aford was destroyed overnight by artillery fire."
REWORDED = "The pontoon bridge near Aford was destroyed by artillery overnight, engineers report."
HARVEST = "Farmers in the western valleys expect the poorest wheat harvest for eleven years."


def timed(*texts: str, minutes: int = 10) -> list[TimedText]:
    return [TimedText(NOON + timedelta(minutes=minutes * i), text) for i, text in enumerate(texts)]


def test_a_copy_is_wholly_alike() -> None:
    (found,) = resemblances(timed(BRIDGE, BRIDGE))
    assert (found.later, found.earlier) == (1, 0)
    assert found.cosine == pytest.approx(1.0)
    assert found.contained == pytest.approx(1.0)
    assert found.copied == 1.0


def test_a_rewording_is_alike_in_words_and_less_in_runs_of_words() -> None:
    (found,) = resemblances(timed(BRIDGE, REWORDED))
    assert found.cosine > 0.8
    assert found.copied < 0.7


def test_other_news_is_not_alike() -> None:
    assert list(resemblances(timed(BRIDGE, HARVEST))) == []


def test_an_excerpt_is_contained_in_a_digest() -> None:
    digest = f"The day in short. {HARVEST} {BRIDGE} Trains to the coast run again from Monday."
    (found,) = resemblances(timed(BRIDGE, digest))
    assert found.contained > 0.95
    assert found.copied > 0.8
    assert found.cosine < 0.75


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Войска освободили посёлок Камышовка под Зареченском ночью 27 ноября",
         "Ночью 27 ноября войсками освобождён поселок Камышовка под Зареченском"),
        ("Уночі росіяни обстріляли Заріченськ, пошкоджено вісім будинків та школу",
         "Внаслідок нічного обстрілу Заріченська пошкоджено вісім будинків і школа"),
    ],
)  # fmt: skip
def test_endings_of_words_do_not_matter(one: str, other: str) -> None:
    (found,) = resemblances(timed(one, other))
    assert found.cosine > 0.6


def test_links_and_account_names_do_not_make_texts_alike() -> None:
    tail = " [🔴](https://t.example/channel) @channel https://t.example/more"
    assert list(resemblances(timed("Aford is quiet." + tail, "Rain over Dale." + tail))) == []


def test_texts_further_apart_than_the_hours_are_not_compared() -> None:
    assert list(resemblances(timed(BRIDGE, BRIDGE, minutes=37 * 60))) == []
    assert len(list(resemblances(timed(BRIDGE, BRIDGE, minutes=36 * 60)))) == 1


def test_words_that_were_frequent_before_weigh_little() -> None:
    rare = timed("Shelling of Aford again", "Shelling of Aford continued")
    often = [TimedText(NOON - timedelta(days=1 + i % 20), "Shelling of Aford") for i in range(400)]
    often.sort(key=lambda text: text.moment)
    before = next(resemblances(rare)).cosine
    settled = [r for r in resemblances(often + rare) if r.later == 401 and r.earlier == 400]
    assert all(found.cosine < before for found in settled)


def test_short_texts_of_few_words_need_the_cosine() -> None:
    lax = LikenessSettings(cosine=0.99, enough=8)
    assert (
        list(resemblances(timed("Aford holds", "Aford holds and the road to Dale is open"), lax))
        == []
    )


WORDS = "bridge tank river dawn convoy harvest mayor engine signal winter depot canal".split()


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, 25), st.sampled_from([3, 7, 2_000]))
def test_later_texts_change_nothing_of_what_was_said_of_earlier_ones(
    seed: int, kept: int, block: int
) -> None:
    rng = random.Random(seed)
    texts = [
        TimedText(NOON + timedelta(hours=3 * i), " ".join(rng.choices(WORDS, k=rng.randint(0, 12))))
        for i in range(30)
    ]
    options = LikenessSettings(block=block)
    whole = [r for r in resemblances(texts, options) if r.later < kept]
    assert list(resemblances(texts[:kept], options)) == whole


@settings(deadline=None)
@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_texts_give_shares_between_0_and_1_in_order(texts: list[str]) -> None:
    found = list(resemblances(timed(*texts)))
    assert [(r.later, r.earlier) for r in found] == sorted((r.later, r.earlier) for r in found)
    for one in found:
        assert one.earlier < one.later
        assert all(0.0 <= share <= 1.0 for share in (one.cosine, one.contained, one.copied))


def test_nothing_gives_nothing() -> None:
    assert list(resemblances([])) == []


def test_a_word_in_more_texts_than_may_be_crowded_tells_nothing() -> None:
    texts = timed(*["Aford"] * 12, minutes=1)
    crowded = LikenessSettings(crowded=5, block=6)
    assert [r for r in resemblances(texts, crowded) if r.later >= 6] == []
    assert len(list(resemblances(texts))) == 66


@given(st.text(alphabet="ab \n", max_size=4_000))
def test_passages_cover_a_text_in_order_and_without_gaps(text: str) -> None:
    spans = passages(text)
    if not text.strip():
        assert spans == []
        return
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text)
    assert all(one[1] == other[0] for one, other in pairwise(spans))
    if len(text) <= WHOLE:
        assert len(spans) == 1
    else:
        assert all(end - start >= SHORTEST for start, end in spans[:-1])
