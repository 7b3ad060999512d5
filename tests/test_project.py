"""The project as a whole: its doors, its pages, its floors, and what it says of what it ships."""

from __future__ import annotations

import importlib
import importlib.util
import json
import pkgutil
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from click import Group
from hypothesis import given
from hypothesis import strategies as st

import salient
from salient.cli.main import commands

ROOT = Path(__file__).resolve().parents[1]
ROOMS = tuple(sorted(m.name for m in pkgutil.iter_modules(salient.__path__) if m.ispkg))
PAGES = tuple(
    sorted(
        path.relative_to(ROOT).as_posix()
        for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("training/**/*.md"))
    )
)
WRITTEN = {
    ".py",
    ".md",
    ".toml",
    ".txt",
    ".tsv",
    ".json",
    ".frames",
    ".cfg",
    ".j2",
    ".js",
    ".css",
    ".csv",
}

SHIPPED = {
    "assessment/assets/leaflet": ("Leaflet", "BSD 2-Clause"),
    "assessment/assets/LICENSE-leaflet.txt": ("Leaflet",),
    "assessment/assets/land.json.gz": ("Natural Earth", "public domain"),
    "places/data/world": ("GeoNames", "CC BY 4.0"),
    "places/data/english/words.tsv": ("English EWT", "English GUM"),
    "places/data/english/given_names.txt": ("United States census",),
    "places/data/english/surnames.txt": ("United States census",),
    "places/data/mention_weights.json": ("English GUM",),
    "reading/data/english": ("English-EWT", "CC BY-SA 4.0", "English-GUM"),
    "reading/data/lemmas.json": ("English-EWT", "CC BY-SA 4.0"),
    "theatre/data/ukraine/start.csv": ("GeoNames", "CC BY 4.0"),
    "theatre/data/syria-iraq/start.csv": ("GeoNames", "CC BY 4.0"),
}
"""What ships that others made or that was derived from it, and what the notices must say of it."""

OURS = (
    "assessment/assets/page",
    "assessment/assets/phrases.toml",
    "places/data/.gitattributes",
    "places/data/NOTICE",
    "places/data/english/context.toml",
    "places/data/resolver.json",
    "reading/language_model/data",
    "reading/lexicon",
    "theatre/data/syria-iraq",
    "theatre/data/ukraine",
    "times/lexicons",
    "py.typed",
)
"""What ships that was written for salient."""


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The folders beside `src` can be imported, however pytest was started."""
    monkeypatch.syspath_prepend(str(ROOT))
    yield
    for name in [n for n in sys.modules if n.partition(".")[0] in {"evals", "benchmarks"}]:
        del sys.modules[name]


def beside(name: str) -> ModuleType:
    return importlib.import_module(name)


# -- the doors -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["salient", *(f"salient.{room}" for room in ROOMS)])
def test_a_door_lists_what_it_exports_sorted_and_all_of_it_is_there(name: str) -> None:
    module = importlib.import_module(name)
    listed = list(module.__all__)
    assert listed == sorted(
        listed, key=lambda n: (0 if n.isupper() else 1 if n[:1].isupper() else 2, n)
    )
    assert len(listed) == len(set(listed))
    assert [n for n in listed if not hasattr(module, n)] == []


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_door_exports_says_what_it_is(room: str) -> None:
    module = importlib.import_module(f"salient.{room}")
    undocumented = [
        n for n in module.__all__ if callable(getattr(module, n)) and not getattr(module, n).__doc__
    ]
    assert (module.__doc__ or "").strip()
    assert undocumented == []


def test_the_package_can_be_used_as_its_docstring_says() -> None:
    assert salient.open is salient.workbench.open_workbench
    assert issubclass(salient.SalientError, Exception)


def test_the_version_has_an_entry_in_the_changelog() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert re.search(
        rf"^## .*{re.escape(project['version'])}", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.M
    )


# -- the pages -----------------------------------------------------------------------------


def headings(page: Path) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    found = re.findall(r"^#+ +(.+)$", page.read_text("utf-8"), re.M)
    plain = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in found)
    return {heading.replace(" ", "-") for heading in plain}


def links(page: Path) -> list[str]:
    text = re.sub(r"```.*?```", "", page.read_text("utf-8"), flags=re.S)
    found = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`]*`", "", text))
    return [link for link in found if "://" not in link]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    here = ROOT / page
    broken = []
    for link in links(here):
        target, _, anchor = link.partition("#")
        there = (here.parent / target).resolve() if target else here
        if not there.exists() or (
            anchor and there.suffix == ".md" and anchor not in headings(there)
        ):
            broken.append(link)
    assert broken == []


def test_the_index_names_every_page() -> None:
    listed = set(links(ROOT / "docs" / "index.md"))
    assert [
        p.name
        for p in sorted((ROOT / "docs").glob("*.md"))
        if p.name != "index.md" and p.name not in listed
    ] == []


def leaves(group: Group, before: str = "salient") -> Iterator[str]:
    for name, command in group.commands.items():
        if isinstance(command, Group):
            yield from leaves(command, f"{before} {name}")
        else:
            yield f"{before} {name}"


@pytest.mark.parametrize("command", sorted(leaves(commands)))
def test_every_command_is_shown_in_the_readme_or_the_pages(command: str) -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    assert any(command in page.read_text("utf-8") for page in pages)


def test_pictures_in_the_docs_are_small() -> None:
    sizes = {p.name: p.stat().st_size for p in (ROOT / "docs").rglob("*.png")}
    assert sizes
    assert [name for name, size in sizes.items() if size > 400_000] == []


@pytest.mark.parametrize("target", ["demo", "test", "lint", "bench", "eval", "train"])
def test_the_makefile_explains_its_targets(target: str) -> None:
    assert re.search(rf"^{target}:.*## \S", (ROOT / "Makefile").read_text("utf-8"), re.M)


# -- nothing of the machine ----------------------------------------------------------------


def written(*folders: str) -> Iterator[tuple[Path, str]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if (
                path.suffix in WRITTEN
                and "vocab" not in path.parts
                and "__pycache__" not in path.parts
            ):
                yield path, path.read_text("utf-8")


@pytest.mark.parametrize(
    ("folders", "pattern"),
    [
        (("src",), r"\.\./shared|/shared/data"),
        (
            ("src", "docs", "training", "evals", "benchmarks"),
            r"(?<![\w.~-])/(?:work|root|home|mnt|Users)/",
        ),
        (
            ("src", "docs", "training", "evals", "benchmarks"),
            r"files\.pythonhosted|pypi\.org/simple|index-url",
        ),
        (
            ("src", "tests", "evals", "benchmarks"),
            r"type:" + r" ignore|TO" + r"DO|FIX" + r"ME|NotImplemented" + r"Error",
        ),
    ],
)
def test_the_code_names_no_machine_and_leaves_nothing_open(
    folders: tuple[str, ...], pattern: str
) -> None:
    wanted = re.compile(pattern)
    found = [
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path, text in written(*folders)
        for match in wanted.finditer(text)
    ]
    assert found == []


# -- what ships ----------------------------------------------------------------------------


def notices() -> str:
    paths = [ROOT / "NOTICE", *(ROOT / "src").rglob("NOTICE")]
    return " ".join(" ".join(p.read_text("utf-8") for p in paths).split())


def shipped_files() -> list[str]:
    folder = ROOT / "src" / "salient"
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".py" and path.parent.name != "__pycache__"
    )


def test_every_file_that_ships_is_ours_or_has_a_notice() -> None:
    known = (*SHIPPED, *OURS)
    assert [name for name in shipped_files() if not name.startswith(known)] == []


@pytest.mark.parametrize("thing", sorted(SHIPPED))
def test_the_notices_name_each_bundled_thing(thing: str) -> None:
    assert any(name.startswith(thing) for name in shipped_files()), (
        "no longer ships: drop its entry"
    )
    said = notices()
    assert [words for words in SHIPPED[thing] if words not in said] == []


# -- the floors ----------------------------------------------------------------------------


@pytest.mark.usefixtures("outside")
class TestFloors:
    def test_each_is_well_formed_and_aims_higher_than_it_asks(self) -> None:
        for name, floor in beside("evals.floors").load_floors().items():
            assert floor.reached(floor.aim), name
            assert floor.met(floor.aim) or floor.reached(floor.floor), name
            assert floor.note.endswith("."), name
            assert re.search(
                rf"python -m evals .*--only {re.escape(name.rsplit('.', 1)[0].split('.')[0])}",
                floor.command,
            ), name

    def test_each_belongs_to_a_measurement(self) -> None:
        measures, control = beside("evals.measures"), beside("evals.control")
        taken = {*measures.UNSHARED, *measures.MEASURES, *(f"control.{w}" for w in control.WINDOWS)}
        floors = beside("evals.floors").load_floors()
        assert [n for n in floors if not any(n.startswith(f"{one}.") for one in taken)] == []

    @given(
        floor=st.floats(0, 1), value=st.floats(0, 1), fraction=st.floats(0.01, 1),
        direction=st.sampled_from(["up", "down"]),
    )  # fmt: skip
    def test_raising_never_asks_less_and_never_more_than_was_measured(
        self, floor: float, value: float, fraction: float, direction: str
    ) -> None:
        floors = beside("evals.floors")
        before = floors.Floor(floor=floor, aim=0.5, direction=direction, command="c", note="n")
        after = floors.raised(before, value, fraction)
        if direction == "up":
            assert after.floor >= before.floor
        else:
            assert after.floor <= before.floor
        assert after.met(value) or not before.met(value)

    def test_raising_takes_the_fraction_of_what_was_measured(self) -> None:
        floors = beside("evals.floors")
        up = floors.Floor(floor=0.5, aim=0.9, direction="up", command="c", note="n")
        down = floors.Floor(floor=0.1, aim=0.03, direction="down", command="c", note="n")
        assert floors.raised(up, 0.8, 0.97).floor == 0.776
        assert floors.raised(down, 0.05, 0.5).floor == 0.1
        assert floors.raised(down, 0.0485, 0.97).floor == 0.05

    def test_a_run_below_a_floor_raises_none(self) -> None:
        floors = beside("evals.floors")
        asked = {
            name: floors.Floor(floor=0.5, aim=0.9, direction="up", command="c", note="n")
            for name in ("a", "b", "c")
        }
        with pytest.raises(floors.FloorsError, match=r"below their floors: b; .* never lowered"):
            floors.raised_all(asked, {"a": 0.8, "b": 0.4}, 0.97)
        raised = floors.raised_all(asked, {"a": 0.8, "b": 0.5}, 0.97)
        assert [raised[n].floor for n in asked] == [0.776, 0.5, 0.5]

    @pytest.mark.parametrize("fraction", [0.0, -1.0, 1.01, float("nan")])
    def test_a_fraction_outside_its_range_is_refused(self, fraction: float) -> None:
        floors = beside("evals.floors")
        floor = floors.Floor(floor=0.5, aim=0.9, direction="up", command="c", note="n")
        with pytest.raises(floors.FloorsError, match="a fraction above 0 and at most 1"):
            floors.raised(floor, 0.8, fraction)

    def test_what_is_written_is_read_again(self, tmp_path: Path) -> None:
        floors = beside("evals.floors")
        copy = tmp_path / "floors.json"
        floors.write_floors(floors.load_floors(), copy)
        assert copy.read_bytes() == floors.FLOORS.read_bytes()

    def test_a_misspelt_key_is_an_error(self, tmp_path: Path) -> None:
        floors = beside("evals.floors")
        path = tmp_path / "floors.json"
        path.write_text(json.dumps({"a": {"flor": 0.5}}), "utf-8")
        with pytest.raises(floors.FloorsError, match=r"floors\.json cannot be read as floors"):
            floors.load_floors(path)


@pytest.mark.usefixtures("outside")
class TestMeasuring:
    @staticmethod
    def floor(low: float, aim: float, direction: str = "up") -> object:
        return beside("evals.floors").Floor(
            floor=low, aim=aim, direction=direction, command="c", note="n"
        )

    @pytest.mark.parametrize(
        ("value", "direction", "said"),
        [(0.4, "up", "BELOW"), (0.5, "up", "ok"), (0.9, "up", "aim reached"),
         (0.95, "down", "BELOW"), (0.6, "down", "aim reached")],
    )  # fmt: skip
    def test_the_table_says_how_a_value_stands(
        self, value: float, direction: str, said: str
    ) -> None:
        low, aim = (0.5, 0.9) if direction == "up" else (0.9, 0.6)
        main = beside("evals.__main__")
        last = main.table({"a.b": value}, {"a.b": self.floor(low, aim, direction)}).splitlines()[-1]
        assert last.endswith(said)

    def test_a_floor_without_a_value_is_named_only_where_it_was_asked_for(self) -> None:
        main = beside("evals.__main__")
        floors = {"a.b.x": self.floor(0, 1), "a.c.x": self.floor(0, 1)}
        assert main.missed({"a.b": dict}, {}, floors) == ["a.b.x"]
        assert main.missed({"a.b": dict}, {"a.b.x": 0.5}, floors) == []

    def test_control_is_measured_only_when_asked_for(self, tmp_path: Path) -> None:
        tasks = beside("evals.__main__").tasks
        assert not any(n.startswith("control") for n in tasks(tmp_path, [], with_control=False))
        assert "control.2023" in tasks(tmp_path, [], with_control=True)
        assert list(tasks(tmp_path, ["control.2023"], with_control=False)) == ["control.2023"]

    def test_an_unknown_measure_is_refused_with_those_there_are(self) -> None:
        error = beside("evals.floors").FloorsError
        with pytest.raises(error, match=r"under wether; there is parse, parse.headlines, reading"):
            beside("evals.__main__").tasks(None, ["wether"], with_control=False)

    def test_a_folder_without_measuring_data_is_a_usage_error(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert beside("evals.__main__").main(["--shared", str(tmp_path)]) == 2
        assert "holds no eval/score.py" in capsys.readouterr().err

    def test_the_state_of_reading_changes_with_any_file_that_reads(self, tmp_path: Path) -> None:
        state = beside("evals.control").reading_state
        (tmp_path / "reading").mkdir()
        (tmp_path / "control").mkdir()
        (tmp_path / "reading" / "a.py").write_text("1", "utf-8")
        before = state(tmp_path)
        (tmp_path / "control" / "b.py").write_text("1", "utf-8")
        assert state(tmp_path) == before
        (tmp_path / "reading" / "a.py").write_text("2", "utf-8")
        assert state(tmp_path) != before

    def test_benchmarks_read_figures_from_json_and_from_lines(self) -> None:
        figures = beside("benchmarks.__main__").figures
        assert figures('{"a": {"b_c": 12345, "ok": true}}') == [
            ("a b c", "12,345"),
            ("a ok", "True"),
        ]
        assert figures("open it      24.2 ms\n\nwhole layer   0.6 MB/s over 1 MB\n") == [
            ("open it", "24.2 ms"), ("whole layer", "0.6 MB/s over 1 MB"),
        ]  # fmt: skip


# -- the check of the demo -----------------------------------------------------------------

ONE, OTHER = "claim-" + "0" * 20, "claim-" + "1" * 20


@pytest.mark.usefixtures("outside")
class TestDemoCheck:
    def test_missing_files_are_each_named(self, tmp_path: Path) -> None:
        demo = beside("evals.demo")
        assert [f.rpartition(": ")[2] for f in demo.check(tmp_path)] == [
            f"{n} is missing" for n in demo.FILES
        ]

    def test_a_citation_of_no_claim_and_a_number_without_a_source_are_found(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "claims.jsonl").write_text(json.dumps({"claim_id": ONE}) + "\n", "utf-8")
        (tmp_path / "assessment.html").write_text(f"<p>{ONE} {OTHER}</p>", "utf-8")
        (tmp_path / "assessment.md").write_text(
            f'So. [1](#source-1) [2](#source-2)\n<a id="source-1"></a> {ONE}\n', "utf-8"
        )
        found = list(beside("evals.demo").cited_claims(tmp_path))
        assert f"assessment.html: cites {OTHER}, which is not in claims.jsonl" in found
        assert "assessment.md: a reference to #source-2, which is not there" in found
        assert not any(f.startswith(f"assessment.md: cites {ONE}") for f in found)

    def test_a_town_on_the_wrong_side_is_found(self, tmp_path: Path) -> None:
        demo = beside("evals.demo")
        rows = [
            f"{p},{'RU' if n == 'Lviv' else side},0.9"
            for p, (n, side) in demo.HELD.items()
            if n != "Izium"
        ]
        (tmp_path / "control.csv").write_text(
            "\n".join(["place_id,state,p_UA", *rows]) + "\n", "utf-8"
        )
        found = list(demo.held(tmp_path))
        assert len(found) == 2
        assert any("Lviv is RU, not UA" in f for f in found)
        assert any("no row for Izium" in f for f in found)

    def test_a_page_that_fetches_and_a_map_of_another_size_are_found(self, tmp_path: Path) -> None:
        demo = beside("evals.demo")
        (tmp_path / "assessment.html").write_text(
            '<script src="https://example.org/a.js"></script>', "utf-8"
        )
        (tmp_path / "map.png").write_bytes(
            b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (10).to_bytes(4) + (20).to_bytes(4)
        )
        assert list(demo.whole_page(tmp_path)) == [
            "assessment.html: fetches https://example.org/a.js"
        ]
        assert list(demo.picture(tmp_path)) == ["map.png: 10 by 20 pixels, not 2400 by 1800"]

    def test_chances_that_do_not_add_up_are_found(self, tmp_path: Path) -> None:
        feature = {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [37.0, 49.0]},
            "properties": {
                "layer": "place",
                "place_id": "geonames:1",
                "p_UA": 0.6,
                "p_RU": 0.6,
                "p_contested": 0.0,
            },
        }
        collection = {"type": "FeatureCollection", "features": [feature]}
        (tmp_path / "control.geojson").write_text(json.dumps(collection), "utf-8")
        found = list(beside("evals.demo").geometry(tmp_path))
        assert found == ["control.geojson: the chances of geonames:1 do not add up to 1"]
