"""Classes of verbs and nouns by what they make of an event beside them."""

from __future__ import annotations

__all__ = [
    "AIMS",
    "ANSWERING",
    "AWAITING",
    "BARE_AIM",
    "BEING_DONE",
    "BRINGING_ABOUT",
    "BY_MEANS_OF",
    "CALLED_OFF",
    "CAUSING",
    "CLAUSES_OF_TIME",
    "COMING",
    "COMPLEMENT_CASES",
    "CONTENDING",
    "DECLARING",
    "ENABLING",
    "FOCUSING",
    "HALTING",
    "HAPPENING",
    "JOINING",
    "LASTING",
    "LIGHT",
    "MEANS",
    "NOT_CHOSEN",
    "PLANS",
    "PREVENTABLE",
    "READYING",
    "RECORDING",
    "REPELLING",
    "RESPONDING",
    "SETTING_ABOUT",
    "SIGNIFYING",
    "SPANS",
    "STALLING",
    "SUPPORTING",
    "TAKING_UP",
    "TOLD",
    "TURNED",
    "ULTIMATA",
    "UNDER_WAY",
    "YET_TO_COME",
]

READYING = frozenset(
    "mass concentrate prepare gather assemble regroup deploy redeploy refit accumulate transfer "
    "amass set mobilize mobilise preparation buildup concentration grouping train rehearse ready "
    "reposition reconstitute groundwork withdraw pull move send return queue list brace "
    "gird readiness consolidate".split()
)
"""Verbs and nouns before *for* that say what is being got ready (*regroup for an attack*)."""

HALTING = frozenset({"stop", "halt"})
"""Verbs after which an attack that somebody else put an end to took place."""

REPELLING = frozenset({"repel", "repulse", "rebuff"})
"""Verbs after which an attack took place, and what an attempt was for did not."""

PLANS = frozenset(
    "attempt effort plan intention intent preparation bid pursuit ability capability capacity "
    "readiness series wave number buildup failure phase stage campaign".split()
)
"""Nouns before an event that is planned or tried by whoever has the plan."""

SUPPORTING = frozenset(
    "launch conduct carry continue make resume begin start attempt mount stage undertake wage "
    "intensify increase plan prepare lead focus prioritize prioritise fail execute perform open "
    "complete suspend cease press pursue develop support try achieve have want deliver "
    "inflict step use "
    "engage abandon set pause renew extend expand consolidate concentrate need initiate commit do "
    "exert maintain sustain suffer take incur join participate proceed return switch "
    "stop halt renew repeat strike unleash step threaten wait await escalate organise organize "
    "direct fight reduce limit slow commit perpetrate order lose accelerate".split()
)
"""Verbs whose subject does what their object noun names."""

MEANS = frozenset(
    "strength force reserve resource springboard bridgehead staging base foothold equipment supply "
    "group grouping personnel manpower power time window date permission approval support axis "
    "direction ground groundwork stage weapon ammunition launchpad".split()
)
"""Nouns before *for* that name the means of something yet to be done."""

NOT_CHOSEN = frozenset({("rather", "than"), ("instead", "of"), ("as", "opposed")})
"""What begins the course that was not taken (*rather than attack X*)."""

YET_TO_COME = frozenset({("ahead",)})
"""What stands before an event that is still to come (*ahead of the attack*)."""

CAUSING = frozenset({"force", "compel", "cause", "lead", "oblige", "prompt"})
"""Verbs whose infinitive is what they bring about, not what it is done for."""

ENABLING = frozenset("enable allow permit force compel cause help let provoke oblige".split())
"""Verbs whose subject, unless it is one of many that may come, is there already."""

SETTING_ABOUT = frozenset("renew resume make begin launch start mount undertake".split())
"""Verbs whose denial says that nothing was tried (*have not renewed attempts to take X*)."""

CLAUSES_OF_TIME = frozenset({"until", "once", "after", "when", "as"})
"""What opens a clause of time that may be yet to come (*as* of *as soon as*)."""

STALLING = frozenset({"culminate", "stall", "falter", "collapse"})
"""Verbs before whose *before* stands what will not be reached any more."""

BARE_AIM = frozenset("fail refuse decline struggle try attempt seek manage".split())
"""Verbs that take an infinitive: a *that*-clause under one has been hung there by mistake."""

BEING_DONE = frozenset("attack reinforce redeploy resupply govern mine concentrate".split())
"""Event types that a force which focuses on doing them does."""

JOINING = frozenset({"support", "join", "observe", "face"})
"""Verbs whose known object goes on already (*to support the attack*)."""

ANSWERING = frozenset("result response consequence face wake aftermath midst".split())
"""Nouns of which a side's deed is taken for a fact (*in response to enemy counterattacks*)."""

TAKING_UP = frozenset(
    "consolidate exploit leverage strengthen replenish replace offset recoup mitigate".split()
)
"""Verbs whose object is there already, whatever is to be made of it (*to exploit the gains*)."""

RECORDING = frozenset("report record note mention document log claim".split())
"""Verbs whose denial tells of the event that there was none to tell of."""

PREVENTABLE = frozenset(
    "evacuate cross resupply redeploy reinforce capture encircle mobilise negotiate ceasefire "
    "withdraw govern".split()
)
"""Event types that did not happen where they were thwarted; an attack did."""

HAPPENING = frozenset(
    "happen occur begin start continue come resume take commence materialise materialize follow "
    "be go proceed succeed fail last end persist stop cease".split()
)
"""Verbs that tell of an event that it takes place, goes on or comes to something."""

SPANS = frozenset(
    "phase stage wave round continuation resumption date start beginning timing tempo pace scale "
    "intensity".split()
)
"""Nouns that stand for the event that they are of (*the next phase of the offensive*)."""

AIMS = frozenset("priority goal aim objective task intention purpose ambition".split())
"""What an event is called that somebody is after (*the capture of X is the goal*)."""

UNDER_WAY = frozenset(
    "hold shell strike airstrike fight repel attack advance interdict reinforce redeploy resupply "
    "govern mine concentrate".split()
)
"""Event types that go on where their noun is focused on (*focused on operations around X*)."""

FOCUSING = frozenset({"focus", "concentrate", "prioritize", "prioritise"})
"""Verbs whose object noun is under way, if it names what lasts."""

RESPONDING = frozenset(
    "defend hold counter blunt slow respond resist contain hinder disrupt halt meet combat divert "
    "parry weather withstand stem overcome obstruct restrain complicate limit degrade "
    "undermine suppress counteract".split()
)
"""Verbs whose object or *against* is what somebody else does already."""

ULTIMATA = frozenset("ultimatum demand offer proposal call order request appeal invitation".split())
"""What is refused by not doing it (*rejected the ultimatum to surrender*)."""

CONTENDING = frozenset("battle fight fighting struggle combat operation campaign".split())
"""Words before *for* whose end is not reached yet (*the battles for the liberation of X*)."""

LASTING = frozenset("hold shell strike airstrike fight repel".split())
"""Event types that are under way where a force focuses on them (*focus on holding X*)."""

BY_MEANS_OF = frozenset({"use", "employ", "utilize", "utilise", "spend", "expend"})
"""Verbs whose infinitive is what the means are used for, and were."""

CALLED_OFF = frozenset(
    "abandon cancel postpone prevent avoid deter discourage preclude avert forestall".split()
)
"""Verbs after which even an act of violence did not happen."""

LIGHT = frozenset(
    "take occur happen be have make conduct carry launch undertake see observe hold stage "
    "achieve accomplish ensure continue begin start resume mount wage join support face".split()
)
"""Verbs that carry an event noun, or say that what it names takes place."""

TOLD = frozenset("report claim statement allegation rumour rumor news information".split())
"""Nouns whose *that*-clause is what is told."""

COMPLEMENT_CASES = frozenset("from in on at to for of with against into".split())
"""Prepositions that may tie an event noun to the word that says how it stands."""

BRINGING_ABOUT = frozenset(
    "force compel cause oblige disrupt hinder enable allow help let slow stop halt threaten impede "
    "thwart preclude divert fix draw degrade spoil complicate stall prevent retake recapture "
    "regain push drive".split()
)
"""Verbs whose subject, an attack, is where that is which they bring about."""

COMING = frozenset(
    "possible potential anticipated expected planned upcoming imminent prospective future "
    "looming impending".split()
)
"""Words that say of an event that it is still to come."""

AWAITING = frozenset({"preparation", "anticipation", "expectation"})
"""Nouns before an event that somebody else may bring about (*in anticipation of*)."""

SIGNIFYING = frozenset({"indicate", "suggest"})
"""What a deed that signifies something is, it is in any case."""

TURNED = frozenset({"focus", "concentrate"})
"""So is what is turned on a place (*airstrikes concentrated on X*), as surely as that."""

DECLARING = frozenset({"declare", "announce", "proclaim"})
"""Verbs that do what their object names (*may declare the annexation of X*)."""
