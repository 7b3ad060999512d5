"""The Python API: wires the rooms to a ledger and a theatre."""

from salient.workbench.bench import AddSummary, Workbench, open_workbench
from salient.workbench.days import as_day, end_of_day
from salient.workbench.ground import Ground
from salient.workbench.layers import LAYERS, Layers
from salient.workbench.pictures import ControlPicture
from salient.workbench.theatres import check_theatre_folder, make_theatre_folder
from salient.workbench.why import Why

__all__ = [
    "LAYERS",
    "AddSummary",
    "ControlPicture",
    "Ground",
    "Layers",
    "Why",
    "Workbench",
    "as_day",
    "check_theatre_folder",
    "end_of_day",
    "make_theatre_folder",
    "open_workbench",
]
