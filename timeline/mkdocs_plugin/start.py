"""Makes the theme's start cheap: its script then finds the page as it would have made it.

Only the plugin calls it, on every page that the theme rendered. Each class that the script would
change on the root, and the theme's sheet of palettes, make a browser style the whole page anew.
"""

import re
from collections.abc import Mapping
from typing import Any, Final

from mkdocs.config.defaults import MkDocsConfig

# What the script itself sets. Without scripts our style sheet says what `no-js` would have said.
_CLASSES: Final = {'class="no-js"': 'class="js js-focus-visible"'}
_PALETTES: Final = re.compile(
    r'\s*<link rel="stylesheet" href="[^"]*assets/stylesheets/palette\.[^"]*">'
)


def lighten(html: str, config: MkDocsConfig) -> str:
    """Return a page whose root does not change when the theme's script starts.

    The sheet of palettes is left out where every colour is our own: a rule of it for the moment of
    switching holds for all elements.
    """
    for found, given in _CLASSES.items():
        html = html.replace(found, given, 1)
    return _PALETTES.sub("", html) if _all_custom(config.theme.get("palette")) else html


def _all_custom(palette: Any) -> bool:
    """Tell whether no palette of a configuration asks for colours of the theme."""
    entries = [palette] if isinstance(palette, Mapping) else palette or []
    return all(
        entry.get(colour) == "custom" for entry in entries for colour in ("primary", "accent")
    )
