"""Inputs made by hand: Kharkiv, Izium and the Siverskyi Donets in May 2022, and three sides.

Every text here was written for the tests. Coordinates and populations are rounded public facts.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from salient.model import (
    Claim,
    ControlEffect,
    Document,
    DocumentRef,
    Estimate,
    Holder,
    Party,
    Place,
    PlaceMention,
    Predicate,
    Quantity,
    Reader,
    Span,
    TimeMention,
    content_id,
)
from salient.theatre import Region, Side, Theatre

DAY = date(2022, 5, 14)
NUMBERS = {"one": 1}

# name, latitude, longitude, admin1, population, probability of UA a week before, the day before,
# today, contested today
SETTLEMENTS = [
    ("Kharkiv", 49.993, 36.230, "07", 1430000, 0.985, 0.99, 0.992, 0.004),
    ("Derhachi", 50.114, 36.122, "07", 18000, 0.95, 0.97, 0.975, 0.02),
    ("Ruska Lozova", 50.137, 36.283, "07", 5000, 0.82, 0.92, 0.94, 0.05),
    ("Tsyrkuny", 50.085, 36.390, "07", 6100, 0.42, 0.83, 0.90, 0.08),
    ("Cherkaski Tyshky", 50.113, 36.425, "07", 1100, 0.22, 0.74, 0.84, 0.10),
    ("Ruski Tyshky", 50.132, 36.440, "07", 1900, 0.20, 0.70, 0.82, 0.10),
    ("Rubizhne", 50.165, 36.740, "07", 800, 0.16, 0.44, 0.52, 0.22),
    ("Staryi Saltiv", 50.077, 36.790, "07", 3500, 0.66, 0.82, 0.86, 0.09),
    ("Ternova", 50.192, 36.665, "07", 900, 0.15, 0.30, 0.36, 0.42),
    ("Vovchansk", 50.290, 36.940, "07", 17700, 0.03, 0.04, 0.05, 0.05),
    ("Lyptsi", 50.205, 36.430, "07", 4200, 0.08, 0.22, 0.30, 0.24),
    ("Kozacha Lopan", 50.335, 36.195, "07", 5000, 0.04, 0.07, 0.10, 0.10),
    ("Zolochiv", 50.278, 35.975, "07", 8000, 0.93, 0.95, 0.95, 0.03),
    ("Chuhuiv", 49.836, 36.686, "07", 31900, 0.985, 0.985, 0.985, 0.01),
    ("Pechenihy", 49.869, 36.934, "07", 5100, 0.94, 0.95, 0.95, 0.03),
    ("Merefa", 49.823, 36.056, "07", 22000, 0.99, 0.99, 0.99, 0.005),
    ("Liubotyn", 49.948, 35.930, "07", 20700, 0.99, 0.99, 0.99, 0.005),
    ("Bohodukhiv", 50.165, 35.527, "07", 15800, 0.99, 0.99, 0.99, 0.005),
    ("Krasnohrad", 49.373, 35.441, "07", 20000, 0.99, 0.99, 0.99, 0.005),
    ("Lozova", 48.889, 36.317, "07", 55800, 0.985, 0.985, 0.985, 0.01),
    ("Zmiiv", 49.678, 36.357, "07", 14500, 0.985, 0.985, 0.985, 0.01),
    ("Balakliia", 49.457, 36.838, "07", 27000, 0.03, 0.03, 0.03, 0.04),
    ("Savyntsi", 49.404, 37.060, "07", 5200, 0.03, 0.03, 0.03, 0.03),
    ("Shevchenkove", 49.695, 37.173, "07", 6700, 0.03, 0.03, 0.03, 0.03),
    ("Velykyi Burluk", 50.061, 37.388, "07", 3700, 0.02, 0.02, 0.02, 0.02),
    ("Kupiansk", 49.711, 37.615, "07", 27200, 0.01, 0.01, 0.01, 0.01),
    ("Izium", 49.209, 37.249, "07", 45900, 0.03, 0.03, 0.03, 0.05),
    ("Borova", 49.378, 37.622, "07", 5200, 0.02, 0.02, 0.02, 0.02),
    ("Barvinkove", 48.909, 37.021, "07", 8700, 0.96, 0.96, 0.95, 0.03),
    ("Dovhenke", 49.034, 37.315, "07", 850, 0.55, 0.46, 0.40, 0.44),
    ("Velyka Komyshuvakha", 49.073, 37.070, "07", 700, 0.32, 0.25, 0.24, 0.24),
    ("Oskil", 49.150, 37.439, "07", 3000, 0.16, 0.12, 0.10, 0.12),
    ("Oleksandrivka", 49.080, 37.560, "05", 400, 0.20, 0.16, 0.14, 0.14),
    ("Oleksandrivka", 48.716, 36.913, "05", 3500, 0.98, 0.98, 0.98, 0.01),
    ("Sloviansk", 48.853, 37.605, "05", 111500, 0.98, 0.98, 0.975, 0.015),
    ("Kramatorsk", 48.739, 37.584, "05", 150000, 0.985, 0.985, 0.985, 0.01),
    ("Sviatohirsk", 49.037, 37.566, "05", 4300, 0.75, 0.70, 0.66, 0.20),
    ("Lyman", 48.985, 37.811, "05", 20500, 0.72, 0.64, 0.60, 0.30),
    ("Yampil", 48.939, 37.961, "05", 1900, 0.15, 0.10, 0.08, 0.10),
    ("Zarichne", 49.022, 37.930, "05", 2500, 0.12, 0.10, 0.08, 0.08),
    ("Siversk", 48.866, 38.100, "05", 11400, 0.96, 0.95, 0.95, 0.03),
    ("Bakhmut", 48.595, 38.000, "05", 72300, 0.97, 0.97, 0.97, 0.02),
    ("Soledar", 48.678, 38.085, "05", 10700, 0.96, 0.96, 0.96, 0.02),
    ("Kostiantynivka", 48.531, 37.707, "05", 68800, 0.98, 0.98, 0.98, 0.01),
    ("Toretsk", 48.397, 37.848, "05", 31200, 0.96, 0.96, 0.96, 0.02),
    ("Horlivka", 48.305, 38.029, "05", 241000, 0.01, 0.01, 0.01, 0.01),
    ("Avdiivka", 48.139, 37.742, "05", 31900, 0.95, 0.95, 0.95, 0.03),
    ("Donetsk", 48.003, 37.805, "05", 901600, 0.005, 0.005, 0.005, 0.003),
    ("Pokrovsk", 48.282, 37.176, "05", 61200, 0.99, 0.99, 0.99, 0.005),
    ("Bilohorivka", 48.928, 38.248, "14", 800, 0.74, 0.70, 0.72, 0.22),
    ("Pryvillia", 48.980, 38.298, "14", 6800, 0.88, 0.86, 0.86, 0.08),
    ("Lysychansk", 48.905, 38.428, "14", 95000, 0.97, 0.965, 0.96, 0.03),
    ("Sievierodonetsk", 48.948, 38.493, "14", 101100, 0.93, 0.90, 0.87, 0.11),
    ("Rubizhne", 49.018, 38.379, "14", 56100, 0.22, 0.10, 0.06, 0.10),
    ("Voevodivka", 48.990, 38.460, "14", 500, 0.55, 0.30, 0.22, 0.30),
    ("Kreminna", 49.047, 38.217, "14", 18400, 0.04, 0.03, 0.03, 0.03),
    ("Svatove", 49.410, 38.152, "14", 16400, 0.01, 0.01, 0.01, 0.01),
    ("Starobilsk", 49.279, 38.903, "14", 16700, 0.005, 0.005, 0.005, 0.005),
    ("Hirske", 48.739, 38.498, "14", 9300, 0.95, 0.94, 0.93, 0.04),
    ("Zolote", 48.691, 38.519, "14", 13200, 0.88, 0.84, 0.82, 0.12),
    ("Popasna", 48.633, 38.377, "14", 19700, 0.32, 0.06, 0.05, 0.05),
    ("Orikhove", 48.720, 38.560, "14", 250, 0.50, 0.44, 0.40, 0.28),
    ("Pervomaisk", 48.629, 38.545, "14", 36700, 0.01, 0.01, 0.01, 0.02),
    ("Stakhanov", 48.565, 38.640, "14", 73200, 0.005, 0.005, 0.005, 0.005),
    ("Alchevsk", 48.469, 38.800, "14", 106500, 0.005, 0.005, 0.005, 0.003),
    ("Luhansk", 48.567, 39.317, "14", 397700, 0.003, 0.003, 0.003, 0.003),
    ("Shchastia", 48.739, 39.231, "14", 11400, 0.01, 0.01, 0.01, 0.01),
    ("Novoaidar", 48.963, 39.014, "14", 8000, 0.01, 0.01, 0.01, 0.01),
    ("Troitske", 49.911, 38.323, "14", 7400, 0.01, 0.01, 0.01, 0.01),
    ("Poltava", 49.588, 34.551, "18", 283400, 0.995, 0.995, 0.995, 0.002),
    ("Sumy", 50.909, 34.799, "21", 259600, 0.99, 0.99, 0.99, 0.005),
    ("Okhtyrka", 50.310, 34.899, "21", 47800, 0.99, 0.99, 0.99, 0.005),
    ("Trostianets", 50.482, 34.966, "21", 19500, 0.99, 0.99, 0.99, 0.005),
    ("Dnipro", 48.464, 35.046, "04", 980900, 0.995, 0.995, 0.995, 0.002),
    ("Kyiv", 50.450, 30.523, "12", 2797000, 0.997, 0.997, 0.997, 0.001),
    ("Lviv", 49.838, 24.023, "15", 717000, 0.998, 0.998, 0.998, 0.001),
    ("Odesa", 46.486, 30.739, "17", 1015000, 0.995, 0.995, 0.995, 0.002),
    ("Vinnytsia", 49.233, 28.468, "23", 370000, 0.998, 0.998, 0.998, 0.001),
    ("Zhytomyr", 50.255, 28.665, "27", 266000, 0.997, 0.997, 0.997, 0.001),
    ("Rivne", 50.620, 26.252, "19", 246000, 0.998, 0.998, 0.998, 0.001),
    ("Lutsk", 50.747, 25.325, "24", 217000, 0.998, 0.998, 0.998, 0.001),
    ("Uzhhorod", 48.621, 22.288, "25", 115000, 0.998, 0.998, 0.998, 0.001),
    ("Chernivtsi", 48.292, 25.935, "03", 266000, 0.998, 0.998, 0.998, 0.001),
    ("Cherkasy", 49.444, 32.060, "01", 276000, 0.997, 0.997, 0.997, 0.001),
    ("Kropyvnytskyi", 48.508, 32.262, "10", 232000, 0.997, 0.997, 0.997, 0.001),
    ("Kryvyi Rih", 47.910, 33.392, "04", 652000, 0.98, 0.98, 0.98, 0.01),
    ("Mykolaiv", 46.975, 31.995, "16", 486000, 0.97, 0.97, 0.97, 0.02),
    ("Kherson", 46.635, 32.617, "08", 290000, 0.02, 0.02, 0.02, 0.02),
    ("Nova Kakhovka", 46.755, 33.375, "08", 69000, 0.01, 0.01, 0.01, 0.01),
    ("Zaporizhzhia", 47.838, 35.139, "26", 741000, 0.985, 0.985, 0.985, 0.01),
    ("Melitopol", 46.849, 35.368, "26", 150000, 0.01, 0.01, 0.01, 0.01),
    ("Berdiansk", 46.756, 36.789, "26", 107000, 0.01, 0.01, 0.01, 0.01),
    ("Mariupol", 47.096, 37.543, "05", 431000, 0.10, 0.06, 0.05, 0.09),
    ("Huliaipole", 47.661, 36.263, "26", 12700, 0.90, 0.90, 0.90, 0.07),
    ("Simferopol", 44.952, 34.102, "11", 336000, 0.005, 0.005, 0.005, 0.003),
    ("Dzhankoi", 45.709, 34.393, "11", 38000, 0.005, 0.005, 0.005, 0.003),
    ("Kerch", 45.356, 36.467, "11", 147000, 0.005, 0.005, 0.005, 0.003),
    ("Sevastopol", 44.589, 33.522, "20", 344000, 0.005, 0.005, 0.005, 0.003),
    ("Chernihiv", 51.498, 31.289, "02", 285000, 0.99, 0.99, 0.99, 0.005),
    ("Konotop", 51.240, 33.203, "21", 86000, 0.99, 0.99, 0.99, 0.005),
    ("Kremenchuk", 49.066, 33.410, "18", 217000, 0.996, 0.996, 0.996, 0.002),
    ("Khmelnytskyi", 49.423, 26.987, "09", 274000, 0.998, 0.998, 0.998, 0.001),
    ("Izmail", 45.350, 28.837, "17", 71000, 0.995, 0.995, 0.995, 0.002),
    ("Pavlohrad", 48.535, 35.870, "04", 103900, 0.995, 0.995, 0.995, 0.002),
]  # fmt: skip

ACROSS_THE_BORDER = [
    ("Belgorod", 50.597, 36.588, 356000), ("Shebekino", 50.410, 36.912, 40600),
    ("Zhuravlyovka", 50.395, 36.300, 900), ("Grayvoron", 50.483, 35.667, 6200),
    ("Valuyki", 50.211, 38.100, 34000), ("Rovenki", 49.920, 38.910, 10500),
    ("Borisovka", 50.600, 36.010, 13700), ("Volokonovka", 50.480, 37.860, 11000),
    ("Murom", 50.310, 36.760, 1300), ("Millerovo", 48.926, 40.399, 34000),
    ("Kamensk-Shakhtinsky", 48.321, 40.268, 88000), ("Rossosh", 50.198, 39.567, 62000),
    ("Donetsk (Rostov)", 48.335, 39.946, 47000), ("Chertkovo", 49.385, 40.150, 11000),
    ("Rylsk", 51.570, 34.680, 15000), ("Homiel", 52.434, 30.980, 500000),
    ("Mazyr", 52.050, 29.240, 105000), ("Brest", 52.098, 23.688, 340000),
    ("Lublin", 51.250, 22.570, 339000), ("Przemyśl", 49.783, 22.767, 58000),
    ("Miskolc", 48.104, 20.778, 150000), ("Satu Mare", 47.790, 22.890, 91000),
    ("Suceava", 47.650, 26.255, 84000), ("Chișinău", 47.005, 28.857, 532000),
    ("Tiraspol", 46.840, 29.640, 128000), ("Bălți", 47.760, 27.930, 97000),
    ("Galați", 45.440, 28.050, 217000), ("Tulcea", 45.180, 28.800, 65000),
    ("Taganrog", 47.210, 38.930, 245000), ("Temryuk", 45.280, 37.370, 40000),
    ("Anapa", 44.890, 37.320, 81000), ("Kursk", 51.730, 36.190, 440000),
    ("Bryansk", 53.243, 34.364, 380000), ("Pinsk", 52.115, 26.103, 125000),
    ("Kantemirovka", 49.700, 39.860, 11500),
]  # fmt: skip

DONETS = (
    (36.85, 50.45), (36.93, 50.29), (36.80, 50.15), (36.80, 50.05), (36.90, 49.90), (36.86, 49.80),
    (36.66, 49.83), (36.45, 49.72), (36.36, 49.66), (36.52, 49.58), (36.75, 49.50), (36.86, 49.45),
    (37.05, 49.38), (37.25, 49.24), (37.30, 49.17), (37.45, 49.13), (37.57, 49.04), (37.75, 48.95),
    (37.95, 48.92), (38.10, 48.93), (38.25, 48.94), (38.33, 49.00), (38.45, 48.93), (38.60, 48.86),
    (38.90, 48.75), (39.20, 48.73), (39.55, 48.65), (39.80, 48.59), (40.00, 48.35), (40.25, 48.30),
)  # fmt: skip
OSKIL = (
    (37.85, 50.45), (37.72, 50.20), (37.63, 49.95), (37.62, 49.72), (37.68, 49.55), (37.62, 49.40),
    (37.50, 49.25), (37.43, 49.13),
)  # fmt: skip

OBLASTS = {
    "07": "Kharkiv Oblast", "05": "Donetsk Oblast", "14": "Luhansk Oblast", "18": "Poltava Oblast",
    "21": "Sumy Oblast", "04": "Dnipropetrovsk Oblast",
    "12": "Kyiv City", "15": "Lviv Oblast", "17": "Odesa Oblast", "26": "Zaporizhzhia Oblast",
    "08": "Kherson Oblast", "11": "Crimea", "16": "Mykolaiv Oblast", "02": "Chernihiv Oblast",
}  # fmt: skip


def theatre() -> Theatre:
    regions = [
        Region(
            place_id=f"region:{name.split()[0].lower()}-oblast",
            name=name,
            kind="region",
            latitude=49.0,
            longitude=37.0,
            admin1=(code,),
        )
        for code, name in OBLASTS.items()
    ]
    regions += [
        Region(
            place_id="river:siverskyi-donets", name="Siverskyi Donets", kind="river",
            latitude=48.94, longitude=38.2, line=DONETS,
        ),
        Region(
            place_id="river:oskil", name="Oskil", kind="river", latitude=49.5, longitude=37.6,
            line=OSKIL,
        ),
    ]  # fmt: skip
    return Theatre(
        name="ukraine",
        title="Ukraine",
        folder=Path("ukraine"),
        timezone="Europe/Kyiv",
        languages=("en",),
        countries=("UA",),
        sides=(
            Side(id="UA", name="Ukraine", colour="#0072B2", adjectives=("Ukrainian",)),
            Side(id="RU", name="Russia", colour="#D55E00", adjectives=("Russian",)),
        ),
        sources=(),
        regions=tuple(regions),
        first_day=date(2022, 4, 20),
        start=(),
    )


def place_id(name: str, admin1: str | None = None) -> str:
    suffix = admin1 or next(row[3] for row in SETTLEMENTS if row[0] == name)
    size = max(row[4] for row in SETTLEMENTS if (row[0], row[3]) == (name, suffix))
    return f"test:{name.replace(' ', '-')}-{suffix}-{size}"


def places() -> dict[str, Place]:
    made = {}
    for name, latitude, longitude, admin1, population, *_ in SETTLEMENTS:
        identity = f"test:{name.replace(' ', '-')}-{admin1}-{population}"
        made[identity] = Place(
            place_id=identity, name=name, latitude=latitude, longitude=longitude,
            country="UA", admin1=admin1, population=population,
        )  # fmt: skip
    return made


def surroundings() -> tuple[Place, ...]:
    return tuple(
        Place(
            place_id=f"test:{name}", name=name, latitude=latitude, longitude=longitude,
            country="RU", population=population,
        )
        for name, latitude, longitude, population in ACROSS_THE_BORDER
    )  # fmt: skip


def estimate(
    identity: str, day: date, ua: float, contested: float, since: date, evidence: float = 0.0
) -> Estimate:
    probabilities = {"UA": ua, "RU": round(1 - ua - contested, 6), "contested": contested}
    return Estimate(
        place_id=identity,
        day=day,
        probabilities=probabilities,
        state=max(probabilities, key=lambda state: probabilities[state]),
        since=since,
        evidence=evidence,
    )


def estimates(column: int, day: date, named: frozenset[str]) -> dict[str, Estimate]:
    made = {}
    for row in SETTLEMENTS:
        identity = f"test:{row[0].replace(' ', '-')}-{row[3]}-{row[4]}"
        ua, contested = row[column], row[8]
        contested = min(contested, round(1 - ua, 3))
        moved = abs(row[5] - row[7]) > 0.15
        since = date(2022, 5, 8) if moved else date(2022, 4, 20)
        since = min(since, day)
        evidence = 0.7 if identity in named else 0.1 if moved else 0.0
        made[identity] = estimate(identity, day, ua, contested, since, evidence)
    return made


class Report:
    """A document and the claims read from it; `say` adds one claim for a sentence of the text."""

    def __init__(self, publisher: str, published: str, title: str, text: str) -> None:
        self.document = Document(
            document_id=content_id("doc", publisher, published, title),
            text=text,
            publisher=publisher,
            published=datetime.fromisoformat(published),
            language="en",
            fingerprint=content_id("print", text),
            url=f"https://example.org/{title.lower().replace(' ', '-')}",
            title=title,
        )
        self.claims: list[Claim] = []

    def say(
        self,
        quote: str,
        event: str,
        *,
        actor: str | None = None,
        target: str | None = None,
        at: list[tuple[str, str, str]] | None = None,
        holders: list[tuple[str, str]] | None = None,
        when: tuple[str, str] | None = None,
        polarity: str = "positive",
        mood: str = "reported",
        probability: tuple[float, float] = (1.0, 1.0),
        term: str | None = None,
        quantities: list[tuple[str, str, float, float | None]] | None = None,
        control: list[tuple[str, str, str]] | None = None,
    ) -> Report:
        start = self.document.text.index(quote)
        published = self.document.published
        day = published.date()
        chain = [(self.document.publisher, "publisher"), *(holders or [])]
        number = len(self.claims)
        first_word = quote.split(maxsplit=1)[0]
        self.claims.append(
            Claim(
                claim_id=content_id("claim", self.document.document_id, number, quote),
                document=DocumentRef(
                    document_id=self.document.document_id,
                    publisher=self.document.publisher,
                    url=self.document.url,
                    title=self.document.title,
                    language="en",
                    published=published.isoformat(),
                ),
                quote=Span(quote, start, start + len(quote)),
                holders=tuple(Holder(name=n, kind=k, start=None, end=None) for n, k in chain),
                event_type=event,
                plover=None,
                acled=None,
                predicate=Predicate(
                    lemma=event, text=first_word, start=start, end=start + len(first_word)
                ),
                actor=_party(actor),
                target=_party(target),
                places=tuple(_mention(*place) for place in at or []),
                time=_time(when, day),
                polarity=polarity,
                mood=mood,
                probability=probability,
                probability_term=term,
                quantities=tuple(
                    Quantity(kind=kind, side=side, low=low, high=high, text=str(low))
                    for kind, side, low, high in quantities or []
                ),
                control=tuple(
                    ControlEffect(place_id=place, side=side, effect=effect)
                    for place, side, effect in control or []
                ),
                reader=Reader(name="by-hand", version="1"),
            )
        )
        return self


def _party(side: str | None) -> Party | None:
    if side is None:
        return None
    return Party(name=side, side=side if side in {"UA", "RU", "GOV", "REB", "MIL"} else None)


def _time(when: tuple[str, str] | None, day: date) -> TimeMention:
    if when is None:
        return TimeMention(text=None, start=None, end=None, earliest=day, latest=day)
    earliest, latest = (date.fromisoformat(end) if end else None for end in when)
    return TimeMention(text="then", start=0, end=4, earliest=earliest, latest=latest)


def _mention(identity: str, relation: str, role: str) -> PlaceMention:
    place = places().get(identity)
    region = next((r for r in theatre().regions if r.place_id == identity), None)
    found = place or region
    return PlaceMention(
        text=found.name if found else identity,
        start=0,
        end=1,
        place_id=identity if found or identity.startswith("syn:") else None,
        name=found.name if found else identity.removeprefix("syn:"),
        kind=found.kind if found else None,
        latitude=found.latitude if found else None,
        longitude=found.longitude if found else None,
        admin1=place.admin1 if place else None,
        country="UA",
        relation=relation,
        role=role,
        score=0.95,
    )
