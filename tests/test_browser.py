"""Our own site in a real Chromium: no errors, no other host, accessible, usable everywhere."""

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
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
    "years/",
    "years/2024/",
    "actors/",
    "actors/fsb-border-service/",
    "places/vladivostok/",
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


@dataclass
class Opened:
    """A page with what it complained of and what it asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type != "log":
            self.complaints.append(message.text)


Visit = Callable[..., Opened]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open pages, each in a fresh context."""
    contexts = []

    def open_page(url: str, **options: Any) -> Opened:
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("console", opened.hear)
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("request", lambda request: opened.asked.append(request.url))
        opened.page.goto(url)
        opened.page.wait_for_load_state("networkidle")
        return opened

    yield open_page
    for context in contexts:
        context.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"] for node in item["nodes"]]) for item in found]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_accessible_and_fits(visit: Visit, address: str, path: str) -> None:
    opened = visit(address + path, color_scheme="light")
    page = opened.page
    wide = []
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)

    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith((address, "data:"))] == []
    assert wide == []
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_the_dark(visit: Visit, address: str, path: str) -> None:
    opened = visit(address + path, color_scheme="dark")
    page = opened.page

    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert violations(page) == []


def test_without_scripts_the_timeline_is_complete(visit: Visit, address: str) -> None:
    opened = visit(address + "timeline/", java_script_enabled=False)
    page = opened.page
    titles = page.locator(".tl-list h3").all_inner_texts()

    assert len(titles) == len(list((real_site() / "api/v1/events").glob("*.json")))
    assert page.get_by_role("link", name="Resolution 2397", exact=False).first.is_visible()
    assert page.locator("time[datetime='2017-12-22']").first.is_visible()


def test_search_finds_an_event_by_its_title(visit: Visit, address: str) -> None:
    opened = visit(address)
    page = opened.page
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type("Resolution 2397")
    result = page.locator(".md-search-result__link").first
    result.wait_for()

    assert "/events/" in str(result.get_attribute("href"))
    assert "2397" in result.inner_text()
    assert opened.complaints == []


def test_an_event_can_be_reached_by_clicking(visit: Visit, address: str) -> None:
    opened = visit(address)
    page = opened.page
    page.get_by_role("link", name="Read the timeline").click()
    page.locator("h1", has_text="Timeline").wait_for()
    page.locator(".tl-item__title a").first.click()
    page.locator(".tl-event h1").wait_for()
    page.locator(".md-footer__link--next").click()
    page.wait_for_url("**/events/**")

    assert opened.complaints == []


def test_the_palette_can_be_switched(visit: Visit, address: str) -> None:
    opened = visit(address, color_scheme="light")
    page = opened.page
    page.get_by_title("Switch to dark colours").click()

    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
