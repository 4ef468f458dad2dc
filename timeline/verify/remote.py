"""A published site at an address: fetched once, in parallel, into a temporary folder.

The host is not trusted: no redirect leaves it, no answer is read beyond the size that the manifest
gives it, none may take for ever. Files lie under numbers, so no path of theirs reaches the disk.
"""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from time import monotonic
from typing import IO, Any, Final, Self
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from timeline.core.diagnostic import Diagnostic, finding
from timeline.output import MANIFEST, leads_out
from timeline.verify.places import UnreachableError

WORKERS: Final = 8
SILENCE: Final = 20.0  # seconds without a byte
PATIENCE: Final = 300.0  # seconds for a file
LARGEST_MANIFEST: Final = 256 * 2**20
LARGEST_SITE: Final = 8 * 2**30
_CHUNK: Final = 2**16
_GONE: Final = (404, 410)
# Hosts that read these files do not serve them.
_FOR_HOSTS: Final = frozenset(["_headers", "_redirects"])


class _SameHost(HTTPRedirectHandler):
    """Follows redirects within the host only."""

    def redirect_request(  # noqa: PLR0913, PLR0917 - the signature of the standard library
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """Refuse to leave the host."""
        if _host(newurl) != _host(req.full_url):
            raise UnreachableError(f"the host sends elsewhere, to {newurl[:200]}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _host(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc.lower()


class Remote:
    """A site at an address, to be used with `with`: what was fetched goes at the end."""

    def __init__(self, url: str) -> None:
        url = url.removesuffix(MANIFEST)
        self.name = url if url.endswith("/") else url + "/"
        self._opener = build_opener(_SameHost)
        self._folder = tempfile.TemporaryDirectory(prefix="timeline-verify-")
        self._places: dict[str, Path] = {}
        self._lost: set[str] = set()
        self._served: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._folder.cleanup()

    def fetch(self, entries: list[dict[str, Any]]) -> Iterator[Diagnostic]:
        """Get every file of the manifest; yield those that the host does not give."""
        sizes = {e["path"]: e["bytes"] for e in entries if not leads_out(e["path"])}
        if sum(sizes.values()) > LARGEST_SITE:
            raise UnreachableError(f"{self.name} lists more than {LARGEST_SITE:,} bytes")
        with ThreadPoolExecutor(WORKERS) as pool:
            told = pool.map(self._get, range(len(sizes)), sizes, sizes.values())
            for path, reason in zip(sizes, told, strict=True):
                if reason:
                    self._lost.add(path)
                    yield finding("T917", path, reason=reason)

    def _get(self, number: int, path: str, size: int) -> str:
        """Fetch a file; return why that failed, or nothing. What is not there is not kept."""
        target = Path(self._folder.name, str(number))
        try:
            with target.open("wb") as stream:
                found = self._copy(path, stream, size)
        except UnreachableError as error:
            return str(error)
        if found:
            self._places[path] = target
        elif path in _FOR_HOSTS:
            self._served.add(path)
        return ""

    def _copy(self, path: str, stream: IO[bytes], size: int) -> bool:
        """Write an answer, at most one byte more than it should have; tell if there is a file."""
        end = monotonic() + PATIENCE
        request = Request(self.name + quote(path), headers={"User-Agent": "timeline-verify"})  # noqa: S310
        try:
            with self._opener.open(request, timeout=SILENCE) as answer:
                left = size + 1
                while left and monotonic() < end:
                    chunk = answer.read1(min(left, _CHUNK))
                    if not chunk:
                        return True
                    stream.write(chunk)
                    left -= len(chunk)
        except HTTPError as error:
            error.close()
            if error.code in _GONE:
                return False
            raise UnreachableError(f"the host answers {error.code}") from None
        except UnreachableError:
            raise
        except URLError as error:
            raise UnreachableError(_reason(error.reason)) from None
        except (OSError, HTTPException, ValueError) as error:
            raise UnreachableError(_reason(error)) from None
        if left:
            raise UnreachableError(f"not there after {PATIENCE:.0f} seconds")
        return True

    def files(self) -> set[str]:
        """Return what the host gave."""
        return set(self._places)

    def strange(self) -> set[str]:
        """Return nothing: a host gives files."""
        return set()

    def lost(self) -> set[str]:
        """Return what was told to be unreachable, and what hosts keep to themselves."""
        return self._lost | self._served

    def read(self, path: str) -> bytes:
        """Return a file that was fetched; the manifest is fetched here."""
        if path != MANIFEST:
            return self._places[path].read_bytes()
        target = Path(self._folder.name, MANIFEST)
        with target.open("wb") as stream:
            found = self._copy(path, stream, LARGEST_MANIFEST)
        if not found:
            raise FileNotFoundError(2, "no such file")
        if target.stat().st_size > LARGEST_MANIFEST:
            raise ValueError(f"it has more than {LARGEST_MANIFEST:,} bytes")
        return target.read_bytes()


def _reason(error: object) -> str:
    if isinstance(error, TimeoutError):
        return f"no answer within {SILENCE:.0f} seconds"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return str(error)[:200].lower() or type(error).__name__
