"""The commonest slips in YAML: what the parser calls them is not what people did."""

import re

from ruamel.yaml.error import MarkedYAMLError

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.wording import clipped

# Short text only: matched at the beginning of a line.
_UNSPACED = re.compile(r"[ \t]*(?:- +)?(?P<key>[a-z][a-z_]*):(?P<value>[^\s/].*)$")

# A name that nothing follows, where a colon should.
_NAME = re.compile(r"[a-z][a-z_]*[ \t]*\r?$")
_CLOSING = {"[": "]", "{": "}"}


def slip(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return one of the commonest slips, at its own place: the parser stumbles only after it."""
    for told in (_missing_space, _unclosed, _missing_colon):
        if found := told(path, text, error):
            return found
    return None


def _unclosed(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return a bracket or quotation mark that something else follows before it is closed.

    What goes on within a bracket is indented deeper than the line that opens it.
    """
    begun, stopped = error.context_mark, error.problem_mark
    if begun is None or stopped is None or stopped.line == begun.line:
        return None
    rest = _line(text, stopped.line)
    if rest.strip() and _indent(rest) > _indent(_line(text, begun.line)):
        return None
    opening = _line(text, begun.line)[begun.column : begun.column + 1]
    span = Span(path, begun.line + 1, begun.column + 1, begun.line + 1, begun.column + 2)
    if opening in _CLOSING and "flow" in (error.context or ""):
        message = "This bracket is not closed"
        if rest.strip():
            message += f": what stands on line {stopped.line + 1} cannot be in it"
        way_out = f"Close it by `{_CLOSING[opening]}`, or put a comma between its parts."
        return Diagnostic(span, "yaml", f"{message}.", way_out)
    if opening in ("'", '"') and "unexpected end" in (error.problem or ""):
        message = "This quotation mark has no second one."
        return Diagnostic(span, "yaml", message, f"End the text by {opening}, or quote nothing.")
    return None


def _missing_colon(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return a name of a field without its colon; the parser takes it for a text.

    What follows tells that it is one: its value, indented deeper or a list.
    """
    begun = error.context_mark
    if begun is None or "expected ':'" not in (error.problem or ""):
        return None
    line, following = _line(text, begun.line), _line(text, begun.line + 1)
    is_list = following.lstrip().startswith("- ") and _indent(following) >= begun.column
    if not (found := _NAME.match(line, begun.column)) or not (
        is_list or _indent(following) > begun.column
    ):
        return None
    name = found[0].strip()
    span = Span(
        path, begun.line + 1, begun.column + 1, begun.line + 1, begun.column + 1 + len(name)
    )
    return Diagnostic(span, "yaml", "A colon is missing after this name.", f"Write `{name}:`.")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line(text: str, number: int) -> str:
    """Return a line, or nothing: the parser knows more ends of a line than are counted here."""
    lines = text.split("\n")
    return lines[number] if number < len(lines) else ""


def _missing_space(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
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
