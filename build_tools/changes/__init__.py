"""What a change does to the facts: two states of the project compared, record by record.

The old state is read from git (:mod:`build_tools.changes.trees`) by the same reader as the new
one; where a record stands in its file, and how the file is laid out, makes no difference.
"""

from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass

from build_tools.changes.affected_pages import prose_differs, touched_pages
from build_tools.changes.claim_changes import Side, claim_changes
from build_tools.changes.comparison import Change, Comparison
from build_tools.changes.known_errors import Known, known_faults, parted
from build_tools.changes.publication_state import is_published
from build_tools.changes.record_changes import record_changes
from build_tools.changes.silent_changes import faults_of
from build_tools.changes.trees import RevisionError, tree_of
from build_tools.facts.diagnostics import Report
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, read
from build_tools.rules.check import Checked, collector_paused, examine

__all__ = ["Base", "Change", "Comparison", "RevisionError", "base_at", "compare", "judged"]


def compare(project: Project, base: str, head: str | None = None) -> Comparison:
    """Return what became of the facts between two revisions; by default up to the files here.

    Raises RevisionError for a revision that cannot be read.
    """
    with ExitStack() as stack, collector_paused():
        old = stack.enter_context(tree_of(project.root, base))
        new = project if head is None else stack.enter_context(tree_of(project.root, head))
        before, unread = _side(old)
        after, faulty = _side(new)
        claims = tuple(claim_changes(before, after))
        published = is_published(old)
        records = tuple(record_changes(before.ledger, after.ledger, unread, faulty))
        return Comparison(
            base=base,
            head=head,
            claims=claims,
            records=records,
            # Most changes to the code change no fact: then nothing need be rendered.
            pages=touched_pages(project, before.ledger, after.ledger)
            if claims or records or unread or prose_differs(before.ledger, after.ledger)
            else (),
            unread=tuple(sorted(unread)),
            faults=tuple(
                Report.of(
                    one for claim in claims if published for one in faults_of(claim, before, after)
                )
            ),
        )


def _side(project: Project) -> tuple[Side, set[str]]:
    """Return the facts of a project, and the files that could not be read, or only in part."""
    records, report = read(project)
    return Side(Ledger(records), _filed(project)), {one.span.path for one in report}


def _filed(project: Project) -> set[str]:
    found = project.files(project.facts / "claims", ".yaml")
    return {one.name.rsplit("/", 1)[-1].removesuffix(".yaml") for one in found}


@dataclass(frozen=True, slots=True)
class Base:
    """A revision's facts and faults, against which later states are judged."""

    side: Side
    known: Counter[Known]
    published: bool


def base_at(project: Project, revision: str) -> Base:
    """Read and check a revision. Raises RevisionError where it cannot be read."""
    with tree_of(project.root, revision) as old:
        checked = examine(old)
        return Base(
            Side(checked.ledger, _filed(old)),
            known_faults(checked.report, old.root),
            is_published(old),
        )


def judged(project: Project, base: Base, now: Checked) -> tuple[Report, Report]:
    """Return what a change since ``base`` is to blame for, and the older faults that it is not.

    It is to blame, too, for what only a comparison shows: a verdict changed silently, an id gone.
    """
    fresh, older = parted(base.known, now.report, project.root)
    after = Side(now.ledger, _filed(project))
    changes = claim_changes(base.side, after) if base.published else ()
    return fresh + [one for claim in changes for one in faults_of(claim, base.side, after)], older
