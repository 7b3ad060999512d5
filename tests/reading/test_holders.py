from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from reading_cases import document_of

from salient.model import Claim, Holder, PlaceMention
from salient.reading.attribution import SpeechAct
from salient.reading.holders import HolderNames
from salient.theatre import Theatre, load_theatre

ClaimsOf = Callable[..., list[Claim]]
STAFF = "General Staff of the Armed Forces of Ukraine"


@pytest.fixture(scope="module")
def names(theatre: Theatre) -> HolderNames:
    return HolderNames(theatre)


def act(
    content: tuple[int, int],
    name: str | None = None,
    source: tuple[int, int] = (0, 4),
    *,
    attitude: str = "assert",
    depth: int = 0,
) -> SpeechAct:
    return SpeechAct(
        source=(source,) if name else (),
        cue=((5, 9),),
        content=(content,),
        source_name=name,
        cue_lemma="say",
        attitude=attitude,
        depth=depth,
    )


# -- names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["Institute for the Study of War", "the Institute for the Study of War", "ISW", "isw", '"ISW"'],
)
def test_a_source_is_known_by_each_of_its_names(names: HolderNames, name: str) -> None:
    found = names.known(name)
    assert found is not None
    assert found.name == "Institute for the Study of War"


def test_a_name_with_its_initials_in_brackets_is_known(names: HolderNames) -> None:
    found = names.known("Institute for the Study of War (ISW)")
    assert found is not None
    assert found.name == "Institute for the Study of War"


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("General Staff of the Armed Forces", STAFF),
        ("General Staff press service", STAFF),
        ("Luhansk governor Serhiy Haidai", "Serhii Haidai"),
        ("the governor of the region Serhiy Haidai", "Serhii Haidai"),
        ("Zelensky Volodymyr", "Volodymyr Zelenskyy"),
        ("Some Russian sources", "Russian sources"),
        ("Pro-Russian Telegram channels", "Russian Telegram channels"),
    ],
)
def test_a_source_is_known_under_a_title_with_a_tail_or_turned_round(
    names: HolderNames, name: str, known: str
) -> None:
    found = names.known(name)
    assert found is not None
    assert found.name == known


@pytest.mark.parametrize("name", ["Zelene Times", "mayor of Azov", "General Staff of Examplia"])
def test_a_part_of_a_name_is_not_the_source(names: HolderNames, name: str) -> None:
    assert names.known(name) is None


def test_a_name_that_the_theatre_has_not_is_unknown(names: HolderNames) -> None:
    assert names.known("Zelene Gazette") is None


@pytest.mark.parametrize(
    ("name", "side"),
    [
        (STAFF, "UA"),
        ("Russian Defence Ministry", "RU"),
        ("Institute for the Study of War", None),
        ("Zelensky", "UA"),
        ("Russian officials", "RU"),
        ("a Ukrainian officer", "UA"),
        ("local residents", None),
        ("", None),
    ],
)
def test_whose_side_a_holder_speaks_from(names: HolderNames, name: str, side: str | None) -> None:
    assert names.side(name) == side


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Governor Petro Example", "official"),
        ("the mayor of Zelene", "official"),
        ("regional military administration", "organisation"),
        ("Zelene Military Hospital Service", "organisation"),
        ("Zelene Post", "media"),
        ("local residents", "anonymous"),
        ("General Staff of the Examplian Army", "organisation"),
        ("spokesman for the regional council", "official"),
        ("unnamed officials", "anonymous"),
        ("they", "anonymous"),
        ("Petro Example", "person"),
        ("Petrenko", "person"),
        ("EXCORP", "organisation"),
        ("Invaders", "anonymous"),
        ("Kyiv", "organisation"),
        ("1st Example Brigade", "organisation"),
        ("Examplian General Staff plans", "organisation"),
        ("Group of Forces Commander Colonel General Petro Example", "official"),
        ("Example International", "organisation"),
        ("Petro al-Example", "person"),
        ("defense official Petrenko", "official"),
        ("", "unspecified"),
    ],
)
def test_the_kind_of_a_holder_is_told_by_its_words(
    names: HolderNames, name: str, kind: str
) -> None:
    assert names.kind(name) == kind


def test_the_publisher_goes_by_the_theatres_name_for_it(names: HolderNames) -> None:
    assert names.publisher(document_of("x", "ISW")) == Holder(
        name="Institute for the Study of War", kind="publisher", start=None, end=None
    )
    assert names.publisher(document_of("x", "Zelene Post")).name == "Zelene Post"


# -- the chain -------------------------------------------------------------------------------


def test_without_an_act_the_publisher_speaks(names: HolderNames) -> None:
    voice = names.voice(document_of("x", "Zelene Post"), [], 10, 12)
    assert [h.name for h in voice.holders] == ["Zelene Post"]
    assert (voice.acts, voice.side) == ((), None)


def test_holders_run_from_the_publisher_inward(names: HolderNames) -> None:
    acts = [
        act((40, 90), "General Staff of the Armed Forces of Ukraine", (20, 30), depth=1),
        act((10, 90), "ISW", (0, 3)),
    ]
    voice = names.voice(document_of("x", "Zelene Post"), acts, 50, 60)
    assert [(h.name, h.kind, h.start, h.end) for h in voice.holders] == [
        ("Zelene Post", "publisher", None, None),
        ("Institute for the Study of War", "organisation", 0, 3),
        (STAFF, "organisation", 20, 30),
    ]
    assert [a.depth for a in voice.acts] == [0, 1]
    assert voice.side == "UA"


def test_an_act_whose_content_lies_elsewhere_does_not_count(names: HolderNames) -> None:
    voice = names.voice(document_of("x"), [act((10, 20), "ISW")], 50, 60)
    assert [h.name for h in voice.holders] == ["Example Post"]


@pytest.mark.parametrize("attitude", ["order", "hope", "ask", "seem", "favour"])
def test_a_will_or_an_impression_vouches_for_nothing(names: HolderNames, attitude: str) -> None:
    voice = names.voice(document_of("x"), [act((0, 90), "ISW", attitude=attitude)], 50, 60)
    assert [h.name for h in voice.holders] == ["Example Post"]
    assert len(voice.acts) == 1


def test_a_source_that_is_not_named_is_unspecified_at_the_cue(names: HolderNames) -> None:
    voice = names.voice(document_of("x"), [act((10, 90))], 50, 60)
    assert voice.holders[-1] == Holder(name="unspecified", kind="unspecified", start=5, end=9)


def test_a_holder_that_is_the_one_before_it_stands_once(names: HolderNames) -> None:
    acts = [act((10, 90), "ISW"), act((20, 90), "the Institute for the Study of War", depth=1)]
    voice = names.voice(document_of("x", "ISW"), acts, 50, 60)
    assert [h.name for h in voice.holders] == ["Institute for the Study of War"]


def test_a_source_that_still_stands_comes_before_the_others(names: HolderNames) -> None:
    standing = msgspec.structs.replace(act((10, 20), "ISW"), beyond=((20, 90),))
    voice = names.voice(document_of("x"), [standing, act((40, 90), STAFF)], 50, 60)
    assert [h.name for h in voice.holders] == [
        "Example Post", "Institute for the Study of War", STAFF,
    ]  # fmt: skip
    assert len(voice.acts) == 1


def test_a_refusal_vouches_for_nothing(names: HolderNames) -> None:
    acts = [act((10, 90), "Russian troops", attitude="refuse")]
    voice = names.voice(document_of("x"), acts, 50, 60)
    assert [h.name for h in voice.holders] == ["Example Post"]


def test_we_inside_a_quotation_adds_no_holder(names: HolderNames) -> None:
    acts = [act((10, 90), STAFF), act((20, 90), "We", depth=1)]
    voice = names.voice(document_of("x"), acts, 50, 60)
    assert [h.name for h in voice.holders] == ["Example Post", STAFF]


def test_the_publishers_we_adds_no_holder(names: HolderNames) -> None:
    voice = names.voice(document_of("x"), [act((10, 90), "We")], 50, 60)
    assert [h.name for h in voice.holders] == ["Example Post"]


def test_the_innermost_holder_that_has_a_side_gives_the_point_of_view(names: HolderNames) -> None:
    acts = [act((10, 90), "Russian Defence Ministry"), act((20, 90), "local residents", depth=1)]
    assert names.voice(document_of("x", STAFF), acts, 50, 60).side == "RU"


# -- in claims -------------------------------------------------------------------------------


def test_a_claim_carries_the_chain_with_spans(claims_of: ClaimsOf) -> None:
    text = "ISW said that the Ukrainian General Staff reported that Russian forces shelled Borivka."
    (claim,) = claims_of(text, "shell")
    assert [h.name for h in claim.holders] == [
        "Example Post", "Institute for the Study of War", STAFF,
    ]  # fmt: skip
    spans = [text[h.start : h.end] for h in claim.holders if h.start is not None]
    assert spans[0] == "ISW"
    assert "General Staff" in spans[1]


def test_our_and_enemy_are_read_from_each_speakers_side(claims_of: ClaimsOf) -> None:
    text = (
        "The Ukrainian General Staff said that our troops hold Kamianka. "
        "The Russian Defence Ministry said that the enemy shelled Zelene."
    )
    (held,), (shelled,) = claims_of(text, "hold"), claims_of(text, "shell")
    assert held.actor is not None
    assert shelled.actor is not None
    assert (held.actor.side, shelled.actor.side) == ("UA", "UA")


# -- whose it is, where nobody says so --------------------------------------------------------


def test_a_publishers_own_ministry_needs_no_adjective(names: HolderNames) -> None:
    said = [act((0, 40), "Defense Ministry")]
    text = "Russian troops shelled Example. " * 2

    def holder(publisher: str) -> Holder:
        return names.voice(document_of(text, publisher), said, 15, 22).holders[-1]

    assert holder("Ukrinform").name == "Ministry of Defence of Ukraine"
    assert holder("TASS").name == "Ministry of Defence of Russia"
    assert holder("Example Post").name == "Defense Ministry"


def test_a_doubt_about_footage_stands_within_who_posted_it(names: HolderNames) -> None:
    text = "A mayor posted a video purportedly showing troops in Example."
    doubt = act((20, 60))
    shown = msgspec.structs.replace(act((30, 60), "mayor", depth=1), cue_lemma="show")
    said = msgspec.structs.replace(shown, cue_lemma="say")
    posted = names.voice(document_of(text), [doubt, shown], 45, 50).holders
    assert [h.name for h in posted[1:]] == ["mayor", "unspecified"]
    spoken = names.voice(document_of(text), [doubt, said], 45, 50).holders
    assert [h.name for h in spoken[1:]] == ["mayor"]


def test_a_title_leaves_a_hyphenated_name_the_same_person() -> None:
    names = HolderNames(load_theatre("syria-iraq"))
    found = names.known("Iraqi Prime Minister Haider al-Abadi")
    assert found is not None
    assert found.name == "Haider al-Abadi"


def test_who_speaks_is_no_place(names: HolderNames, theatre: Theatre) -> None:
    person = next(s for s in theatre.sources if s.kind == "official")

    def mention(text: str, start: int) -> PlaceMention:
        return PlaceMention(
            text=text, start=start, end=start + len(text), place_id=f"geonames:{start}", name=text,
            kind="settlement", latitude=0.0, longitude=0.0, admin1=None, country=None,
            relation="at", role="location", score=0.9,
        )  # fmt: skip

    speaker = mention(person.name, 40)
    elsewhere, town = mention(person.name, 0), mention("Zelene", 80)
    acts = [
        act((0, 30), person.name, (40, 40 + len(person.name))),
        act((0, 30), "Zelene", (80, 86)),
    ]
    kept = names.without_speakers([elsewhere, speaker, town], acts)
    assert kept == (elsewhere, town)
    signed = [msgspec.structs.replace(one, rule="colon-source") for one in acts]
    assert names.without_speakers([elsewhere, speaker, town], signed) == (elsewhere,)


def test_what_the_publisher_adds_is_its_own(names: HolderNames) -> None:
    document = document_of("x" * 60, publisher="ISW")
    outer = act((10, 50), "the mayor")
    own = act((20, 50), "ISW", depth=1)
    assert [h.name for h in names.voice(document, [outer, own], 30, 34).holders] == [
        "Institute for the Study of War"
    ]
    signed = msgspec.structs.replace(own, rule="colon-source")
    chain = names.voice(document, [outer, signed], 30, 34).holders
    assert [h.name for h in chain] == ["Institute for the Study of War", "the mayor"]


def test_a_denial_is_of_who_denies_alone(names: HolderNames) -> None:
    document = document_of("x" * 60, publisher="Example Post")
    acts = [act((10, 50), "the mayor", attitude="deny"), act((20, 50), "the council", depth=1)]
    chain = names.voice(document, acts, 30, 34).holders
    assert [h.name for h in chain] == ["Example Post", "the mayor"]


def test_a_village_that_bears_a_ministers_name_is_no_ground(names: HolderNames) -> None:
    minister = PlaceMention(
        text="Reznikov", start=0, end=8, place_id=None, name=None, kind="settlement",
        latitude=None, longitude=None, admin1=None, country=None, relation="at",
        role="location", score=0.0,
    )  # fmt: skip
    town = msgspec.structs.replace(minister, text="Zelene", start=10, end=16)
    assert names.grounds([minister, town]) == frozenset({(10, 16)})
