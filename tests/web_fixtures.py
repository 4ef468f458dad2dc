"""A web server of the tests' own on loopback, honest or hostile, and a crawler of links."""

import json
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.request import ProxyHandler, build_opener

FACETS: Final = ("actors", "places", "topics", "kinds")
OPENER: Final = build_opener(ProxyHandler({}))
Answer = Callable[[BaseHTTPRequestHandler], bool]  # whether it has answered


class _Files(SimpleHTTPRequestHandler):
    """Serves a folder; `hostile` may answer first."""

    def __init__(self, *args: Any, hostile: Answer | None, **options: Any) -> None:
        self.hostile = hostile
        super().__init__(*args, **options)

    def do_GET(self) -> None:
        if self.hostile is None or not self.hostile(self):
            super().do_GET()

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: Any) -> None:
        """Clients that hang up are what these tests are about."""


@contextmanager
def served(folder: Path, hostile: Answer | None = None) -> Iterator[str]:
    """Serve a folder on loopback; give its address."""
    handler = partial(_Files, directory=str(folder), hostile=hostile)
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def fetch(url: str) -> bytes:
    with OPENER.open(url, timeout=10) as answer:
        content: bytes = answer.read()
    return content


class Crawler:
    """Follows the links of the API as its index explains them, and nothing else."""

    def __init__(self, site: str, get: Callable[[str], bytes] = fetch) -> None:
        self.site, self.seen = site, dict[str, bytes]()
        self._get = get

    def crawl(self) -> dict[str, bytes]:
        """Return every file that is found, by path."""
        index = json.loads(self._file("api/v1/index.json"))
        self._base = index["url"]
        for link in index["links"]:
            values = link.get("values", {})
            numbered = any("first" in told for told in values.values())
            start = link["example"] if numbered else link["href"]  # the rest of them by `next`
            for href in self._expanded(start, values):
                self._follow(href)
        return self.seen

    def _file(self, path: str) -> bytes:
        if path not in self.seen:
            self.seen[path] = self._get(self.site + path)
        return self.seen[path]

    def _read(self, href: str) -> bytes:
        assert href.startswith(self._base), href
        return self._file(href.removeprefix(self._base))

    def _follow(self, href: str) -> None:
        """Read a file, those that it calls its next ones, and those that it lists for a term."""
        waiting = deque([href])
        while waiting:
            address = waiting.popleft()
            content = self._read(address)
            value = json.loads(content) if address.endswith(".json") else {}
            value = value if isinstance(value, dict) else {}
            following = value.get("next") or value.get("next_url")
            waiting.extend([following] if following else [])
            for entry in value.get("result", []):
                for file in entry.get("files", []) if "href" in entry else []:
                    self._read(file["href"])

    def _expanded(self, href: str, values: dict[str, Any]) -> Iterator[str]:
        """Yield the addresses that a template stands for."""
        name = next((name for name in values if "{" + name + "}" in href), None)
        if name is None:
            yield href
            return
        rest = {key: value for key, value in values.items() if key != name}
        for value in self._values(values[name], href):
            yield from self._expanded(href.replace("{" + name + "}", value), rest)

    def _values(self, told: dict[str, Any], href: str) -> Iterator[str]:
        if "one_of" in told:
            yield from told["one_of"]
            return
        facet = next((part for part in href.split("/") if part in FACETS), "")
        for source in told["lists"]:
            yield from self._listed(source, source["href"].replace("{facet}", facet))

    def _listed(self, source: dict[str, Any], href: str) -> Iterator[str]:
        following: str | None = href
        while following:
            value = json.loads(self._read(following))
            yield from dict.fromkeys(_at(value, source["pointer"].strip("/").split("/")))
            following = value["next"]
            assert source.get("paged") or not following, href


def _at(value: Any, parts: list[str]) -> Iterator[str]:
    if not parts:
        yield value
    elif parts[0] == "*":
        for member in value:
            yield from _at(member, parts[1:])
    elif parts[0] in value:
        yield from _at(value[parts[0]], parts[1:])
