"""Texts to places: a gazetteer index, mention finding, resolution, relations, region membership."""

from salient.places.compile import Collected, CompileReport, collect, compile_gazetteer
from salient.places.extents import Extent, Extents
from salient.places.gazetteer import Gazetteer, shipped_gazetteer
from salient.places.geoparser import AMBIGUOUS_BELOW, Geoparser, ResolvedMention
from salient.places.habits import Habit, Habits
from salient.places.regions import region_members, relation_cover
from salient.places.sources import BrokenRow

__all__ = [
    "AMBIGUOUS_BELOW",
    "BrokenRow",
    "Collected",
    "CompileReport",
    "Extent",
    "Extents",
    "Gazetteer",
    "Geoparser",
    "Habit",
    "Habits",
    "ResolvedMention",
    "collect",
    "compile_gazetteer",
    "region_members",
    "relation_cover",
    "shipped_gazetteer",
]
