"""A page kind: a template with front matter that says what it shows, and for each of what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
import jinja2.meta

from build_tools import views
from build_tools.facts.diagnostics import Diagnostic, Span
from build_tools.facts.reading.file_names import left_behind
from build_tools.facts.wording import in_words
from build_tools.pages.front_matter import FIELDS, FrontMatterError, front_matter

ENDING = ".html.j2"
# Between the fields of front matter, which are rendered as one text: no record may hold it.
BETWEEN = "\x1f"
# A path in which nothing differs from page to page but the id of what the page shows.
_BY_ID = re.compile(r"\A([^{}\s]*)\{\{ *(\w+)\.id *\}\}([^{}\s]*)")


@dataclass(frozen=True, slots=True)
class PageKind:
    """A template with its front matter, compiled: its fields are one template, for speed.

    ``filled`` are the names of the fields in that template, ``same`` the others, which say the same
    of all pages. ``asks_in_front`` tells whether the front matter of a page that is made ``once``
    shows something of the view's answer.
    ``by_id`` is what stands before and after an item's id in the path of its page, where nothing
    else does; then the page at a path is found without asking for any other.
    """

    name: str
    view: str
    each: bool
    variable: str
    fields: jinja2.Template
    filled: tuple[str, ...]
    same: Mapping[str, str]
    asks_in_front: bool
    template: jinja2.Template
    by_id: tuple[str, str] | None = None

    def front(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Return what the fields say of a page with these values, each on one line."""
        texts = self.fields.render(values).split(BETWEEN) if self.filled else ()
        front = {**self.same}
        for key, text in zip(self.filled, texts, strict=True):
            front[key] = " ".join(text.split())
        return front


def page_kind(path: Path, environment: jinja2.Environment, plain: jinja2.Environment) -> PageKind:
    """Return the kind of the template at ``path``; ``plain`` is the environment without escaping.

    Raises FrontMatterError, or what Jinja raises of a template that it cannot read.
    """
    text = path.read_text(encoding="utf-8")
    name = f"templates/pages/{path.name}"
    front = front_matter(name, text)
    view = front.get("each") or front.get("once") or ""
    if view and view not in views.names():
        raise FrontMatterError(
            name,
            f'There is no view called "{view}".',
            f"The views are {in_words(list(views.names()))}.",
        )
    variable = front.get("as", "it")
    # Whatever Jinja fills begins with a brace.
    filled = tuple(key for key in FIELDS if "{" in front.get(key, ""))
    fields = BETWEEN.join(front[key] for key in filled)
    return PageKind(
        name=path.name.removesuffix(ENDING),
        view=view,
        each="each" in front,
        variable=variable,
        fields=plain.from_string(fields),
        filled=filled,
        same={key: " ".join(front.get(key, "").split()) for key in FIELDS if key not in filled},
        asks_in_front=bool(view) and "each" not in front and _asks(plain.parse(fields), variable),
        template=environment.get_template(f"pages/{path.name}"),
        by_id=_by_id(front["path"], variable) if "each" in front else None,
    )


def _asks(fields: jinja2.nodes.Template, variable: str) -> bool:
    # What front matter includes may ask for anything.
    return variable in jinja2.meta.find_undeclared_variables(fields) or any(
        True for _ in jinja2.meta.find_referenced_templates(fields)
    )


def _by_id(path: str, variable: str) -> tuple[str, str] | None:
    found = _BY_ID.fullmatch(path)
    return (found[1], found[3]) if found and found[2] == variable else None


def misnamed(folder: Path) -> Iterator[Diagnostic]:
    """Yield each file among the page kinds in ``templates/`` that none is made of, by its name."""
    for path in sorted((folder / "pages").glob("*")):
        if not path.name.endswith(ENDING) and not left_behind(path.name):
            yield Diagnostic(
                Span(f"templates/pages/{path.name}", 1, 1, 1, 2),
                "template",
                "No page is made of this file.",
                f"Let the name of a page kind end in {ENDING}, or put the file elsewhere.",
            )
