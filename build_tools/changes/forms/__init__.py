"""Writes a comparison as text, Markdown or JSON. Each format has a module of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path

from build_tools.changes.comparison import Comparison
from build_tools.changes.forms.data import as_json
from build_tools.changes.forms.markdown import as_markdown
from build_tools.changes.forms.text import as_text

__all__ = ["FORMATS", "as_json", "as_markdown", "as_text"]

# Each function also takes the project's folder, to quote the lines with errors.
FORMATS: Mapping[str, Callable[[Comparison, Path], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}
