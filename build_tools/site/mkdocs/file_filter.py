"""Decides which of the engine's files are published: no theme script, and no refused prose."""

from collections.abc import Collection
from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files

from build_tools.facts.diagnostics import Report
from build_tools.facts.project import Project

STYLE_SHEET = "assets/stylesheets/main.*.css"


def refused(report: Report) -> frozenset[str]:
    """Return the paths, from the project's folder, of files that cannot be read as they stand."""
    return frozenset(
        fault.span.path for fault in report if fault.rule in ("readable", "prose", "yaml")
    )


def take_out(files: Files, config: MkDocsConfig, project: Project, unread: Collection[str]) -> None:
    """Take the theme's scripts out of the files, and of the hand-written those ``unread``."""
    for file in list(files):
        if file.src_uri.startswith("assets/javascripts/") or file.src_uri.endswith(".map"):
            files.remove(file)
            continue
        own = file.generated_by is None and file.src_dir == config.docs_dir
        if own and _is_refused(Path(config.docs_dir), file.src_uri, project, unread):
            files.remove(file)


def _is_refused(folder: Path, name: str, project: Project, unread: Collection[str]) -> bool:
    """MkDocs would follow links out of the project and publish what they lead to."""
    path = folder / name
    inside = [path, *path.parents][: len(path.parts) - len(folder.parts)]
    written = project.name(project.content / name)
    return any(part.is_symlink() for part in inside) or written in unread


def style_sheet(files: Files) -> str:
    """Return the address of the theme's style sheet. Raises an Abort if it has none."""
    sheets = (file.url for file in files if fnmatch(file.src_uri, STYLE_SHEET))
    if not (sheet := next(sheets, "")):
        raise Abort(f"The theme has no {STYLE_SHEET}. Say `theme: name: material`.")
    return sheet
