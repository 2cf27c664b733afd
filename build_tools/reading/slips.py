"""The commonest slips in YAML: what the parser calls them is not what people did."""

import re

from ruamel.yaml.error import MarkedYAMLError

from build_tools.diagnostics import Diagnostic, Span
from build_tools.text import clipped

_UNSPACED = re.compile(r"[ \t]*(?:- +)?(?P<key>[a-z][a-z_]*):(?P<value>[^\s/].*)$")


def missing_space(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return the commonest slip, ``when:2023-08-18``: the parser stumbles only after it."""
    mark = error.problem_mark
    if mark is None:
        return None
    lines = text.split("\n")
    for number in range(min(mark.line, len(lines) - 1), -1, -1):
        if found := _UNSPACED.match(lines[number]):
            line, start = number + 1, found.start("key") + 1
            span = Span(path, line, start, line, start + len(found["key"]) + 1)
            way_out = f"Write `{found['key']}: {clipped(found['value'].strip(), 40)}`."
            return Diagnostic(span, "yaml", "A space is missing after this colon.", way_out)
        if number < mark.line and lines[number].strip():
            break
    return None


def way_out(problem: str) -> str:
    """Return what to do about what the parser calls a problem."""
    if "mapping values are not allowed" in problem:
        return (
            "A text that holds a colon and a space must stand in quotation marks; otherwise check "
            "the indentation."
        )
    if "did not find expected key" in problem:
        return (
            "Where a text begins with a quotation mark or a bracket, put all of it in quotation "
            "marks; otherwise check the indentation."
        )
    if "cannot start any token" in problem or "tab character" in problem:
        return "Indent with spaces, not tabs; quote a text that starts with @, ` or %."
    return "Check the indentation and the quotation marks just before this place."
