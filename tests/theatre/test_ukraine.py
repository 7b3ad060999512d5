"""The theatre that ships: its words, places, starting situation and example reports."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from salient.theatre import Theatre, example_reports, load_theatre
from salient.theatre.aliases import fold_alias, side_words


@pytest.fixture(scope="module")
def ukraine() -> Theatre:
    return load_theatre("ukraine")


class Report(NamedTuple):
    name: str
    note: str
    publisher: str
    title: str
    published: datetime
    text: str


def _of_json(name: str, record: dict[str, str]) -> Report:
    return Report(
        name,
        record["note"],
        record["publisher"],
        record["title"],
        datetime.fromisoformat(record["published"]),
        record["text"],
    )


def _of_html(path: Path) -> Report:
    page = path.read_text("utf-8")
    notes = re.findall(r"<!-- (.*?) -->", page)
    meta = dict(re.findall(r'<meta property="(.*?)" content="(.*?)">', page))
    paragraphs = re.findall(r"<p>(.*?)</p>", page)
    return Report(
        path.name,
        notes[0],
        meta["og:site_name"],
        meta["og:title"],
        datetime.fromisoformat(meta["article:published_time"]),
        " ".join(paragraphs),
    )


def _of_rss(path: Path) -> list[Report]:
    parser = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
    channel = ET.parse(path, parser).getroot().find("channel")
    return [
        Report(
            path.name,
            next(child.text.strip() for child in item if child.tag is ET.Comment),
            channel.findtext("title"),
            item.findtext("title"),
            datetime.strptime(item.findtext("pubDate"), "%a, %d %b %Y %H:%M:%S %z"),
            item.findtext("description"),
        )
        for item in channel.findall("item")
    ]


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    found: list[Report] = []
    for path in sorted(example_reports().iterdir()):
        if path.suffix == ".json":
            found.append(_of_json(path.name, json.loads(path.read_text("utf-8"))))
        elif path.suffix == ".jsonl":
            lines = path.read_text("utf-8").splitlines()
            found += [_of_json(path.name, json.loads(line)) for line in lines]
        elif path.suffix == ".html":
            found.append(_of_html(path))
        elif path.suffix == ".rss":
            found += _of_rss(path)
        else:
            pytest.fail(f"{path} is in none of the formats that this test reads")
    return found


def test_every_word_of_a_side_means_that_side_alone(ukraine) -> None:
    owners = Counter(
        word for side in ukraine.sides for word in {fold_alias(word) for word in side_words(side)}
    )
    assert [word for word, sides in owners.items() if sides > 1] == []


def test_words_whose_meaning_depends_on_the_speaker_are_no_aliases(ukraine) -> None:
    words = {fold_alias(word) for side in ukraine.sides for word in side_words(side)}
    assert words.isdisjoint(
        {"the enemy", "enemy", "our troops", "nationalists", "militants", "allied forces"}
    )


@pytest.mark.parametrize(
    ("word", "side"),
    [
        ("Armed Forces of Ukraine", "UA"),
        ("AFU", "UA"),
        ("ЗСУ", "UA"),
        ("Kiev regime", "UA"),
        ("Haidai", "UA"),
        ("Russian Federation", "RU"),
        ("occupiers", "RU"),
        ("LPR People's Militia", "RU"),
        ("separatists", "RU"),
        ("Konashenkov", "RU"),
        ("Wagner Group", "RU"),
    ],
)
def test_the_words_of_reports_mean_their_side(ukraine, word, side) -> None:
    assert fold_alias(word) in {fold_alias(known) for known in side_words(ukraine.side(side))}


@pytest.mark.parametrize(
    ("alias", "name"),
    [
        ("ISW", "Institute for the Study of War"),
        ("General Staff", "General Staff of the Armed Forces of Ukraine"),
        ("Russian Defense Ministry", "Ministry of Defence of Russia"),
        ("censor.net", "Censor.net"),
        ("ukrinform.net", "Ukrinform"),
        ("en.news-front.info", "News Front"),
        ("UK MoD", "Ministry of Defence of the United Kingdom"),
    ],
)
def test_holders_are_known_by_their_other_names(ukraine, alias, name) -> None:
    owners = [source.name for source in ukraine.sources if alias in (source.name, *source.aliases)]
    assert owners == [name]


def test_aliases_of_sources_and_of_regions_are_unique(ukraine) -> None:
    for entries in (ukraine.sources, ukraine.regions):
        owners = Counter(
            alias
            for entry in entries
            for alias in {fold_alias(alias) for alias in (entry.name, *entry.aliases)}
        )
        assert [alias for alias, count in owners.items() if count > 1] == []


def test_all_first_level_units_of_ukraine_are_regions(ukraine) -> None:
    of_one = [region.admin1[0] for region in ukraine.regions if len(region.admin1) == 1]
    assert len(of_one) == len(set(of_one)) == 24
    crimea = next(region for region in ukraine.regions if region.name == "Crimea")
    assert set(of_one) | set(crimea.admin1) == {f"{code:02}" for code in range(1, 28)} - {"12"}


def test_regions_and_axes_have_members_and_rivers_have_lines(ukraine) -> None:
    for region in ukraine.regions:
        if region.kind == "river":
            assert len(region.line) >= 4, region.name
        elif region.kind != "feature":
            assert region.admin1 or region.polygon or region.radius_km > 0, region.name


def test_neighbouring_waypoints_of_a_river_are_near_each_other(ukraine) -> None:
    for region in ukraine.regions:
        if region.kind == "river":
            for (x1, y1), (x2, y2) in zip(region.line, region.line[1:], strict=False):
                assert max(abs(x1 - x2), abs(y1 - y2)) < 1, (region.name, (x1, y1), (x2, y2))


@pytest.mark.parametrize(
    ("place_id", "control"),
    [
        ("geonames:706483", "UA"),  # Kharkiv
        ("geonames:707292", "RU"),  # Izium
        ("geonames:706448", "RU"),  # Kherson
        ("geonames:702972", "UA"),  # Lysychansk
        ("geonames:701822", "contested"),  # Mariupol
        ("geonames:696566", "contested"),  # Popasna
        ("geonames:703448", "UA"),  # Kyiv
        ("geonames:709717", "RU"),  # Donetsk
    ],
)
def test_the_start_is_the_situation_of_20_april_2022(ukraine, place_id, control) -> None:
    held = {entry.place_id: entry.control for entry in ukraine.start}
    assert held[place_id] == control


def test_the_start_covers_the_shipped_grain_once_each(ukraine) -> None:
    assert len(ukraine.start) == len({entry.place_id for entry in ukraine.start}) > 5000
    assert {entry.control for entry in ukraine.start} == {"UA", "RU", "contested"}
    assert {entry.day for entry in ukraine.start} == {ukraine.first_day}


def test_there_are_enough_example_reports_of_several_formats(reports) -> None:
    assert len(reports) >= 45
    assert {Path(report.name).suffix for report in reports} == {".json", ".jsonl", ".html", ".rss"}


def test_every_example_report_says_that_it_was_written_for_the_example(reports) -> None:
    for report in reports:
        assert report.note.startswith("Written for the salient example; not a quotation"), report
        assert "The facts can be checked in: " in report.note
        assert report.note not in report.text


def test_every_example_report_has_a_known_publisher_that_is_marked(reports, ukraine) -> None:
    known = {source.name for source in ukraine.sources}
    for report in reports:
        assert report.publisher in known, report.publisher
        assert report.publisher.endswith(" (example)")


def test_every_example_report_is_short_and_dated_within_the_example(reports) -> None:
    for report in reports:
        assert 40 <= len(report.text.split()) <= 160, report.title
        assert report.published.utcoffset() is not None
        assert "2022-04-20" <= report.published.date().isoformat() <= "2022-05-16"


def test_no_two_example_reports_are_the_same_and_most_are_of_the_last_ten_days(reports) -> None:
    assert len({report.text for report in reports}) == len(reports)
    assert len({(report.publisher, report.published) for report in reports}) == len(reports)
    late = [report for report in reports if report.published.date().isoformat() >= "2022-05-07"]
    assert len(late) > len(reports) / 2


def test_the_example_lets_both_sides_and_third_parties_speak(reports, ukraine) -> None:
    side_of = {source.name: source.side for source in ukraine.sources}
    assert {side_of[report.publisher] for report in reports} == {"UA", "RU", None}
