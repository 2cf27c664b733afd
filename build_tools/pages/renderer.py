"""Renders the pages of a project. Autoescape is always on, and an unknown variable is an error."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from html import escape, unescape
from typing import Any

from markupsafe import Markup

from build_tools import views
from build_tools.facts.articles import has_several
from build_tools.facts.catalogue import with_languages, without_marks
from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.direction import direction
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import TemplateFolders
from build_tools.facts.wording import counted, in_words
from build_tools.pages.addresses import Address, shared_addresses
from build_tools.pages.fragments import add_fragments
from build_tools.pages.front_matter import FrontMatterError
from build_tools.pages.page import Heading, Page
from build_tools.pages.page_kinds import ENDING, PageKind, misnamed, page_kind
from build_tools.pages.templates import fault_at, template_environment, without_escaping
from build_tools.quotations.counts import Counts
from build_tools.views.parts.citations import ReferenceView
from build_tools.views.parts.labels import verdict_words

_HEADING = re.compile(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")
_CODE = re.compile(r"(`{1,2})([^`]+)\1")


class Renderer:
    """The Jinja environment for a project, and the ledger for its templates."""

    def __init__(
        self,
        folders: TemplateFolders,
        ledger: Ledger,
        counts: Counts,
        answers: Mapping[str, Callable[[Ledger], Any]] | None = None,
    ) -> None:
        """Prepare the environment. ``answers`` replaces views that need more than a ledger."""
        self._folders = folders
        self._ledger = ledger
        self._answers = dict(answers or {})
        self._views: dict[str, Any] = {}
        self._faults: list[Diagnostic] = []
        self._environment = template_environment(folders, ledger.words)
        self._environment.globals["counts"] = counts
        self._environment.globals["several_articles"] = has_several(ledger)
        self._environment.filters["counted"] = counted
        self._environment.filters["in_words"] = in_words
        self._environment.filters["direction"] = direction
        self._environment.filters["with_code"] = _with_code
        self._environment.globals["view"] = self.view
        self._environment.globals["badges"] = self._badges()
        add_fragments(self._environment)
        self._plain = without_escaping(self._environment)

    def _badges(self) -> dict[str, Markup]:
        """Return each verdict's badge, rendered only once because every page shows several."""
        return {
            words.key: Markup(self._partial("partials/verdict.html.j2", words=words))  # noqa: S704
            for words in verdict_words(self._ledger).values()
        }

    def _partial(self, name: str, **values: Any) -> str:
        """Return a rendered part of a page.

        If rendering fails, record the error and return a note.
        """
        try:
            html = self._environment.get_template(name).render(values)
            return with_languages(html, self._ledger.words.direction)
        except Exception as error:  # noqa: BLE001  (a template can raise any exception)
            fault = fault_at(self._folders, f"templates/{name}", error)
            self._faults.append(fault)
            return f'<strong class="unknown-citation">[{escape(fault.message)}]</strong>'

    @property
    def ledger(self) -> Ledger:
        """The ledger from which the pages are made."""
        return self._ledger

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """The errors in templates so far, with only the first error at each location.

        A template may fail at the same location for every record.
        """
        return tuple({fault.span: fault for fault in reversed(self._faults)}.values())[::-1]

    def view(self, name: str) -> Any:
        """Return the value that a view collects, which is computed only once."""
        if name not in self._views:
            collect = self._answers.get(name) or partial(views.collect, name)
            self._views[name] = collect(self._ledger)
        return self._views[name]

    @cached_property
    def addresses(self) -> Mapping[str, Address]:
        """All pages by path. If several pages share a path, only the first page is included."""
        self._faults.extend(misnamed(self._folders))
        addresses = [
            address
            for file in self._folders.names("pages", ENDING)
            for address in self._addresses_of(file)
        ]
        written = self._ledger.records.prose
        own = {page.address for page in written}
        addresses = [
            page for page in addresses if not (page.kind.yields_to_prose and page.path in own)
        ]
        self._faults.extend(shared_addresses(addresses, written, self._record_of))
        by_path: dict[str, Address] = {}
        for address in addresses:
            by_path.setdefault(address.path, address)
        return by_path

    def _addresses_of(self, file: str) -> Iterator[Address]:
        """Yield the addresses of a kind's pages.

        Record an error if an address cannot be computed.
        """
        try:
            kind = page_kind(file, self._folders, self._environment, self._plain)
            if not kind.is_needed(self._ledger.records):
                return
            items = self.view(kind.view) if kind.each else (None,)
            for item in items:
                yield Address(self._field("path", kind, item), kind, item)
        except Exception as error:  # noqa: BLE001  (a template can raise any exception)
            self._add_fault(f"templates/pages/{file}", error)

    def _add_fault(self, template: str, error: Exception) -> None:
        if isinstance(error, FrontMatterError):
            self._faults.append(error.diagnostic)
        else:
            self._faults.append(fault_at(self._folders, template, error))

    def _record_of(self, address: Address) -> str:
        try:
            return self._field("record", address.kind, address.item)
        except Exception:  # noqa: BLE001  (the error is reported when the page is made)
            return ""

    def _field(self, name: str, kind: PageKind, item: Any) -> str:
        if name in kind.texts:
            return kind.texts[name]  # no view is computed, because that may be slow
        return kind.field(name, self._values(kind, item), self._ledger.words)

    def _values(self, kind: PageKind, item: Any) -> dict[str, Any]:
        """Return the values for the templates of a page kind."""
        return {kind.variable: self.view(kind.view) if kind.view and not kind.each else item}

    def page(self, address: Address) -> Page | None:
        """Return the page at an address.

        If its template fails, record the error and return None.
        """
        kind = address.kind
        try:
            values = self._values(kind, address.item)
            front = {
                name: without_marks(text)
                for name, text in kind.front(values, self._ledger.words).items()
            }
            body = kind.template.render(values, root="../" * address.path.count("/"))
        except Exception as error:  # noqa: BLE001  (a template can raise any exception)
            self._add_fault(kind.file, error)
            return None
        headings = tuple(Heading(name, _text(html)) for name, html in _HEADING.findall(body))
        html = with_languages(body, self._ledger.words.direction)
        return Page(kind=kind.name, path=address.path, **front, body=html, headings=headings)

    def pages(self) -> Iterator[Page]:
        """Yield every page whose template does not fail."""
        for address in self.addresses.values():
            if page := self.page(address):
                yield page

    def references(
        self, cited: tuple[ReferenceView, ...], root: str, *, folded: bool = False, lang: str = ""
    ) -> str:
        """Return a page's list of references. ``root`` leads from the page to the site's root.

        ``lang`` is the list's language if the page has a different language.
        """
        return self._partial(
            "partials/references.html.j2", references=cited, root=root, folded=folded, lang=lang
        )

    def citation(
        self, reference: ReferenceView, index: int, root: str, *, has_note: bool, is_first: bool
    ) -> str:
        """Return the mark of a citation. ``index`` numbers the citations of a reference, from 1.

        ``has_note`` is True if the page has a note on the reference, and ``is_first`` is True if
        the note belongs to this mark.
        """
        return self._partial(
            "partials/citation.html.j2",
            reference=reference,
            index=index,
            root=root,
            has_note=has_note,
            is_first=is_first,
        )

    def embed(self, name: str, root: str, **given: Any) -> str | None:
        """Return a block for a hand-written page, or None if the block does not exist.

        ``given`` contains values that only the page itself has, such as its reading depths.
        """
        if not self._folders.file(f"embeds/{name}.html.j2"):
            return None
        values = {**given, "view": self.view, "overview": self.view("overview"), "root": root}
        return self._partial(f"embeds/{name}.html.j2", **values)


def _text(html: str) -> str:
    return unescape(_TAG.sub("", html)).strip()


def _with_code(text: str) -> Markup:
    """Return a text as HTML, with the words between single or double backticks as code."""
    marked = _CODE.sub(r"<code>\2</code>", escape(text))
    return Markup(marked)  # noqa: S704  (the text was escaped above)
