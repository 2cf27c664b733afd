"""What a rule yields: a place, what is wrong there, and the way out."""

from dataclasses import dataclass

from build_tools.facts.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding. The runner adds the rule's name and level."""

    span: Span
    message: str
    hint: str
