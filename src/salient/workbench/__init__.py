"""The Python API: wires the rooms to a ledger and a theatre."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salient.workbench.adding import AddSummary
    from salient.workbench.bench import Workbench, open_workbench
    from salient.workbench.claims import ClaimTable
    from salient.workbench.constants import fit_control, fitted_file, read_settings
    from salient.workbench.days import as_day, end_of_day
    from salient.workbench.disagreement import Disagreement
    from salient.workbench.ground import Ground, default_cache
    from salient.workbench.inputs import documents_in
    from salient.workbench.layers import LAYERS, Layers
    from salient.workbench.pictures import ControlPicture
    from salient.workbench.queueing import QueuedClaim
    from salient.workbench.reviewing import Reviews
    from salient.workbench.searching import SearchLimits
    from salient.workbench.stories import Story
    from salient.workbench.theatres import MadeTheatre, check_theatre_folder, make_theatre_folder
    from salient.workbench.why import Why
    from salient.workbench.witnesses import Vouching
else:
    # Loaded when first asked for, so that a command pays only for the rooms that it uses.
    _HOMES = {
        "AddSummary": "adding",
        "ClaimTable": "claims",
        "ControlPicture": "pictures",
        "Disagreement": "disagreement",
        "Ground": "ground",
        "LAYERS": "layers",
        "Layers": "layers",
        "MadeTheatre": "theatres",
        "QueuedClaim": "queueing",
        "Reviews": "reviewing",
        "SearchLimits": "searching",
        "Story": "stories",
        "Vouching": "witnesses",
        "Why": "why",
        "Workbench": "bench",
        "as_day": "days",
        "check_theatre_folder": "theatres",
        "default_cache": "ground",
        "documents_in": "inputs",
        "end_of_day": "days",
        "fit_control": "constants",
        "fitted_file": "constants",
        "make_theatre_folder": "theatres",
        "open_workbench": "bench",
        "read_settings": "constants",
    }

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = [
    "LAYERS",
    "AddSummary",
    "ClaimTable",
    "ControlPicture",
    "Disagreement",
    "Ground",
    "Layers",
    "MadeTheatre",
    "QueuedClaim",
    "Reviews",
    "SearchLimits",
    "Story",
    "Vouching",
    "Why",
    "Workbench",
    "as_day",
    "check_theatre_folder",
    "default_cache",
    "documents_in",
    "end_of_day",
    "fit_control",
    "fitted_file",
    "make_theatre_folder",
    "open_workbench",
    "read_settings",
]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
