"""What is told as no fact: aims of an effort, what is only supposed, tales called false."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from salient.model import Claim

ClaimsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "event", "polarity", "mood"),
    [
        ("The enemy throws all its forces into capturing Zelene.", "capture", "positive",
         "intended"),
        ("The enemy threw two brigades into Zelene.", "capture", None, None),
        ("Russian forces shifted their focus from capturing Zelene to Orlivka.", "capture",
         "positive", "intended"),
        ("Russian forces captured Zelene.", "capture", "positive", "reported"),
        ("They continued efforts to encircle the town by capturing Zelene.", "capture", "positive",
         "intended"),
        ("They encircled the town by capturing Zelene.", "capture", "positive", "reported"),
        ("Russian forces do not give up their plans to fully capture Stepove Oblast.", "capture",
         "positive", "intended"),
        ("Russian forces are pushing toward Orlivka, presumably to isolate and then take Zelene.",
         "capture", "positive", "intended"),
        ("These guns allow the country to achieve the liberation of Zelene.", "capture",
         "positive", "conditional"),
        ("The guns allowed Ukrainian forces to liberate Zelene.", "capture", "positive",
         "reported"),
        ("The loss of Zelene, if it occurs, changes little.", "lose", "positive", "conditional"),
        ("The loss of Zelene would be painful.", "lose", "positive", "conditional"),
        ("The loss of Zelene was painful.", "lose", "positive", "reported"),
        ("Russian media produced a fake report on the capture of Zelene.", "capture", "negative",
         "denied"),
        ("Russian media produced a report on the capture of Zelene.", "capture", "positive",
         "reported"),
        ("Russian forces spread fakes about the capture of Zelene.", "capture", "negative",
         "denied"),
        ("The information about the capture of Zelene is not true.", "capture", "negative",
         "denied"),
        ("The information about the capture of Zelene is true.", "capture", "positive", "reported"),
        ("The General Staff denied fake reports of the capture of Zelene.", "capture", "negative",
         "denied"),
        ("Russian forces are feigning a withdrawal from Zelene.", "withdraw", "negative",
         "reported"),
    ],
)  # fmt: skip
def test_what_is_told_as_no_fact(
    claims_of: ClaimsOf, text: str, event: str, polarity: str | None, mood: str | None
) -> None:
    found = [(c.polarity, c.mood) for c in claims_of(text, event)]
    assert found == ([] if polarity is None else [(polarity, mood)])


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("Russian forces captured Zelene on 20 May.", "forecast"),
        ("Russian forces captured Zelene on 12 May.", "reported"),
        ("Russian forces captured Zelene this week.", "reported"),
        ("Russian forces captured Zelene today.", "reported"),
    ],
)
def test_what_is_dated_ahead_of_its_publication_is_a_forecast(
    claims_of: ClaimsOf, text: str, mood: str
) -> None:
    (claim,) = claims_of(text, "capture")
    assert claim.mood == mood
