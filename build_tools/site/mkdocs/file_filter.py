"""Selects the files to publish with the pages: a few from the theme, and no refused prose."""

from collections.abc import Collection, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_theme_dir

from build_tools.facts.diagnostics import Report
from build_tools.facts.project import Project

STYLE_SHEET = "assets/stylesheets/material.css"
_THEME_SHEET = "assets/stylesheets/main.*.css"
_CHARSET = '@charset "UTF-8";'
_FAVICON = "assets/images/favicon.png"


def refused(report: Report) -> frozenset[str]:
    """Return the paths of unreadable files, relative to the project's folder."""
    return frozenset(
        fault.span.path for fault in report if fault.rule in ("readable", "prose", "yaml")
    )


def theme_files(config: MkDocsConfig) -> Iterator[File]:
    """Yield the theme's files to publish, and stop MkDocs from listing the theme's folder.

    Listing the 14,000 icons in that folder would take longer than reading the facts. Raises Abort
    if the site has a different theme.
    """
    if config.theme.name != "material":
        raise Abort("Say `theme: name: material`. The page frame needs its style sheet.")
    folder = get_theme_dir("material")
    config.theme.dirs[:] = [other for other in config.theme.dirs if other != folder]
    yield File(_FAVICON, folder, config.site_dir, config.use_directory_urls)
    yield File.generated(config, STYLE_SHEET, content=_layered(Path(folder)))


def _layered(folder: Path) -> str:
    """Return the theme's style sheet in a cascade layer, so that all our rules override it.

    Rules outside layers override every layer (CSS Cascading and Inheritance Level 5). A style sheet
    may declare a character set only at its beginning.
    """
    sheets = sorted(folder.glob(_THEME_SHEET))
    text = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return f"@layer theme {{{text.replace(_CHARSET, '')}}}\n"


def take_out(files: Files, config: MkDocsConfig, project: Project, unread: Collection[str]) -> None:
    """Remove refused files, including the ``unread`` files, from the hand-written files."""
    for file in list(files):
        own = file.generated_by is None and file.src_dir == config.docs_dir
        if own and _is_refused(Path(config.docs_dir), file.src_uri, project, unread):
            files.remove(file)


def _is_refused(folder: Path, name: str, project: Project, unread: Collection[str]) -> bool:
    """Return whether a file is unreadable, or behind a symbolic link that may lead elsewhere."""
    path = folder / name
    inside = [path, *path.parents][: len(path.parts) - len(folder.parts)]
    written = project.name(project.content / name)
    return any(part.is_symlink() for part in inside) or written in unread
