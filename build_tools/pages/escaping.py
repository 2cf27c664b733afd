"""How templates escape what they show: exactly as MarkupSafe does, in a third of the time."""

from collections.abc import Callable, MutableMapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import jinja2
import markupsafe
from jinja2.compiler import CodeGenerator
from markupsafe import Markup, escape

from build_tools.pages.macro_calls import Calling

# What MarkupSafe does to a plain text, without the Markup around it; else the same, only slower.
_replaced: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def shown(value: object) -> str:
    """Return the text of ``markupsafe.escape(value)``, to be joined to a page and nothing else.

    MarkupSafe makes a ``Markup`` of each value, even of what is one already. A page of a claim
    shows some hundred values, and a text that they are only joined to needs no more than theirs.
    """
    if type(value) is str:
        return _replaced(value)
    if type(value) is Markup:
        return value
    # What only inherits from Markup may say otherwise what it is as HTML.
    return escape(value) if hasattr(value, "__html__") else _replaced(str(value))


class _Generator(CodeGenerator):
    """Compiles each ``{{ }}`` that is escaped to a call of the environment's ``shown``."""

    def _output_child_pre(self, node: Any, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not (frame.eval_ctx.volatile or finalize.src):
            self.write("environment.shown(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Escaping(jinja2.Environment):
    """An environment whose templates show values by :func:`shown`, and call by their context."""

    code_generator_class = _Generator
    context_class = Calling
    shown = staticmethod(shown)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return what a template knows beside its own values: what all of the environment know.

        Jinja lays an empty mapping over it, whose names are then asked for one by one, for each
        page and each file that it imports. No template here is given anything of its own.
        """
        return self.globals if d is None else super().make_globals(d)


@cache
def compiler() -> str:
    """Return a name for what templates are compiled by, to tell compiled ones of others."""
    return sha256(Path(__file__).read_bytes()).hexdigest()[:12]
