"""Defines the problems that rules yield: a location, a message and a hint."""

from typing import NamedTuple

from build_tools.facts.diagnostics import Span


class Problem(NamedTuple):
    """A problem in a record or page. The runner adds the rule's name and level."""

    span: Span
    message: str
    hint: str
