"""Templates compiled to plain attribute access and plain calls: far quicker on many pages.

Used by `templating` for our own templates only. Jinja looks attributes up as items too and hands
its context to functions that ask for it; our values are typed and need neither. A name that is
not there is still an error.
"""

import re
from typing import Any, Final

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape

_SPECIAL: Final = re.compile("[&<>'\"]")


def quote(value: Any) -> str:
    """Return a value as it may stand in markup, as `escape` does; most texts need no change."""
    if value.__class__ is Markup or (value.__class__ is str and not _SPECIAL.search(value)):
        return value
    return escape(value)


class OneGlobals(Environment):
    """Gives every template the globals themselves: nobody adds to those of one template."""

    def make_globals(self, d: Any) -> Any:  # noqa: ARG002 - Jinja's signature
        """Return a plain mapping, where Jinja's chain would be searched at every rendering."""
        return self.globals


class DirectCode(CodeGenerator):
    """Writes `a.b` and `a(b)` as they stand, where Jinja would look further."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - Jinja's name
        """Write an attribute."""
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Call(  # noqa: N802 - Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002 - Jinja's signature
    ) -> None:
        """Write a call; one with `*` or `**` goes Jinja's way."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(")(")
        arguments: list[Any] = [*node.args, *node.kwargs]
        for argument in arguments:
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        """Open what turns a value into output; the environment holds our `quote`."""
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.quote(")
