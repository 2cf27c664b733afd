"""Gives a site the engine's page frame, assets, style sheets and settings.

A site's own template or asset with the same path takes precedence, and so does every setting in the
site's mkdocs.yml.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from jinja2 import BaseLoader, ChoiceLoader, FileSystemLoader, PrefixLoader
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from build_tools.facts.catalogue import Catalogue, without_marks
from build_tools.facts.colours import Colour, style_sheet
from build_tools.facts.engine import ENGINE
from build_tools.facts.project import Project

# Each style sheet builds on the style sheets before it. They are published as one file, with the
# name of the first. The site's own style sheets come last.
COLOUR_SHEET = "assets/colours.css"
STYLE_SHEETS = ("assets/base.css", "assets/pieces.css", "assets/pictures.css")
# The Markdown extensions that MkDocs uses if mkdocs.yml does not name any.
_UNNAMED = {"toc", "tables", "fenced_code"}
_EXTENSIONS = ("abbr", "attr_list", "def_list", "footnotes", "admonition")
_EXTENSION_SETTINGS: Mapping[str, Mapping[str, object]] = {
    "toc": {"permalink": True},
    # Ids with a colon are removed from hand-written pages.
    "footnotes": {"SEPARATOR": "-"},
}
_ORIGINAL = "engine"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
# The space around braces and semicolons. The strings in the engine's style sheets contain neither.
_SPACE = re.compile(r"(?<!\s)\s*+([{};])\s*+")


def use_engine_settings(config: MkDocsConfig, project: Project) -> None:
    """Add the engine's frame, style sheets and extensions to those of the site."""
    for folder in (project.templates.own / "theme", ENGINE.templates / "theme"):
        if folder.is_dir() and not _has_folder(config.theme.dirs, folder):
            # The last folders are those of MkDocs and of the chosen theme.
            own = [path for path in config.theme.dirs if Path(path).is_relative_to(project.root)]
            config.theme.dirs.insert(len(own), str(folder))
    missing = [sheet for sheet in STYLE_SHEETS if sheet not in config.extra_css]
    config.extra_css = [*missing, *config.extra_css]
    # Each page has a file of its own, so that pages open from a folder without a server.
    config.use_directory_urls = False
    if _UNNAMED.issuperset(config.markdown_extensions):
        config.markdown_extensions = [*config.markdown_extensions, *_EXTENSIONS]
        for name, settings in _EXTENSION_SETTINGS.items():
            config.mdx_configs[name] = {**settings, **config.mdx_configs.get(name, {})}


def use_heading_words(config: MkDocsConfig, words: Catalogue) -> None:
    """Name the links beside headings in the site's language, unless its settings name them."""
    title = without_marks(words.gettext("Permanent link"))
    contents = config.mdx_configs.get("toc") or {}
    config.mdx_configs["toc"] = {"permalink_title": title, **contents}


def _has_folder(folders: list[str], folder: Path) -> bool:
    return any(Path(path).resolve() == folder.resolve() for path in folders)


def engine_assets(config: MkDocsConfig) -> Iterator[File]:
    """Yield the engine's assets. MkDocs already lists the assets of the site itself."""
    source = ENGINE.assets.parent
    for path in sorted(ENGINE.assets.rglob("*")):
        if path.is_file():
            name = path.relative_to(source).as_posix()
            yield File(name, str(source), config.site_dir, config.use_directory_urls)


def chosen_colours(config: MkDocsConfig, colours: Mapping[str, Colour]) -> File:
    """Return the style sheet with the site's colours.

    Only the site's own style sheets come after this one.
    """
    first = STYLE_SHEETS[0]
    own = [sheet for sheet in config.extra_css if sheet != first]
    config.extra_css = [first, COLOUR_SHEET, *own]
    return File.generated(config, COLOUR_SHEET, content=style_sheet(colours))


def compact_sheets(files: Files, config: MkDocsConfig) -> None:
    """Remove comments and unnecessary whitespace from the built-in style sheets.

    A site's own style sheets stay unchanged, because they may contain strings that look like
    comments. The strings in the engine's style sheets do not look like comments.
    """
    for file in list(files):
        path = Path(file.abs_src_path) if file.abs_src_path else None
        if path and path.suffix == ".css" and path.is_relative_to(ENGINE.assets):
            files.remove(file)
            text = _compact(path.read_text(encoding="utf-8"))
            files.append(File.generated(config, file.src_uri, content=text))


def join_sheets(files: Files, config: MkDocsConfig) -> None:
    """Join the style sheets of every page into one file, so that a page needs fewer requests."""
    parts = [file for sheet in STYLE_SHEETS if (file := files.get_file_from_path(sheet))]
    for file in parts:
        files.remove(file)
    content = "\n".join(file.content_string for file in parts)
    files.append(File.generated(config, STYLE_SHEETS[0], content=content))
    config.extra_css = [sheet for sheet in config.extra_css if sheet not in STYLE_SHEETS[1:]]


def _compact(sheet: str) -> str:
    return _SPACE.sub(r"\1", _COMMENT.sub("", sheet)).strip()


def with_original_theme(loader: BaseLoader | None) -> BaseLoader:
    """Return a loader that allows a site's frame to extend "engine/main.html"."""
    original = PrefixLoader({_ORIGINAL: FileSystemLoader(ENGINE.templates / "theme")})
    return ChoiceLoader([*([loader] if loader else []), original])
