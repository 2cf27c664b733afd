"""How templates call macros and methods: exactly as Jinja does, with fewer questions."""

from collections.abc import Callable
from types import MethodType
from typing import Any

from jinja2.runtime import Context, Macro

# What Jinja marks by this name wants the context, or part of it, before its own values.
_WANTS = "jinja_pass_arg"
_STOPPED = "value was undefined because a callable raised a StopIteration exception"


class Calling(Context):
    """A context that knows at sight what a macro wants, and that most methods want nothing.

    Jinja asks each of them, and what calls it, twice. Long pages call some thousand times.
    """

    def call(self, called: Callable[..., Any], /, *values: Any, **named: Any) -> Any:
        """Call it as Jinja would."""
        if type(called) is Macro:
            values = (self.eval_ctx, *values)
        elif type(called) is not MethodType or hasattr(called, _WANTS):
            return super().call(called, *values, **named)
        if named:
            # Jinja hands these over inside a loop or a block, for whoever wants the context.
            named.pop("_loop_vars", None)
            named.pop("_block_vars", None)
        try:
            return called(*values, **named)
        except StopIteration:
            return self.environment.undefined(_STOPPED)
