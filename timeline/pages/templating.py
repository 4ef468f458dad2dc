"""The Jinja environment of all sections: autoescaped, strict about names that are missing.

Templates stand in `templates/`; what each is given is a `View`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from timeline.core.model import Event
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.derive.citations import backing
from timeline.derive.corrections import corrected, happened
from timeline.derive.field_words import WITHDRAWAL
from timeline.pages import words
from timeline.pages.compiling import DirectCode, OneGlobals, quote
from timeline.pages.drawing import picture, share
from timeline.pages.markup import mark
from timeline.pages.paging import part_path
from timeline.pages.view import View

# Stands for the way to the site's root in what many pages share; no text may hold it.
_ROOT: Final = "\x00"


class Items:
    """Each event as an entry of a list: made once, and fitted to every page that shows it."""

    def __init__(self, timeline: Timeline, site: Site) -> None:
        self._view = View(timeline, site, "", root=_ROOT)
        self._corrected = corrected(timeline)
        self._made: dict[str, Markup] = {}

    def on(self, view: View) -> Callable[[Iterable[Event]], Markup]:
        """Return the function that lists events on a page."""
        root = view.root

        def entries(events: Iterable[Event]) -> Markup:
            whole = "".join([self._entry(event) for event in events])
            return Markup(whole.replace(_ROOT, root))  # noqa: S704 - made of rendered templates

        return entries

    def _entry(self, event: Event) -> Markup:
        found = self._made.get(event.id)
        if found is None:
            found = self._made[event.id] = render(
                "item.html",
                self._view,
                event=event,
                backing=len(backing(event)),
                corrected=self._corrected.get(event.id),
                differing=sum(reading.verdict != "followed" for reading in event.readings),
            )
        return found


@cache
def environment() -> Environment:
    """Return the environment: autoescape for every template, no bytecode written."""
    env = OneGlobals(
        auto_reload=False,
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.code_generator_class = DirectCode
    vars(env)["quote"] = quote  # what the code that `DirectCode` writes calls
    env.filters |= {
        "breakable": words.breakable,
        "code": words.code,
        "first_sentence": words.first_sentence,
        "heading": words.heading_of,
        "json": words.json_text,
        "paragraphs": words.paragraphs,
        "sentence": words.sentence,
        "words": words.spelled,
    }
    env.globals |= {
        "CLAIM": words.CLAIM,
        "KEY": words.KEY,
        "NATURE": words.NATURE,
        "STATUS": words.STATUS,
        "ABOUT": words.ABOUT,
        "VERDICT": words.VERDICT,
        "happened": happened,
        "mark": mark,
        "part_path": part_path,
        "share": share,
        "picture": picture,
        "WITHDRAWAL": WITHDRAWAL,
    }
    return env


def render(template: str, view: View, **context: Any) -> Markup:
    """Fill a template of `templates/`; what comes out is safe to put into a page."""
    return Markup(environment().get_template(template).render(view=view, **context))  # noqa: S704
