"""Defines page kinds, which are templates whose front matter names the view for their pages."""

import dataclasses
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

import jinja2

from build_tools import views
from build_tools.facts.catalogue import Catalogue
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.project import TemplateFolders
from build_tools.facts.reading.file_names import left_behind
from build_tools.facts.records import Records
from build_tools.facts.wording import did_you_mean, in_words
from build_tools.pages.front_matter import (
    FIELDS,
    FRONT_MATTER,
    MESSAGES,
    FrontMatterError,
    front_matter,
)

ENDING = ".html.j2"
# A need such as ``articles > 1``.
# Short text only: the pattern is matched only against a need in a template's front matter.
_NUMBERED = re.compile(r"\s*(\w+)\s*([<>])\s*([0-9]{1,6})\s*")


class Need(NamedTuple):
    """A required number of records of a kind: at least ``least``, and below ``limit`` if given."""

    kind: str
    least: int = 1
    limit: int | None = None

    def is_met(self, records: Records) -> bool:
        """Return whether the number of records is within the bounds."""
        number = len(getattr(records, self.kind))
        return self.least <= number and (self.limit is None or number < self.limit)


@dataclass(frozen=True, slots=True)
class PageKind:
    """A template and its front matter.

    ``variable`` is the name of the page's value in the template. ``each`` is True if each item of
    the view has a page. ``texts`` contains the fields that are the same on all pages, and
    ``templates`` contains all other fields. If ``yields_to_prose`` is True, a hand-written page at
    the same address replaces this page. If there are any ``needs``, the site has the page only if
    the records meet at least one need.
    """

    name: str
    view: str
    each: bool
    variable: str
    texts: Mapping[str, str]
    templates: Mapping[str, jinja2.Template]
    template: jinja2.Template
    yields_to_prose: bool = False
    needs: tuple[Need, ...] = ()

    @property
    def file(self) -> str:
        """The path of the template in the project."""
        return f"templates/pages/{self.name}{ENDING}"

    @property
    def in_menu(self) -> bool:
        """Whether the page has an entry in the menu."""
        return bool(self.texts.get("menu", "menu" in self.templates))

    def is_needed(self, records: Records) -> bool:
        """Return whether a site with these records has pages of this kind."""
        return not self.needs or any(need.is_met(records) for need in self.needs)

    def field(self, name: str, values: Mapping[str, Any], words: Catalogue) -> str:
        """Return a field in a page's front matter on a single line, with the values filled in."""
        if name in self.texts:
            text = self.texts[name]
            return words.message(text) if text and name in MESSAGES else text
        return _one_line(self.templates[name].render(values))

    def front(self, values: Mapping[str, Any], words: Catalogue) -> dict[str, str]:
        """Return all fields in a page's front matter except the path, with the values filled in."""
        return {name: self.field(name, values, words) for name in FIELDS if name != "path"}


def page_kind(
    file: str, folders: TemplateFolders, environment: jinja2.Environment, plain: jinja2.Environment
) -> PageKind:
    """Return the page kind of a template file. ``plain`` is the environment without escaping.

    If a site's own template has no front matter, it gets the front matter of the template that it
    replaces. Raises FrontMatterError if the front matter is wrong, or Jinja's exceptions if Jinja
    cannot read the template.
    """
    name = f"templates/pages/{file}"
    front = front_matter(name, _text_with_front_matter(f"pages/{file}", folders))
    view = front.get("each") or front.get("once") or ""
    if view and view not in views.names():
        raise FrontMatterError(
            name,
            f'There is no view called "{view}".',
            f"The views are {in_words(list(views.names()))}.",
        )
    fields = {field: front.get(field, "") for field in FIELDS}
    return PageKind(
        name=file.removesuffix(ENDING),
        view=view,
        each="each" in front,
        variable=front.get("as", "it"),
        texts={field: _one_line(text) for field, text in fields.items() if "{" not in text},
        templates={field: plain.from_string(text) for field, text in fields.items() if "{" in text},
        template=environment.get_template(f"pages/{file}"),
        needs=_needs(name, front.get("needs", "")),
        yields_to_prose=front.get("prose") == "wins",
    )


def _needs(name: str, text: str) -> tuple[Need, ...]:
    needs = tuple(_need(part) for part in text.split(",") if part.strip())
    known = tuple(field.name for field in dataclasses.fields(Records))
    if unknown := [need.kind for need in needs if need.kind not in known]:
        message = f"There are no records called {in_words(unknown)}."
        raise FrontMatterError(name, message, did_you_mean(unknown[0], known, "see facts/."))
    return needs


def _need(text: str) -> Need:
    match = _NUMBERED.fullmatch(text)
    if match is None:
        return Need(text.strip())
    kind, sign, number = match[1], match[2], int(match[3])
    return Need(kind, number + 1) if sign == ">" else Need(kind, 0, number)


def _text_with_front_matter(name: str, folders: TemplateFolders) -> str:
    """Return the text of the first template with this name that has front matter.

    If no template with this name has front matter, return the text of the last template.
    """
    text = ""
    for folder in folders:
        if (folder / name).is_file():
            text = (folder / name).read_text(encoding="utf-8")
            if FRONT_MATTER.match(text):
                return text
    return text


def _one_line(text: str) -> str:
    return " ".join(text.split())


def misnamed(folders: TemplateFolders) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each file in ``templates/pages/`` that does not end in ``ENDING``."""
    for name in folders.names("pages"):
        if not name.endswith(ENDING) and not left_behind(name):
            yield Diagnostic(
                Span(f"templates/pages/{name}", 1, 1, 1, 2),
                "template",
                "No page is made of this file.",
                f"Let the name of a page kind end in {ENDING}, or put the file elsewhere.",
            )
