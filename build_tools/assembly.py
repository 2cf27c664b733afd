"""The whole flow in one function: folders -> records -> ledger -> report and outlines of pages.

Pages are made of whatever could be read. Whether that is acceptable is for the caller to decide:
``facts check`` and a strict build refuse errors, ``mkdocs serve`` shows them and goes on.
"""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from build_tools import rules
from build_tools.counts import Counts, count
from build_tools.diagnostics import Diagnostic, Report
from build_tools.exports import Publication
from build_tools.ledger import Ledger
from build_tools.pages import Outline, Renderer
from build_tools.reading import Home, load, read
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
    """A checked project: the outline of each page, and the renderer that makes the pages."""

    checked: Checked
    outlines: tuple[Outline, ...]
    renderer: Renderer


def examine(home: Home) -> Checked:
    """Read, join and check, without making any page."""
    with collector_paused():
        kept = load(home.root)
        records, report = read(home, kept)
        kept.save(home.root)
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
    home: Home,
    about: Publication = UNNAMED,
    answers: Mapping[str, Callable[[], Any]] = MappingProxyType({}),
    tell: Callable[[str], None] = _silent,
) -> Site:
    """Read, join, check and outline the project in ``home``; ``tell`` hears which stage begins.

    What is large is not made yet: the renderer makes one page at a time, and
    :func:`build_tools.exports.publish` one file of open data. ``about`` is the site that they are
    published on, ``answers`` are those to views that only its builder can give.
    """
    with collector_paused():
        tell("reading")
        checked = examine(home)
        found = {"corrections": lambda: answered(checked.ledger, about.history), **answers}
        renderer = Renderer(home.templates, checked.ledger, checked.counts, found)
        outlines = renderer.outlines()
    complete = Checked(checked.ledger, checked.report + renderer.faults, checked.counts)
    return Site(complete, outlines, renderer)


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
