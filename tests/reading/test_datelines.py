from __future__ import annotations

from datetime import date

import pytest

from salient.reading.datelines import day_of_report

PUBLISHED = date(2030, 5, 10)


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("A. Writer and B. Writer, May 9, 7:15pm ET, Forces advanced.", date(2030, 5, 9)),
        ("May 9, 2030, 7 pm GMT. Forces advanced.", date(2030, 5, 9)),
        ("Report of 9 May 2030, 19:30 UTC. Forces advanced.", date(2030, 5, 9)),
        ("May 11, 00:30 UTC. Forces advanced.", date(2030, 5, 11)),
        ("May 9, 6\u00a0pm ET, Forces advanced.", date(2030, 5, 9)),
        ("May 9, 1500 ET, Forces advanced.", date(2030, 5, 9)),
        ("Campaign Assessment, May 9, 2030, A. Writer. Forces advanced.", date(2030, 5, 9)),
        ("Forces advanced on May 9.", PUBLISHED),
        ("Shelling began on May 3 at 7 pm local time.", PUBLISHED),
        ("February 30, 7 pm ET. Forces advanced.", PUBLISHED),
        ("x" * 500 + " May 9, 7:15pm ET", PUBLISHED),
        ("", PUBLISHED),
    ],
)
def test_the_day_is_that_of_the_dateline_or_else_of_publication(head: str, day: date) -> None:
    assert day_of_report(head, PUBLISHED) == day


def test_a_dateline_reaches_over_the_turn_of_the_year() -> None:
    assert day_of_report("December 31, 8 pm ET, All quiet.", date(2031, 1, 1)) == date(2030, 12, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Forces advanced on May 9. " * 8, date(2030, 5, 9)),
        ("Forces advanced on May 9. " * 8 + "They went on on 10 May.", PUBLISHED),
        ("Forces advanced on May 9. " * 3, PUBLISHED),
        ("Forces advanced on May 8. " * 9, PUBLISHED),
    ],
)
def test_a_report_without_a_dateline_is_of_the_day_that_it_tells_of(text: str, day: date) -> None:
    assert day_of_report(text, PUBLISHED) == day
