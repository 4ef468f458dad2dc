"""Findings as workflow commands, which GitHub shows beside the lines of a pull request.

Text is percent-encoded (`%`, CR, LF; in properties also `:` and `,`), or a crafted title could
inject a command. GitHub shows only some annotations a step, so the plain report follows.
"""

from collections.abc import Sequence

from timeline.core.diagnostic import Diagnostic, Summary, visible


def render(diagnostics: Sequence[Diagnostic], summary: Summary) -> str:
    """Return one command a finding and a notice that counts."""
    lines = [_command(item) for item in diagnostics]
    counted = f"{summary.files} files checked: {summary.errors} errors, {summary.warnings} warnings"
    return "\n".join([*lines, f"::notice title=timeline check::{_text(counted)}"]) + "\n"


def _command(item: Diagnostic) -> str:
    properties = []
    if item.file:
        properties.append(f"file={_property(item.file)}")
    if item.line is not None:
        properties += [f"line={item.line}", f"col={item.column}"]
    properties.append(f"title={_property(item.code)}")
    at = f"{visible(item.pointer)}: " if item.pointer else ""
    message = f"{at}{item.message}\nfix: {item.hint}"
    return f"::{item.severity} {','.join(properties)}::{_text(message)}"


def _text(text: str) -> str:
    r"""Encode a message.

    >>> _text("100%\n::error::")
    '100%25%0A::error::'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Encode a property.

    >>> _property("a:b,c")
    'a%3Ab%2Cc'
    """
    return _text(text).replace(":", "%3A").replace(",", "%2C")
