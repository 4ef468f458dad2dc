"""A revision to the Base that the working tree is compared with. Called by `project.check`.

Reads git by way of `history`; what may not differ from the base is for `checks` to say.
"""

from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from timeline import config, history
from timeline.config import ConfigError, Options
from timeline.core import record
from timeline.core.base import Base
from timeline.core.model import Event
from timeline.core.timeline import Timeline, assemble
from timeline.history import History
from timeline.loading.past import past_event


def read(root: Path, options: Options, revision: str, timeline: Timeline) -> Base:
    """Return what stood where HEAD left the line of `revision`.

    Raises ConfigError for a revision that cannot be used, OSError where git cannot answer.
    """
    try:
        tree, folder = history.tree(root, options.events, revision, past_event), options.events
        if not tree.events:
            folder = _folder(root, tree.commit, options)
            tree = history.tree(root, folder, tree.commit, past_event)
    except history.RevisionError as error:
        raise ConfigError([f"--base: {error}"]) from None
    except history.GitError as error:
        raise OSError(f"--base: {error}") from None
    before = assemble(tree.events, timeline.vocabulary)
    new = sorted(timeline.by_id.keys() - before.by_id.keys())
    if not new:  # the whole past is needed for new ids only
        return Base(timeline=before)
    past = history.read(root, folder, past_event, tip=tree.commit)
    return Base(timeline=before, used=_used(past, new))


def _folder(root: Path, commit: str, options: Options) -> str:
    """Return where the events lay in a commit: a new name of the folder hides no deletion."""
    try:
        raw = history.Git(root).run("cat-file", "blob", f"{commit}:./mkdocs.yml")
        with TemporaryDirectory(prefix="timeline-") as place:
            (Path(place) / "mkdocs.yml").write_bytes(raw)
            return config.read(Path(place)).options.events
    except (history.GitError, ConfigError):
        return options.events


def _used(past: History, ids: Iterable[str]) -> dict[str, Event | None]:
    """Return those of the ids that stood for an event, with that event as it was at last."""
    used: dict[str, Event | None] = {}
    for name in ids:
        versions = past.of(name)
        if versions and (name in past.former or versions[-1].op == "delete"):
            texts = (version.record for version in reversed(versions) if version.id == name)
            used[name] = _event(next((text for text in texts if text is not None), None))
    return used


def _event(fields: dict[str, Any] | None) -> Event | None:
    try:
        return record.parse(fields)
    except record.ValidationError:  # the rest of a tombstone
        return None
