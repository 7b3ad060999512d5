"""Answers that a language model might give to the report used in these tests."""

from __future__ import annotations

import json
from typing import Any

TEXT = (
    "The General Staff said that Russian forces shelled Orlivka on 12 May, killing three. "
    "Ukrainian troops probably took Vasylivka."
)


def shelling(**changed: Any) -> dict[str, Any]:
    claim = {
        "sentences": [1, 1],
        "quote": "Russian forces shelled Orlivka on 12 May, killing three",
        "predicate": "shelled",
        "lemma": "shell",
        "event_type": "shell",
        "holders": [
            {
                "words": "The General Staff",
                "sentence": 1,
                "name": "General Staff",
                "kind": "organisation",
            }
        ],
        "actor": {"words": "Russian forces", "side": "RU"},
        "target": None,
        "places": [{"words": "Orlivka", "sentence": 1, "relation": "at", "role": "location"}],
        "time": "on 12 May",
        "polarity": "positive",
        "mood": "reported",
        "probability": [1.0, 1.0],
        "probability_term": None,
        "quantities": [
            {"kind": "killed", "side": None, "low": 3, "high": 3, "words": "killing three"}
        ],
        "control": [],
    }
    return claim | changed


def taking(**changed: Any) -> dict[str, Any]:
    claim = {
        "sentences": [2, 2],
        "quote": "Ukrainian troops probably took Vasylivka",
        "predicate": "took",
        "lemma": "take",
        "event_type": "capture",
        "holders": [],
        "actor": {"words": "Ukrainian troops", "side": "UA"},
        "target": None,
        "places": [{"words": "Vasylivka", "sentence": 2, "relation": "at", "role": "location"}],
        "time": None,
        "polarity": "positive",
        "mood": "assessed",
        "probability": [0.55, 0.8],
        "probability_term": "probably",
        "quantities": [],
        "control": [{"place": "Vasylivka", "side": "UA", "effect": "gains"}],
    }
    return claim | changed


def answer(*claims: dict[str, Any]) -> str:
    return json.dumps({"claims": list(claims)})
