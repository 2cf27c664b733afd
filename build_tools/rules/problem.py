"""Defines the problems that rules yield: a location, what is wrong there, and how to fix it."""

from typing import NamedTuple

from build_tools.facts.diagnostics import Span


class Problem(NamedTuple):
    """A problem in a record or page. The runner adds the rule's name and level."""

    span: Span
    message: str
    hint: str
