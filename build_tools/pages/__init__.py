"""Page kind times view gives pages: the one home of Jinja, and of its escaping (``escaping.py``).

A page kind is one template in ``templates/pages/``. Its front matter says for each what (``each:``
or ``once:`` a view, ``as:`` its name), where (``path:``), and what the page says of itself.
Autoescape is always on, an unknown variable is an error, and nothing from a record is marked safe.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import fields
from functools import lru_cache, partial
from html import escape, unescape
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from build_tools import views
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.ledger import Ledger
from build_tools.facts.wording import counted, in_words
from build_tools.pages.catalogue import Entry, by_path, doubtful, entries, ready, unknown_names
from build_tools.pages.escaping import Escaping
from build_tools.pages.fragments import add_fragments
from build_tools.pages.front_matter import FrontMatterError
from build_tools.pages.page import PAGE_TITLE_ID, Heading, Outline, Page, doubles
from build_tools.pages.page_kinds import ENDING, PageKind, misnamed, page_kind
from build_tools.pages.templates import (
    Loader,
    bytecode_cache,
    fault_at,
    fault_within,
    line_of,
    template_fault,
)
from build_tools.quotations.counts import Counts
from build_tools.views.citations import ReferenceView, references
from build_tools.views.labels import VERDICTS

__all__ = [
    "PAGE_TITLE_ID",
    "Entry",
    "Heading",
    "Outline",
    "Page",
    "Renderer",
    "bytecode_cache",
    "fault_within",
]

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
# Short text only: the headings of our own templates, in which < is escaped.
_TAG = re.compile(r"<[^>]*>")
_OUTLINED = tuple(one.name for one in fields(Outline))


@lru_cache(maxsize=1000)
def _heading(identity: str, html: str) -> Heading:
    """Return a heading as plain text; most pages of a kind have the same ones."""
    return Heading(identity, unescape(_TAG.sub("", html)).strip())


class Renderer:
    """The Jinja environment of one project, with the ledger that its templates are filled from."""

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        counts: Counts,
        answers: Mapping[str, Callable[[Ledger], Any]] | None = None,
    ) -> None:
        """``folder`` is ``templates/``; nothing is read before it is asked for.

        ``answers`` answer the views that ask for more than a ledger knows.
        """
        self._folder = folder
        self._ledger = ledger
        self._answers = dict(answers or {})
        self._views: dict[str, Any] = {}
        self._kinds: dict[str, PageKind] = {}
        self._faults: list[Diagnostic] = []
        self._environment = Escaping(
            loader=Loader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode_cache(folder.parent),
            cache_size=-1,  # a plain dictionary: there are no more templates than files
        )
        self._environment.globals["counts"] = counts
        self._environment.filters["counted"] = counted
        self._environment.filters["in_words"] = in_words
        self._environment.globals["view"] = self.view
        self._environment.globals["badges"] = self._badges()
        add_fragments(self._environment)
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

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """What was wrong with templates so far: of each place, what was wrong there first.

        A template may fail at one place for each record.
        """
        return tuple({one.span: one for one in reversed(self._faults)}.values())[::-1]

    def catalogue(self, *, whole: bool = True) -> Mapping[str, Entry]:
        """Return the pages by their paths; what is wrong goes to ``faults``.

        If it is not the ``whole``, hardly any page is outlined yet, since few will be asked for,
        and faults are known as far as they are seen without.
        """
        found: list[Entry] = []
        for path in self._templates():
            with self._telling(path):
                kind = self._kind(path)
                of_kind = entries(kind, self.view, self._outline)
                found.extend(map(ready, of_kind) if whole else self._tried(kind, of_kind))
        written = self._ledger.records.prose
        same = [one for entry in doubtful(found, written) if (one := self.outline(entry))]
        self._faults.extend(doubles(same, written))
        self._try_prose()
        return by_path(found)

    def _tried(self, kind: PageKind, of_kind: Iterable[Entry]) -> Iterator[Entry]:
        """Yield the entries, the first of them outlined: what fails mostly fails for all."""
        self._faults.extend(unknown_names(self._environment, kind))
        for number, entry in enumerate(of_kind):
            yield entry if number else ready(entry)

    def _templates(self) -> Sequence[Path]:
        self._faults.extend(misnamed(self._folder))
        return sorted((self._folder / "pages").glob(f"*{ENDING}"))

    def _kind(self, path: Path) -> PageKind:
        kind = page_kind(path, self._environment, self._plain)
        self._kinds[kind.name] = kind
        return kind

    @contextmanager
    def _telling(self, path: Path) -> Iterator[None]:
        """Keep what is wrong with the template of a page kind; the other kinds are made."""
        try:
            yield
        except Exception as error:  # noqa: BLE001  (a template's expressions can raise anything)
            self._tell(path, error)

    def _tell(self, path: Path, error: Exception) -> None:
        name = f"templates/pages/{path.name}"
        if isinstance(error, FrontMatterError):
            self._faults.append(error.diagnostic)
        elif isinstance(error, jinja2.TemplateSyntaxError):
            self._faults.append(fault_at(self._folder, name, error))
        else:
            self._faults.append(template_fault(name, line_of(error, path), error))

    def outline(self, entry: Entry) -> Outline | None:
        """Return what a page says of itself, or None where its front matter fails: it is kept."""
        try:
            return entry.outline()
        except Exception as error:  # noqa: BLE001  (a template's expressions can raise anything)
            self._tell(self._folder / "pages" / f"{entry.kind.name}{ENDING}", error)
            return None

    def page(self, outline: Outline) -> Page | None:
        """Return the page, or None where its template fails: a fault is kept, and no crash.

        Who makes a page, uses it and lets it go before the next holds one body at a time.
        """
        kind = self._kinds[outline.kind]
        try:
            item = outline.item if kind.each or not kind.view else self.view(kind.view)
            root = "../" * outline.path.count("/")
            body = kind.template.render({kind.variable: item, "root": root})
        except Exception as error:  # noqa: BLE001  (a template's expressions can raise anything)
            name = f"templates/pages/{outline.kind}{ENDING}"
            self._faults.append(fault_at(self._folder, name, error))
            return None
        headings = tuple([_heading(*found) for found in _HEADING.findall(body)])
        given = {name: getattr(outline, name) for name in _OUTLINED}
        return Page(**given, body=body, headings=headings)

    def pages(self) -> Iterator[Page]:
        """Yield every page of every kind that can be made."""
        for entry in self.catalogue().values():
            if page := self.page(entry.outline()):
                yield page

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

    def _outline(self, kind: PageKind, item: Any) -> Outline:
        # A view that is shown once may be costly: its answer waits until the page is made.
        values = {kind.variable: self.view(kind.view) if kind.asks_in_front else item}
        return Outline(kind=kind.name, item=item, **kind.front(values))

    def view(self, name: str) -> Any:
        """Return the view's answer, asked for once."""
        if name not in self._views:
            ask = self._answers.get(name) or partial(views.collect, name)
            self._views[name] = ask(self._ledger)
        return self._views[name]

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
