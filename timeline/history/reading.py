"""A repository's folder to its History: whether git knows the whole past, and what it says.

Trouble with git is no exception here but the reason of a History without versions.
"""

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

from timeline.core import record
from timeline.core.collector import paused
from timeline.core.fields import LARGEST_FILE
from timeline.core.history import History, Text
from timeline.core.model import Event
from timeline.history.blobs import contents
from timeline.history.git import Git, GitError
from timeline.history.journal import Entry, journal
from timeline.history.versions import Blob, Past, build

Parse = Callable[[bytes], Event | str]


class Reading:
    """A history that is being read: git lists the changes while the caller does something else.

    Of every version of every record below `<root>/<events>`, as far as it is committed; `tip` is
    the id of the commit that the history ends with.
    """

    def __init__(self, root: Path, events: str, tip: str = "HEAD") -> None:
        self._events = events
        self._beside = ThreadPoolExecutor(1)
        self._listed = self._beside.submit(_listed, root, events, tip)

    def history(self, parse: Parse, known: Mapping[str, Event] | None = None) -> History:
        """Return the history. Asked for once.

        `parse` makes an event of a file's bytes, or says in words why it is none; events that were
        read before are `known` by their blob.
        """
        try:
            with paused():
                with self._beside:
                    git, prefix, entries = self._listed.result()
                if not entries:
                    why = f"no event file below {self._events} has been committed yet"
                    return History(reason=why)
                present = {blob: _past(event) for blob, event in (known or {}).items()}
                blobs = present | dict(_older(git, entries, parse, present))
                found = build(entries, blobs, prefix)
                return replace(found, settled=frozenset(_settled(found, present.values())))
        except GitError as error:
            return History(reason=str(error))
        except OSError as error:
            return History(reason=f"git cannot be run: {str(error.strerror).lower()}")


def read(root: Path, events: str, parse: Parse, tip: str = "HEAD") -> History:
    """Return the history without anything that was read before: see `Reading`."""
    return Reading(root, events, tip).history(parse)


def _listed(root: Path, events: str, tip: str) -> tuple[Git, str, list[Entry]]:
    git, prefix = _repository(root)
    return git, prefix, journal(git, posixpath.join(prefix, events), tip)


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


def _older(
    git: Git, entries: list[Entry], parse: Parse, present: Mapping[str, Past]
) -> Iterator[tuple[str, Blob]]:
    """Read each blob that is not `present` once: a record, or the words why it is none."""
    wanted = dict.fromkeys(
        blob
        for entry in entries
        for blob in entry.changes.values()
        if blob is not None and blob not in present
    )
    for blob, size, raw in contents(git, wanted):
        event = _too_large(size) if raw is None else parse(raw)
        yield blob, event if isinstance(event, str) else _old(event)


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
