"""What was wrong, what is it now, and why was it changed, since the site was first published?

Entries come from two places: the ``revisions`` of a record, and the project's history. Changes
before the first publication were drafting and are left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Revision
from build_tools.views.parts.page_links import NamedLink
from build_tools.views.parts.reference import ClaimLink, claim_link


class CorrectionKind(StrEnum):
    """The kind of a change: those of a revision, and what happened to a claim's id."""

    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    EDITORIAL = "editorial"
    ADDED = "added"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"


# Changes after which readers may believe something that is no longer true: shown first, in full.
_CORRECTING = (
    CorrectionKind.CORRECTION,
    CorrectionKind.MOVED,
    CorrectionKind.WITHDRAWN,
    CorrectionKind.REMOVED,
)


class Difference(NamedTuple):
    """One changed field; ``before`` or ``after`` is empty if it had no value."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A change of a claim. ``reason`` is empty if none was recorded.

    ``number`` is its place under ``revisions`` from 1, and 0 if it is not there now.
    """

    claim: str
    statement: str = field(compare=False)
    kind: CorrectionKind
    day: When
    differences: tuple[Difference, ...]
    reason: str
    number: int = field(default=0, compare=False)

    @property
    def corrects(self) -> bool:
        """Whether the change corrects something that readers were told."""
        return self.kind in _CORRECTING


class History(NamedTuple):
    """What the project's history shows since ``published``, the day of first publication.

    ``missing`` says why it is not known; empty if it is. ``since`` is the first day that was looked
    at, if that is later than the first publication.
    """

    published: When | None = None
    entries: tuple[CorrectionEntry, ...] = ()
    missing: str = "The project's history was not looked at in this build."
    since: When | None = None


class CorrectionView(NamedTuple):
    """An entry, with the claim as it is now (None if it is gone) and the prose that cites it."""

    entry: CorrectionEntry
    link: ClaimLink | None
    cited_in: tuple[NamedLink, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Every entry, the newest first: those that correct something, and the others."""

    history: History
    corrections: tuple[CorrectionView, ...]
    others: tuple[CorrectionView, ...]
    editorial: int
    by_claim: Mapping[str, tuple[CorrectionEntry, ...]] = field(default_factory=dict)

    def of(self, claim: str) -> tuple[CorrectionEntry, ...]:
        """Return the entries of a claim, the newest first."""
        return self.by_claim.get(claim, ())

    def last_changed(self, claim: Claim) -> str:
        """Return the last day (ISO 8601) on which a claim changed or was checked; else "".

        Only facts count: a reformatted record has not changed.
        """
        days = [claim.checked.date, *(entry.day for entry in self.of(claim.id))]
        return max((day.latest.iso() for day in days if day.latest), default="")

    def corrected(self, claim: str) -> CorrectionEntry | None:
        """Return the newest entry of a claim that corrects something."""
        return next((entry for entry in self.of(claim) if entry.corrects), None)


def collect(ledger: Ledger) -> Corrections:
    """Return what the records themselves say, without the project's history."""
    return corrections_of(ledger, History())


def corrections_of(ledger: Ledger, history: History) -> Corrections:
    """Return the entries of the records and of the history together, each once."""
    from_records = (entry for claim in ledger.claims.values() for entry in recorded(claim))
    entries = [
        entry
        for entry in dict.fromkeys((*from_records, *history.entries))
        if not _is_drafting(entry, history)
    ]
    newest = sorted(entries, key=lambda entry: entry.claim)
    newest.sort(key=lambda entry: entry.day.sort_key, reverse=True)
    by_claim: dict[str, list[CorrectionEntry]] = {}
    for entry in newest:
        by_claim.setdefault(entry.claim, []).append(entry)
    citing = _citing_pages(ledger)
    views = [
        CorrectionView(entry, _link(ledger, entry), citing.get(entry.claim, ()))
        for entry in newest
        if entry.kind is not CorrectionKind.EDITORIAL
    ]
    return Corrections(
        history=history,
        corrections=tuple(view for view in views if view.entry.corrects),
        others=tuple(view for view in views if not view.entry.corrects),
        editorial=len(newest) - len(views),
        by_claim={claim: tuple(changes) for claim, changes in by_claim.items()},
    )


def recorded(claim: Claim) -> Iterator[CorrectionEntry]:
    """Yield the entries of a claim's own record."""
    for number, revision in enumerate(claim.revisions, 1):
        yield revision_entry(claim, revision, number)


def revision_entry(claim: Claim, revision: Revision, number: int = 0) -> CorrectionEntry:
    """Return a revision as an entry."""
    return CorrectionEntry(
        claim.id,
        claim.claim,
        CorrectionKind(revision.kind.value),
        revision.date,
        (Difference(revision.field, revision.before, revision.after),),
        revision.reason,
        number,
    )


def _is_drafting(entry: CorrectionEntry, history: History) -> bool:
    """Whether the change was made before the site was first published."""
    if history.published is None or entry.day.latest is None or history.published.earliest is None:
        return False
    return entry.day.latest < history.published.earliest


def _link(ledger: Ledger, entry: CorrectionEntry) -> ClaimLink | None:
    claim = ledger.claims.get(entry.claim)
    return claim_link(ledger, claim) if claim else None


def _citing_pages(ledger: Ledger) -> dict[str, tuple[NamedLink, ...]]:
    """Return by claim the hand-written pages that cite it."""
    citing: dict[str, dict[str, NamedLink]] = {}
    for prose in ledger.records.prose:
        title = prose.front.get("title", prose.address)
        link = NamedLink(prose.address, title)
        for citation in prose.citations:
            citing.setdefault(citation.claim, {})[link.path] = link
    return {claim: tuple(pages.values()) for claim, pages in citing.items()}
