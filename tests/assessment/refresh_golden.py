"""Write the golden files anew; look at what changed before keeping it.

python tests/assessment/refresh_golden.py
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

import msgspec
from PIL import Image

sys.path.insert(0, str(Path(__file__).parent))

from assessment_scenes import kharkiv

from salient.assessment import compose, control_geojson, render_map, render_markdown

GOLDEN = Path(__file__).parent / "golden"


def main() -> None:
    assessment = compose(kharkiv())
    (GOLDEN / "assessment.md").write_text(render_markdown(assessment), "utf-8")
    geojson = msgspec.json.encode(control_geojson(assessment))
    (GOLDEN / "control.geojson").write_bytes(geojson + b"\n")
    with Image.open(io.BytesIO(render_map(assessment))) as image:
        small = image.convert("RGB").resize((600, 450), Image.BOX)
        small.save(GOLDEN / "map-small.png", optimize=True)


if __name__ == "__main__":
    main()
