"""Building sites with the real MkDocs, and reading what came out."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ROOT: Final = Path(__file__).parent.parent
URL: Final = "http://127.0.0.1:8000/"


def build(root: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs build --strict` in its own process, as a user does."""
    given = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": URL} | environment
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(target)]
    return subprocess.run(
        command, cwd=root, env=given, capture_output=True, text=True, check=False, timeout=300
    )


def built(root: Path, target: Path, **environment: str) -> Path:
    """Build a site that must succeed without a warning."""
    result = build(root, target, **environment)
    assert result.returncode == 0, result.stderr
    return target


@cache
def real_site() -> Path:
    """Build this repository's own site once for all tests."""
    folder = Path(tempfile.mkdtemp(prefix="timeline-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return built(ROOT, folder, EDIT_URL="https://git.example.org/t/edit/main/")


def contents(site: Path) -> dict[str, bytes]:
    """Return every file of a site."""
    files = sorted(path for path in site.rglob("*") if path.is_file())
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in files}


class Document(HTMLParser):
    """What the tests ask of a page: elements with their attributes, and the text of some."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[tuple[str, str]] = []
        self._drawings = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        self._drawings += tag == "svg"
        # Drawings have titles of their own; blocks of JSON are data.
        kind = "data" if tag == "script" and "json" in given.get("type", "") else tag
        if kind in {"title", "h1", "script", "data"} and not self._drawings:
            self._open.append((tag, kind))
            self.texts.setdefault(kind, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._drawings -= tag == "svg"
        if self._open and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1][1]][-1] += data

    def find(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """Return the attributes of the elements that have the wanted ones."""
        return [
            attributes
            for name, attributes in self.elements
            if name == tag and wanted.items() <= attributes.items()
        ]

    def ids(self) -> set[str]:
        return {attributes["id"] for _, attributes in self.elements if "id" in attributes}


def page(site: Path, path: str) -> Document:
    """Read a page of a site."""
    return Document((site / path).read_text("utf-8"))


def broken_links(site: Path) -> list[str]:
    """Return every link within the site that leads to no file or to no anchor."""
    documents = {path: page(site, path) for path in contents(site) if path.endswith(".html")}
    anchors = {path: document.ids() for path, document in documents.items()}
    broken = []
    for path, document in documents.items():
        for tag, attributes in document.elements:
            link = attributes.get("href") or attributes.get("src")
            if not link or tag == "base":
                continue
            address, fragment = urldefrag(urljoin(URL + path, link))
            if not address.startswith(URL):
                continue
            file = unquote(urlsplit(address).path.lstrip("/"))
            file += "index.html" if not file or file.endswith("/") else ""
            lost = not (site / file).is_file()
            if lost or (fragment and fragment not in anchors.get(file, {fragment})):
                broken.append(f"{path}: {link}")
    return broken
