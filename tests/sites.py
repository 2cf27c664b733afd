"""Builds small sites for tests, and reads the elements, text and links of HTML pages."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.conftest import PROJECT, TINY

SETTINGS = (PROJECT / "tests" / "worlds" / "mkdocs.yml").read_text(encoding="utf-8")

MENU = """nav:
  - Home: index.md
  - The story: explainers/border.md
  - Timeline: timeline.md
  - Countries: countries.md
  - People and places: who.md
  - Claims: claims.md
  - Sentence by sentence: coverage.md
  - Sources: sources.md
  - Method: method.md
"""

# The shortest file that a build accepts as the manifest of a previous site.
MANIFEST = '{"version": 1, "licence": "CC-BY-4.0", "files": []}'

# fmt: off
VOID = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
))
# fmt: on


def configuration(menu: str = MENU) -> str:
    """Return the mkdocs.yml of an invented English site, with a menu of its pages."""
    return SETTINGS + menu


def write_tiny(root: Path, changes: Mapping[str, str | None] | None = None) -> Path:
    """Write the tiny project with some changed files, real templates and a mkdocs.yml.

    The `world` fixture makes a project for one test. This function is for shared sites.
    """
    files: dict[str, str | None] = {**TINY, "mkdocs.yml": configuration(), **(changes or {})}
    return write_project(root, {path: text for path, text in files.items() if text is not None})


def write_project(root: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a project with real templates and assets."""
    shutil.copytree(PROJECT / "templates", root / "templates")
    # The real assets determine the appearance of pages.
    shutil.copytree(PROJECT / "content" / "assets", root / "content" / "assets")
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def run(
    *arguments: str | Path, cwd: Path, **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run Python with the arguments, and with only the settings of facts in ``environment``."""
    clean = {key: value for key, value in os.environ.items() if not key.startswith("FACTS_")}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**clean, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def build(root: Path, *options: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run ``facts build`` in a project."""
    return run("-m", "build_tools", "build", *options, cwd=root, **environment)


@dataclass(slots=True)
class Element:
    """An element of a page, with its text and the elements around it."""

    tag: str
    attributes: dict[str, str]
    around: tuple["Element", ...]
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text in the element, with white space as a browser shows it."""
        return " ".join("".join(self.pieces).split())

    def within(self, tag: str) -> bool:
        """Return whether the element is inside an element with this tag."""
        return any(outer.tag == tag for outer in self.around)


class Html(HTMLParser):
    """A parsed page or part of a page."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.comments: list[str] = []
        self._open: list[Element] = []
        self._text: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        element = Element(tag, given, tuple(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # The slash means nothing in HTML, but the theme's icons are SVG.
        self.elements.append(
            Element(tag, {name: value or "" for name, value in attrs}, tuple(self._open))
        )

    def handle_endtag(self, tag: str) -> None:
        if any(element.tag == tag for element in self._open):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        for element in self._open:
            element.pieces.append(data)

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    @property
    def text(self) -> str:
        """The whole text of the page."""
        return " ".join("".join(self._text).split())

    @property
    def tags(self) -> set[str]:
        """The tags of all elements."""
        return {element.tag for element in self.elements}

    @property
    def ids(self) -> list[str]:
        """The ids of all elements, in order."""
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def all(self, tag: str, **wanted: str) -> list[Element]:
        """Return the elements with the tag and these attribute values."""
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.attributes.get(key) == wanted[key] for key in wanted)
        ]

    def one(self, tag: str, **wanted: str) -> Element:
        """Return the only element with the tag and these attribute values."""
        # Titles inside a picture are ignored.
        (found,) = (item for item in self.all(tag, **wanted) if not item.within("svg"))
        return found

    def links(self) -> list[str]:
        """Return every address that the page links to or loads."""
        return [
            element.attributes[name]
            for element in self.elements
            for name in ("href", "src")
            # A symbol refers to the frame, which is not part of a page's body.
            if name in element.attributes and element.tag != "use"
        ]


def pages_of(site: Path) -> dict[str, Html]:
    """Return every page of a built site by its path, without the cards for other sites."""
    return {
        path.relative_to(site).as_posix(): Html(path.read_text(encoding="utf-8"))
        for path in sorted(site.rglob("*.html"))
        if path.parent != site / "embed"
    }


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file's bytes by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def inner_links(page: str, html: Html) -> Iterator[tuple[str, str]]:
    """Yield each link within the site as (path, anchor), relative to the site's root."""
    for link in html.links():
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            continue
        # The site's address includes a folder, so that links out of the site are detected.
        whole = urljoin(f"/site/{page}", link)
        yield unquote(urlsplit(whole).path).removeprefix("/site/"), unquote(parts.fragment)


class Languages(HTMLParser):
    """A collector of each text on a page with its language."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str, bool]] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    @property
    def _lang(self) -> str:
        return self._open[-1][1] if self._open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        lang = dict(attrs).get("lang")
        self._open.append((tag, self._lang if lang is None else lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        around = {name for name, _ in self._open}
        in_picture = bool(around & {"svg", "title", "script", "style", "code", "pre"})
        self.texts.append((" ".join(data.split()), self._lang, in_picture))
