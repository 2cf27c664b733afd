"""Defines what a rule yields: a location, what is wrong there, and how to fix it."""

from dataclasses import dataclass

from build_tools.facts.diagnostics import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding. The runner adds the rule's name and level."""

    span: Span
    message: str
    hint: str
