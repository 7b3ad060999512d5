"""The scenes as fixtures; composing one takes a moment, so each is composed once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from assessment_scenes import kharkiv, three_sides

from salient.assessment import Assessment, compose


@pytest.fixture(scope="session")
def may_14() -> Assessment:
    return compose(kharkiv())


@pytest.fixture(scope="session")
def island() -> Assessment:
    return compose(three_sides())
