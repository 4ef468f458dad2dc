"""Charts of measures over time as static SVG, drawn when the site is built; called by sections.

Values and a view go in, markup comes out. Altair and vl-convert draw; no text of a record reaches
them.
"""

from timeline.pages.charts.figure import charts

__all__ = ["charts"]
