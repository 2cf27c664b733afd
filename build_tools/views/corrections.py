"""What was wrong, what it is now, why, and what it changed, since the site was first published?

Entries are of two sorts: those that a record tells of under ``revisions``, and those that only the
project's history shows. What changed before the first publication was drafting, and stands nowhere.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Revision
from build_tools.views.parts.page_links import NamedLink
from build_tools.views.parts.reference import ClaimLink, claim_link


class EntryKind(StrEnum):
    """What sort of change it was: those that a revision can have, and what became of ids."""

    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    EDITORIAL = "editorial"
    ADDED = "added"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"


# Where a reader may have taken something for true that was not kept: told first, and in full.
_CORRECTING = (EntryKind.CORRECTION, EntryKind.MOVED, EntryKind.WITHDRAWN, EntryKind.REMOVED)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that a change changed; ``before`` or ``after`` is empty where there was nothing."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one claim. ``reason`` is empty where none was recorded.

    ``number`` is its place under ``revisions`` from 1, and 0 where it does not stand there now.
    """

    claim: str
    statement: str = field(compare=False)
    kind: EntryKind
    day: When
    differences: tuple[Difference, ...]
    reason: str
    number: int = field(default=0, compare=False)

    @property
    def corrects(self) -> bool:
        """Whether readers were told something that did not hold."""
        return self.kind in _CORRECTING


@dataclass(frozen=True, slots=True)
class History:
    """What the project's own history shows since ``published``, the day of first publication.

    ``missing`` says why it is not known, empty where it is. ``since`` is the first day that was
    looked at, where that is later than the first publication.
    """

    published: When | None = None
    entries: tuple[Entry, ...] = ()
    missing: str = "The project's history was not looked at in this build."
    since: When | None = None


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry, with the claim as it is now, if it is, and the prose that cites it."""

    entry: Entry
    link: ClaimLink | None
    cited_in: tuple[NamedLink, ...]


@dataclass(frozen=True, slots=True)
class Corrections:
    """Every entry, the newest first: those that correct something, and the others."""

    history: History
    corrections: tuple[EntryView, ...]
    others: tuple[EntryView, ...]
    editorial: int
    by_claim: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def of(self, claim: str) -> tuple[Entry, ...]:
        """Return the entries of a claim, the newest first."""
        return self.by_claim.get(claim, ())

    def last_changed(self, claim: Claim) -> str:
        """Return the last day (ISO 8601) on which a claim changed or was checked, if it is known.

        That is a day of facts, not of bytes: a new form of the same record is no change.
        """
        known = [claim.checked.date, *(one.day for one in self.of(claim.id))]
        return max((one.latest.iso() for one in known if one.latest), default="")

    def corrected(self, claim: str) -> Entry | None:
        """Return the newest entry of a claim that corrects something."""
        return next((one for one in self.of(claim) if one.corrects), None)


def collect(ledger: Ledger) -> Corrections:
    """Return what the records themselves tell of, without the project's history."""
    return answered(ledger, History())


def answered(ledger: Ledger, history: History) -> Corrections:
    """Return the entries of the records and of the history together, each once."""
    told = (one for claim in ledger.claims.values() for one in recorded(claim))
    entries = dict.fromkeys((*told, *history.entries))
    kept = [one for one in entries if not _drafting(one, history)]
    newest = sorted(kept, key=lambda one: one.claim)
    newest.sort(key=lambda one: one.day.sort_key, reverse=True)
    by_claim: dict[str, list[Entry]] = {}
    for one in newest:
        by_claim.setdefault(one.claim, []).append(one)
    cited = _cited(ledger)
    views = [EntryView(one, _link(ledger, one), cited.get(one.claim, ())) for one in newest]
    editorial = sum(one.kind is EntryKind.EDITORIAL for one in newest)
    return Corrections(
        history=history,
        corrections=tuple(one for one in views if one.entry.corrects),
        others=tuple(
            one
            for one in views
            if not one.entry.corrects and one.entry.kind is not EntryKind.EDITORIAL
        ),
        editorial=editorial,
        by_claim={claim: tuple(found) for claim, found in by_claim.items()},
    )


def recorded(claim: Claim) -> Iterator[Entry]:
    """Yield the entries that a claim's record tells of."""
    for number, revision in enumerate(claim.revisions, 1):
        yield told_by(claim, revision, number)


def told_by(claim: Claim, revision: Revision, number: int = 0) -> Entry:
    """Return a revision as an entry."""
    return Entry(
        claim.id,
        claim.claim,
        EntryKind(revision.kind.value),
        revision.date,
        (Difference(revision.field, revision.before, revision.after),),
        revision.reason,
        number,
    )


def _drafting(entry: Entry, history: History) -> bool:
    if history.published is None or entry.day.latest is None or history.published.earliest is None:
        return False
    return entry.day.latest < history.published.earliest


def _link(ledger: Ledger, entry: Entry) -> ClaimLink | None:
    claim = ledger.claims.get(entry.claim)
    return claim_link(ledger, claim) if claim else None


def _cited(ledger: Ledger) -> dict[str, tuple[NamedLink, ...]]:
    """Return by claim the hand-written pages that cite it."""
    found: dict[str, dict[str, NamedLink]] = {}
    for prose in ledger.records.prose:
        page = prose.path.removesuffix(".md") + ".html"
        for citation in prose.citations:
            title = prose.front.get("title", page)
            found.setdefault(citation.claim, {})[page] = NamedLink(page, title)
    return {claim: tuple(pages.values()) for claim, pages in found.items()}
