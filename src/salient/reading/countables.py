"""Nouns and measures by what a number of them is of: no people, no equipment, no count."""

from __future__ import annotations

__all__ = ["BODIES", "CIVIL_VEHICLES", "FORMATIONS", "OF_SIZE", "STORES", "UNITS"]

OF_SIZE = frozenset({"-", "kg", "ton", "tonne", "mm"})
"""Words after a number that is a size, no count (*a 500-kg bomb*)."""

UNITS = frozenset("battalion brigade regiment btg btgs company platoon division squad".split())
"""Nouns of formations, whose number is of `units` (*two battalions*)."""

FORMATIONS = UNITS | {"group", "grouping", "column", "detachment"}
"""Nouns of many people: their number is none of people."""
BODIES = frozenset("unit element formation army crew".split())
"""Further nouns of many people, some of which may be of equipment too (*12 units of armour*)."""

STORES = frozenset("depot warehouse dump arsenal stockpile post point base".split())
"""Nouns of places that equipment is kept in or worked from, none of them a piece of it."""

CIVIL_VEHICLES = frozenset({"bus", "minibus", "ambulance"})
"""Vehicles that are no side's equipment, though people may be meant by them."""
