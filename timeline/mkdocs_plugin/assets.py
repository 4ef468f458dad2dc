"""Our own files for the theme: the style sheet, the script that starts it, its overrides.

Only the plugin calls it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

_FOLDER: Final = Path(__file__).parent.parent / "pages"
OVERRIDES: Final = str(_FOLDER / "overrides")
STYLE: Final = "assets/timeline.css"
_START: Final = "assets/start.js"


def assets(config: MkDocsConfig) -> Iterator[File]:
    """Yield the files that pages ask for."""
    yield File.generated(config, STYLE, content=_style())
    yield File.generated(config, _START, content=(_FOLDER / _START).read_text("utf-8"))


def _style() -> str:
    """Return our style sheets as one, so that a page asks for one; that for paper comes last."""
    files = sorted((_FOLDER / "assets").glob("*.css"), key=lambda f: (f.stem == "print", f.stem))
    return "\n".join(file.read_text("utf-8") for file in files)
