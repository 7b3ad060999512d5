from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places_land import theatre_of

from salient.model import Place, PlaceMention
from salient.places import Gazetteer, Geoparser, Habits
from salient.places.habits import Habit, WrittenOf
from salient.places.resolve import resolver_coefficients

DAY = datetime(2022, 5, 1, tzinfo=UTC)
KHERSON, DONETSK = "geonames:900001", "geonames:900002"
WEIGHTS = resolver_coefficients().habit


def mention(latitude: float, longitude: float, admin1: str = "08", **more: object) -> PlaceMention:
    parts = {
        "text": "X", "start": 0, "end": 1, "place_id": "x:1", "name": "X", "kind": "settlement",
        "latitude": latitude, "longitude": longitude, "admin1": admin1, "country": "UA",
        "score": 0.9, **more,
    }  # fmt: skip
    return PlaceMention(**parts)


def place(latitude: float, longitude: float, admin1: str = "08", country: str = "UA") -> Place:
    return Place(
        place_id="x:2", name="Y", latitude=latitude, longitude=longitude, admin1=admin1,
        country=country,
    )  # fmt: skip


@pytest.fixture(scope="module")
def parser(front: Gazetteer) -> Geoparser:
    """Over a gazetteer with two of the name: the real land has a hundred."""
    return Geoparser([front], theatre_of())


def about_kherson(count: int = 8) -> Habits:
    habits = Habits()
    for n in range(count):
        habits.note("Steppe Post", DAY - timedelta(days=n + 1), [mention(46.65, 32.6)])
    return habits


def meant(parser: Geoparser, habit: Habit | None) -> str | None:
    (found,) = parser.mentions("Shelling of Oleksandrivka went on.", habit=habit)
    return found.place_id


def test_a_source_that_writes_of_one_region_means_the_village_there(parser: Geoparser) -> None:
    habits = about_kherson()
    assert meant(parser, habits.before("Steppe Post", DAY)) == KHERSON
    habits = Habits()
    habits.note("Coal Post", DAY - timedelta(days=1), [mention(48.6, 37.0, "05")] * 1)
    for n in range(8):
        habits.note("Coal Post", DAY - timedelta(days=n + 2), [mention(48.7, 36.9, "05")])
    assert meant(parser, habits.before("Coal Post", DAY)) == DONETSK


def test_what_the_text_says_itself_is_stronger_than_habit(parser: Geoparser) -> None:
    text = "They shelled Oleksandrivka in Kharkiv Oblast, Izium and Dovhenke."
    kherson = about_kherson(200).before("Steppe Post", DAY)
    with_habit = [m.place_id for m in parser.mentions(text, habit=kherson)]
    assert with_habit[1:] == [m.place_id for m in parser.mentions(text)][1:]
    near = "Between Bakhmut, Popasna and Oleksandrivka in Kherson Oblast."
    coal = Habits()
    for n in range(50):
        coal.note("Coal Post", DAY - timedelta(days=n + 1), [mention(48.7, 36.9, "05")])
    found = parser.mentions(near, habit=coal.before("Coal Post", DAY))
    assert found[2].place_id == KHERSON


def test_without_history_nothing_changes(parser: Geoparser) -> None:
    habits = about_kherson()
    assert habits.before("Another Post", DAY) is None
    assert habits.before("Steppe Post", DAY - timedelta(days=300)) is None
    text = "Shelling of Oleksandrivka near Izium went on."
    (plain, *_), (again, *_) = parser.resolved(text), parser.resolved(text, habit=None)
    assert plain == again
    assert plain.habits == ()


def test_only_texts_published_earlier_count() -> None:
    habits = Habits()
    habits.note("P", DAY, [mention(46.6, 32.6)])
    habits.note("P", DAY + timedelta(hours=1), [mention(46.6, 32.6)])
    assert habits.before("P", DAY) is None
    assert [habits.before("P", DAY + timedelta(hours=n)).total for n in (1, 2)] == [1, 2]


def test_each_place_counts_once_a_text_and_only_the_last_ones() -> None:
    habits = Habits(most=3)
    habits.note("P", DAY, [mention(46.6, 32.6), mention(46.6, 32.6)])
    habit = habits.before("P", DAY + timedelta(days=30))
    assert habit is not None
    assert habit.total == 1
    for n in range(1, 9):
        habits.note("P", DAY + timedelta(days=n), [mention(48.0, 37.0, "05")])
    later = habits.before("P", DAY + timedelta(days=30))
    assert later is not None
    assert later.total == 3
    assert later.scores([place(46.6, 32.6)], WEIGHTS) < later.scores([place(48, 37, "05")], WEIGHTS)


@pytest.mark.parametrize(
    "untold",
    [
        mention(46.6, 32.6, kind="region"),
        mention(46.6, 32.6, kind="river"),
        mention(46.6, 32.6, score=0.4),
        mention(46.6, 32.6, kind=None, place_id=None, name=None),
    ],
)
def test_regions_and_unsure_mentions_teach_nothing(untold: PlaceMention) -> None:
    habits = Habits()
    habits.note("P", DAY, [untold])
    assert habits.before("P", DAY + timedelta(days=1)) is None


def test_a_text_without_a_moment_neither_has_nor_teaches_a_habit() -> None:
    habits = about_kherson()
    habits.note("Steppe Post", None, [mention(1.0, 1.0)])
    with habits.reading("Steppe Post", None):
        assert habits.current is None
    with habits.reading("Steppe Post", DAY):
        assert habits.current is not None
        assert habits.current.total == 8
    assert habits.current is None


def test_earlier_texts_are_asked_for_once_a_source_until_forgotten() -> None:
    asked: list[str] = []

    def earlier(source: str) -> list[tuple[datetime, list[PlaceMention]]]:
        asked.append(source)
        return [(DAY, [mention(46.6, 32.6)])]

    habits = Habits(earlier)
    after = DAY + timedelta(days=1)
    for source in ("P", "Q", "P"):
        assert habits.before(source, after) is not None
    assert asked == ["P", "Q"]
    habits.note("P", DAY, [mention(48.0, 37.0)])
    habits.forget()
    habit = habits.before("P", after)
    assert habit is not None
    assert (habit.total, asked) == (1, ["P", "Q", "P"])


def test_a_geoparser_with_habits_uses_that_of_the_source_being_read(parser: Geoparser) -> None:
    habits = about_kherson()
    attentive = parser.with_habits(habits)
    text = "Shelling of Oleksandrivka went on."
    with habits.reading("Steppe Post", DAY):
        (found,) = attentive.resolved(text)
        assert parser.resolved(text)[0].habits == ()
    assert found.mention.place_id == KHERSON
    assert len(found.habits) == len(found.candidates)
    assert found.habits[0] > 0
    assert attentive.resolved(text)[0].habits == ()


WRITTEN = st.builds(
    WrittenOf,
    st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["", "UA", "US"]),
    st.sampled_from(["", "05", "08"]),
)  # fmt: skip
PLACES = st.builds(
    place, st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(["05", "08"]),
    st.sampled_from(["UA", "US"]),
)  # fmt: skip


@given(st.lists(WRITTEN, max_size=30), st.lists(PLACES, max_size=5))
def test_a_habit_only_ever_adds_and_does_not_depend_on_order(
    written: list[WrittenOf], places: list[Place]
) -> None:
    scores = Habit(written).scores(places, WEIGHTS)
    assert scores.shape == (len(places),)
    assert (scores >= 0).all()
    assert (abs(Habit(reversed(written)).scores(places, WEIGHTS) - scores) < 1e-9).all()


@given(st.integers(1, 200))
def test_few_texts_say_little_and_many_say_more(count: int) -> None:
    here = place(46.6, 32.6)
    one = WrittenOf(46.6, 32.6, "UA", "08")
    few, more = Habit([one] * count), Habit([one] * (count + 1))
    assert few.scores([here], WEIGHTS) < more.scores([here], WEIGHTS)


def test_a_source_that_writes_of_all_the_world_says_little_of_any_part() -> None:
    spread = [WrittenOf(float(n), 3.0 * n, f"C{n}", "1") for n in range(-50, 50)]
    local = [WrittenOf(46.6, 32.6, "UA", "08")] * 100
    here = place(46.6, 32.6)
    assert Habit([*spread, local[0]]).scores([here], WEIGHTS) < 0.5 * Habit(local).scores(
        [here], WEIGHTS
    )
