"""Templates on disk: loaded without their front matter, kept compiled, faults at their line."""

import os
from pathlib import Path
from typing import Any

import jinja2

from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.pages.escaping import compiler
from build_tools.pages.front_matter import FRONT_MATTER


def bytecode_cache(project: Path) -> jinja2.BytecodeCache | None:
    """Return a cache of compiled templates in the project's ``.cache/``, if it can be made.

    Jinja compares a checksum of each template's text before it uses what it kept, and their names
    tell by what they were compiled.
    """
    folder = project / ".cache" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    if not os.access(folder, os.W_OK):
        return None
    return jinja2.FileSystemBytecodeCache(str(folder), f"%s.{compiler()}.cache")


class Loader(jinja2.BaseLoader):
    """Loads templates below one folder, with front matter blanked so that lines still count."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """Return the text, its path, and no check whether it is still current."""
        path = self._folder / template
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise jinja2.TemplateNotFound(template) from error
        blanked = FRONT_MATTER.sub(lambda found: "{#" + "\n" * found[0].count("\n") + "#}", text)
        return blanked, str(path), None


def template_fault(path: str, line: int, error: Exception) -> Diagnostic:
    """Return the diagnostic of a template that fails at a line."""
    said = getattr(error, "message", None) or str(error) or type(error).__name__
    message = f"The template fails: {said.rstrip('.')}."
    return Diagnostic(
        Span(path, line, 1, line, 2), "template", message, "Correct the template, or its view."
    )


def fault_at(folder: Path, asked: str, error: Exception) -> Diagnostic:
    """Return the fault at the template that has it, which the one asked for may include."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = Path(error.filename or ""), error.lineno
        return template_fault(_name_of(file, folder) or asked, line, error)
    path, line, trace = asked, 1, error.__traceback__
    while trace is not None:
        if name := _name_of(Path(trace.tb_frame.f_code.co_filename), folder):
            path, line = name, trace.tb_lineno
        trace = trace.tb_next
    return template_fault(path, line, error)


def fault_within(folder: Path, error: Exception) -> Diagnostic | None:
    """Return the fault at the template below the folder that raised an error, if one did."""
    # A project may be reached through a link, by which Jinja then names its files.
    fault = fault_at(folder, "", error)
    return fault if fault.span.path else None


def _name_of(file: Path, folder: Path) -> str | None:
    if not file.is_relative_to(folder) and not (file := file.resolve()).is_relative_to(folder):
        return None
    return f"templates/{file.relative_to(folder).as_posix()}"


def line_of(error: BaseException, path: Path) -> int:
    """Return the line of the template in which rendering failed, as its traceback tells."""
    line, trace = 1, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == str(path):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
