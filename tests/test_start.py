"""What the theme's script would change at its start is so from the beginning."""

import pytest
from mkdocs.config.defaults import MkDocsConfig

from timeline.mkdocs_plugin.start import lighten

PAGE = """<html lang="en" class="no-js">
<link rel="stylesheet" href="../assets/stylesheets/main.0a1b.min.css">
<link rel="stylesheet" href="../assets/stylesheets/palette.0a1b.min.css">
<p class="no-js">"""
OURS = {"primary": "custom", "accent": "custom"}


def configured(palette: object) -> MkDocsConfig:
    config = MkDocsConfig()
    theme = {"name": "material"} | ({} if palette is None else {"palette": palette})
    config.load_dict({"site_name": "A", "theme": theme})
    assert config.validate()[0] == []
    return config


@pytest.mark.parametrize(
    ("palette", "kept"),
    [
        (OURS, False),
        ([OURS, OURS | {"scheme": "slate"}], False),
        ([OURS, {"primary": "indigo", "accent": "custom"}], True),
        ({"scheme": "slate"}, True),
        ({"primary": "custom"}, True),
    ],
)
def test_palettes_of_the_theme_are_loaded_where_they_are_asked_for(
    palette: object, *, kept: bool
) -> None:
    html = lighten(PAGE, configured(palette))

    assert ("palette." in html) == kept
    assert "main.0a1b.min.css" in html


def test_the_root_has_its_classes_and_nothing_else_is_touched() -> None:
    html = lighten(PAGE, configured(OURS))

    assert html.startswith('<html lang="en" class="js js-focus-visible">')
    assert html.endswith('<p class="no-js">')
    assert lighten("<html>", configured(None)) == "<html>"
