"""Compares the facts of two revisions record by record, and checks changes to published facts.

The same reader reads both states, and :mod:`build_tools.changes.trees` provides the old state from
git. The order and formatting of files make no difference.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

from build_tools.changes.affected_pages import affected_pages, prose_differs
from build_tools.changes.claim_changes import Side, claim_changes
from build_tools.changes.comparison import Comparison
from build_tools.changes.known_errors import Known, known_faults, parted
from build_tools.changes.new_evidence import Known as KnownEvidence
from build_tools.changes.new_evidence import evidence_in, without_passage
from build_tools.changes.publication_state import (
    is_published,
    moved_faults,
    settled_publication,
)
from build_tools.changes.record_changes import page_changes, record_changes
from build_tools.changes.silent_changes import errors_of
from build_tools.changes.trees import commit_of, is_before, tree_of
from build_tools.facts.diagnostics import Diagnostic, Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import read
from build_tools.rules.check import Checked, check_project, collector_paused


def compare(project: Project, base: str, head: str | None = None) -> Comparison:
    """Return the changes between two revisions. Without ``head``, compare with the working tree.

    Raises RevisionError if a revision cannot be read.
    """
    with ExitStack() as stack, collector_paused():
        old = stack.enter_context(tree_of(project.root, base))
        new = project if head is None else stack.enter_context(tree_of(project.root, head))
        before, unread = _side(old)
        after, faulty = _side(new)
        claims = tuple(claim_changes(before, after))
        since = _published_side(project, commit_of(project.root, base), old, new, before)
        records = tuple(record_changes(before.ledger, after.ledger, unread, faulty))
        return Comparison(
            base=base,
            head=head,
            claims=claims,
            records=(*records, *page_changes(before.ledger, after.ledger)),
            # Most commits change no facts, and rendering would be slow.
            pages=affected_pages(project, before.ledger, after.ledger)
            if claims or records or unread or prose_differs(before.ledger, after.ledger)
            else (),
            unread=tuple(sorted(unread)),
            faults=tuple(
                Report.of((*_silent(since, after), *moved_faults(old, new, project.root)))
            ),
        )


def _side(project: Project) -> tuple[Side, set[str]]:
    """Return a project's facts, and the files with reading errors."""
    records, report = read(project)
    return Side(Ledger(records), _filed(project)), {diagnostic.span.path for diagnostic in report}


def _filed(project: Project) -> set[str]:
    """Return the ids that have a claim file."""
    files = project.files(project.facts / "claims", ".yaml")
    return {file.name.rsplit("/", 1)[-1].removesuffix(".yaml") for file in files}


def _published_side(
    project: Project, commit: str, old: Project, new: Project, before: Side
) -> Side | None:
    """Return the facts that must not change silently, or None if all facts are drafts.

    These are the facts of the old state if it was published. The settings of the new state may also
    name a published commit, because a tag is often named in a later commit. If the published commit
    comes after the old state, the facts of that commit count.
    """
    if is_published(old):
        return before
    first = settled_publication(new, project.root)
    if first is None:
        return None
    if not is_before(project.root, commit, first) or commit == first:
        return before
    with tree_of(project.root, first) as published:
        return _side(published)[0]


def _silent(since: Side | None, after: Side) -> Iterator[Diagnostic]:
    """Yield an error for each silent change since publication."""
    if since is not None:
        for claim in claim_changes(since, after):
            yield from errors_of(claim, since, after)


@dataclass(frozen=True, slots=True)
class Base:
    """A revision's errors and published facts (None for drafts), for comparison with later states.

    ``moved`` lists errors about a changed date of first publication. ``evidence`` counts the
    evidence items, so that new items can be recognised.
    """

    known: Counter[Known]
    since: Side | None
    moved: tuple[Diagnostic, ...]
    evidence: Counter[KnownEvidence]


def base_at(project: Project, revision: str) -> Base:
    """Read and check a revision. Raises RevisionError if it cannot be read."""
    commit = commit_of(project.root, revision)
    with tree_of(project.root, commit) as old:
        checked = check_project(old)
        return Base(
            known_faults(checked.report, old.root),
            _published_side(project, commit, old, project, Side(checked.ledger, _filed(old))),
            tuple(moved_faults(old, project, project.root)),
            evidence_in(checked.ledger),
        )


def new_and_older_errors(project: Project, base: Base, now: Checked) -> tuple[Report, Report]:
    """Return the errors introduced since ``base``, and the older errors.

    The new errors include errors that only a comparison shows: silent changes, removed ids, and new
    evidence without words from its source.
    """
    fresh, older = parted(base.known, now.report, project.root)
    after = Side(now.ledger, _filed(project))
    silent = _silent(base.since, after)
    bare = without_passage(base.evidence, now.ledger)
    return Report.of((*fresh, *silent, *bare, *base.moved)), older
