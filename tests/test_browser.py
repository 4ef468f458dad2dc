"""Our own site in a real Chromium: no errors, no other host, accessible, usable everywhere."""

import functools
import http.server
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import Repository
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from site_fixtures import built, real_site

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
    "places/",
    "places/vladivostok/",
    "topics/sanctions/",
    "kinds/statement/",
    "figures/",
    "figures/border-entries/",
    "disagreements/",
    "sources/",
    "changes/",
    "corrections/",
    "data/",
    "about/",
    "reference/fields/",
    "404.html",
)


PHONE: Final = {"width": 390, "height": 800}
SCHEMES: Final = {"light": "default", "dark": "slate"}
# How much of the page moved while it loaded, when, and what; the browser keeps what it saw.
SHIFTS: Final = """
new Promise(done => {
  const seen = [];
  const place = box => [box.x, box.y, box.width, box.height].map(Math.round).join(" ");
  const moved = ({node, previousRect, currentRect}) =>
    `${node?.nodeName} ${node?.className}: ${place(previousRect)} -> ${place(currentRect)}`;
  new PerformanceObserver(list => {
    for (const {value, startTime, sources} of list.getEntries())
      seen.push([value, Math.round(startTime), sources.map(moved)]);
  }).observe({type: "layout-shift", buffered: true});
  setTimeout(() => done(seen), 100);
})
"""


# Whether a reader would see and hit the middle of an element.
ON_TOP: Final = """
element => {
  const box = element.getBoundingClientRect();
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return element.contains(hit);
}
"""
# The theme has started, and has found the parts of the page: then it gives the sidebars a height.
STARTED: Final = """
() => {
  const shown = [...document.querySelectorAll(".md-sidebar")].filter(part => part.offsetParent);
  return window.document$ !== undefined && shown.every(part => part.firstElementChild.style.height);
}
"""
# "Good" by Core Web Vitals: a page that arrives slowly is laid out more than once.
STILL: Final = 0.1


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Serve our own site on this machine."""
    with served(real_site()) as url:
        yield url


@contextmanager
def served(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
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


def published_events() -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(
        (real_site() / "api/v1/events.json").read_text("utf-8")
    )["result"]
    return events


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
    """Open pages, each in a fresh context; `touched` by a reader, so that the theme starts."""
    contexts = []

    def open_page(url: str, *, touched: bool = True, **options: Any) -> Opened:
        context = browser.new_context(reduced_motion="reduce", **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("console", opened.hear)
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on("request", lambda request: opened.asked.append(request.url))
        opened.page.goto(url)
        opened.page.wait_for_load_state("networkidle")
        if touched and options.get("java_script_enabled", True):
            opened.page.mouse.move(1, 1)
            opened.page.wait_for_function(STARTED)
            opened.page.wait_for_load_state("networkidle")
        return opened

    yield open_page
    for context in contexts:
        context.close()


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(item["id"], [node["html"] for node in item["nodes"]]) for item in found]


def jumps(page: Page) -> list[Any]:
    """Return what moved how far, if it was more than a reader is to bear."""
    seen: list[Any] = page.evaluate(SHIFTS)
    return seen if sum(value for value, _, _ in seen) >= STILL else []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_quiet_accessible_still_and_fits(
    visit: Visit, address: str, path: str, scheme: str
) -> None:
    options: Any = {"color_scheme": scheme, "viewport": {"width": 1440, "height": 900}}
    opened = visit(address + path, **options)
    page = opened.page
    # A page that jumps does so every time; one on a busy machine jumped once.
    jumped = jumps(page) and jumps(visit(address + path, **options).page)
    found = {1440: violations(page)}
    wide = []
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(width)
        if width == 390:
            found[width] = violations(page)

    assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith((address, "data:"))] == []
    assert wide == []
    assert jumped == []
    assert found == {1440: [], 390: []}


def test_without_scripts_the_timeline_is_complete(visit: Visit, address: str) -> None:
    opened = visit(address + "timeline/", java_script_enabled=False)
    page = opened.page
    titles = page.locator(".tl-list h3").all_inner_texts()

    assert len(titles) == len(published_events())
    assert page.get_by_role("link", name="Resolution 2397", exact=False).first.is_visible()
    assert page.locator("time[datetime='2017-12-22']").first.is_visible()


@pytest.mark.parametrize(
    ("typed", "event"),
    [
        ("Resolution 2397", "unsc-resolution-2397"),  # of the title
        ("Khusnulin", "khusnulin-twenty-to-fifty-thousand"),  # an actor
        ("Aviation24", "direct-flights-restart"),  # a source
    ],
)
def test_search_finds_an_event(visit: Visit, address: str, typed: str, event: str) -> None:
    opened = visit(address)
    page = opened.page
    page.locator("[data-md-component=search-query]").click()
    page.keyboard.type(typed)
    page.locator(".md-search-result__link").first.wait_for()
    found = page.locator(".md-search-result__link").evaluate_all("all => all.map(a => a.href)")

    assert any(f"/events/{event}/" in link for link in found)
    assert opened.complaints == []


def test_every_event_and_year_has_an_anchor(visit: Visit, address: str) -> None:
    page = visit(address + "timeline/", java_script_enabled=False).page
    events = {event["id"] for event in published_events()}
    items = page.locator(".tl-item").evaluate_all("all => all.map(item => item.id)")
    years = page.locator(".tl-strip a").evaluate_all("all => all.map(a => a.hash.slice(1))")

    assert set(items) == {f"e-{event}" for event in events}
    assert years
    assert all(page.locator(f"h2[id='{year}']").count() == 1 for year in years)


def test_the_keyboard_alone_leads_through_the_timeline(visit: Visit, address: str) -> None:
    opened = visit(address + "timeline/", viewport={"width": 1440, "height": 900})
    page = opened.page
    page.keyboard.press("Tab")
    skip = page.evaluate("document.activeElement.getAttribute('href')")
    seen: list[str] = []
    unmarked: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.textContent.trim(),"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        seen.append(name)
        if outline == "none" and name:
            unmarked.append(name)
        if name.startswith("2019"):
            page.keyboard.press("Enter")
            break
    page.wait_for_url("**/timeline/#y2019")

    assert str(skip).endswith("#top")
    assert any(name.startswith("2017") for name in seen)
    assert unmarked == []


def test_details_open_by_keyboard(visit: Visit, address: str) -> None:
    page = visit(address + "timeline/").page
    page.locator(".tl-key summary").focus()
    page.keyboard.press("Enter")

    assert page.locator(".tl-key li").first.is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_paper_a_page_is_black_on_white_with_addresses(
    visit: Visit, address: str, scheme: str
) -> None:
    page = visit(address + "events/border-entries-2023-first-half/", color_scheme=scheme).page
    page.emulate_media(media="print")
    link = page.locator(".tl-sources a[rel=external]").first
    printed = link.evaluate("a => getComputedStyle(a, '::after').content")

    assert str(link.get_attribute("href")) in printed
    assert not page.locator(".md-header").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("h1").evaluate("h => getComputedStyle(h).color") == "rgb(0, 0, 0)"
    assert page.pdf().startswith(b"%PDF")


def test_the_policy_stops_what_is_not_ours(visit: Visit, address: str) -> None:
    opened = visit(address + "timeline/")
    ran = opened.page.evaluate(
        """() => {
          const script = document.createElement("script");
          script.textContent = "window.foreign = true";
          document.body.append(script);
          return window.foreign === true;
        }"""
    )

    assert not ran
    assert any("Content Security Policy" in text for text in opened.complaints)


def test_the_policy_bears_instant_navigation(
    visit: Visit, repository: Repository, tmp_path: Path
) -> None:
    """A site that switches the theme's own way to load pages on keeps to the same policy."""
    settings = (repository.root / "mkdocs.yml").read_text("utf-8")
    switched = settings.replace("font: false}", "font: false, features: [navigation.instant]}")
    repository.write("docs/about.md", "# About")

    with served(tmp_path / "site") as url:  # the theme takes links to the site's own address only
        repository.write("mkdocs.yml", switched.replace("http://127.0.0.1:8000/", url))
        built(repository.root, tmp_path / "site")
        opened = visit(url)
        page = opened.page
        page.evaluate("window.same = true")
        for name, place in (("Read the timeline", "timeline/"), ("Something happened", "events/")):
            page.get_by_role("link", name=name).first.click()
            page.wait_for_url(f"{url}{place}**")
            page.wait_for_load_state("networkidle")
        marked = page.evaluate("window.same")

    assert switched != settings
    assert marked, "the page was loaded anew"
    assert opened.complaints == []
    assert [other for other in opened.asked if not other.startswith((url, "data:"))] == []


def test_an_event_can_be_reached_by_clicking(visit: Visit, address: str) -> None:
    opened = visit(address)
    page = opened.page
    page.get_by_role("link", name="Read the timeline").click()
    page.locator("h1", has_text="Timeline").wait_for()
    page.locator(".tl-item__title a").first.click()
    page.locator(".tl-event h1").wait_for()
    first = page.url
    page.locator(".md-footer__link--next").click()
    page.wait_for_function("first => location.href !== first", arg=first)

    assert opened.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "timeline/", "data/", "reference/fields/"])
def test_a_page_that_nobody_touches_is_whole_without_the_theme(
    visit: Visit, address: str, path: str, scheme: str
) -> None:
    opened = visit(address + path, color_scheme=scheme, touched=False)
    page = opened.page

    assert not page.evaluate(STARTED)
    assert page.evaluate("document.body.dataset.mdColorScheme") == SCHEMES[scheme]
    assert page.locator("[title^='Switch to']:not([hidden])").is_visible()
    assert violations(page) == []
    assert jumps(page) == []
    page.mouse.wheel(0, 700)
    page.wait_for_function(STARTED)
    page.wait_for_timeout(300)
    assert jumps(page) == []
    assert opened.complaints == []


@pytest.mark.parametrize("touched", [True, False])
def test_the_palette_can_be_switched(visit: Visit, address: str, *, touched: bool) -> None:
    """At the first click too, which nothing came before: no pointer moves on a phone."""
    page = visit(address, color_scheme="light", touched=touched, has_touch=True).page
    page.get_by_title("Switch to dark colours").tap()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'slate'")

    page.get_by_title("Switch to light colours").tap()
    page.wait_for_function("() => document.body.dataset.mdColorScheme === 'default'")


def test_the_first_key_opens_the_search(visit: Visit, address: str) -> None:
    page = visit(address, touched=False).page
    page.keyboard.press("/")
    page.wait_for_function(STARTED)
    page.locator("[data-md-component=search-query]:focus").wait_for()
    page.keyboard.type("Khusnulin")

    page.locator(".md-search-result__link").first.wait_for()
    assert page.locator("[data-md-component=search-query]").input_value() == "Khusnulin"


def test_on_a_phone_the_first_tap_opens_search_or_navigation(visit: Visit, address: str) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = visit(address, touched=False, **phone).page
    page.locator("label.md-header__button[for=__search]").tap()
    page.locator("[data-md-component=search-query]:focus").wait_for()
    page.keyboard.type("2397")
    page.locator(".md-search-result__link").first.wait_for()

    page = visit(address, touched=False, **phone).page
    page.locator("label.md-header__button[for=__drawer]").tap()
    page.wait_for_function("() => document.querySelector('#__drawer').checked")
    page.wait_for_function(STARTED)
    assert page.evaluate("document.querySelector('#__drawer').checked")


@pytest.mark.parametrize("asked", ["#top", "?q=Khusnulin", "?h=Khusnulin", "?from=mail&q=2397"])
def test_a_link_to_a_place_or_a_search_starts_the_theme_by_itself(
    visit: Visit, address: str, asked: str
) -> None:
    page = visit(f"{address}about/{asked}", touched=False).page

    page.wait_for_function(STARTED)


def test_what_another_site_puts_behind_an_address_starts_nothing(
    visit: Visit, address: str
) -> None:
    page = visit(f"{address}about/?utm_source=mail", touched=False).page
    page.wait_for_load_state("networkidle")

    assert not page.evaluate(STARTED)
    page.keyboard.press("Tab")
    page.wait_for_function(STARTED)


def test_the_start_of_the_theme_leaves_the_root_as_it_came(visit: Visit, address: str) -> None:
    """A class that changes on the root makes a browser style the whole page anew."""
    source = (real_site() / "about/index.html").read_text("utf-8")
    page = visit(address + "about/").page
    classes = page.evaluate("document.documentElement.className")

    assert f'<html lang="en" class="{classes}">' in source


def test_without_scripts_nothing_is_offered_that_needs_them(visit: Visit, address: str) -> None:
    page = visit(address, java_script_enabled=False).page

    assert not page.locator("[data-md-component=search]").is_visible()
    assert page.locator(".md-tabs").is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("label.md-header__button[for=__drawer]").click()
    link = page.locator(".md-sidebar--primary a", has_text="Timeline").first
    link.wait_for()
    assert link.evaluate(ON_TOP), "the drawer of the navigation has no room"


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize(
    "place",
    [
        "timeline/#y2024",
        "timeline/#e-direct-flights-restart",
        "disagreements/#border-entries-2024",
        "sources/#publisher-tass",
        "figures/#troops-sent",
        "figures/border-entries/#claims",
        "reference/fields/#source",
    ],
)
def test_an_anchor_in_a_long_page_is_on_the_screen(
    visit: Visit, address: str, place: str, width: int
) -> None:
    page = visit(address + place, viewport={"width": width, "height": 800}).page
    page.wait_for_timeout(500)
    name = place.partition("#")[2]
    header = page.locator(".md-header").bounding_box()
    found = page.locator(f"[id='{name}']").bounding_box()

    assert header is not None
    assert found is not None
    assert header["y"] + header["height"] - 2 <= found["y"] < 400


def test_what_is_not_near_the_screen_is_found_read_and_printed(visit: Visit, address: str) -> None:
    page = visit(address + "timeline/", viewport=PHONE).page
    last = page.locator(".tl-item").last
    drawn = "item => item.firstElementChild.checkVisibility({contentVisibilityAuto: true})"
    waits = last.evaluate(drawn)
    title = str(last.locator("h3").text_content()).strip()
    named = page.get_by_role("heading", name=title, exact=True).count()
    page.emulate_media(media="print")
    printed = page.locator(".tl-item").evaluate_all(f"all => all.every({drawn})")
    # A link to words is found by the same machinery as the reader's own search in the page.
    page = visit(address + "timeline/#:~:text=" + quote(title), viewport=PHONE).page
    page.wait_for_timeout(500)

    assert not waits
    assert named == 1
    assert printed
    assert page.evaluate("scrollY") > 2000


@pytest.mark.parametrize(
    ("path", "table", "beside"), [("quality", ".tl-shares", True), ("data", ".tl-table", False)]
)
def test_on_a_phone_only_tables_with_labels_become_cards(
    visit: Visit, address: str, path: str, table: str, *, beside: bool
) -> None:
    page = visit(f"{address}{path}/", viewport=PHONE).page
    cells = page.locator(f"{table} tbody tr:has(td)").first.locator("> *")
    boxes = [box for cell in cells.all() if (box := cell.bounding_box())]

    assert len(boxes) > 2
    assert (len({round(box["y"]) for box in boxes}) == 1) is beside
    ends = page.locator(f"{table} .tl-number").evaluate_all(
        "all => all.map(cell => getComputedStyle(cell).textAlign)"
    )
    assert set(ends) == ({"right"} if beside else set())


def test_an_outline_at_the_edge_of_an_entry_is_not_cut(visit: Visit, address: str) -> None:
    page = visit(address + "timeline/", viewport=PHONE).page
    style = page.locator(".tl-item").first.evaluate(
        "item => [getComputedStyle(item).overflowClipMargin, getComputedStyle(item).overflow]"
    )

    assert style == ["20px", "visible"]


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("path", ["feed.xml", "actors/russia/feed.xml"])
def test_a_feed_looks_like_a_page(visit: Visit, address: str, path: str, scheme: str) -> None:
    opened = visit(address + path, touched=False, viewport=PHONE, color_scheme=scheme)

    assert opened.asked == [address + path, f"{address}feed.css"]
    shown = opened.page.evaluate(
        """() => {
          const of = name => getComputedStyle(document.querySelector(name));
          return [
            getComputedStyle(document.documentElement, "::before").content,
            of("feed > title").display, of("entry > summary").display,
            of("entry > content").display, of("feed").backgroundColor,
            document.documentElement.scrollWidth,
          ];
        }"""
    )
    assert shown[0].startswith('"This is a feed.')
    ground = {"light": "rgb(253, 252, 250)", "dark": "rgb(18, 23, 28)"}
    assert shown[1:] == ["block", "block", "none", ground[scheme], PHONE["width"]]
