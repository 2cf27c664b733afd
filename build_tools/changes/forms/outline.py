"""Turns the changes to a claim or record into items for the forms."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.changes.comparison import (
    ClaimChange,
    EvidenceChange,
    FieldChange,
    QuotationChange,
)
from build_tools.changes.forms import words
from build_tools.facts.wording import web_address


class Code(str):
    """An id, path or address, which Markdown shows as code."""

    __slots__ = ()


Pieces = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A change: a label with text, with values before and after, or with further items.

    ``before`` and ``after`` are None if there is no value. ``note`` explains the text. If
    ``is_short``, both values fit on the line of the label.
    """

    label: str
    text: Pieces = ()
    note: str = ""
    before: str | None = None
    after: str | None = None
    is_short: bool = False
    items: tuple["Item", ...] = ()


def claim_items(claim: ClaimChange) -> Iterator[Item]:
    """Yield an item for each change to a claim, beginning with the verdict."""
    if claim.verdict_before is not claim.verdict_after:
        before, after = words.verdict(claim.verdict_before), words.verdict(claim.verdict_after)
        yield Item("Verdict", before=before, after=after, is_short=True)
    if claim.moved_to:
        yield Item("Merged into", _listed(claim.moved_to))
    if claim.reason:
        yield Item("Withdrawn", (claim.reason,))
    yield from field_items(claim.fields)
    yield from map(_evidence, claim.evidence)
    for origins in claim.origins:
        yield Item("Independent origins", (words.origins(origins),))
    yield from map(_quotation, claim.quotations)
    for revision in claim.revisions:
        yield Item("Revision", (f"{revision.kind} of {revision.field}: {revision.reason}",))


def field_items(fields: Iterable[FieldChange]) -> Iterator[Item]:
    """Yield an item for each changed field."""
    for change in fields:
        name = words.field_name(change)
        if words.is_order(change):
            yield Item(name, ("the same in a different order",))
        else:
            before, after = (_value(change, value) for value in (change.before, change.after))
            yield Item(name, before=before, after=after)


def _value(change: FieldChange, value: object) -> str | None:
    if value is None:
        return None
    text = words.value(change, value)
    return Code(text) if web_address(text) else text


def _listed(identities: Iterable[str]) -> Pieces:
    pieces = [piece for identity in identities for piece in (", ", Code(identity))]
    return tuple(pieces[1:])


def _evidence(change: EvidenceChange) -> Item:
    return Item(
        words.evidence_fate(change),
        (Code(change.item.source), f" ({words.stance(change)})"),
        note="" if change.fields else change.item.says,
        items=tuple(field_items(change.fields)),
    )


def _quotation(change: QuotationChange) -> Item:
    before, after = words.quoted(change.before), words.quoted(change.after)
    return Item("Quotation,", (Code(change.where),), before=before, after=after)
