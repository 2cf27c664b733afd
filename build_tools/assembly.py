"""The whole flow in one function: folders -> records -> ledger -> report and pages.

Pages are made of whatever could be read. Whether that is acceptable is for the caller to decide:
``facts check`` and a strict build refuse errors, ``mkdocs serve`` shows them and goes on.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from build_tools import exports, rules
from build_tools.counts import Counts, count
from build_tools.diagnostics import Diagnostic, Report
from build_tools.exports import ExportFile, Publication
from build_tools.exports.heads import heads
from build_tools.exports.listing import open_data
from build_tools.ledger import Ledger
from build_tools.pages import Page, Renderer
from build_tools.reading import Home, read
from build_tools.records import Records
from build_tools.text import did_you_mean, in_words
from build_tools.views.corrections import answered

UNNAMED = Publication("", "Facts")


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts of a project, joined, and everything that is wrong with them."""

    ledger: Ledger
    report: Report
    counts: Counts


@dataclass(frozen=True, slots=True)
class Site:
    """A checked project: its pages, the renderer that made them, and its files of open data.

    ``heads`` is what those data add to the heads of pages, as HTML by the page's path.
    """

    checked: Checked
    pages: tuple[Page, ...]
    renderer: Renderer
    files: tuple[ExportFile, ...]
    heads: Mapping[str, str]


def examine(home: Home) -> Checked:
    """Read, join and check, without making any page."""
    with collector_paused():
        records, report = read(home)
        ledger = Ledger(records)
        found = report + rules.check(ledger) + _unknown_blocks(home, records)
        return Checked(ledger, found, count(ledger))


def _unknown_blocks(home: Home, records: Records) -> Iterator[Diagnostic]:
    """Yield every block that a page places and no template draws: rules see no files."""
    known = {path.name.removesuffix(".html.j2") for path in (home.templates / "embeds").glob("*")}
    for prose in records.prose:
        for block in prose.embeds:
            if block.claim not in known:
                message = f'There is no block called "{block.claim}".'
                hint = did_you_mean(
                    block.claim, known, f"the blocks are {in_words(sorted(known))}."
                )
                yield Diagnostic(block.span, "known-block", message, hint)


def _silent(stage: str) -> None:
    """Tell nobody which stage begins."""


def assemble(
    home: Home, about: Publication = UNNAMED, tell: Callable[[str], None] = _silent
) -> Site:
    """Read, join, check and render the project in ``home``, and make its open data.

    ``about`` is the site that they are published on; ``tell`` hears which stage begins. The data
    come before the pages: a page lists them.
    """
    with collector_paused():
        tell("reading")
        checked = examine(home)
        tell("open data")
        files = exports.all_files(checked.ledger, about)
        answers = {
            "open_data": open_data(files, about),
            "corrections": answered(checked.ledger, about.history),
        }
        tell("pages")
        renderer = Renderer(home.templates, checked.ledger, checked.counts, answers)
        pages, faults = renderer.pages()
    complete = Checked(checked.ledger, checked.report + faults, checked.counts)
    return Site(complete, pages, renderer, files, heads(checked.ledger, about))


@contextmanager
def collector_paused() -> Iterator[None]:
    """Spare the garbage collector walks over records that all stay: a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
