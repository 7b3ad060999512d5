"""The reader as a whole: offsets, order, sameness, what is refused, hostile texts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading_cases import MADE_UP, MadeUpPlaces, document_of, load_cases, made_up_reader

from salient.errors import LexiconError, UsageError
from salient.model import Claim, ClaimReader, Rejected
from salient.reading import EnglishReader
from salient.reading.english import MAX_TEXT, READER_VERSION
from salient.theatre import Theatre

ClaimsOf = Callable[..., list[Claim]]


def spans_of(claim: Claim) -> Iterator[tuple[str, int | None, int | None]]:
    """Every text of a claim with its offsets, as far as they are the document's own words."""
    yield claim.quote.text, claim.quote.start, claim.quote.end
    yield claim.predicate.text, claim.predicate.start, claim.predicate.end
    for place in claim.places:
        yield place.text, place.start, place.end
    if claim.time.text is not None:
        yield claim.time.text, claim.time.start, claim.time.end


def bare_spans_of(claim: Claim) -> Iterator[tuple[int, int]]:
    """Offsets whose words may be replaced by a fuller name: holders, actor, target."""
    for holder in claim.holders:
        if holder.start is not None and holder.end is not None:
            yield holder.start, holder.end
    for party in (claim.actor, claim.target):
        if party is not None and party.start is not None and party.end is not None:
            yield party.start, party.end


def assert_sound(text: str, found: list[Claim | Rejected]) -> None:
    claims = [c for c in found if isinstance(c, Claim)]
    for claim in claims:
        for words, start, end in spans_of(claim):
            assert start is not None
            assert end is not None
            assert 0 <= start < end <= len(text)
            assert text[start:end] == words
        for start, end in bare_spans_of(claim):
            assert 0 <= start < end <= len(text)
        assert claim.quote.start <= claim.predicate.start
        assert claim.predicate.end <= claim.quote.end
        assert claim.holders[0].kind == "publisher"
        low, high = claim.probability
        assert 0 <= low <= high <= 1
        assert all(q.high is None or 0 <= q.low <= q.high for q in claim.quantities)
    ids = [c.claim_id for c in claims]
    assert len(ids) == len(set(ids))
    starts = [c.predicate.start for c in claims]
    assert starts == sorted(starts)


# -- texts made of what the reader looks for ----------------------------------------------------

WORDS = st.sampled_from(
    [
        *MADE_UP,
        *"Russian Ukrainian forces troops took shelled withdrew from hold civilians".split(),
        *"they it our may will likely if reportedly near toward not but and or".split(),
        *("attack on", "fighting in", "the enemy", "the city", "did not", "failed to", "denied"),
        *("said that", "according to", "ISW", "the General Staff", "north of", "control of"),
        *("dozens of", "40", "at least", "killed", "on 12 May", "in 2014", "do so", "let alone"),
        *",.;:?\"“”'’()—•",
        *("\n", "\n\n", "[3]", "Gen.", "U.S.", "\u202e", "\u0000", "\u00a0", "ʼ", "é", "🙂"),
        *("війська", "войска"),
    ]
)
WAR_TEXTS = st.lists(WORDS, max_size=60).map(" ".join)
PLAIN_TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=300
)  # lone surrogates are tested apart: they can stand in no JSON
TEXTS = st.one_of(WAR_TEXTS, PLAIN_TEXTS, st.tuples(WAR_TEXTS, PLAIN_TEXTS).map("".join))
UNHURRIED = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@UNHURRIED
@given(TEXTS)
def test_any_text_is_read_and_every_span_is_verbatim(reader: EnglishReader, text: str) -> None:
    assert_sound(text, reader.read(document_of(text)))


@UNHURRIED
@given(TEXTS)
def test_the_same_document_gives_the_same_claims_byte_for_byte(
    reader: EnglishReader, text: str
) -> None:
    document = document_of(text)
    first = msgspec.json.encode(reader.read(document))
    assert msgspec.json.encode(reader.read(document)) == first


@UNHURRIED
@given(TEXTS)
def test_any_text_has_attributions_within_it(reader: EnglishReader, text: str) -> None:
    for said in reader.attributions(document_of(text)):
        assert said.document_id == "case"
        assert said.content
        for start, end in (*said.source, *said.cue, *said.content):
            assert 0 <= start < end <= len(text)


def test_every_case_is_read_soundly(reader: EnglishReader) -> None:
    for case in load_cases():
        assert_sound(case.text, reader.read(document_of(case.text, case.publisher)))


def test_another_reader_gives_the_same_bytes(reader: EnglishReader) -> None:
    text = "\n\n".join(case.text for case in load_cases()[:60])
    document = document_of(text)
    other = made_up_reader()
    assert msgspec.json.encode(other.read(document)) == msgspec.json.encode(reader.read(document))


def test_what_was_read_before_does_not_matter(reader: EnglishReader) -> None:
    document = document_of("They withdrew from the city.")
    before = msgspec.json.encode(reader.read(document))
    reader.read(document_of("Russian forces took Orlivka."))
    assert msgspec.json.encode(reader.read(document)) == before


def test_claims_survive_json(claims_of: ClaimsOf) -> None:
    claims = claims_of("Russian forces took Orlivka on 12 May, the General Staff said.")
    assert msgspec.json.decode(msgspec.json.encode(claims), type=list[Claim]) == claims


# -- the protocol --------------------------------------------------------------------------------


def test_the_reader_is_one_by_the_protocol(reader: EnglishReader) -> None:
    assert isinstance(reader, ClaimReader)


def test_claims_name_the_reader_and_its_version(reader: EnglishReader) -> None:
    (claim,) = reader.read(document_of("Russian forces took Orlivka."))
    assert isinstance(claim, Claim)
    assert (claim.reader.name, claim.reader.version) == ("salient-english", READER_VERSION)
    assert (reader.name, reader.version) == ("salient-english", READER_VERSION)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The Ukrainian army said that 40 settlements were liberated.", ["capture"]),
        ("Some 40 settlements were liberated from Russian troops.", ["capture"]),
        ("Some 40 settlements were liberated.", []),
        ("Norland attacked its neighbour, and the Ukrainian mayor worried.", []),
    ],
)
def test_without_a_place_an_event_is_the_wars_where_a_side_tells_it_or_is_named(
    claims_of: ClaimsOf, text: str, events: list[str]
) -> None:
    assert [c.event_type for c in claims_of(text)] == events


def test_a_document_in_which_nothing_happens_gives_nothing(reader: EnglishReader) -> None:
    assert reader.read(document_of("The weather was fine. Bread costs more.")) == []
    assert reader.read(document_of("")) == []
    assert reader.read(document_of(" \n\n ")) == []


def test_the_day_is_the_theatres(reader: EnglishReader) -> None:
    late = datetime(2022, 5, 14, 22, 30, tzinfo=UTC)
    assert reader.day_of(late) == date(2022, 5, 15)


def test_claims_stand_in_the_order_of_the_text(claims_of: ClaimsOf) -> None:
    text = "Ukrainian forces hold Lypove. Russian forces took Orlivka. Borivka was shelled."
    assert [c.event_type for c in claims_of(text)] == ["hold", "capture", "shell"]


# -- sentences and paragraphs --------------------------------------------------------------------


def test_a_quotation_open_over_paragraphs_belongs_to_its_speaker(claims_of: ClaimsOf) -> None:
    text = (
        "“Russian forces shelled Zelene,” the General Staff said.\n\n"
        "“They also attacked Lypove,” it added."
    )
    (attack,) = claims_of(text, "attack")
    assert attack.holders[-1].name == "General Staff of the Armed Forces of Ukraine"


def test_a_headlines_source_vouches_for_the_headline(claims_of: ClaimsOf) -> None:
    text = "General Staff: Russian troops shelled Zelene\n\nThe weather was fine in Lypove."
    (claim,) = claims_of(text, "shell")
    assert claim.holders[-1].name == "General Staff of the Armed Forces of Ukraine"


def test_a_headline_and_the_sentence_under_it_are_two_claims(claims_of: ClaimsOf) -> None:
    text = "Russian forces capture Orlivka\n\nRussian forces captured Orlivka on Monday."
    assert len(claims_of(text, "capture")) == 2


def test_bullets_are_read_each_by_itself(claims_of: ClaimsOf) -> None:
    text = "• Russian forces took Orlivka\n• Ukrainian forces hold Kamianka\n• Borivka was shelled"
    assert [c.event_type for c in claims_of(text)] == ["capture", "hold", "shell"]


@pytest.mark.parametrize(
    "text",
    [
        "Will Russian forces take Kamianka?",
        "“Did Russian forces take Kamianka?” he asked.",
        "Objective: capture of Kamianka",
        "Main effort – encirclement of Kamianka",
        "Key takeaways: attacks on Kamianka",
    ],
)
def test_questions_and_headings_claim_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == []


def test_typographic_marks_do_not_move_an_offset(claims_of: ClaimsOf) -> None:
    text = "\ufeff• «Ukraine’s\u00a0forces took Orlivka»,\u200b the army’s spokesman said.[4]"
    (claim,) = claims_of(text, "capture")
    assert text[claim.quote.start : claim.quote.end] == claim.quote.text
    assert claim.actor is not None
    assert claim.actor.side == "UA"


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces took  Orlivka.",
        "Russian  forces  took  Orlivka.",
        "Russian\u00a0 forces took\u202f\u2009Orlivka.",
        "Russian forces \u200btook Orlivka.",
        "Russian forces\ttook \tOrlivka.",
    ],
)
def test_more_than_one_space_hides_no_event(claims_of: ClaimsOf, text: str) -> None:
    (claim,) = claims_of(text, "capture")
    assert [p.name for p in claim.places] == ["Orlivka"]
    assert claim.actor is not None
    assert claim.actor.side == "RU"


# -- options -------------------------------------------------------------------------------------


def test_a_users_lexicon_is_read_with(theatre: Theatre, tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    entry = "type capture\ncontrol gains\nverb bag needs=object:place\n"
    (tmp_path / "events" / "slang.frames").write_text(entry, "utf-8")
    reader = EnglishReader(theatre, MadeUpPlaces(), lexicon=tmp_path)
    (claim,) = reader.read(document_of("Russian forces bagged Orlivka."))
    assert isinstance(claim, Claim)
    assert [(c.side, c.effect) for c in claim.control] == [("RU", "gains")]


def test_a_fault_in_a_users_lexicon_is_raised_at_once(theatre: Theatre, tmp_path: Path) -> None:
    (tmp_path / "nouns.txt").write_text("animal horse\n", "utf-8")
    with pytest.raises(LexiconError, match=r"nouns\.txt:1"):
        EnglishReader(theatre, MadeUpPlaces(), lexicon=tmp_path)


def test_a_pipeline_that_is_not_installed_is_refused_when_it_is_needed(theatre: Theatre) -> None:
    reader = EnglishReader(theatre, MadeUpPlaces(), pipeline="en_core_nowhere")
    with pytest.raises(UsageError, match="en_core_nowhere"):
        reader.read(document_of("Russian forces took Orlivka."))


# -- hostile texts -------------------------------------------------------------------------------


def seconds(reader: EnglishReader, text: str) -> float:
    document = document_of(text)
    began = time.process_time()
    assert_sound(text[:MAX_TEXT], reader.read(document))
    return time.process_time() - began


def test_what_goes_beyond_the_limit_is_refused_and_the_rest_read(reader: EnglishReader) -> None:
    text = "Russian forces took Orlivka.\n" + "a" * MAX_TEXT
    claim, refused = reader.read(document_of(text))
    assert isinstance(claim, Claim)
    assert refused == Rejected(
        stage="reading",
        reason="too-long",
        detail="the text has 1,000,029 characters; the first 1,000,000 were read. Split the "
        "document to have the rest read",
        source="case",
        start=MAX_TEXT,
        end=MAX_TEXT + 29,
    )


def test_a_long_text_in_which_nothing_happens_is_refused_too(reader: EnglishReader) -> None:
    (refused,) = reader.read(document_of("a" * (MAX_TEXT + 1)))
    assert isinstance(refused, Rejected)
    assert (refused.reason, refused.start, refused.end) == ("too-long", MAX_TEXT, MAX_TEXT + 1)


def test_a_text_of_just_the_limit_is_read_whole(reader: EnglishReader) -> None:
    tail = " Russian forces took Orlivka."
    text = "a" * (MAX_TEXT - len(tail)) + tail
    (claim,) = reader.read(document_of(text))
    assert isinstance(claim, Claim)
    assert claim.quote.end <= MAX_TEXT


@pytest.mark.parametrize(
    "text",
    ["a" * 1_000_000, "." * 1_000_000, '"' * 1_000_000, "(" * 1_000_000, "\n" * 1_000_000,
     "," * 1_000_000, "A." * 500_000, "1" * 1_000_000, " " * 1_000_000, '.")' * 300_000,
     "a." + "[1]" * 300_000, "a-" * 400_000, "a" + "\u0301" * 900_000],
    ids=["letter", "stop", "quote", "bracket", "line", "comma", "initial", "digit", "space",
         "closing", "footnote", "hyphen", "accent"],
)  # fmt: skip
def test_a_million_of_one_sign_are_read_in_seconds(reader: EnglishReader, text: str) -> None:
    assert seconds(reader, text) < 10


@pytest.mark.parametrize(("opening", "closing"), [('"', '"'), ("“", "”"), ("«", "»"), ("(", ")")])
def test_quotations_nested_50_deep_are_read(
    reader: EnglishReader, opening: str, closing: str
) -> None:
    text = f"{opening}He said " * 50 + "Russian forces took Orlivka" + closing * 50 + "."
    assert seconds(reader, text) < 5


def test_control_signs_and_marks_of_direction_are_read_over(
    reader: EnglishReader, claims_of: ClaimsOf
) -> None:
    controls = "".join(chr(n) for n in (*range(32), *range(127, 160)))
    text = f"{controls}Russian forces took Orlivka.{controls}"
    assert seconds(reader, text) < 5
    turned = "\u2067Russian forces\u2069 took \u200fOrlivka\u200f."
    (claim,) = claims_of(turned, "capture")
    assert [p.name for p in claim.places] == ["Orlivka"]
    assert turned[claim.quote.start : claim.quote.end] == claim.quote.text


def test_mixed_scripts_are_read_over(claims_of: ClaimsOf) -> None:
    text = "Російські війська наступали. Russian forces took Orlivka. 俄军 占领 了 村庄。"
    (claim,) = claims_of(text, "capture")
    assert "Russian forces took Orlivka" in claim.quote.text


def test_a_lone_surrogate_is_no_crash(reader: EnglishReader) -> None:
    text = "Russian forces\ud83d took Orlivka."
    assert_sound(text, reader.read(document_of(text)))


@pytest.mark.parametrize(
    "text",
    ["Russian forces took Orlivka and " * 400, "he said that " * 600 + "they took Zelene.",
     "took " * 2_000, "attack on " * 1_000, "if " * 1_000 + "Russian forces took Zelene."],
    ids=["joined", "nested", "verbs", "nouns", "conditions"],
)  # fmt: skip
def test_a_sentence_of_2000_words_is_read_in_seconds(reader: EnglishReader, text: str) -> None:
    assert seconds(reader, text) < 15


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["Russian forces took Orlivka and " * 4_000, "he said that " * 6_500, "took " * 20_000,
     '"He said ' * 7_000 + '"' * 7_000, "Russian forces did so. " * 5_000],
    ids=["joined", "nested", "verbs", "quoted", "sentences"],
)  # fmt: skip
def test_a_text_of_20000_words_is_read_in_bounded_time(reader: EnglishReader, text: str) -> None:
    assert seconds(reader, text) < 60


TWICE = """
import sys
sys.path.insert(0, sys.argv[1])
import msgspec
from reading_cases import document_of, made_up_reader
text = "Kyiv said that Russian forces took Orlivka, Zelene and Lypove. They denied it on Friday."
for claim in made_up_reader().read(document_of(text * 3, "Example Post")):
    print(msgspec.json.encode(claim).decode())
"""


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    found = [
        subprocess.run(
            [sys.executable, "-c", TWICE, str(Path(__file__).parent)],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert found[0] == found[1]
    assert found[0].count("claim_id") >= 3
