"""Theatres: the configuration of one conflict, and the ones that ship."""

from salient.theatre.theatre import Region, Side, Source, Theatre

__all__ = ["Region", "Side", "Source", "Theatre"]
