"""A repository's folder to its History: whether git knows the whole past, and what it says.

Trouble with git is no exception here but the reason of a History without versions.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from timeline.core import record
from timeline.core.collector import paused
from timeline.core.fields import LARGEST_FILE
from timeline.core.forked import Forked
from timeline.core.history import History, Text
from timeline.core.model import Event
from timeline.history.blobs import contents
from timeline.history.git import Git, GitError
from timeline.history.journal import Entry, journal
from timeline.history.versions import Blob, Past, build

Parse = Callable[[bytes], Event | str]


class Reading:
    """A history that is being read: of what is over, while the caller loads what is there now.

    Of every version of every record below `<root>/<events>`, as far as it is committed. `parse`
    makes an event of a file's bytes, or says in words why it is none; `tip` is the id of the commit
    that the history ends with.
    """

    def __init__(self, root: Path, events: str, parse: Parse, tip: str = "HEAD") -> None:
        self._parse = parse
        self._over = Forked(partial(_over, root, events, parse, tip))

    def history(self, known: Mapping[str, Event] | None = None) -> History:
        """Return the history, once; events that were read before are `known` by their blob."""
        try:
            with paused():
                over = self._over.result()
                present = {blob: _past(event) for blob, event in (known or {}).items()}
                blobs: dict[str, Blob] = {**over.blobs, **present}
                blobs |= _read(over.git, over.last - blobs.keys(), self._parse)
                found = build(over.entries, blobs, over.prefix)
                return replace(found, settled=frozenset(_settled(found, present.values())))
        except GitError as error:
            return History(reason=str(error))
        except ChildProcessError:
            raise
        except OSError as error:
            return History(reason=f"git cannot be run: {str(error.strerror).lower()}")


def read(root: Path, events: str, parse: Parse, tip: str = "HEAD") -> History:
    """Return the history without anything that was read before: see `Reading`."""
    return Reading(root, events, parse, tip).history()


@dataclass(frozen=True, slots=True)
class _Over:
    """What git says of the past: its commits, and each blob that a later one took the place of.

    `last` are the blobs that files have, most of which are known.
    """

    git: Git
    prefix: str
    entries: list[Entry]
    blobs: dict[str, Blob]
    last: set[str]


def _over(root: Path, events: str, parse: Parse, tip: str) -> _Over:
    git, prefix = _repository(root)
    entries = journal(git, posixpath.join(prefix, events), tip)
    if not entries:
        raise GitError(f"no event file below {events} has been committed yet")
    every: set[str] = set()
    held: dict[bytes, str] = {}
    for entry in entries:
        for path, blob in entry.changes.items():
            held.pop(path, None)
            if blob is not None:
                held[path] = blob
                every.add(blob)
    last = set(held.values())
    return _Over(git, prefix, entries, _read(git, every - last, parse), last)


def _repository(root: Path) -> tuple[Git, str]:
    """Return git at the top of the working tree, and the path of `root` from there."""
    here = Git(root)
    inside = here.run("rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
    inside_tree, shallow = inside.decode().split()
    if inside_tree != "true":
        raise GitError("the folder is no working tree of git: clone the repository and build there")
    if shallow == "true":
        raise GitError(
            "this is a shallow clone, which lacks old commits: fetch-depth: 0 or "
            "git fetch --unshallow brings them"
        )
    prefix = here.run("rev-parse", "--show-prefix").removesuffix(b"\n")
    up = here.run("rev-parse", "--show-cdup").removesuffix(b"\n").decode()
    try:
        here.run("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    except GitError:
        raise GitError("nothing has been committed yet: run git commit") from None
    return Git(root.resolve() / up), prefix.decode("utf-8", "surrogateescape")


def _read(git: Git, blobs: Iterable[str], parse: Parse) -> dict[str, Blob]:
    """Read blobs, each a record, or the words why it is none."""
    found: dict[str, Blob] = {}
    for blob, size, raw in contents(git, sorted(blobs)):
        event = _too_large(size) if raw is None else parse(raw)
        found[blob] = event if isinstance(event, str) else _old(event)
    return found


def _settled(history: History, present: Iterable[Past]) -> Iterator[str]:
    """Yield the ids of present events that are the last version of their record."""
    for past in present:
        versions = history.by_id.get(past.id)
        if versions and versions[-1].content is past.content:
            yield past.id


def _too_large(size: int) -> str:
    return f"the file has {size:,} bytes; at most {LARGEST_FILE:,} are taken"


def _old(event: Event) -> Past:
    past = _past(event)
    past.content.json  # noqa: B018 - written now: nobody else keeps the event
    return past


def _past(event: Event) -> Past:
    return Past(
        id=event.id,
        content=Text(partial(record.text, event)),
        aliases=event.aliases,
        order=event.date.sort_key,
        withdrawn=event.withdrawn is not None,
        silenced=record.silenced(event),
    )
