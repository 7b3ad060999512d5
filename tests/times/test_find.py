"""The door of the room: texts in, mentions out."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from salient.errors import UsageError
from salient.times import find_times, to_edtf

PUBLISHED = date(2022, 5, 14)  # a Saturday


def read(text: str, published: date = PUBLISHED, language: str = "en") -> list[tuple[str, str]]:
    return [(m.text or "", to_edtf(m)) for m in find_times(text, published, language=language)]


def days(text: str, published: date = PUBLISHED, language: str = "en") -> list[str]:
    return [edtf for _, edtf in read(text, published, language)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on May 13", "2022-05-13"),
        ("on 13 May 2022", "2022-05-13"),
        ("on May 13th, 2022,", "2022-05-13"),
        ("the 13th of May", "2022-05-13"),
        ("13.05.2022", "2022-05-13"),
        ("(13.05.22 10:30)", "2022-05-13"),
        ("2022-05-13", "2022-05-13"),
        ("2022-05-13T12:00:00Z", "2022-05-13"),
        ("5/13/2022", "2022-05-13"),
        ("13/05/2022", "2022-05-13"),
        ("Fri., 13 May", "2022-05-13"),
        ("Friday, May 13, 2022", "2022-05-13"),
        ("MAY 13", "2022-05-13"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("on May 13-14", "2022-05-13/2022-05-14"),
        ("on May 13 and 14.", "2022-05-13/2022-05-14"),
        ("on 13–14 May", "2022-05-13/2022-05-14"),
        ("May 10, 12, and 14", "2022-05-10/2022-05-14"),
        ("between May 10 and 14", "2022-05-10/2022-05-14"),
        ("from 24 February to 31 March", "2022-02-24/2022-03-31"),
        ("April 30–May 2", "2022-04-30/2022-05-02"),
        ("between the evening of May 12 and the morning of May 13", "2022-05-12/2022-05-13"),
        ("from 6 pm May 12 to 6 am May 13", "2022-05-12/2022-05-13"),
        ("in March 2022", "2022-03"),
        ("in 2014", "2014"),
        ("the 1990s", "199X"),
        ("in the 20th century", "1901/2000"),
        ("in Q1", "2022-01/2022-03"),
        ("the third quarter of 2021", "2021-07/2021-09"),
        ("the summer of 2021", "2021-06/2021-08"),
        ("the winter of 2021-22", "2021-12/2022-02"),
        ("from 1993-2005", "1993/2005"),
    ],
)
def test_explicit_times_are_read_in_every_usual_order(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("yesterday", "2022-05-13"),
        ("today", "2022-05-14"),
        ("tomorrow", "2022-05-15"),
        ("the day before yesterday", "2022-05-12"),
        ("tonight", "2022-05-14"),
        ("this morning", "2022-05-14"),
        ("overnight", "2022-05-13/2022-05-14"),
        ("last night", "2022-05-13/2022-05-14"),
        ("At night, they shelled", "2022-05-13/2022-05-14"),
        ("the last 24 hours", "2022-05-13/2022-05-14"),
        ("the past 48-hour period", "2022-05-12/2022-05-14"),
        ("the past 72 hours", "2022-05-11/2022-05-14"),
        ("over the past day", "2022-05-13/2022-05-14"),
        ("for the past 24hrs", "2022-05-13/2022-05-14"),
        ("12 settlements were shelled during day", "2022-05-13/2022-05-14"),
        ("During the day in the region, they shelled", "2022-05-13/2022-05-14"),
        ("for two days now", "2022-05-12/2022-05-14"),
        ("in the last three days", "2022-05-11/2022-05-14"),
        ("the past two weeks", "2022-04-30/2022-05-14"),
        ("in recent days", "2022-05-07/2022-05-14"),
        ("in the coming days", "2022-05-14/2022-05-21"),
        ("in the coming days and weeks", "2022-05-14/2022-06-11"),
        ("the next 24-72 hours", "2022-05-14/2022-05-17"),
        ("this week", "2022-05-09/2022-05-15"),
        ("earlier this week", "2022-05-09/2022-05-14"),
        ("later this month", "2022-05-14/2022-05-31"),
        ("last week", "2022-05-02/2022-05-08"),
        ("next month", "2022-06"),
        ("last year", "2021"),
        ("over the weekend", "2022-05-14/2022-05-15"),
        ("last weekend", "2022-05-07/2022-05-08"),
        ("two days ago", "2022-05-12"),
        ("a few days ago", "2022-05-09/2022-05-12"),
        ("three hours ago", "2022-05-13/2022-05-14"),
        ("two weeks ago", "2022-04-25/2022-05-01"),
        ("two to three weeks ago", "2022-04-18/2022-05-01"),
        ("two years ago", "2020"),
        ("three days earlier", "2022-05-11"),
        ("The day before, they fled", "2022-05-13"),
        ("on Friday", "2022-05-13"),
        ("on Saturday", "2022-05-14"),
        ("on Sunday", "2022-05-08"),
        ("last Saturday", "2022-05-07"),
        ("next Friday", "2022-05-20"),
        ("last June", "2021-06"),
        ("last May", "2021-05"),
        ("last summer", "2021-06/2021-08"),
        ("in May of last year", "2021-05"),
    ],
)
def test_relative_times_are_counted_from_the_report(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("early June 2021", "2021-06-01/2021-06-10"),
        ("mid-May", "2022-05-11/2022-05-20"),
        ("late April", "2022-04-21/2022-04-30"),
        ("late February 2024", "2024-02-21/2024-02-29"),
        ("late 2014", "2014-09/2014-12"),
        ("mid-2014", "2014-05/2014-08"),
        ("late last July", "2021-07-21/2021-07-31"),
        ("the first half of May", "2022-05-01/2022-05-15"),
        ("the end of April", "2022-04-24/2022-04-30"),
        ("the beginning of the year", "2022-01"),
        ("around May 10", "2022-05-08/2022-05-12"),
    ],
)
def test_vague_times_become_the_part_of_the_period_that_they_name(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


@pytest.mark.parametrize(
    ("text", "mention", "edtf"),
    [
        ("shelled since May 10", "since May 10", "2022-05-10/2022-05-14"),
        ("held since 2014", "since 2014", "2014-01-01/2022-05-14"),
        (
            "lost since the start of the full-scale invasion",
            "since the start of the full-scale invasion",
            "2022-02-24/2022-05-14",
        ),
        ("killed since Russia's invasion", "since Russia's invasion", "2022-02-24/2022-05-14"),
        (
            "since the beginning of the war,",
            "since the beginning of the war",
            "2022-02-24/2022-05-14",
        ),
        ("killed since the war began", "since the war began", "2022-02-24/2022-05-14"),
        (
            "Since Russia launched its large-scale invasion, nine died",
            "Since Russia launched its large-scale invasion",
            "2022-02-24/2022-05-14",
        ),
        (
            "taken since the opening days of the all-out invasion",
            "since the opening days of the all-out invasion",
            "2022-02-24/2022-05-14",
        ),
        (
            "lost at the outset of an all-out war",
            "the outset of an all-out war",
            "2022-02-24/2022-03-26",
        ),
        ("died during the full-scale war", "the full-scale war", "2022-02-24/2022-05-14"),
        ("Since beginning of this day,", "Since beginning of this day", "2022-05-14"),
        ("They are shelling it for several days.", "several days", "2022-05-07/2022-05-14"),
        ("nine died in a week.", "in a week", "2022-05-07/2022-05-14"),
        ("lost during ten days of shelling", "during ten days", "2022-05-04/2022-05-14"),
        ("until the end of the month", "until the end of the month", "2022-05-14/2022-05-31"),
        ("by the end of June", "by the end of June", "2022-05-14/2022-06-30"),
        ("by tomorrow", "by tomorrow", "2022-05-14/2022-05-15"),
        ("by May 10", "by May 10", "../2022-05-10"),
        ("before 24 February", "before 24 February", "../2022-02-23"),
        ("before the end of May", "before the end of May", "2022-05-14/2022-05-31"),
        ("after February 24", "after February 24", "2022-02-25/.."),
        ("from May 20 onwards", "from May 20 onwards", "2022-05-20/.."),
        ("starting March 1, 2023", "starting March 1, 2023", "2023-03-01/.."),
        ("as of May 14", "May 14", "2022-05-14"),
        ("as of 6 p.m. on May 13", "6 p.m. on May 13", "2022-05-13"),
        ("before dawn on May 13", "dawn on May 13", "2022-05-13"),
        ("after Friday's attack", "Friday", "2022-05-13"),
        ("since the May 10 attack", "May 10", "2022-05-10"),
        ("postponed until Sunday", "Sunday", "2022-05-15"),
        ("two days after May 10", "two days after May 10", "2022-05-12"),
        ("three weeks before February 24", "three weeks before February 24", "2022-02-03"),
    ],
)
def test_signals_bound_the_interval(text: str, mention: str, edtf: str) -> None:
    assert read(text) == [(mention, edtf)]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("on the night of May 13 to 14", "2022-05-13/2022-05-14"),
        ("on the night of May 12", "2022-05-12/2022-05-13"),
        ("on the night of May 14", "2022-05-13/2022-05-14"),
        ("overnight on May 12-13", "2022-05-12/2022-05-13"),
        ("overnight on May 12", "2022-05-11/2022-05-13"),
        ("overnight on May 14", "2022-05-13/2022-05-14"),
    ],
)
def test_a_night_has_two_days_and_none_after_the_report(text: str, edtf: str) -> None:
    assert days(text) == [edtf]


def test_an_hour_is_cut_to_its_day_and_belongs_to_the_mention() -> None:
    assert read("at 0400 local time on May 13") == [("0400 local time on May 13", "2022-05-13")]
    assert days("on May 13 at 0400 local time") == ["2022-05-13"]
    assert days("dated March 26, 1500 ET") == ["2022-03-26"]


@pytest.mark.parametrize(
    "text",
    [
        "yesterday, on May 13, the occupiers rested",
        "On Friday (May 13) they fled",
        "on May 13 (Friday)",
        "in the past day, May 13, they fired",
    ],
)
def test_a_time_and_the_date_beside_it_are_one_mention(text: str) -> None:
    assert days(text) == ["2022-05-13"]


def test_a_date_beside_a_relative_time_is_believed() -> None:
    assert days("today, May 12, they fled") == ["2022-05-12"]


@pytest.mark.parametrize(
    "text",
    [
        "They held out for two days.",
        "They shell it every day, each May, every Friday and on Sundays.",
        "24 hours a day",
        "a ten-year-old boy, aged 48",
        "They may march on.",
        "May the force hold; the sun sat low; a second wind; an august body",
        "Prime Minister Theresa May said so.",
        "The 93rd Brigade and the 5th and 35th Combined Arms Armies",
        "2022 soldiers, 2,014 shells, $2014, 3.14 km and 12.05 tonnes",
        "on 8 March Street, the 17 March Brigade",
        "The Sunday Times of Good Friday",
        "Kh-2014, T-2022, +380 2022",
        "https://example.org/2022/05/14/story",
        "The next day they left.",
        "two days after the attack",
        "February 30, 2022 and 31.04.2022",
        "",
    ],
)
def test_durations_frequencies_and_lookalikes_are_no_times(text: str) -> None:
    assert read(text) == []


def test_what_is_counted_takes_no_day_from_the_month() -> None:
    assert days("In May 30 soldiers were killed") == ["2022-05"]
    assert days("On May 13 and 14 soldiers were killed") == ["2022-05-13"]
    assert days("On May 12 and 13 Russian forces fired") == ["2022-05-12/2022-05-13"]


def test_anaphora_counts_from_the_last_time_of_the_text() -> None:
    text = "On May 3 they attacked. The next day they fled; two days later they were back. "
    assert days(text) == ["2022-05-03", "2022-05-04", "2022-05-06"]
    assert days("On May 3 they attacked and on the same day fled") == ["2022-05-03", "2022-05-03"]
    assert days("On May 3 they fled. The day before, they had come.") == [
        "2022-05-03",
        "2022-05-02",
    ]
    assert days("On May 3 they fled. On the 5th, they were back.") == ["2022-05-03", "2022-05-05"]


def test_the_year_of_a_list_belongs_to_all_of_it() -> None:
    assert days("in January and February 2020") == ["2020-01", "2020-02"]
    assert days("in late December and early January 2020") == [
        "2019-12-21/2019-12-31",
        "2020-01-01/2020-01-10",
    ]
    assert days("from November 2020 to March 2021") == ["2020-11/2021-03"]
    assert days("from November to March 2021") == ["2020-11/2021-03"]


@pytest.mark.parametrize(
    ("text", "published", "edtf"),
    [
        ("on December 30", date(2023, 1, 2), "2022-12-30"),
        ("on January 3", date(2022, 12, 30), "2023-01-03"),
        ("on December 31", date(2022, 12, 31), "2022-12-31"),
        ("yesterday", date(2023, 1, 1), "2022-12-31"),
        ("yesterday", date(2024, 3, 1), "2024-02-29"),
        ("yesterday", date(2023, 3, 1), "2023-02-28"),
        ("on February 29", date(2022, 5, 14), "2020-02-29"),
        ("a month ago", date(2024, 3, 31), "2024-02"),
        ("the past month", date(2024, 3, 31), "2024-02-29/2024-03-31"),
        ("the past year", date(2024, 2, 29), "2023-02-28/2024-02-29"),
        ("in December", date(2023, 1, 2), "2022-12"),
        ("from December 30 to January 2", date(2023, 1, 3), "2022-12-30/2023-01-02"),
        ("this week", date(2023, 1, 1), "2022-12-26/2023-01-01"),
        ("last month", date(2023, 1, 31), "2022-12"),
        ("overnight on December 31-January 1", date(2023, 1, 1), "2022-12-31/2023-01-01"),
    ],
)
def test_years_months_and_leap_days_are_crossed(text: str, published: date, edtf: str) -> None:
    assert days(text, published) == [edtf]


def test_a_story_of_long_ago_gives_its_own_years_to_its_dates() -> None:
    text = (
        "In 1941 and 1942 the front moved; by 1943 it stood. On 12 July 1943 tanks met. "
        "On 5 August the town fell, on 23 August the city. In November 1943 they crossed. "
        "In 1944 they went on. On 27 January 1944 the ring broke; on 9 May the port was free."
    )
    found = days(text, date(2018, 5, 19))
    assert found[4:6] == ["1943-08-05", "1943-08-23"]
    assert found[-1] == "1944-05-09"


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("uk", "13 травня 2022 року", "2022-05-13"),
        ("uk", "5-7 травня", "2022-05-05/2022-05-07"),
        ("uk", "у ніч на 13 травня", "2022-05-12/2022-05-13"),
        ("uk", "вчора", "2022-05-13"),
        ("uk", "За минулу добу", "2022-05-13/2022-05-14"),
        ("uk", "Протягом доби", "2022-05-13/2022-05-14"),
        ("uk", "станом на 13.05", "2022-05-13"),
        ("uk", "з 24 лютого", "2022-02-24/2022-05-14"),
        ("uk", "наприкінці квітня", "2022-04-24/2022-04-30"),
        ("uk", "у п’ятницю", "2022-05-13"),
        ("uk", "2 дні тому", "2022-05-12"),
        ("ru", "13 мая 2022 года", "2022-05-13"),
        ("ru", "с 5 по 7 мая", "2022-05-05/2022-05-07"),
        ("ru", "в ночь на 13 мая", "2022-05-12/2022-05-13"),
        ("ru", "вчера", "2022-05-13"),
        ("ru", "за минувшие сутки", "2022-05-13/2022-05-14"),
        ("ru", "в мае прошлого года", "2021-05"),
        ("ru", "на прошлой неделе", "2022-05-02/2022-05-08"),
        ("ru", "два дня назад", "2022-05-12"),
    ],
)
def test_ukrainian_and_russian_are_read_from_their_own_lexicons(
    language: str, text: str, edtf: str
) -> None:
    assert days(text, language=language) == [edtf]


def test_an_unknown_language_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(UsageError) as error:
        find_times("hier", PUBLISHED, language="fr")
    assert str(error.value) == (
        "times in the language 'fr' cannot be read; the languages are en, ru, uk; give one of these"
    )


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_lose_a_time_and_nothing_else(published: date) -> None:
    text = "yesterday, tomorrow, last week, next year, 300 years ago, in the coming decades, May 13"
    for mention in find_times(f"{text}, overnight on Friday, the winter, last June", published):
        assert mention.earliest or mention.latest


WORDS = (
    "May", "may", "March", "13", "14", "2022", "2022-05-14", "0400", "Friday", "last", "next",
    "the", "of", "on", "and", "to", "-", "–", ",", "(", ")", ".", "\n", "since", "by", "until",
    "before", "after", "between", "from", "24", "hours", "days", "weeks", "ago", "later", "night",
    "overnight", "early", "late", "end", "mid-", "this", "week", "month", "year", "spring", "a few",
    "two", "1990s", "13.05.22", "31", "February", "29", "will", "İ", "’s", "every", "same", "day",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=16).map("".join),
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.dates(), st.sampled_from(["en", "uk", "ru"]))
@example("İİİİ since May 10", date(2022, 5, 14), "en")
@example("between between May 10 and 14", date(2022, 5, 14), "en")
def test_any_text_gives_spans_in_it_in_order_and_intervals_that_run_forward(
    text: str, published: date, language: str
) -> None:
    end = 0
    for mention in find_times(text, published, language=language):
        assert mention.start is not None
        assert mention.end is not None
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.earliest is not None or mention.latest is not None
        if mention.earliest is not None and mention.latest is not None:
            assert mention.earliest <= mention.latest
        end = mention.end


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.dates())
def test_a_full_date_is_that_day_whenever_it_was_published(day: date, published: date) -> None:
    month = day.strftime("%B")
    for text in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
    ):
        assert days(f"It fell on {text}.", published) == [day.isoformat()]


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 300))
def test_a_date_without_its_year_is_that_of_the_months_before(published: date, back: int) -> None:
    day = date.fromordinal(published.toordinal() - back)
    month = day.strftime("%B")
    assert days(f"It fell on {month} {day.day}.", published) == [day.isoformat()]


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS)
def test_a_paragraph_is_read_the_same_whatever_was_read_before(one: str, two: str) -> None:
    first = find_times(one, PUBLISHED)
    find_times(two, PUBLISHED)
    assert find_times(one, PUBLISHED) == first


@pytest.mark.parametrize("unit", ["1", "may ", "May 1 ", "12 ", "2022-", "the last ", "between "])
def test_a_long_text_takes_time_in_proportion(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    assert len(find_times(text, PUBLISHED)) <= len(text)


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["1", "may ", "12 "])
def test_five_megabytes_of_one_word_are_read(unit: str) -> None:
    assert find_times(unit * (5_000_000 // len(unit)), PUBLISHED) == []
