"""changes.json: the change log as JSON Feed 1.1, the latest change first, in pages of 100.

Everything that ever happened to a record is in it, from its first publication to its withdrawal.
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from timeline.core.artifact import JSON_FEED, Artifact, json_artifact
from timeline.core.change_outputs import ChangeAbout, ChangeFeed, ChangeFeedItem
from timeline.core.history import instant
from timeline.core.offer import Offer, Values
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.changelog import Step, told
from timeline.derive.computed import page_path
from timeline.derive.syndication import (
    change_content,
    cut,
    date_in_words,
    feed_of_changes,
    json_head,
    page_of,
)

OFFERS: Final = (
    Offer(
        path="changes.json",
        media_type=JSON_FEED,
        holds="JSON Feed 1.1: every change, the latest first",
        client="reader",
        log=True,
    ),
    Offer(
        path="changes/{page}.json",
        media_type=JSON_FEED,
        holds="Its further pages",
        client="reader",
        log=True,
        values={"page": Values(first=2)},
    ),
)


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield changes.json and its further pages; nothing without a history."""
    if not timeline.history.complete:
        return
    newest = [*enumerate(told(timeline).steps, 1)][::-1]
    about = feed_of_changes(site)
    pages = cut(newest)
    for number, items in enumerate(pages, 1):
        head = json_head(about, number, len(pages), "en", site)
        listed = [_item(seq, step, timeline, site) for seq, step in items]
        feed: ChangeFeed = {**head, "items": listed}
        yield json_artifact(page_of("changes", number, "json"), feed, JSON_FEED)


def _item(seq: int, step: Step, timeline: Timeline, site: Site) -> ChangeFeedItem:
    version = step.version
    content = change_content(step)
    known = version.id in timeline
    return {
        "id": site.tag(f"change/{seq}"),
        "url": site.absolute(page_path(version.id) if known else "changes"),
        "title": content.title,
        "content_html": content.html,
        "content_text": content.text,
        "date_published": instant(version.commit.at) or "",
        "_timeline": _about(seq, step, content.record, site),
    }


def _about(seq: int, step: Step, record: Mapping[str, Any], site: Site) -> ChangeAbout:
    version = step.version
    about: ChangeAbout = {
        "seq": seq,
        "op": version.op,
        "id": version.id,
        "item": site.tag(f"event/{version.id}"),
        "revision": version.revision,
        "commit": version.commit.id,
    }
    if version.previous:
        about["previous"] = version.previous
    if version.redacted:
        about["redacted"] = True
    if "withdrawn" in record:
        about["withdrawn"] = record["withdrawn"]
    if "date" in record:
        about["date"] = record["date"]
        about["display"] = date_in_words(record["date"])
    return about
