"""Describes changes to facts as plain values, without wording or files."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from build_tools.facts.diagnostics import Diagnostic
from build_tools.facts.records import Evidence, Revision, TextKind, Verdict
from build_tools.quotations.matching import QuoteClass


class Change(StrEnum):
    """The kind of change to a record.

    The file of an "affected" claim has not changed, but a change in another file affects the
    evidence. A "merged" claim was replaced by other claims.
    """

    ADDED = "added"
    CHANGED = "changed"
    AFFECTED = "affected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    RESTORED = "restored"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A changed field. ``before`` is None if it is new, and ``after`` is None if it was removed.

    ``field`` is the path in the record, such as ``finding`` or ``roles[Minister].when``. The values
    are texts, lists or mappings, as in the file. If both are lists, only the order of their items
    changed.
    """

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """An evidence item that was added (no ``before``), removed (no ``after``) or changed."""

    before: Evidence | None
    after: Evidence | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def item(self) -> Evidence:
        """The present item, or the previous item if it was removed."""
        item = self.after or self.before
        assert item is not None
        return item


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quoted words and the class of their match.

    ``against`` is the kind of text, a whole page or an excerpt, with which the words were compared.
    """

    text: str
    speaker: str | None
    lang: str
    translation: str | None
    translated_by: str | None
    kind: QuoteClass
    insertions: bool
    context_ok: str | None
    against: TextKind | None = None


# The fields that show readers the words and their speaker.
WORD_FIELDS = ("text", "speaker", "lang", "translation", "translated_by")


@dataclass(frozen=True, slots=True)
class QuotationChange:
    """An added, removed or changed quotation.

    ``where`` is a source's key, or an article and a sentence. ``keys`` is the quotation's path in
    the present record.
    """

    where: str
    before: Quoted | None
    after: Quoted | None
    keys: tuple[str | int, ...]

    @property
    def is_of_words(self) -> bool:
        """Whether readers see a change in the words, their translation or their speaker."""
        was, now = (
            quoted and [getattr(quoted, field) for field in WORD_FIELDS]
            for quoted in (self.before, self.after)
        )
        return was != now

    @property
    def is_of_record(self) -> bool:
        """Whether the record itself changed, and not only the result of the match."""
        was, now = (
            quoted and (quoted.insertions, quoted.context_ok)
            for quoted in (self.before, self.after)
        )
        return self.is_of_words or was != now


@dataclass(frozen=True, slots=True)
class OriginsChange:
    """The numbers of independent origins for or against a claim, and the changed origins."""

    stance: str
    before: int
    after: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """The changes to a claim. ``fields`` contains changed fields that have no attribute here."""

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
    """The changes to a record other than a claim. ``kind`` is ``source``, ``person`` and so on."""

    kind: str
    id: str
    change: Change
    path: str
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class PageChange:
    """A page of the site that was added, changed or removed."""

    path: str
    change: Change


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes between two states of the facts, in order of the ids.

    ``unread`` lists the files that could not be read at the base, and so are not compared.
    ``faults`` lists errors, such as silent changes to published facts.
    """

    base: str
    head: str | None
    claims: tuple[ClaimChange, ...]
    records: tuple[RecordChange, ...]
    pages: tuple[PageChange, ...]
    unread: tuple[str, ...]
    faults: tuple[Diagnostic, ...]
