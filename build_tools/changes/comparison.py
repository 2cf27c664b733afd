"""What a change does to the facts, as values: no words, no files."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.records import Evidence, Revision, Verdict
from build_tools.quotations.matching import QuoteClass


class Change(StrEnum):
    """What became of a record.

    Affected: its own file says what it said, but what stands around it changed what it is worth.
    """

    ADDED = "added"
    CHANGED = "changed"
    AFFECTED = "affected"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field: ``before`` is None where it was not there, ``after`` where it is no more.

    ``field`` names it from the record down: ``finding``, ``roles[Minister].when``. The values are
    as in the file: texts, lists, mappings. Two lists of the same items differ only in their order.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """An evidence item gained (no ``before``), lost (no ``after``) or changed in these fields."""

    before: Evidence | None
    after: Evidence | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def item(self) -> Evidence:
        """The item as it is now, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted words, and how they stand to the text they are said to come from."""

    text: str
    speaker: str | None
    lang: str
    translation: str | None
    translated_by: str | None
    kind: QuoteClass
    insertions: bool
    context_ok: str | None


# What readers take for the words, and for whose they are.
OF_WORDS = ("text", "speaker", "lang", "translation", "translated_by")


@dataclass(frozen=True, slots=True)
class QuotationChange:
    """A quotation gained, lost or changed. ``where`` is a source's key, or article and sentence.

    ``keys`` lead to its place in the record as it is now.
    """

    where: str
    before: Quoted | None
    after: Quoted | None
    keys: tuple[str | int, ...]

    @property
    def is_of_words(self) -> bool:
        """Return whether readers were given other words, or other words for whose they are."""
        was, now = (
            one and [getattr(one, part) for part in OF_WORDS] for one in (self.before, self.after)
        )
        return was != now

    @property
    def is_of_record(self) -> bool:
        """False where the record says the same, and only the text quoted from has changed."""
        was, now = (one and (one.insertions, one.context_ok) for one in (self.before, self.after))
        return self.is_of_words or was != now


@dataclass(frozen=True, slots=True)
class OriginsChange:
    """How many independent origins stand for (``supports``) or against, and which came or went."""

    stance: str
    before: int
    after: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """What became of one claim. ``fields`` are those that no other attribute tells of."""

    id: str
    change: Change
    path: str
    claim: str
    verdict_before: Verdict | None = None
    verdict_after: Verdict | None = None
    fields: tuple[FieldChange, ...] = ()
    evidence: tuple[EvidenceChange, ...] = ()
    origins: tuple[OriginsChange, ...] = ()
    quotations: tuple[QuotationChange, ...] = ()
    revisions: tuple[Revision, ...] = ()
    moved_to: tuple[str, ...] = ()
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class RecordChange:
    """What became of a source, a person … ``kind`` is one of them: ``source``, ``person``."""

    kind: str
    id: str
    change: Change
    path: str
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page of the site that is not what it was: added, changed or removed."""

    path: str
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that a change does to the facts, in the order of ids.

    ``unread`` are files that could not be read at the base, so that nothing is known of them;
    ``faults`` are what a change to published facts must not do.
    """

    base: str
    head: str | None
    claims: tuple[ClaimChange, ...]
    records: tuple[RecordChange, ...]
    pages: tuple[PageChange, ...]
    unread: tuple[str, ...]
    faults: tuple[Diagnostic, ...]
