"""Searching, the same on every backend."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from ledger_factories import (
    DAY,
    IZIUM,
    KHARKIV,
    NEWER_RULES,
    PUBLISHED,
    RECORDED,
    claim,
    document,
    reading,
)

from salient.errors import LedgerError, UsageError
from salient.ledger import Ledger, SearchPage, SearchQuestion, anchor_of, open_ledger
from salient.ledger.schema_search import mark, search_claim
from salient.ledger.search import RANKED_TOGETHER
from salient.model import (
    ClaimReview,
    ControlEffect,
    EventChange,
    Holder,
    Party,
    Place,
    PlaceChange,
)

SENTENCES = (
    "Engineers laid a pontoon bridge across the river.",
    "The railway bridge was destroyed.",
    "Понтонну переправу через річку знищено.",
    "Войска отошли от города на восток.",
    "The ferries carried pontoons, trucks, guns, shells, men and bread over the wide bridge.",
)


def find(ledger: Ledger, text: str | None = None, **limits) -> SearchPage:
    return ledger.search.find(SearchQuestion(text=text, **limits))


def quotes(page: SearchPage) -> list[str]:
    return [hit.snippet.text for hit in page.hits]


def add(ledger: Ledger, number: int, text: str, **changes):
    whole = document(number, text=text, published=PUBLISHED + timedelta(hours=number))
    made = claim(whole, text, claim_id=f"claim-{number}", **changes)
    ledger.add(reading(whole, made), RECORDED)
    return made


@pytest.fixture
def stocked(ledger: Ledger) -> Ledger:
    for number, sentence in enumerate(SENTENCES, 1):
        add(ledger, number, sentence)
    return ledger


class TestWords:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("pontoon bridge", [0, 4]),
            ("bridges", [1, 0, 4]),
            ('"pontoon bridge"', [0]),
            ("bridge -railway", [0, 4]),
            ("railway OR ferry", [1, 4]),
            ("ponto*", [0, 4]),
            ("переправа", [2]),
            ("понтон*", [2]),
            ("городу", [3]),
            ("elephant", []),
            ("bridge elephant", []),
        ],
    )
    def test_what_is_found_and_in_which_order(self, stocked, text, found) -> None:
        assert quotes(find(stocked, text)) == [SENTENCES[n] for n in found]

    def test_a_hit_says_where_it_is_in_the_document(self, ledger) -> None:
        whole = document(1)
        made = claim(whole, "Others left the town on the eastern bank of the river.")
        ledger.add(reading(whole, made), RECORDED)
        (hit,) = find(ledger, "eastern towns").hits
        assert hit.claim == made
        assert hit.kind == "claim"
        assert whole.text[hit.snippet.start : hit.snippet.end] == made.quote.text
        assert [whole.text[a:b] for a, b in hit.matches] == ["town", "eastern"]

    def test_documents_are_found_by_title_and_text(self, ledger) -> None:
        titled = document(1, title="Понтонна переправа", text="Nothing else. " * 40)
        long = document(2, text="Words and words. " * 60 + "A pontoon ferry came. " + "More. " * 50)
        for whole in (titled, long):
            quoted = whole.text[:5]
            ledger.add(reading(whole, claim(whole, quoted)), RECORDED)
        (hit,) = find(ledger, "переправу", kind="documents").hits
        assert (hit.document.document_id, hit.matches) == ("doc-0001", ())
        (hit,) = find(ledger, "pontoon ferry", kind="documents").hits
        assert hit.claim is None
        assert long.text[hit.snippet.start : hit.snippet.end] == hit.snippet.text
        assert [long.text[a:b] for a, b in hit.matches] == ["pontoon", "ferry"]
        assert len(hit.snippet.text) <= 240

    def test_an_index_word_is_not_found_as_a_text(self, stocked) -> None:
        assert quotes(find(stocked, mark("mood", "reported"))) == []
        assert quotes(find(stocked, "official")) == []

    def test_words_that_mean_something_to_a_backend_are_words(self, ledger) -> None:
        add(ledger, 1, "NEAR or not, and then NOT words: rowid.")
        assert len(find(ledger, "near NOT and words rowid").hits) == 1
        assert find(ledger, "NEAR(a b) & !c | 'd' <-> e:x").hits == ()


class TestLimits:
    def test_places_days_and_events(self, ledger) -> None:
        add(ledger, 1, "The first bridge.", places=(KHARKIV,), days=(DAY, DAY))
        later = DAY + timedelta(days=9)
        add(
            ledger, 2, "The second bridge.", places=(IZIUM,), days=(later, None), event_type="cross"
        )
        assert quotes(find(ledger, "bridge", place_ids=(IZIUM,))) == ["The second bridge."]
        assert quotes(find(ledger, "bridge", to_day=DAY)) == ["The first bridge."]
        assert quotes(find(ledger, "bridge", from_day=date(2022, 7, 1))) == ["The second bridge."]
        assert quotes(find(ledger, event_types=("cross", "lose"))) == ["The second bridge."]
        assert quotes(find(ledger, place_ids=(KHARKIV,))) == ["The first bridge."]
        assert find(ledger, "bridge", place_ids=()).hits == ()

    def test_mood_polarity_side_and_holder(self, ledger) -> None:
        add(ledger, 1, "One bridge.", mood="denied", polarity="negative")
        staff = Holder(name="General Staff of Ukraine", kind="organisation", start=0, end=3)
        side = {"actor": Party(name="They", side="RU"), "holders": (staff,)}
        add(ledger, 2, "Two bridges.", **side)
        gains = (ControlEffect(place_id=IZIUM, side="X-1 Ö", effect="gains"),)
        whole = document(3, text="Three bridges.")
        ledger.add(reading(whole, claim(whole, "Three bridges.", actor=None)), RECORDED)
        four = document(4, text="Four bridges.")
        made = claim(four, "Four bridges.", actor=None)
        ledger.add(reading(four, type(made)(**{**as_dict(made), "control": gains})), RECORDED)
        assert quotes(find(ledger, moods=("denied", "assessed"))) == ["One bridge."]
        assert quotes(find(ledger, polarities=("negative",))) == ["One bridge."]
        assert quotes(find(ledger, sides=("RU",))) == ["Two bridges."]
        assert quotes(find(ledger, sides=("X-1 Ö",))) == ["Four bridges."]
        assert quotes(find(ledger, "bridge", holders=("general staff",))) == ["Two bridges."]
        assert quotes(find(ledger, holders=("staff general",))) == []
        assert len(find(ledger, holders=("Courier", "officials")).hits) == 3

    def test_a_name_does_not_run_over_two_holders(self, stocked) -> None:
        assert find(stocked, holders=("courier officials",)).hits == ()

    def test_publication(self, stocked) -> None:
        first = PUBLISHED + timedelta(hours=1)
        assert quotes(find(stocked, "bridge", published_by=first)) == [SENTENCES[0]]
        assert SENTENCES[0] not in quotes(
            find(stocked, "bridge", published_from=first + timedelta(seconds=1))
        )

    def test_documents_by_place(self, stocked) -> None:
        assert len(find(stocked, "bridge", kind="documents", place_ids=(KHARKIV,)).hits) == 3
        assert find(stocked, "bridge", kind="documents", place_ids=(IZIUM,)).hits == ()

    @pytest.mark.parametrize(
        ("question", "words"),
        [
            ({"limit": 0}, "gives 1 to 1000 hits at a time, not 0"),
            ({"offset": -1}, "counts hits from 0 on"),
            ({"holders": ("?",)}, "holds no word of a holder's name"),
            ({"kind": "documents", "moods": ("denied",)}, "a mood is a limit on claims"),
            ({"kind": "documents", "from_day": DAY}, "days is a limit on claims"),
            ({"from_day": DAY, "to_day": date(2022, 1, 1)}, "give the earlier day first"),
        ],
    )
    def test_what_cannot_be_asked(self, ledger, question, words) -> None:
        with pytest.raises(UsageError, match=words):
            find(ledger, "x", **question)


def as_dict(made) -> dict:
    return {name: getattr(made, name) for name in made.__struct_fields__}


class TestPages:
    def test_pages_together_are_the_whole_and_nothing_comes_twice(self, ledger) -> None:
        texts = [f"Bridge {n}." + " And more." * (n % 3) for n in range(RANKED_TOGETHER + 30)]
        wholes = [document(n, text=text) for n, text in enumerate(texts)]
        ledger.add_many([reading(w, claim(w, w.text)) for w in wholes], RECORDED)
        whole = find(ledger, "bridge", limit=500)
        assert sorted(quotes(whole)) == sorted(texts)
        assert whole.next_offset is None
        found: list[str] = []
        offset: int | None = 0
        while offset is not None:
            page = find(ledger, "bridge", limit=77, offset=offset)
            found += quotes(page)
            offset = page.next_offset
        assert found == quotes(whole)
        assert find(ledger, "bridge", offset=5000).hits == ()

    def test_by_publication(self, stocked) -> None:
        newest = quotes(find(stocked, "bridge", order="newest"))
        assert newest == [SENTENCES[4], SENTENCES[1], SENTENCES[0]]
        assert quotes(find(stocked, "bridge", order="oldest")) == newest[::-1]


class TestMoments:
    def test_only_the_current_reading_of_the_current_wording_answers(self, ledger) -> None:
        old = add(ledger, 1, "The old bridge stands.")
        whole = document(1, text="The new ferry sails.", published=PUBLISHED)
        later = RECORDED + timedelta(days=1)
        ledger.add(reading(whole, claim(whole, whole.text)), later)
        assert find(ledger, "bridge").hits == ()
        assert find(ledger, "bridge", kind="documents").hits == ()
        assert find(ledger, "bridge", known_by=RECORDED).hits[0].claim == old
        assert len(find(ledger, "bridge", kind="documents", known_by=RECORDED).hits) == 1
        ledger.add(reading(whole, claim(whole, "new ferry"), reader=NEWER_RULES), later)
        assert quotes(find(ledger, "ferry")) == ["new ferry"]


class TestReviews:
    def test_claims_are_found_as_their_reviews_leave_them(self, stocked) -> None:
        raw = stocked.claims_by_id(["claim-1", "claim-2"], reviewed=False)
        at = datetime(2022, 5, 15, tzinfo=UTC)
        place = Place(place_id=IZIUM, name="Izium", latitude=49.2, longitude=37.3)
        changes = (
            PlaceChange(words="the village", offset=None, place=place),
            EventChange(event_type="cross"),
        )
        corrected = ClaimReview(
            anchor=anchor_of(raw["claim-1"]), verdict="correct", changes=changes
        )
        rejected = ClaimReview(anchor=anchor_of(raw["claim-2"]), verdict="reject")
        for action in (corrected, rejected):
            stocked.reviews.add(action, by="Olena", reason="seen", recorded_at=at)
        (hit,) = find(stocked, "bridge", place_ids=(IZIUM,), event_types=("cross",)).hits
        assert hit.claim is not None
        assert hit.claim.places[0].place_id == IZIUM
        assert SENTENCES[1] not in quotes(find(stocked, "bridge"))
        assert SENTENCES[0] not in quotes(find(stocked, "bridge", place_ids=(KHARKIV,)))
        assert quotes(find(stocked, "bridge", known_by=RECORDED)) == [
            SENTENCES[n] for n in (1, 0, 4)
        ]


class TestIndex:
    def test_a_ledger_that_is_only_read_says_what_is_not_indexed(self, target, ledger) -> None:
        add(ledger, 1, SENTENCES[0])
        with open_ledger(target, read_only=True) as opened:
            page = find(opened, "bridge")
            assert (page.hits, page.unindexed) == ((), 2)
        assert tuple(ledger.search.index()) == (1, 1)
        with open_ledger(target, read_only=True) as opened:
            page = find(opened, "bridge")
            assert (len(page.hits), page.unindexed) == (1, 0)
        assert tuple(ledger.search.index()) == (0, 0)

    def test_what_is_added_later_is_indexed_by_the_next_search(self, stocked) -> None:
        find(stocked, "bridge")
        add(stocked, 9, "Another bridge.")
        page = find(stocked, "another")
        assert (quotes(page), page.unindexed) == (["Another bridge."], 0)

    def test_a_redacted_document_is_not_found_and_its_keys_are_looked_at_again(
        self, stocked
    ) -> None:
        find(stocked, "bridge")
        stocked.redact("doc-0005", RECORDED, redacted_by="Desk", reason="asked to")
        assert quotes(find(stocked, "bridge")) == [SENTENCES[1], SENTENCES[0]]
        add(stocked, 6, "A sixth bridge.")
        assert "A sixth bridge." in quotes(find(stocked, "bridge"))
        assert find(stocked, "ferry").hits == ()

    def test_a_document_of_more_words_than_are_indexed(self, ledger) -> None:
        whole = document(1, text="Bridge. " + " ".join(f"w{n}" for n in range(18_000)) + " ferry.")
        ledger.add(reading(whole, claim(whole, "Bridge.")), RECORDED)
        assert len(find(ledger, "bridge w12000", kind="documents").hits) == 1
        assert find(ledger, "ferry", kind="documents").hits == ()

    def test_a_phrase_far_into_a_text(self, ledger) -> None:
        filler = " ".join(f"w{n}" for n in range(15_900))
        whole = document(1, text=f"{filler} pontoon bridge, ferry pontoon.")
        ledger.add(reading(whole, claim(whole, "pontoon bridge")), RECORDED)
        assert len(find(ledger, '"pontoon bridge"', kind="documents").hits) == 1
        assert find(ledger, '"bridge pontoon"', kind="documents").hits == ()


def test_searching_a_closed_ledger_is_refused(ledger) -> None:
    ledger.close()
    with pytest.raises(LedgerError, match="has been closed"):
        find(ledger, "bridge")


def test_a_check_finds_an_index_that_lost_a_row(ledger) -> None:
    add(ledger, 1, SENTENCES[0])
    find(ledger, "bridge")
    assert list(ledger.check()) == []
    with ledger.backend.writing("breaking") as connection:
        connection.execute(search_claim.delete())
    (finding,) = ledger.check()
    assert "1 rows of search_claim, the words of the search, of a claim are missing" in str(finding)
