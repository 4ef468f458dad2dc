"""The shared Jinja environment of all sections, and the view that every template is given.

Autoescaped, strict about missing names; templates stand in `templates/`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from timeline.core import wording
from timeline.core.edtf import Edtf, bound_text
from timeline.core.model import Event, Figure
from timeline.core.site import Site
from timeline.core.timeline import Timeline
from timeline.core.vocabulary import Term
from timeline.derive import facets
from timeline.pages import words

# What the HTML `time` element can say: a year of four digits, a month, a day.
_HTML_DATE: Final = re.compile(r"[1-9][0-9]{3}(?:-[0-9]{2}){0,2}")


@dataclass(frozen=True, slots=True)
class View:
    """What a template needs of timeline and site, for one page."""

    timeline: Timeline
    site: Site
    path: str

    @property
    def language(self) -> str:
        """BCP 47 tag of the site."""
        return self.site.language

    def href(self, path: str) -> str:
        """Return a link to a page that holds under any prefix."""
        return (self._root + self.site.address(path)) or "./"

    def file(self, path: str) -> str:
        """Return a link to a file of the site."""
        return self._root + path

    @property
    def _root(self) -> str:
        return "../" * self.site.address(self.path).count("/")

    def term(self, facet: str, term_id: str) -> Term | None:
        """Return a term of a vocabulary, if it is there."""
        return self.timeline.vocabulary.facet(facet).get(term_id)

    def label(self, facet: str, term_id: str) -> str:
        """Return a term's name in the site's language, else in English, else its id."""
        term = self.term(facet, term_id)
        return term.labels.get(self.language, term.label) if term else term_id

    def date(self, date: Edtf, *, coverage: bool = False) -> str:
        """Return a date in words."""
        language = self.language.partition("-")[0].lower()
        known = language if language in wording.LOCALES else "en"
        return _display(date, known, coverage)

    def when(self, event: Event) -> str:
        """Return the date of an event in words."""
        return self.date(event.date, coverage=self.timeline.covers(event))

    def bounds(self, event: Event) -> tuple[str, str]:
        """Return first and last possible day, `..` where open, empty where unknown."""
        return bound_text(event.date.lower) or "", bound_text(event.date.upper) or ""

    def year(self, event: Event) -> str:
        """Return the year that the event is filed under."""
        return facets.year_of(event)

    def title(self, event: Event) -> str:
        """Return a title that may be shown: withdrawn for privacy, it is gone."""
        return "Withdrawn event" if hidden(event) else event.title

    def amount(self, figure: Figure) -> str:
        """Return a figure's number in words and digits."""
        return words.amount(figure, self.language)

    def number(self, value: float) -> str:
        """Return a number with grouped digits."""
        return words.number(value, self.language)

    def counted(self, count: int, one: str, many: str) -> str:
        """Return a count with its noun."""
        return words.counted(count, one, many, self.language)

    def language_name(self, tag: str) -> str:
        """Return the name of a language."""
        return words.language_name(tag, self.language)


@lru_cache(maxsize=8192)
def _display(date: Edtf, language: str, coverage: bool) -> str:  # noqa: FBT001 - a cache key
    return wording.display(date, language, coverage=coverage)


def hidden(event: Event) -> bool:
    """Whether the text of an event must not be shown anywhere."""
    return event.withdrawn is not None and event.withdrawn.reason in {"privacy", "legal"}


def html_date(date: Edtf) -> str:
    """Return the date as HTML's `time` can say it, else an empty string."""
    if date.level == 0 and date.form == "date" and _HTML_DATE.fullmatch(date.text):
        return date.text
    return ""


def paragraphs(text: str) -> Sequence[str]:
    """Split a text at its blank lines."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


@cache
def environment() -> Environment:
    """Return the environment: autoescape for every template, no bytecode written."""
    env = Environment(
        autoescape=True,
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    env.filters |= {
        "first_sentence": words.first_sentence,
        "heading": words.heading_of,
        "html_date": html_date,
        "paragraphs": paragraphs,
        "words": words.words_of,
    }
    env.globals |= {
        "CLAIM": words.CLAIM,
        "NATURE": words.NATURE,
        "SEEN": words.SEEN,
        "STATUS": words.STATUS,
        "VERDICT": words.VERDICT,
        "WITHDRAWAL": words.WITHDRAWAL,
    }
    return env


def render(template: str, view: View, **context: Any) -> Markup:
    """Fill a template of `templates/`; what comes out is safe to put into a page."""
    return Markup(environment().get_template(template).render(view=view, **context))  # noqa: S704
