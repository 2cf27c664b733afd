"""Recognises common mistakes in YAML, because the parser's own messages do not name them."""

import re

from ruamel.yaml.error import MarkedYAMLError

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.wording import clipped

# Short text only: the pattern is matched only at the beginning of a line.
_UNSPACED = re.compile(r"[ \t]*(?:- +)?(?P<key>[a-z][a-z_]*):(?P<value>[^\s/].*)$")

# A name at the end of a line, without the colon that should follow it.
_NAME = re.compile(r"[a-z][a-z_]*[ \t]*\r?$")
_CLOSING = {"[": "]", "{": "}"}


def common_mistake(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return the error for a common mistake, or None.

    The error is located at the mistake, which is before the place where the parser stops.
    """
    for mistake in (_missing_space, _unclosed, _missing_colon):
        if diagnostic := mistake(path, text, error):
            return diagnostic
    return None


def _unclosed(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return an error for a bracket or quotation mark that is not closed.

    Lines inside a bracket are indented more than the line that opens the bracket.
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
            message += f": line {stopped.line + 1} cannot be inside it"
        fix = f"Close it with `{_CLOSING[opening]}`, or put commas between its parts."
        return Diagnostic(span, "yaml", f"{message}.", fix)
    if opening in ("'", '"') and "unexpected end" in (error.problem or ""):
        message = "This quotation mark is never closed."
        return Diagnostic(span, "yaml", message, f"End the text with {opening}, or delete it.")
    return None


def _missing_colon(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return an error for a field's name without its colon, which the parser reads as a text.

    A word is a field's name if the next line is indented more or begins a list.
    """
    begun = error.context_mark
    if begun is None or "expected ':'" not in (error.problem or ""):
        return None
    line, following = _line(text, begun.line), _line(text, begun.line + 1)
    is_list = following.lstrip().startswith("- ") and _indent(following) >= begun.column
    if not (match := _NAME.match(line, begun.column)) or not (
        is_list or _indent(following) > begun.column
    ):
        return None
    name = match[0].strip()
    span = Span(
        path, begun.line + 1, begun.column + 1, begun.line + 1, begun.column + 1 + len(name)
    )
    return Diagnostic(span, "yaml", "A colon is missing after this name.", f"Write `{name}:`.")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _line(text: str, number: int) -> str:
    """Return a line, or "" if the text is shorter, because the parser may count more lines."""
    lines = text.split("\n")
    return lines[number] if number < len(lines) else ""


def _missing_space(path: str, text: str, error: MarkedYAMLError) -> Diagnostic | None:
    """Return an error for a colon without a space after it, as in ``when:2023-08-18``."""
    mark = error.problem_mark
    if mark is None:
        return None
    lines = text.split("\n")
    for number in range(min(mark.line, len(lines) - 1), -1, -1):
        if match := _UNSPACED.match(lines[number]):
            line, start = number + 1, match.start("key") + 1
            span = Span(path, line, start, line, start + len(match["key"]) + 1)
            fix = f"Write `{match['key']}: {clipped(match['value'].strip(), 40)}`."
            return Diagnostic(span, "yaml", "A space is missing after this colon.", fix)
        if number < mark.line and lines[number].strip():
            break
    return None


def hint_for(problem: str) -> str:
    """Return a hint for a problem that the parser reports."""
    if "mapping values are not allowed" in problem:
        return (
            "A text that contains a colon and a space needs quotation marks; otherwise check "
            "the indentation."
        )
    if "did not find expected key" in problem:
        return (
            "If a text begins with a quotation mark or a bracket, put all of it in quotation "
            "marks; otherwise check the indentation."
        )
    if "cannot start any token" in problem or "tab character" in problem:
        return "Indent with spaces, not tabs; quote a text that starts with @, ` or %."
    return "Check the indentation and the quotation marks just before this point."
