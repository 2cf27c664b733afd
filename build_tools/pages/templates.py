"""Loads templates without their front matter, and finds the line at which a template fails."""

import os
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import jinja2

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import TemplateFolders
from build_tools.pages.front_matter import FRONT_MATTER
from build_tools.pages.messages import add_messages

# A site's template can extend the template that it replaces:
# {% extends "engine/pages/claim.html.j2" %}.
_ENGINES = "engine/"


def template_environment(folders: TemplateFolders, words: Catalogue) -> jinja2.Environment:
    """Return the environment for the templates in a project and in the engine.

    All values are escaped, except those that a template itself marks as safe. An unknown variable
    is an error. ``words`` is the catalogue of the site's language.
    """
    environment = _Environment(
        loader=Loader(folders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=bytecode_cache(folders.own.parent),
        cache_size=-1,  # every template stays loaded
    )
    add_messages(environment, words)
    return environment


class _Environment(jinja2.Environment):
    """An environment that gives all templates its own globals instead of a chain of mappings.

    Jinja copies the globals whenever it renders a template. Copying a chain would take longer than
    rendering a title.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals for a template, including the template's own globals."""
        return {**self.globals, **d} if d else self.globals


def without_escaping(environment: jinja2.Environment) -> jinja2.Environment:
    """Return an environment for front matter, in which values are not escaped.

    The plain text is escaped on the page instead. Templates from this environment must never be
    cached, because the cached code does not escape values.
    """
    return environment.overlay(autoescape=False, bytecode_cache=None)


def bytecode_cache(project: Path) -> jinja2.BytecodeCache | None:
    """Return a cache for compiled templates in ``.cache/``, or None if the folder is not writable.

    Jinja compares a checksum of each template's text before it uses a cached template.
    """
    folder = project / ".cache" / "templates"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


class Loader(jinja2.BaseLoader):
    """Loads templates with blank lines in place of front matter, to keep line numbers correct.

    A site's own template replaces the engine's template with the same path.
    """

    def __init__(self, folders: TemplateFolders) -> None:
        self._folders = folders

    def get_source(self, environment: jinja2.Environment, template: str) -> Any:
        """Return the text and the path of a template. Jinja never loads the same template again."""
        path = self._folders.file(template)
        if template.startswith(_ENGINES):
            path = self._folders.engine / template.removeprefix(_ENGINES)
        try:
            text = path.read_text(encoding="utf-8") if path else None
        except OSError:
            text = None
        if text is None:
            raise jinja2.TemplateNotFound(template)
        blanked = FRONT_MATTER.sub(lambda match: "{#" + "\n" * match[0].count("\n") + "#}", text)
        return blanked, str(path), None


def template_fault(path: str, line: int, error: Exception) -> Diagnostic:
    """Return the diagnostic for an error at a line in a template."""
    reason = getattr(error, "message", None) or str(error) or type(error).__name__
    message = f"The template fails: {reason.rstrip('.')}."
    return Diagnostic(
        Span(path, line, 1, line, 2), "template", message, "Correct the template, or its view."
    )


def fault_at(folders: TemplateFolders, rendered: str, error: Exception) -> Diagnostic:
    """Return the diagnostic for an error in the rendered template or in an included template."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file, line = Path(error.filename or ""), error.lineno
        return template_fault(folders.name_of(file) or rendered, line, error)
    path, line, trace = rendered, 1, error.__traceback__
    while trace is not None:
        if name := folders.name_of(Path(trace.tb_frame.f_code.co_filename)):
            path, line = name, trace.tb_lineno
        trace = trace.tb_next
    return template_fault(path, line, error)


def fault_within(folders: TemplateFolders, error: Exception) -> Diagnostic | None:
    """Return the diagnostic for an error in a template, or None for any other error."""
    fault = fault_at(folders, "", error)
    return fault if fault.span.path else None
