"""Decides which files are published beside pages: of the theme's a few, and no refused prose."""

from collections.abc import Collection, Iterator
from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files
from mkdocs.utils import get_theme_dir

from build_tools.facts.diagnostics import Report
from build_tools.facts.project import Project

STYLE_SHEET = "assets/stylesheets/main.*.css"
_OF_THE_THEME = (STYLE_SHEET, "assets/stylesheets/palette.*.css", "assets/images/favicon.png")


def refused(report: Report) -> frozenset[str]:
    """Return the paths, from the project's folder, of files that cannot be read as they stand."""
    return frozenset(
        fault.span.path for fault in report if fault.rule in ("readable", "prose", "yaml")
    )


def theme_files(config: MkDocsConfig) -> Iterator[File]:
    """Yield what is published of the theme, and take its folder from those that MkDocs lists.

    Listing its 14,000 icons would take longer than reading the facts. Raises an Abort if it is
    another theme.
    """
    if config.theme.name != "material":
        raise Abort("Say `theme: name: material`. The frame rests on its style sheet.")
    folder = get_theme_dir("material")
    config.theme.dirs[:] = [other for other in config.theme.dirs if other != folder]
    for pattern in _OF_THE_THEME:
        for path in sorted(Path(folder).glob(pattern)):
            name = path.relative_to(folder).as_posix()
            yield File(name, folder, config.site_dir, config.use_directory_urls)


def take_out(files: Files, config: MkDocsConfig, project: Project, unread: Collection[str]) -> None:
    """Take out of the hand-written files those ``unread``."""
    for file in list(files):
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
    """Return the address of the theme's style sheet."""
    return next(file.url for file in files if fnmatch(file.src_uri, STYLE_SHEET))
