"""Page kind times view gives pages: the one home of Jinja and of its escaping.

A page kind is one template in ``templates/pages/``. Its front matter says for each what (``each:``
or ``once:`` a view, ``as:`` its name), where (``path:``), and what the page says of itself.
Autoescape is always on, an unknown variable is an error, and nothing from a record is marked safe.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from build_tools import views
from build_tools.counts import Counts
from build_tools.diagnostics import Diagnostic
from build_tools.ledger import Ledger
from build_tools.pages.front import FIELDS, FrontMatterError, front_matter
from build_tools.pages.page import PAGE_TITLE_ID, Heading, Page, doubles
from build_tools.pages.templates import Loader, bytecode_cache, fault_at, line_of, template_fault
from build_tools.text import counted, in_words
from build_tools.views.citations import ReferenceView, references
from build_tools.views.words import VERDICTS

__all__ = ["PAGE_TITLE_ID", "Heading", "Page", "PageKind", "Renderer", "bytecode_cache"]

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_BETWEEN = "\x1f"


@dataclass(frozen=True, slots=True)
class PageKind:
    """A template with its front matter, compiled: its plain fields are one template, for speed."""

    name: str
    view: str
    each: bool
    variable: str
    fields: jinja2.Template
    template: jinja2.Template


class Renderer:
    """The Jinja environment of one project, with the ledger that its templates are filled from."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        counts: Counts,
        answers: Mapping[str, Any] | None = None,
    ) -> None:
        """``folder`` is ``templates/``; nothing is read before it is asked for.

        ``answers`` are those to views that ask for more than a ledger knows.
        """
        self._folder = folder
        self._ledger = ledger
        self._views: dict[str, Any] = dict(answers or {})
        self._faults: list[Diagnostic] = []
        self._environment = jinja2.Environment(
            loader=Loader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode_cache(folder.parent),
        )
        self._environment.globals["counts"] = counts
        self._environment.filters["counted"] = counted
        self._environment.filters["in_words"] = in_words
        self._environment.globals["view"] = self.view
        self._environment.globals["badges"] = self._badges()
        # Titles and paths are plain text; whatever shows them escapes them there.
        self._plain = self._environment.overlay(autoescape=False)

    def _badges(self) -> dict[str, Markup]:
        """Render each verdict's badge once: every page shows several."""
        return {
            words.key: Markup(self._partial("partials/verdict.html.j2", words=words))  # noqa: S704
            for words in VERDICTS.values()
        }

    def _partial(self, name: str, **values: Any) -> str:
        """Render what stands inside a page. A fault is kept for the report, not raised."""
        try:
            return self._environment.get_template(name).render(values)
        except Exception as error:  # noqa: BLE001  (a template's expressions can raise anything)
            fault = fault_at(self._folder, f"templates/{name}", error)
            self._faults.append(fault)
            return f'<strong class="unknown-citation">[{escape(fault.message)}]</strong>'

    @property
    def ledger(self) -> Ledger:
        """The ledger that pages are made of."""
        return self._ledger

    def pages(self) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
        """Render every page of every kind; a template that fails is a diagnostic, not a crash."""
        found: list[Page] = []
        faults: list[Diagnostic] = []
        for path in sorted((self._folder / "pages").glob("*.html.j2")):
            name = f"templates/pages/{path.name}"
            try:
                found.extend(self._pages_of(self._kind(path)))
            except FrontMatterError as error:
                faults.append(error.diagnostic)
            except jinja2.TemplateSyntaxError as error:
                faults.append(fault_at(self._folder, name, error))
            except Exception as error:  # noqa: BLE001  (a template's expressions can raise anything)
                faults.append(template_fault(name, line_of(error, path), error))
        faults.extend(doubles(found, self._ledger.records.prose))
        self._try_prose()
        return tuple(found), tuple(dict.fromkeys((*faults, *self._faults)))

    def _try_prose(self) -> None:
        """Render once what hand-written pages will ask for, so that its faults are known now."""
        for prose in self._ledger.records.prose:
            known = tuple(references(self._ledger, [one.claim for one in prose.citations]).values())
            for one in known:
                self.citation(one, 1, "")
            if known:
                self.references(known, "")
                self.weighed(known)
            for block in prose.embeds:
                self.embed(block.claim, "", depths=())

    def _kind(self, path: Path) -> PageKind:
        text = path.read_text(encoding="utf-8")
        name = path.name.removesuffix(".html.j2")
        front = front_matter(f"templates/pages/{path.name}", text)
        view = front.get("each") or front.get("once") or ""
        if view and view not in views.names():
            raise FrontMatterError(
                f"templates/pages/{path.name}",
                f'There is no view called "{view}".',
                f"The views are {in_words(list(views.names()))}.",
            )
        return PageKind(
            name=name,
            view=view,
            each="each" in front,
            variable=front.get("as", "it"),
            fields=self._plain.from_string(_BETWEEN.join(front.get(key, "") for key in FIELDS)),
            template=self._environment.get_template(f"pages/{path.name}"),
        )

    def _pages_of(self, kind: PageKind) -> Iterator[Page]:
        if not kind.view:
            yield self._page(kind, None)
            return
        found = self.view(kind.view)
        for item in found if kind.each else (found,):
            yield self._page(kind, item)

    def view(self, name: str) -> Any:
        """Return the view's answer, asked for once."""
        if name not in self._views:
            self._views[name] = views.collect(name, self._ledger)
        return self._views[name]

    def _page(self, kind: PageKind, item: Any) -> Page:
        values = {kind.variable: item}
        texts = kind.fields.render(values).split(_BETWEEN)
        plain = {key: " ".join(text.split()) for key, text in zip(FIELDS, texts, strict=True)}
        body = kind.template.render(values, root="../" * plain["path"].count("/"))
        return Page(
            kind=kind.name,
            body=body,
            headings=tuple(
                Heading(found[1], unescape(_TAG.sub("", found[2])).strip())
                for found in _HEADING.finditer(body)
            ),
            **plain,
        )

    def references(
        self, found: tuple[ReferenceView, ...], root: str, *, folded: bool = False
    ) -> str:
        """Render a page's reference list; ``root`` leads from the page to the site's root."""
        return self._partial(
            "partials/references.html.j2", references=found, root=root, folded=folded
        )

    def citation(self, reference: ReferenceView, index: int, root: str) -> str:
        """Render one citation mark, the ``index``-th of its reference on the page, from 1."""
        return self._partial(
            "partials/citation.html.j2", reference=reference, index=index, root=root
        )

    def weighed(self, found: Sequence[ReferenceView]) -> str:
        """Render the mark of a paragraph that cites these: how often each verdict stands there."""
        counted_by = Counter(one.link.verdict.key for one in found)
        weights = [
            (words, counted_by[words.key]) for words in VERDICTS.values() if words.key in counted_by
        ]
        return self._partial("partials/weighed.html.j2", weights=weights) if weights else ""

    def embed(self, name: str, root: str, **given: Any) -> str | None:
        """Render a block that a hand-written page places; None where there is no such block.

        ``given`` is what only the page itself knows, such as its reading depths.
        """
        if not (self._folder / "embeds" / f"{name}.html.j2").is_file():
            return None
        values = {**given, "view": self.view, "overview": self.view("overview"), "root": root}
        return self._partial(f"embeds/{name}.html.j2", **values)
