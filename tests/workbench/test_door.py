"""What `import salient` gives, and what it spares."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from types import ModuleType

import pytest

import salient
from salient import workbench

HEAVY = ("numpy", "scipy", "sqlalchemy", "spacy", "trafilatura", "lxml", "matplotlib", "shapely")


def loaded_after(code: str) -> set[str]:
    report = f"import sys\n{code}\nprint(*(m for m in {HEAVY!r} if m in sys.modules))"
    run = subprocess.run(
        [sys.executable, "-c", report], capture_output=True, text=True, check=True, timeout=120
    )
    return set(run.stdout.split())


@pytest.mark.parametrize("module", [salient, workbench], ids=["salient", "workbench"])
def test_everything_listed_is_importable_and_shown_by_dir(module: ModuleType) -> None:
    names = module.__all__
    assert {name for name in names if not hasattr(module, name)} == set()
    assert set(names) <= set(dir(module))
    assert len(set(names)) == len(names)


def test_what_is_not_there_is_an_attribute_error_as_anywhere() -> None:
    with pytest.raises(AttributeError, match="module 'salient' has no attribute 'close'"):
        getattr(salient, "close")  # noqa: B009
    with pytest.raises(
        AttributeError, match=r"module 'salient\.workbench' has no attribute 'Nope'"
    ):
        getattr(workbench, "Nope")  # noqa: B009


def test_each_name_of_the_workbench_is_the_one_of_its_module() -> None:
    for name in workbench.__all__:
        home = getattr(getattr(workbench, name), "__module__", "salient.workbench.layers")
        assert getattr(import_module(home), name) is getattr(workbench, name)


def test_importing_salient_loads_nothing_heavy() -> None:
    assert loaded_after("import salient; salient.__version__") == set()


def test_opening_and_asking_load_neither_the_language_model_nor_the_drawing() -> None:
    loaded = loaded_after("import salient; salient.Workbench; salient.open")
    assert loaded & {"spacy", "trafilatura", "lxml", "matplotlib"} == set()
    assert "sqlalchemy" in loaded
