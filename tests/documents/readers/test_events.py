from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Document, Rejected

Read = Callable[..., list[Document | Rejected]]

VIINA = (
    "viina_version,event_id,report_id,location,tempid,source,date,time,url,text,lang,address,"
    "longitude,latitude,GEO_PRECISION,GEO_API\n"
)
ACLED = (
    "event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,location,"
    "latitude,longitude,geo_precision,source,notes,fatalities,timestamp\n"
)
GED = (
    "id,relid,year,type_of_violence,side_a,side_b,source_article,source_office,source_date,"
    "source_headline,source_original,where_coordinates,latitude,longitude,date_start,date_end,best\n"
)


def one(found: list[Document | Rejected]) -> Document:
    (document,) = found
    assert isinstance(document, Document)
    return document


def test_a_row_of_viina_is_its_source_s_headline(read: Read) -> None:
    row = (
        "2,41,7,1,x,hillpost,20220514,06:30,https://hill.example/a,Bridge near Aford shelled,en,"
        "Aford,36.0,49.0,settlement,Y\n"
    )
    document = one(read("event_info.csv", VIINA + row))
    assert document.text == "Bridge near Aford shelled"
    assert document.publisher == "hillpost"
    assert document.url == "https://hill.example/a"
    assert document.language == "en"
    assert document.published.isoformat().startswith("2022-05-14T06:30")
    assert document.codes is not None
    assert document.codes["data_set"] == "VIINA"
    assert document.codes["event_id"] == "41"
    assert document.codes["geo_precision"] == "settlement"
    assert document.forwarded_from is None


def test_rows_of_one_report_are_one_document_with_the_codes_of_each(read: Read) -> None:
    row = "2,{0},7,1,x,hillpost,20220514,06:30,,Aford and Dale shelled,en,{1},36.0,49.0,s,Y\n"
    document = one(
        read(
            "a.csv", VIINA + row.format(41, "Aford") + row.format(42, "Dale") + row.format(43, "E")
        )
    )
    codes = document.codes or {}
    assert (codes["address"], codes["address#2"], codes["address#3"]) == ("Aford", "Dale", "E")
    assert "data_set#2" not in codes


def test_a_row_of_acled_is_its_coders_note_after_a_source(read: Read) -> None:
    row = (
        "UKR77,2022-05-14,2022,1,Battles,Armed clash,North,Aford,49.0,36.0,1,Hill Post,"
        '"On 14 May 2022, northern forces fought near Aford.",3,1652900000\n'
    )
    document = one(read("acled.csv", ACLED + row))
    assert document.text == "On 14 May 2022, northern forces fought near Aford."
    assert (document.publisher, document.forwarded_from) == ("ACLED", "Hill Post")
    # The world could know the row when it was put out, not on the day that it is about.
    assert document.published.isoformat() == "2022-05-18T18:53:20+00:00"
    assert document.codes is not None
    assert document.codes["sub_event_type"] == "Armed clash"
    assert document.codes["fatalities"] == "3"


def test_without_a_time_of_release_the_day_of_the_event_stands(read: Read) -> None:
    row = 'UKR77,14 May 2022,2022,1,Battles,,,,,,,,"Fighting near Aford.",0,\n'
    assert one(read("a.csv", ACLED + row)).published.date().isoformat() == "2022-05-14"


def test_a_row_of_ged_is_the_headline_that_it_rests_on(read: Read) -> None:
    row = (
        '9,U-9,2022,1,North,South,"Wire,2022-05-16,Clash at Aford",Wire,2022-05-15;2022-05-16,'
        "Clash at Aford,mayor,Aford,49,36,2022-05-14 00:00:00.000,2022-05-14 00:00:00.000,4\n"
    )
    document = one(read("ged.csv", GED + row))
    assert document.text == "Clash at Aford"
    assert document.language == "en"
    assert (document.publisher, document.forwarded_from) == ("Wire", "mayor")
    assert document.published.date().isoformat() == "2022-05-16"
    assert document.codes is not None
    assert document.codes["best"] == "4"


def test_a_row_without_words_is_refused_and_the_next_is_read(read: Read) -> None:
    rows = (
        "UKR1,2022-05-14,2022,1,Battles,,,,,,,Hill Post, ,0,\n"
        "UKR2,2022-05-14,2022,1,Battles,,,,,,,Hill Post,Shots near Dale.,0,\n"
    )
    refused, document = read("a.csv", ACLED + rows)
    assert isinstance(refused, Rejected)
    assert refused.reason == "no-text"
    assert refused.detail == (
        "a.csv:2: the row of ACLED has no words in 'notes'; it says nothing that can be quoted"
    )
    assert isinstance(document, Document)


def test_an_event_is_no_version_of_the_article_it_was_coded_from(read: Read) -> None:
    row = "2,41,7,1,x,hillpost,20220514,06:30,https://hill.example/a,Shots near Aford,en,,,,s,Y\n"
    article = "url,publisher,published,text\nhttps://hill.example/a,hillpost,2022-05-14,Shots.\n"
    assert one(read("a.csv", VIINA + row)).document_id != one(read("b.csv", article)).document_id


def test_a_later_release_of_a_data_set_gives_new_versions(read: Read) -> None:
    row = "UKR77,2022-05-14,2022,1,Battles,,,,,,,Hill Post,{},0,1652900000\n"
    before = one(read("a.csv", ACLED + row.format("Shots near Dale.")))
    after = one(read("b.csv", ACLED + row.format("Shots near Upper Dale.")))
    assert before.document_id == after.document_id
    assert before.fingerprint != after.fingerprint


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_delimiter_of_tables_will_do(read: Read, delimiter: str) -> None:
    row = "UKR77,2022-05-14,2022,1,Battles,,,,,,,Hill Post,Shots near Dale.,0,1652900000\n"
    document = one(read("acled.csv", (ACLED + row).replace(",", delimiter)))
    assert document.text == "Shots near Dale."


def test_a_table_that_is_no_event_data_stays_a_table(read: Read) -> None:
    document = one(read("a.csv", "text,published,publisher\nShots.,2022-05-14,P\n"))
    assert document.codes is None
