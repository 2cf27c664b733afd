"""Checks a project before any page is made: folders -> records -> ledger -> report."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import ParseCache, read
from build_tools.facts.records import Records
from build_tools.facts.wording import did_you_mean, in_words
from build_tools.quotations.counts import Counts, count
from build_tools.rules import run


class Checked(NamedTuple):
    """A project's ledger, every problem in its facts, and its counts."""

    ledger: Ledger
    report: Report
    counts: Counts


def check_project(project: Project) -> Checked:
    """Read and check a project's facts, without making any page."""
    with collector_paused():
        cache = ParseCache(project.root)
        records, report = read(project, cache)
        cache.save()
        ledger = Ledger(records)
        report = report + run(ledger) + _unknown_blocks(project, records)
        return Checked(ledger, report, count(ledger))


def _unknown_blocks(project: Project, records: Records) -> Iterator[Diagnostic]:
    """Yield every block in a page that has no template. Rules cannot see the templates."""
    known = {name.removesuffix(".html.j2") for name in project.templates.names("embeds")}
    for prose in records.prose:
        for block in prose.embeds:
            if block.claim not in known:
                message = f'There is no block called "{block.claim}".'
                names = in_words(sorted(known))
                hint = did_you_mean(block.claim, known, f"the blocks are {names}.")
                yield Diagnostic(block.span, "known-block", message, hint)


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause garbage collection, which would add a third to the time without freeing a record."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
