"""The shared nouns: frozen records, ids and protocols. No I/O happens here.

The shapes of `Claim` and its parts are fixed by the contract: one claim is one JSON object, whose
keys are these attributes.
"""

from salient.model.claims import (
    CONTROL_EFFECTS,
    EVENT_TYPES,
    HOLDER_KINDS,
    MOODS,
    RELATIONS,
    ROLES,
    Attribution,
    Claim,
    ControlEffect,
    DocumentRef,
    Holder,
    Party,
    PlaceMention,
    Predicate,
    Quantity,
    Reader,
    Span,
    TimeMention,
)
from salient.model.control import CONTESTED, Estimate, EvidenceWeight, StartingControl
from salient.model.days import DayRange
from salient.model.documents import Document, Rejected
from salient.model.ids import content_id
from salient.model.places import Place
from salient.model.protocols import ClaimReader, GazetteerIndex

__all__ = [
    "CONTESTED",
    "CONTROL_EFFECTS",
    "EVENT_TYPES",
    "HOLDER_KINDS",
    "MOODS",
    "RELATIONS",
    "ROLES",
    "Attribution",
    "Claim",
    "ClaimReader",
    "ControlEffect",
    "DayRange",
    "Document",
    "DocumentRef",
    "Estimate",
    "EvidenceWeight",
    "GazetteerIndex",
    "Holder",
    "Party",
    "Place",
    "PlaceMention",
    "Predicate",
    "Quantity",
    "Reader",
    "Rejected",
    "Span",
    "StartingControl",
    "TimeMention",
    "content_id",
]
