"""Charts of a measure over time as inline SVG with a caption in words.

Called by sections of the site; gathers all charts of a page, because one run of the converter for
all of them costs little more than a run for one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from markupsafe import Markup

from timeline.core.days import from_day, year_text
from timeline.core.vocabulary import Measure
from timeline.derive.claims import Claim
from timeline.derive.series import Plot, Point, Series, plots
from timeline.pages import words
from timeline.pages.charts import layout
from timeline.pages.charts import svg as drawn_svg
from timeline.pages.charts.labels import cleaned, cut
from timeline.pages.charts.marks import Drawing
from timeline.pages.templating import render
from timeline.pages.view import View

_WIDTHS: Final = (("wide", layout.WIDE), ("narrow", layout.NARROW))
# A title or a name within a sentence is cut at this many pixels of chart text.
_LONG: Final = 420
_MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart on its way to the page: what it shows, its words, its pictures."""

    group: str
    name: str
    scribe: "_Scribe"
    drawings: tuple[Drawing, ...]


def charts(
    view: View, found: Mapping[str, Sequence[Claim]], anchor: str = "chart"
) -> Mapping[str, Sequence[Markup]]:
    """Return the `figure` elements that each group of claims is worth, often none.

    Groups are by measure, actor, event or what else; a chart never mixes measures. `anchor` begins
    every id, so that several sets of charts may stand on one page.
    """
    planned = list(_planned(view, found, anchor))
    pictures = iter(drawn_svg.draw([drawing for chart in planned for drawing in chart.drawings]))
    drawn: dict[str, list[Markup]] = {}
    for chart in planned:
        svgs = [
            _labelled(next(pictures), f"{chart.name}-{width}", width, chart.scribe)
            for width, _ in _WIDTHS
        ]
        caption = {"title": chart.scribe.title, "notes": list(chart.scribe.notes(chart.drawings))}
        figure = render("chart.html", view, name=chart.name, svgs=svgs, **caption)
        drawn.setdefault(chart.group, []).append(figure)
    return drawn


def _planned(view: View, found: Mapping[str, Sequence[Claim]], anchor: str) -> Iterator[Chart]:
    for group, claims in found.items():
        scribes = enumerate(_scribes(view, claims), 1)
        for number, scribe in scribes:
            drawings = tuple(
                layout.lay_out(scribe.plot, scribe.wording(), width) for _, width in _WIDTHS
            )
            yield Chart(group, f"{anchor}-{group}-{number}", scribe, drawings)


def _scribes(view: View, claims: Sequence[Claim]) -> Iterator["_Scribe"]:
    measures: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        measures[claim.figure.measure].append(claim)
    for measure_id, own in measures.items():
        if measure := view.timeline.vocabulary.measures.get(measure_id):
            for plot in plots(measure, own):
                yield _Scribe(view, measure, plot)


def _labelled(svg: ET.Element, name: str, width: str, scribe: "_Scribe") -> Markup:
    """Return a picture with what assistive software reads of it."""
    svg.set("class", f"tl-chart__picture tl-chart--{width}")
    svg.set("role", "img")
    svg.set("aria-labelledby", f"{name}-title")
    svg.set("aria-describedby", f"{name}-desc")
    title, desc = ET.Element("title", {"id": f"{name}-title"}), ET.Element("desc")
    desc.set("id", f"{name}-desc")
    title.text, desc.text = cleaned(scribe.title), cleaned(scribe.summary)
    svg[0:0] = [title, desc]
    return Markup(ET.tostring(svg, "unicode"))  # noqa: S704 - written by an XML writer


class _Scribe:
    """Finds the words for a plot in the language of the site."""

    def __init__(self, view: View, measure: Measure, plot: Plot) -> None:
        self._view = view
        self._measure = measure
        self.plot = plot
        self._claimants = self._all_claimants()

    def wording(self) -> layout.Wording:
        """Return what the picture says."""
        return layout.Wording(
            unit=self._measure.unit,
            names=tuple(self._name(series) for series in self.plot.series),
            amount=self._amount,
            says=self._says,
            number=lambda value: words.number(value, self._view.language),
            year=self._year,
        )

    @property
    def title(self) -> str:
        """What the chart is of: the measure, and by what it is broken down."""
        label = self._view.label("measures", self._measure.id)
        if not self.plot.dimension:
            return label
        breakdown = self._view.label("dimensions", self.plot.dimension)
        if breakdown.casefold() in label.casefold():
            return label
        return f"{label} by {breakdown[:1].lower()}{breakdown[1:]}"

    @property
    def summary(self) -> str:
        """One or two sentences that stand for the picture."""
        points = self.plot.points
        low, high = (choice(points, key=lambda p: p.level) for choice in (min, max))
        count = words.counted(len(points), "figure", "figures", self._view.language)
        said = f"{count}, {self._years()}, {self._by()}. "
        return said + (
            f"The lowest is {self._amount(low)} ({self._period(low)}), "
            f"the highest {self._amount(high)} ({self._period(high)})."
        )

    def notes(self, drawings: Sequence[Drawing]) -> Iterator[str]:
        """Yield the sentences of the caption; only those that this chart needs."""
        points = self.plot.points
        yield f"In {self._measure.unit}, {self._years()}, {self._by()}."
        if self.plot.nature == "flow":
            yield "A bar runs from the first to the last day of the period that it counts."
            lengths = sorted(point.last - point.first for point in points)
            if lengths[0] < lengths[-1] * 0.8:
                yield "Bars of different length must not be compared by their height."
        elif any(point.last - point.first > 40 for point in points):
            yield "A line with ends spans the time that a number is about."
        if self.plot.nature == "stock" and any(s.periods > 1 for s in self.plot.series):
            yield "Faint lines join the numbers of one series; between them nothing is known."
        if any(drawing.logarithmic for drawing in drawings):
            yield "The scale of numbers grows by powers of ten."
        if any(drawing.moved for drawing in drawings):
            yield "Signs that would hide one another stand side by side."
        yield from self._marks(points)
        yield from self._left_out()

    def _marks(self, points: Sequence[Point]) -> Iterator[str]:
        """Explain the forms of marks that occur."""
        if any(point.derived for point in points):
            yield "Hollow: derived by the editors."
        if any(point.superseded for point in points):
            yield "Faint mark: given earlier, replaced by a later figure for the same period."
        if any(point.span for point in points):
            yield "From edge to edge: a range."
        if any(point.opening for point in points):
            yield "Arrow: the number may lie beyond, as in “more than”."
        if any(point.about for point in points):
            yield "Soft band: “about”."

    def _left_out(self) -> Iterator[str]:
        """Say what only the table has."""
        plot, language = self.plot, self._view.language
        left = (
            (plot.unshown, "series with fewer figures", "series with fewer figures"),
            (plot.between, "sum of shorter periods", "sums of shorter periods"),
            (plot.earlier, "earlier figure", "earlier figures"),
            (plot.untimed, "figure of an open period", "figures of open periods"),
        )
        said = [words.counted(*entry, language) for entry in left if entry[0]]
        if said:
            yield f"Only in the table: {'; '.join(said)}."

    def _name(self, series: Series) -> str:
        """Return what tells a series from the others: claimant, part, own label."""
        plot = self.plot
        named = []
        if series.category:
            named.append(self._view.category(plot.dimension, series.category))
        if len({(other.label, other.category) for other in plot.series}) > len(
            {other.category for other in plot.series}
        ):
            named.append(series.label or "Total")
        if len({other.claimant for other in plot.series}) > 1:
            named.append(self._claimant(series.claimant))
        return ", ".join(named) or self._claimant(series.claimant)

    def _claimant(self, actor: str) -> str:
        return self._view.label("actors", actor) if actor else "not attributed"

    def _all_claimants(self) -> Sequence[str]:
        return list(dict.fromkeys(self._claimant(s.claimant) for s in self.plot.series))

    def _by(self) -> str:
        names = [cut(cleaned(name), _LONG) for name in self._claimants]
        if len(names) > _MOST_NAMED:
            return f"claimed by {words.number(len(names), self._view.language)} sides"
        if names == ["not attributed"]:
            return "attributed to nobody"
        return f"claimed by {'; '.join(names)}"

    def _years(self) -> str:
        points = self.plot.points
        first = from_day(min(point.first for point in points))[0]
        last = from_day(max(point.last for point in points))[0]
        return self._year(first) if first == last else f"{self._year(first)}–{self._year(last)}"

    def _year(self, year: int) -> str:
        return self._view.year(year_text(year))

    def _period(self, point: Point) -> str:
        return self._view.date(point.claim.period, coverage=True)

    def _amount(self, point: Point) -> str:
        return words.amount(point.claim.figure, self._view.language)

    def _says(self, point: Point) -> str:
        """Return all that is known of a mark, for who points at it."""
        figure = point.claim.figure
        shown = self._view.figure(figure)
        said = [f"{shown.amount} {shown.unit}", self._period(point), shown.own]
        said.append(self._claimant(figure.attributed_to))
        if figure.as_of:
            said.append(f"as given {self._view.date(figure.as_of)}")
        if point.derived:
            said.append("derived by the editors")
        return cleaned(" · ".join(said))
