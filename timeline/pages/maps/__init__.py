"""Small static maps as inline SVG, drawn when the site is built; called by `terms`.

Plain values go in, markup comes out; no vocabulary, no network, no clock.
"""

from timeline.pages.maps.locator import draw_place
from timeline.pages.maps.overview import draw_overview
from timeline.pages.maps.spot import Spot

__all__ = ["Spot", "draw_overview", "draw_place"]
