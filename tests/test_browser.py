"""Our own site in a real Chromium: no errors, no other host, accessible, usable everywhere."""

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from site_fixtures import real_site

CHROMIUM: Final = next(
    (
        found
        for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
        if (found := shutil.which(name))
    ),
    None,
)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed"),
]
# One page of each sort.
PAGES: Final = (
    "",
    "timeline/",
    "events/border-entries-2023-first-half/",
    "events/unsc-resolution-2397/",
    "years/",
    "years/2024/",
    "actors/",
    "actors/fsb-border-service/",
    "places/vladivostok/",
    "kinds/statistic/",
    "figures/",
    "disagreements/",
    "sources/",
    "data/",
    "about/",
    "404.html",
)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve our own site on this machine."""
    handler = functools.partial(Quiet, directory=str(real_site()))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Any]:
    """Open pages in a fresh context; complaints and requests are on the page."""
    contexts = []

    def open_page(url: str, *, width: int = 1280, **options: Any) -> Page:
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.complaints = []
        page.asked = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type != "log" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(url)
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_complaint_and_no_other_host(visit, address, path):
    page = visit(address + path)

    assert page.complaints == []
    assert [url for url in page.asked if not url.startswith((address, "data:"))] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit, address, path, scheme):
    page = visit(address + path, color_scheme=scheme)
    shown = page.evaluate("document.body.dataset.mdColorScheme")
    found = Axe().run(page).response["violations"]

    assert shown == {"light": "default", "dark": "slate"}[scheme]
    assert [(item["id"], [node["html"] for node in item["nodes"]]) for item in found] == []


@pytest.mark.parametrize("width", [320, 390, 768])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_has_to_be_scrolled_sideways(visit, address, path, width):
    page = visit(address + path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_scripts_the_timeline_is_complete(visit, address):
    page = visit(address + "timeline/", java_script_enabled=False)
    titles = page.locator(".tl-list h3").all_inner_texts()

    assert len(titles) == len(list((real_site() / "api/v1/events").glob("*.json")))
    assert page.get_by_role("link", name="Resolution 2397", exact=False).first.is_visible()
    assert page.locator("time[datetime='2017-12-22']").first.is_visible()


def test_search_finds_an_event_by_its_title(visit, address):
    page = visit(address)
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("Resolution 2397")
    result = page.locator(".md-search-result__link").first
    result.wait_for()

    assert "/events/" in str(result.get_attribute("href"))
    assert "2397" in result.inner_text()
    assert page.complaints == []


def test_an_event_can_be_reached_by_clicking(visit, address):
    page = visit(address)
    page.get_by_role("link", name="Read the timeline").click()
    page.locator("h1", has_text="Timeline").wait_for()
    page.locator(".tl-item__title a").first.click()
    page.locator(".tl-event h1").wait_for()
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/events/**")

    assert page.complaints == []


def test_the_palette_can_be_switched(visit, address):
    page = visit(address, color_scheme="light")
    page.get_by_title("Switch to dark colours").click()

    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
