"""Reads settings from mkdocs.yml that checks and views need, such as the site's language."""

from collections.abc import Iterator
from typing import NamedTuple

from ruamel.yaml.error import YAMLError

from build_tools.facts.colours import DEFAULTS, Colour, parsed
from build_tools.facts.dates import DateError, When
from build_tools.facts.diagnostics import Diagnostic, Key, Span
from build_tools.facts.licences import DEFAULT, LICENCES, Licence
from build_tools.facts.project import Project, read_text
from build_tools.facts.reading.yaml_nodes import Node, read_marked
from build_tools.facts.records import LANGUAGE, SiteText

FILE = "mkdocs.yml"
# Settings whose words appear on pages.
_WORDS = ("site_name", "site_description", "site_author", "copyright")
# Two years. With more days, a day on the timeline would be thinner than its line.
MOST_DAYS = 732


class SiteSettings(NamedTuple):
    """The settings that checks and views need.

    ``lang`` is a BCP 47 tag. ``footnotes`` is false only if the extension for footnotes is not
    listed. ``zoom`` is the range of months that the timeline shows by the day. ``licence`` is for
    the site's data. ``colours`` replace the engine's colours. ``texts`` are the words that readers
    see. ``menu`` contains the paths in ``nav``, or is None without a menu.
    """

    lang: str = "en"
    footnotes: bool = True
    zoom: When | None = None
    licence: Licence = DEFAULT
    colours: tuple[tuple[str, Colour], ...] = ()
    texts: tuple[SiteText, ...] = ()
    menu: frozenset[str] | None = None


def site_settings(project: Project) -> SiteSettings:
    """Return the settings. An unreadable file counts as empty, because another check reports it."""
    path = project.root / FILE
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
        licence=_licence(root),
        colours=tuple(_colours(root)),
        texts=tuple(_texts(root)),
        menu=_menu(root),
    )


class _TextPlace(NamedTuple):
    """The place of a scalar. If the scalar has no escapes, each part of its text can be located."""

    at: Span
    is_literal: bool

    @property
    def path(self) -> str:
        return self.at.path

    def span(self, *keys: Key, of_key: bool = False) -> Span:
        return self.at

    def within(self, start: int, end: int, *keys: Key) -> Span:
        at = self.at
        if not self.is_literal:
            return at
        return Span(at.path, at.line, at.column + start, at.line, at.column + end)


def _texts(root: Node) -> Iterator[SiteText]:
    """Yield the words that readers see: names, descriptions, menu titles and other texts.

    A value under ``extra`` counts as words only if it contains a space, unlike ``2023-06/2023-09``.
    """
    for name in _WORDS:
        if node := root.entries.get(name):
            yield from _text(name, node)
    if extra := root.entries.get("extra"):
        for name, node in extra.entries.items():
            if isinstance(node.plain, str) and " " in node.plain.strip():
                yield from _text(f"extra.{name}", node)
    if nav := root.entries.get("nav"):
        yield from _titles(nav, "nav")


def _titles(node: Node, name: str) -> Iterator[SiteText]:
    for item in node.items:
        for title, key in item.keys.items():
            yield from _text(f"{name}.{title}", key)
            yield from _titles(item.entries[title], f"{name}.{title}")


def _menu(root: Node) -> frozenset[str] | None:
    """Return the paths in ``nav``, or None if ``nav`` is missing or empty.

    In that case, MkDocs puts all pages in the menu.
    """
    nav = root.entries.get("nav")
    return (frozenset(_paths(nav)) or None) if nav else None


def _paths(menu: Node) -> Iterator[str]:
    if isinstance(menu.plain, str) and menu.plain:
        yield menu.plain.removeprefix("./")
    for node in (*menu.items, *menu.entries.values()):
        yield from _paths(node)


def _text(name: str, node: Node) -> Iterator[SiteText]:
    if isinstance(node.plain, str) and (text := node.plain.strip()):
        span = node.span(FILE)
        is_literal = (span.end_line, span.end_column) == (span.line, span.column + len(text))
        record = SiteText(text=text)
        record.placed(name, FILE, _TextPlace(span, is_literal))
        yield record


def months_to_zoom(text: str) -> When | None:
    """Return a range of months that a timeline can show by the day, or None for any other text."""
    try:
        months = When.parse(text)
    except DateError:
        return None
    return months if months.days and months.days <= MOST_DAYS else None


def _zoom(root: Node) -> When | None:
    extra = root.entries.get("extra")
    chosen = extra.entries.get("timeline") if extra else None
    return months_to_zoom(str(chosen.plain)) if chosen and chosen.plain else None


def _licence(root: Node) -> Licence:
    extra = root.entries.get("extra")
    chosen = extra.entries.get("licence") if extra else None
    return LICENCES.get(str(chosen.plain), DEFAULT) if chosen else DEFAULT


def _colours(root: Node) -> Iterator[tuple[str, Colour]]:
    extra = root.entries.get("extra")
    chosen = extra.entries.get("colours") if extra else None
    for name, node in chosen.entries.items() if chosen else ():
        colour = parsed(str(node.plain))
        if colour and name in DEFAULTS:
            yield name, colour


def _names(extensions: Node) -> set[str]:
    """Return the names in a list of extensions, in which each item is a text or a mapping."""
    names = [*extensions.entries]
    for item in extensions.items:
        names += [item.plain] if isinstance(item.plain, str) else [*item.entries]
    return {name.rpartition(".")[2] for name in names}
