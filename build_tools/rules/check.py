"""Folders -> records -> ledger -> report: all that is known before any page is made."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Kept, Project, load, read
from build_tools.facts.records import Records
from build_tools.facts.wording import did_you_mean, in_words
from build_tools.quotations.counts import Counts, count
from build_tools.rules.incremental_check import judge


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts of a project, joined, and everything that is wrong with them."""

    ledger: Ledger
    report: Report
    counts: Counts


def examine(project: Project, kept: Kept | None = None) -> Checked:
    """Read, join and check, without making any page.

    Who examines a project again and again in one process gives the same ``kept`` each time.
    """
    with collector_paused():
        kept = kept or load(project.root)
        records, report = read(project, kept)
        kept.save(project.root)  # at once: while it is written, it takes as much memory again
        ledger = Ledger(records)
        found = report + judge(ledger, kept) + _unknown_blocks(project, records)
        kept.save(project.root)
        return Checked(ledger, found, count(ledger))


def _unknown_blocks(project: Project, records: Records) -> Iterator[Diagnostic]:
    """Yield every block that a page places and no template draws: rules see no files."""
    known = {
        path.name.removesuffix(".html.j2") for path in (project.templates / "embeds").glob("*")
    }
    for prose in records.prose:
        for block in prose.embeds:
            if block.claim not in known:
                message = f'There is no block called "{block.claim}".'
                hint = did_you_mean(
                    block.claim, known, f"the blocks are {in_words(sorted(known))}."
                )
                yield Diagnostic(block.span, "known-block", message, hint)


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
