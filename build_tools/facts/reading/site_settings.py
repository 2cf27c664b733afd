"""Reads from mkdocs.yml what checks and views need, such as the site's language."""

from typing import NamedTuple

from ruamel.yaml.error import YAMLError

from build_tools.facts.dates import DateError, When
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading.yaml_nodes import Node, read_marked
from build_tools.facts.records import LANGUAGE

# Two years. With more, a day on the timeline would be thinner than its line.
MOST_DAYS = 732


class SiteSettings(NamedTuple):
    """``lang`` is a BCP 47 tag. Without a readable mkdocs.yml, everything counts as enabled.

    ``zoom`` has the months that the timeline shows by the day: ``timeline`` under ``extra``.
    """

    lang: str = "en"
    footnotes: bool = True
    zoom: When | None = None


def site_settings(project: Project) -> SiteSettings:
    """Return the settings. An unreadable file counts as empty: MkDocs reports it."""
    path = project.root / "mkdocs.yml"
    text = read_text(project.file(path)) if path.is_file() else ""
    if isinstance(text, Diagnostic) or not text.strip():
        return SiteSettings()
    try:
        root = read_marked(text)
    except (YAMLError, AssertionError, IndexError):
        return SiteSettings()
    theme, extensions = root.entries.get("theme"), root.entries.get("markdown_extensions")
    language = theme.entries.get("language") if theme else None
    lang = language.plain if language else None
    return SiteSettings(
        lang=lang if isinstance(lang, str) and LANGUAGE.fullmatch(lang) else "en",
        footnotes=extensions is None or "footnotes" in _names(extensions),
        zoom=_zoom(root),
    )


def months_to_zoom(text: str) -> When | None:
    """Return the range of months that a timeline can show by the day; None if it cannot."""
    try:
        months = When.parse(text)
    except DateError:
        return None
    return months if months.days and months.days <= MOST_DAYS else None


def _zoom(root: Node) -> When | None:
    extra = root.entries.get("extra")
    chosen = extra.entries.get("timeline") if extra else None
    return months_to_zoom(str(chosen.plain)) if chosen and chosen.plain else None


def _names(extensions: Node) -> set[str]:
    """Return the names in a list of extensions. Each is a text, or a mapping from its name."""
    names = [*extensions.entries]
    for item in extensions.items:
        names += [item.plain] if isinstance(item.plain, str) else [*item.entries]
    return {name.rpartition(".")[2] for name in names}
