"""feed.css: how the Atom feeds look when somebody opens one in a browser.

Plain CSS, because browsers take XSLT away; it fetches nothing. Every Atom feed refers to it by a
relative address (`derive.atom`).
"""

from collections.abc import Iterator
from typing import Final

from timeline.core.artifact import CSS, Artifact
from timeline.core.offer import Offer
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.atom import STYLE
from timeline.derive.syndication import latest

OFFERS: Final = (
    Offer(
        path=STYLE,
        media_type=CSS,
        holds="How Atom feeds look in a browser",
        client="reader",
    ),
)

_SHEET: Final = """\
/* No element of Atom can be clicked, so addresses are shown and do not look like links.
   Atom has no names of HTML: all that is not shown by name below is hidden. */
:root {
  color-scheme: light dark;
  --ground: #fdfcfa;
  --ink: #1d2329;
  --soft: #565f68;
  --rule: #dedbd3;
  --panel: #f4f2ec;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12171c;
    --ink: #dfe2e5;
    --soft: #a4adb5;
    --rule: #2c353d;
    --panel: #1a2128;
  }
}

feed {
  display: block;
  box-sizing: border-box;
  max-width: 46rem;
  min-height: 100vh;
  margin: 0 auto;
  padding: 1.5rem 1.25rem 4rem;
  color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
:root {
  background: var(--ground);
}
feed > *,
entry > * {
  display: none;
}
title,
subtitle,
summary {
  unicode-bidi: plaintext;
}

feed::before {
  content: "This is a feed. To be told what is new, copy its address from the address bar of the \
browser into a feed reader.";
  display: block;
  margin-bottom: 2rem;
  padding: 0.75rem 1rem;
  border-radius: 0.25rem;
  background: var(--panel);
  color: var(--soft);
}
feed > title {
  display: block;
  font-size: 1.75rem;
  font-weight: 700;
  line-height: 1.25;
}
feed > subtitle {
  display: block;
  margin-top: 0.5rem;
  color: var(--soft);
}
feed > link[rel="alternate"][type="text/html"],
feed > link[rel="current"],
feed > link[rel="next"],
feed > link[rel="prev-archive"],
feed > rights {
  display: block;
  margin-top: 0.25rem;
  color: var(--soft);
  font-size: 0.875rem;
}
feed > rights {
  margin-top: 1rem;
}
feed > link[rel="alternate"][type="text/html"]::before {
  content: "As a page: " attr(href);
}
feed > link[rel="current"]::before {
  content: "Newest entries: " attr(href);
}
feed > link[rel="next"]::before,
feed > link[rel="prev-archive"]::before {
  content: "Earlier entries: " attr(href);
}
feed > rights::before {
  content: "Licence: ";
}

feed:not(:has(entry))::after {
  content: "Nothing stands in it yet.";
  display: block;
  margin-top: 2rem;
}
feed > entry {
  display: flex;
  flex-direction: column;
  margin-top: 1.75rem;
  padding-top: 1.5rem;
  border-top: 1px solid var(--rule);
}
entry > title {
  display: block;
  font-size: 1.125rem;
  font-weight: 600;
  line-height: 1.35;
}
entry > published {
  display: block;
  margin-top: 0.25rem;
  color: var(--soft);
  font-size: 0.875rem;
}
entry > published::before {
  content: "Recorded ";
}
entry > summary {
  display: block;
  margin-top: 0.5rem;
  white-space: pre-line;
}
entry > link[rel="alternate"][type="text/html"] {
  display: block;
  order: 1; /* below the summary */
  margin-top: 0.5rem;
  color: var(--soft);
  font-size: 0.875rem;
}
entry > link[rel="alternate"][type="text/html"]::before {
  content: attr(href);
}
"""


def export(timeline: Timeline, site: Site) -> Iterator[Artifact]:
    """Yield the style sheet; nothing where there are no Atom feeds."""
    if latest(timeline, site) is not None:
        yield Artifact(STYLE, CSS, _SHEET.encode())
