from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from assessment_factories import place_id

from salient.assessment import Assessment, render_html

CHROMIUM = shutil.which("chromium")
HOSTILE = '</script><b>& the "old" bridge</b>'


@pytest.fixture(scope="module")
def html(may_14: Assessment) -> str:
    return render_html(may_14)


def data_of(html: str) -> Any:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found.group(1))


class _Outside(HTMLParser):
    """Collects every address that the page would load by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.loaded: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in {"src", "srcset"} or (tag == "link" and name == "href"):
                self.loaded.append(value or "")


def test_the_page_loads_nothing_from_outside(html: str) -> None:
    parser = _Outside()
    parser.feed(html)
    assert parser.loaded == []
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    assert "url(" not in styles
    assert "@import" not in styles
    assert "sourceMappingURL" not in html


def test_the_policy_allows_the_pages_own_scripts_and_no_connection(html: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert policy
    allowed = policy.group(1).replace("&#39;", "'")
    assert "default-src 'none'" in allowed
    scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    assert len(scripts) == 4
    for script in scripts:
        digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in allowed


def test_markup_in_a_document_cannot_leave_its_place(html: str, may_14: Assessment) -> None:
    assert HOSTILE not in html
    quotes = [claim["quote"] for claim in data_of(html)["claims"]]
    assert any(HOSTILE in quote for quote in quotes)
    assert "&lt;/script&gt;&lt;b&gt;" in html


def test_every_sentence_and_source_is_in_the_page_without_scripts(
    html: str, may_14: Assessment
) -> None:
    body = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    for reference in may_14.references:
        assert f'id="source-{reference.number}"' in body
    plain = re.sub(r"<[^>]+>", "", body)
    assert "Russia very likely holds Popasna (90 %), since 8 May 2022." in plain


def test_places_in_sentences_are_buttons_with_their_id(html: str) -> None:
    identity = place_id("Rubizhne", "07")
    assert f'data-place="{identity}">Rubizhne (Kharkiv Oblast)</button>' in html


def test_the_data_holds_each_place_with_its_chances(html: str, may_14: Assessment) -> None:
    data = data_of(html)
    places = data["places"]
    index = places["id"].index(place_id("Popasna"))
    assert places["days"][0]["p"][index] == [50, 900, 50]
    assert data["sides"][places["days"][0]["standing"][index] // 7]["id"] == "RU"
    assert len(places["id"]) == len(may_14.inputs.today)
    assert len(data["placeClaims"][str(index)]["shown"]) == 3


def test_a_page_without_claims_has_no_references(island: Assessment) -> None:
    html = render_html(island)
    assert 'class="ref"' not in html.split("<main", 1)[1].split("</main>", 1)[0]
    assert "No claim is cited." in html


@pytest.fixture(scope="module")
def opened(html: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    if CHROMIUM is None:
        pytest.skip("chromium is not installed")
    playwright_api = pytest.importorskip("playwright.sync_api")
    path = tmp_path_factory.mktemp("page") / "assessment.html"
    path.write_text(html, "utf-8")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        troubles: list[str] = []
        page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("request", lambda r: _note_request(troubles, r.url))
        page.goto(path.as_uri())
        page.wait_for_selector("#map .leaflet-dots-pane canvas")
        yield page
        assert troubles == []
        browser.close()


def _note_request(troubles: list[str], url: str) -> None:
    if not url.startswith(("file:", "data:")):
        troubles.append(url)


@pytest.fixture
def page(opened: Any) -> Any:
    opened.keyboard.press("Escape")
    return opened


def _spot(page: Any, name: str) -> dict[str, float]:
    """Where a place's dot is on the screen."""
    spot: dict[str, float] = page.evaluate(
        """(id) => {
          const at = salient.map.positionOf(salient.indexOf.get(id));
          const frame = document.getElementById("map").getBoundingClientRect();
          return { x: frame.x + at.x, y: frame.y + at.y };
        }""",
        place_id(name),
    )
    return spot


@pytest.mark.browser
def test_a_click_on_a_dot_opens_the_place_with_its_quotes(page: Any) -> None:
    spot = _spot(page, "Izium")
    page.mouse.click(spot["x"], spot["y"])
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Izium"
    assert "Russia very likely holds Izium" in panel.inner_text()
    assert panel.locator("mark").first.inner_text() == "Izium is still in Russian hands"
    page.keyboard.press("Escape")
    assert panel.is_hidden()


@pytest.mark.browser
def test_a_reference_shows_its_claim_and_lights_up_its_sentence(page: Any) -> None:
    link = page.locator("#lines .ref").first
    number = link.inner_text()
    link.click()
    assert page.locator(".sentence.active").count() == 1
    assert page.locator("#panel .card.active").count() == 1
    assert "active" in page.locator(f"#source-{number}").get_attribute("class")
    quote = page.locator("#panel .card.active mark").inner_text()
    assert quote in page.locator(f"#source-{number} mark").inner_text()


@pytest.mark.browser
def test_the_switch_of_days_changes_the_open_place(page: Any) -> None:
    page.locator("#changed .place", has_text="Popasna").first.click()
    panel = page.locator("#panel")
    assert "On 14 May 2022" in panel.inner_text()
    page.locator(".days label", has_text="7 May 2022").first.click()
    assert "On 7 May 2022" in panel.inner_text()
    assert "Russia likely holds Popasna" in panel.inner_text()
    page.locator(".days label", has_text="14 May 2022").click()


@pytest.mark.browser
def test_a_place_is_found_by_name_with_the_keyboard_alone(page: Any) -> None:
    page.focus("#find")
    page.keyboard.type("rubizh")
    options = page.locator("#found li")
    assert options.count() == 2
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Rubizhne"
    assert "Kharkiv Oblast" in page.locator("#panel .soft").first.inner_text()


@pytest.mark.browser
def test_a_name_that_no_place_bears_is_answered(page: Any) -> None:
    page.fill("#find", "Nowhere at all")
    assert page.locator("#found").inner_text() == "No settlement with an estimate has this name"
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_hidden()
    page.fill("#find", "")


@pytest.mark.browser
def test_hostile_markup_is_shown_as_text(page: Any) -> None:
    page.locator(".place", has_text="Sviatohirsk").first.click()
    marks = page.locator("#panel mark").all_inner_texts()
    assert any(HOSTILE in mark for mark in marks)
    assert page.locator("#panel mark b").count() == 0


@pytest.mark.browser
def test_a_phone_shows_everything_without_scrolling_sideways(page: Any) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1440, "height": 900})
    assert width <= 390
