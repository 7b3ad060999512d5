"""A small land for the tests of places: a gazetteer file, and a theatre over it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from salient.model import StartingControl
from salient.theatre import Region, Side, Theatre

# Places of one war: an id, a name, its spellings, where it lies, how many live there.
ROWS = """geonames_id,name,alternate_names,latitude,longitude,feature_code,country,admin1,population
707292,Izium,"Izyum,Изюм,Ізюм",49.20697,37.27679,PPL,UA,07,45884
706483,Kharkiv,"Kharkov,Харків,Харьков",49.98081,36.25272,PPLA,UA,07,1433886
702658,Luhansk,"Lugansk,Луганськ",48.56705,39.31706,PPLA,UA,14,452000
696566,Popasna,Попасна,48.63276,38.37767,PPL,UA,14,19672
713174,Bakhmut,"Artemivsk,Бахмут",48.59441,38.00083,PPL,UA,05,72310
702972,Lysychansk,Лисичанськ,48.90459,38.44207,PPL,UA,14,95031
691999,Sievierodonetsk,Сєвєродонецьк,48.94832,38.49166,PPL,UA,14,101135
695274,Rubizhne,Рубіжне,49.00949,38.37908,PPL,UA,14,56066
695275,Rubizhne,Рубіжне,50.20000,36.90000,PPL,UA,07,0
712588,Bilohorivka,Білогорівка,48.92700,38.24700,PPL,UA,14,800
712586,Bilohorivka,Білогорівка,48.73000,38.20300,PPL,UA,05,0
900001,Oleksandrivka,Олександрівка,46.61600,32.10200,PPL,UA,08,1500
900002,Oleksandrivka,Олександрівка,48.70000,36.90000,PPL,UA,05,3500
900003,Lyman,Лиман,48.98500,37.80200,PPL,UA,05,20000
900004,Dovhenke,Довгеньке,49.03100,37.30300,PPL,UA,07,800
900005,Kyiv,"Kiev,Київ",50.45466,30.52380,PPLC,UA,12,2797553
900006,Kherson,Херсон,46.65581,32.61780,PPLA,UA,08,320000
900007,Police,,49.90000,36.40000,PPL,UA,07,0
900008,Kim,,49.80000,36.50000,PPL,UA,07,0
900009,Dnipro,Дніпро,48.46664,35.04066,PPLA,UA,04,968502
900010,Ю,,49.00000,36.00000,PPL,UA,07,0
"""


def theatre_of(**changes: object) -> Theatre:
    """A theatre with two oblasts, an axis, a river and a salient; `changes` replace its parts."""
    parts: dict[str, Any] = {
        "name": "test",
        "title": "A test",
        "folder": Path("test"),
        "timezone": "Europe/Kyiv",
        "languages": ("en",),
        "countries": ("UA",),
        "sides": (Side(id="UA", name="Ukraine", colour="#0000ff"),),
        "sources": (),
        "regions": REGIONS,
        "first_day": date(2022, 4, 20),
        "start": (),
    }
    parts.update(changes)
    return Theatre(**parts)


REGIONS = (
    Region(
        place_id="region:kharkiv-oblast", name="Kharkiv Oblast", kind="region",
        latitude=49.6, longitude=36.6, aliases=("Kharkiv region",), admin1=("07",),
    ),
    Region(
        place_id="region:luhansk-oblast", name="Luhansk Oblast", kind="region",
        latitude=48.9, longitude=39.0, aliases=("Luhansk region",), admin1=("14",),
    ),
    Region(
        place_id="region:kherson-oblast", name="Kherson Oblast", kind="region",
        latitude=46.6, longitude=33.5, admin1=("08",),
    ),
    Region(
        place_id="region:north-kharkiv", name="northern Kharkiv Oblast", kind="region",
        latitude=50.1, longitude=36.4,
        polygon=((35.5, 49.9), (37.5, 49.9), (37.5, 50.5), (35.5, 50.5)),
    ),
    Region(
        place_id="axis:izium", name="Izium axis", kind="axis", latitude=49.1, longitude=37.2,
        aliases=("Izium direction",), radius_km=25.0,
    ),
    Region(
        place_id="axis:road", name="T1302", kind="axis", latitude=48.7, longitude=38.2,
        line=((38.0, 48.59), (38.44, 48.9)), radius_km=5.0,
    ),
    Region(
        place_id="region:ledge", name="Izium–Donetsk salient", kind="region",
        latitude=48.8, longitude=37.5, aliases=("Izyum-Donetsk ledge",), radius_km=0.0,
    ),
    Region(
        place_id="river:donets", name="Siverskyi Donets", kind="river", latitude=48.96,
        longitude=37.65, aliases=("Seversky Donets",), line=((36.9, 49.6), (38.4, 48.95)),
    ),
    Region(
        place_id="river:dnipro", name="Dnipro River", kind="river", latitude=48.65,
        longitude=34.2, aliases=("the Dnipro", "Dnipro"),
    ),
)  # fmt: skip
START = (
    StartingControl(place_id="geonames:707292", day=date(2022, 4, 20), control="RU"),
    StartingControl(place_id="geonames:900004", day=date(2022, 4, 20), control="UA"),
)
