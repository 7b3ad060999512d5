"""The scenes that the tests compose: Kharkiv in May 2022, three sides, silence, a crowd."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from assessment_factories import (
    DAY,
    Report,
    estimates,
    place_id,
    places,
    surroundings,
    theatre,
)

from salient.assessment import AssessmentInputs
from salient.model import Document, Estimate, EvidenceWeight, Place, Rejected
from salient.theatre import Side, Theatre

ISW = ("Institute for the Study of War", "organisation")
STAFF = ("General Staff of the Armed Forces of Ukraine", "organisation")
MOD_RU = ("Ministry of Defence of the Russian Federation", "organisation")
HAIDAI = ("Serhii Haidai", "official")


def at(
    name: str, relation: str = "at", role: str = "location", admin1: str | None = None
) -> tuple[str, str, str]:
    return (place_id(name, admin1), relation, role)


DONETS = ("river:siverskyi-donets", "at", "location")


def reports() -> list[Report]:
    popasna = place_id("Popasna")
    return [
        Report(
            "Eastern Wire", "2022-05-08T10:15:00+03:00", "Popasna changes hands",
            "The head of Luhansk Oblast spoke on Sunday. Our troops have left Popasna and taken "
            "up prepared positions, Serhii Haidai said. He did not say how many had been hurt.",
        ).say(
            "Our troops have left Popasna and taken up prepared positions", "withdraw",
            actor="UA", at=[at("Popasna", role="origin")], holders=[HAIDAI],
            when=("2022-05-08", "2022-05-08"), control=[(popasna, "UA", "loses")],
        ),
        Report(
            "Ministry Channel", "2022-05-08T12:00:00+03:00", "Daily statement of 8 May",
            "Units of the armed forces have taken full control of Popasna. Seventy soldiers of "
            "the enemy were killed there.",
        ).say(
            "Units of the armed forces have taken full control of Popasna", "capture",
            actor="RU", at=[at("Popasna")], holders=[MOD_RU], control=[(popasna, "RU", "gains")],
        ).say(
            "Seventy soldiers of the enemy were killed there", "loss", target="UA",
            at=[at("Popasna")], holders=[MOD_RU], quantities=[("killed", "UA", 70, 70)],
        ),
        Report(
            "Kharkiv Desk", "2022-05-10T18:40:00+03:00", "Villages north of the city",
            "Ukrainian troops entered Cherkaski Tyshky and Ruski Tyshky on Tuesday, the General "
            "Staff reported. Shelling of the city has grown rarer.",
        ).say(
            "Ukrainian troops entered Cherkaski Tyshky and Ruski Tyshky on Tuesday", "capture",
            actor="UA", at=[at("Cherkaski Tyshky"), at("Ruski Tyshky")], holders=[STAFF],
            when=("2022-05-10", "2022-05-10"),
            control=[(place_id("Cherkaski Tyshky"), "UA", "gains"),
                     (place_id("Ruski Tyshky"), "UA", "gains")],
        ).say("Shelling of the city has grown rarer", "shell", actor="RU", at=[at("Kharkiv")]),
        Report(
            "Northern Post", "2022-05-10T20:05:00+03:00", "Tyshky freed, General Staff says",
            "According to the General Staff, Ukrainian troops on Tuesday entered Cherkaski Tyshky "
            "and Ruski Tyshky.",
        ).say(
            "Ukrainian troops on Tuesday entered Cherkaski Tyshky and Ruski Tyshky", "capture",
            actor="UA", at=[at("Cherkaski Tyshky"), at("Ruski Tyshky")], holders=[STAFF],
            when=("2022-05-10", "2022-05-10"),
            control=[(place_id("Cherkaski Tyshky"), "UA", "gains"),
                     (place_id("Ruski Tyshky"), "UA", "gains")],
        ),
        Report(
            "Harbour Radio", "2022-05-11T07:30:00+03:00", "Overnight round-up",
            "Ukrainian troops on Tuesday entered Cherkaski Tyshky and Ruski Tyshky, northeast of "
            "Kharkiv. Residents spoke of empty streets.",
        ).say(
            "Ukrainian troops on Tuesday entered Cherkaski Tyshky and Ruski Tyshky", "capture",
            actor="UA", at=[at("Cherkaski Tyshky"), at("Ruski Tyshky")],
            when=("2022-05-10", "2022-05-10"),
            control=[(place_id("Cherkaski Tyshky"), "UA", "gains"),
                     (place_id("Ruski Tyshky"), "UA", "gains")],
        ),
        Report(
            "Eastern Wire", "2022-05-11T16:20:00+03:00", "A crossing that failed",
            "A battalion that tried to cross the Siverskyi Donets near Bilohorivka was destroyed "
            "on the bank. Between 70 and 80 vehicles were lost, the General Staff said.",
        ).say(
            "A battalion that tried to cross the Siverskyi Donets near Bilohorivka was destroyed",
            "cross", actor="RU", at=[DONETS, at("Bilohorivka", "near")], polarity="negative",
            holders=[STAFF],
        ).say(
            "Between 70 and 80 vehicles were lost", "loss", target="RU",
            at=[at("Bilohorivka", "near")], holders=[STAFF],
            quantities=[("equipment", "RU", 70, 80)],
        ),
        Report(
            "Ministry Channel", "2022-05-12T12:00:00+03:00", "Daily statement of 12 May",
            "The settlement of Voevodivka has been liberated. Claims of a lost crossing at "
            "Bilohorivka are untrue.",
        ).say(
            "The settlement of Voevodivka has been liberated", "capture", actor="RU",
            at=[at("Voevodivka")], holders=[MOD_RU],
            control=[(place_id("Voevodivka"), "RU", "gains")],
        ).say(
            "Claims of a lost crossing at Bilohorivka are untrue", "loss", target="RU",
            at=[at("Bilohorivka", "near")], holders=[MOD_RU], polarity="negative", mood="denied",
        ),
        Report(
            "Eastern Wire", "2022-05-12T19:10:00+03:00", "Haidai: Voevodivka stands",
            "Voevodivka remains in our hands, Serhii Haidai said on Thursday evening. The fighting "
            "on its edge goes on.",
        ).say(
            "Voevodivka remains in our hands", "hold", actor="UA", at=[at("Voevodivka")],
            holders=[HAIDAI], control=[(place_id("Voevodivka"), "UA", "holds")],
        ).say(
            "The fighting on its edge goes on", "fight", at=[at("Voevodivka", "near")],
            control=[(place_id("Voevodivka"), "RU", "contests")],
        ),
        Report(
            "Institute Bulletin", "2022-05-13T23:50:00+03:00", "Assessment of 13 May",
            "Russian forces have likely decided to pull back from their positions around Kharkiv. "
            "Ukrainian forces will probably try to cut the westernmost supply lines between "
            "Belgorod and Izium. We expected Russia to abandon the push from Izium; it has not "
            "done so. The Russians may not have the reserves to complete the encirclement of "
            "Sievierodonetsk and Lysychansk by the end of May.",
        ).say(
            "Russian forces have likely decided to pull back from their positions around Kharkiv",
            "withdraw", actor="RU", at=[at("Kharkiv", "around")], holders=[ISW], mood="assessed",
            probability=(0.55, 0.80), term="likely",
        ).say(
            "Ukrainian forces will probably try to cut the westernmost supply lines between "
            "Belgorod and Izium", "interdict", actor="UA",
            at=[("Belgorod", "between", "location"), at("Izium", "between")], holders=[ISW],
            mood="forecast", probability=(0.55, 0.80), term="probably",
        ).say(
            "We expected Russia to abandon the push from Izium", "withdraw", actor="RU",
            at=[at("Izium", role="origin")], holders=[ISW], mood="superseded",
        ).say(
            "The Russians may not have the reserves to complete the encirclement of "
            "Sievierodonetsk and Lysychansk by the end of May", "encircle", actor="RU",
            at=[at("Sievierodonetsk"), at("Lysychansk")], holders=[ISW], mood="forecast",
            probability=(0.20, 0.45), when=("2022-05-13", "2022-05-31"), polarity="positive",
            term="may not",
        ),
        Report(
            "Capital Daily", "2022-05-14T08:30:00+03:00", "Withdrawal from Kharkiv seen",
            "Russian forces have likely decided to pull back from around Kharkiv, the Institute "
            "for the Study of War wrote. The General Staff says that the enemy did not attack "
            "in the Kharkiv direction on 13 May.",
        ).say(
            "Russian forces have likely decided to pull back from around Kharkiv", "withdraw",
            actor="RU", at=[at("Kharkiv", "around")], holders=[ISW], mood="assessed",
            probability=(0.55, 0.80), term="likely",
        ).say(
            "the enemy did not attack in the Kharkiv direction on 13 May", "attack", actor="RU",
            at=[at("Kharkiv", "near")], holders=[STAFF], polarity="negative",
            when=("2022-05-13", "2022-05-13"),
        ),
        Report(
            "Kharkiv Desk", "2022-05-14T11:00:00+03:00", "Ternova and Rubizhne",
            "Fighting went on near Ternova overnight, said a spokesman for the brigade. Residents "
            "of Rubizhne reported a Ukrainian flag over the school. Izium is still in Russian "
            "hands. The bridge road at Staryi Saltiv has been cut by the retreating troops.",
        ).say(
            "Fighting went on near Ternova overnight", "fight", actor="UA", target="RU",
            at=[at("Ternova", "near")], holders=[("a spokesman for the brigade", "anonymous")],
            when=("2022-05-13", "2022-05-14"),
            control=[(place_id("Ternova"), "UA", "contests")],
        ).say(
            "Residents of Rubizhne reported a Ukrainian flag over the school", "capture",
            actor="UA", at=[at("Rubizhne", admin1="07")], holders=[("Residents", "anonymous")],
            control=[(place_id("Rubizhne", "07"), "UA", "gains")],
        ).say(
            "Izium is still in Russian hands", "hold", actor="RU", at=[at("Izium")],
            control=[(place_id("Izium"), "RU", "holds")],
        ).say(
            "The bridge road at Staryi Saltiv has been cut by the retreating troops", "interdict",
            actor="RU", at=[at("Staryi Saltiv")],
        ),
        Report(
            "Ministry Channel", "2022-05-14T12:00:00+03:00", "Daily statement of 14 May",
            "The enemy's attack on Ternova was repelled. Our troops intend to complete the "
            "liberation of Sievierodonetsk.",
        ).say(
            "The enemy's attack on Ternova was repelled", "repel", actor="RU", target="UA",
            at=[at("Ternova")], holders=[MOD_RU],
            control=[(place_id("Ternova"), "RU", "holds")],
        ).say(
            "Our troops intend to complete the liberation of Sievierodonetsk", "capture",
            actor="RU", at=[at("Sievierodonetsk")], holders=[MOD_RU], mood="intended",
        ),
        Report(
            "Northern Post", "2022-05-14T17:45:00+03:00", "Dovhenke under fire",
            "Russian troops attacked Dovhenke twice and fell back, the General Staff said. "
            "Shells hit Lyman and Sviatohirsk </script><b>& the \"old\" bridge</b>.",
        ).say(
            "Russian troops attacked Dovhenke twice and fell back", "attack", actor="RU",
            at=[at("Dovhenke")], holders=[STAFF],
            control=[(place_id("Dovhenke"), "RU", "contests")],
        ).say(
            "Shells hit Lyman and Sviatohirsk </script><b>& the \"old\" bridge</b>", "shell",
            actor="RU", at=[at("Lyman"), at("Sviatohirsk")],
        ),
    ]  # fmt: skip


def kharkiv(**changes: Any) -> AssessmentInputs:
    """Two sides, three days of estimates, claims that agree, copy and contradict."""
    made = reports()
    claims = tuple(claim for report in made for claim in report.claims)
    named = frozenset(m.place_id for c in claims for m in c.places if m.place_id)
    documents: dict[str, Document] = {r.document.document_id: r.document for r in made}
    weights: dict[str, tuple[EvidenceWeight, ...]] = {}
    for index, claim in enumerate(claims):
        for effect in claim.control:
            if effect.effect == "contests":
                continue
            favoured = effect.effect in {"gains", "holds"}
            side = effect.side if favoured else {"UA": "RU", "RU": "UA"}[effect.side]
            weight = EvidenceWeight(
                claim_id=claim.claim_id, side=side, weight=round(1.4 - 0.02 * index, 2),
                distance_km=0.0, age_days=1,
            )  # fmt: skip
            weights[effect.place_id] = (*weights.get(effect.place_id, ()), weight)
    values: dict[str, Any] = {
        "day": DAY,
        "theatre": theatre(),
        "claims": claims,
        "today": estimates(7, DAY, named),
        "day_before": estimates(6, DAY - timedelta(days=1), named),
        "week_before": estimates(5, DAY - timedelta(days=7), named),
        "places": places(),
        "documents": documents,
        "weights": weights,
        "rejections": (
            Rejected(stage="places", reason="ambiguous-place", detail="Ivanivka", source="x"),
            Rejected(stage="documents", reason="empty", detail="no text", source="y"),
        ),
        "surroundings": surroundings(),
    }
    return AssessmentInputs(**{**values, **changes})


def three_sides() -> AssessmentInputs:
    """A made-up island of thirty villages and three sides, without coast, rivers or reports."""
    sides = (
        Side(id="GOV", name="the Government", colour="#0072B2"),
        Side(id="REB", name="the Front", colour="#E69F00"),
        Side(id="MIL", name="the Militia", colour="#009E73"),
    )
    made_places: dict[str, Place] = {}
    today: dict[str, Estimate] = {}
    day = date(2015, 3, 2)
    for row in range(6):
        for column in range(5):
            identity = f"syn:{row}-{column}"
            made_places[identity] = Place(
                place_id=identity, name=f"Village {row}{column}", latitude=34.0 + row * 0.12,
                longitude=40.0 + column * 0.14 + row * 0.02, admin1="North" if row > 2 else "South",
                country="XX", population=500 * (row + 1) * (column + 1),
            )  # fmt: skip
            lean = column / 4
            top = row / 5
            raw = {"GOV": 0.1 + lean, "REB": 0.1 + (1 - lean) * top, "MIL": 0.1 + (1 - lean)}
            raw["contested"] = 0.9 if row == column else 0.15
            total = sum(raw.values())
            probabilities = {state: round(p / total, 6) for state, p in raw.items()}
            today[identity] = Estimate(
                place_id=identity, day=day, probabilities=probabilities,
                state=max(probabilities, key=lambda state: probabilities[state]),
                since=date(2015, 2, 1), evidence=0.0,
            )  # fmt: skip
    return AssessmentInputs(
        day=day,
        theatre=Theatre(
            name="island", title="The island", folder=Path("island"), timezone="UTC",
            languages=("en",), countries=("XX",), sides=sides, sources=(), regions=(),
            first_day=date(2015, 1, 1), start=(),
        ),
        claims=(),
        today=today,
        places=made_places,
    )  # fmt: skip
