"""Where harm befell in a region, if the blow that did it is told of a place in that region.

*In A region, a strike on the village of B killed two*; *Shelling of A region: troops fired at B,
one person died*: the dead are those of B. The region stays beside it, unless it is only a label.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from salient.reading.antecedents import Anchored, label_end
from salient.reading.firing import FIRE
from salient.reading.lemmas import lemma
from salient.reading.same_ground import told_together
from salient.reading.scenes import Scene
from salient.reading.tokens import Token
from salient.reading.tree import cases

__all__ = ["in_the_region"]

_HARM = frozenset({"harm_civilians", "loss", "damage"})
_BLOWS = FIRE | {"attack"}
_CAUSES = frozenset({"nsubj", "nsubj:pass", "obl", "obl:agent", "nmod"})
_NEAR = frozenset({"settlement", "district"})
_OUTCOME = frozenset({"result", "consequence"})
_BY = frozenset({"in", "by", "during", "after", "from", "due"})


def in_the_region(scene: Scene, n: int, placed: Sequence[list[Anchored]]) -> list[Anchored]:
    """The places of event `n`: those of the blow, where its own are only the regions around."""
    trigger, own = scene.triggers[n], placed[n]
    if trigger.frame.event_type not in _HARM or not own or not all(map(_around, own)):
        return own
    behind = min(a.mention.start for a in own) > scene.sentence.start + trigger.head.idx
    regions = {a.mention.admin1 for a in own}
    for other, places in zip(scene.triggers, placed, strict=True):
        if other is trigger or other.frame.event_type not in _BLOWS:
            continue
        if other.head.i > trigger.head.i and other.head.dep_ not in _CAUSES:
            # *Killed one and hit B*: not told to be of one blow.
            continue
        if behind and (other.head.i < trigger.head.i or not _is_cause(other.head)):
            # *Shelled A and killed two in the region*: not all of them in A.
            continue
        inside = [a for a in places if a.mention.kind in _NEAR and a.mention.admin1 in regions]
        if inside and told_together(trigger, other.head):
            end = scene.sentence.start + (label_end(scene.sentence) or 0)
            kept = [a for a in own if a.mention.start >= end]
            return [*(_there(a) for a in inside), *kept]
    return own


def _is_cause(blow: Token) -> bool:
    """Whether a blow is told as what the harm came of (*killed as a result of a strike on A*)."""
    above = blow.head
    of_result = blow.dep_ == "nmod" and lemma(above) in _OUTCOME and above.dep_ == "obl"
    return of_result or (blow.dep_ in {"obl", "obl:agent"} and not _BY.isdisjoint(cases(blow)))


def _around(place: Anchored) -> bool:
    mention = place.mention
    return mention.kind == "region" and mention.admin1 is not None and not place.governed


def _there(place: Anchored) -> Anchored:
    mention = place.mention
    relation = "near" if mention.relation == "toward" else mention.relation
    at = msgspec.structs.replace(mention, relation=relation, role="location")
    return place._replace(mention=at, governed=False)
