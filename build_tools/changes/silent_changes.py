"""Checks that published facts are not changed silently, and that no id disappears.

If a verdict, number, date or quotation changes, an entry under ``revisions`` must contain the
field, the old value and the new value. The corrections page shows these entries. A claim may be
removed only if a redirect replaces it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from build_tools.changes.claim_changes import Side, lost_revisions
from build_tools.changes.comparison import WORD_FIELDS, Change, ClaimChange, QuotationChange, Quoted
from build_tools.changes.field_changes import single_spaced
from build_tools.facts.diagnostics import Diagnostic, Place, Span
from build_tools.facts.records import Claim, Kind, Revision
from build_tools.facts.wording import clipped
from build_tools.views.corrections import leading

RECORDED, KEPT, LASTING = "recorded-change", "kept-revisions", "lasting-id"

_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
    r"|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)


def errors_of(change: ClaimChange, before: Side, after: Side) -> Iterator[Diagnostic]:
    """Yield an error for each silent change to a claim."""
    old, new = before.record(change.id), after.record(change.id)
    if change.change is Change.REMOVED:
        yield _removed(change, after)
    elif change.change is Change.UNREADABLE:
        message = f'The claim "{change.id}" can no longer be read.'
        yield Diagnostic(Span(change.path), LASTING, message, "Run `facts check` to see why.")
    elif isinstance(old, Claim) and isinstance(new, Claim):
        for revision in lost_revisions(old, new):
            message = f"The revision of {revision.date.written} was changed or deleted."
            hint = "Restore it, and correct it by adding an entry below it."
            yield Diagnostic(new.place.span("revisions", of_key=True), KEPT, message, hint)
        yield from _unrecorded(change, old, new)


def _unrecorded(change: ClaimChange, old: Claim, new: Claim) -> Iterator[Diagnostic]:
    place, revisions = new.place, change.revisions
    if not _is_recorded(revisions, "verdict", old.verdict.value, new.verdict.value):
        what = f'The verdict went from "{old.verdict}" to "{new.verdict}"'
        yield _silent(place.span("verdict"), what, "verdict", old.verdict.value, new.verdict.value)
    if _numbers_differ(old, new) and not _is_recorded(revisions, "claim", old.claim, new.claim):
        what = "A number that the claim states was changed"
        yield _silent(place.span("claim"), what, "claim", old.claim, new.claim)
    if not _is_recorded(revisions, "when", old.when.written, new.when.written):
        what = f'"when" went from {old.when.written} to {new.when.written}'
        yield _silent(place.span("when"), what, "when", old.when.written, new.when.written)
    for quotation in change.quotations:
        if quotation.before is not None and quotation.is_of_words:
            yield from _unrecorded_words(quotation, quotation.before, revisions, place)


def _unrecorded_words(
    change: QuotationChange, before: Quoted, revisions: Sequence[Revision], place: Place
) -> Iterator[Diagnostic]:
    """Yield an error for the first field of a quotation that changed without a revision."""
    span, words = place.span(*change.keys), clipped(before.text, 60)
    if change.after is None:
        if not _is_recorded(revisions, "quote", before.text, None):
            what = f"The quotation “{words}” was removed"
            yield _silent(span, what, "quote", before.text, "taken out")
        return
    for part in WORD_FIELDS:
        was, now = getattr(before, part), getattr(change.after, part)
        if not _is_recorded(revisions, "quote", was, now):
            what = f"The quotation “{words}” was changed"
            yield _silent(span, what, "quote", was or "none", now or "none")
            return


def _is_recorded(
    revisions: Iterable[Revision], field: str, before: str | None, after: str | None
) -> bool:
    """Return whether the revisions together change ``before`` to ``after``: see ``leading``."""
    return leading(revisions, field, before, after) is not None


def _numbers_differ(old: Claim, new: Claim) -> bool:
    was, now = single_spaced(old.claim), single_spaced(new.claim)
    if Kind.NUMBER in (old.kind, new.kind):
        return was != now
    numbers = [Counter(_NUMBER.findall(text.casefold())) for text in (was, now)]
    return numbers[0] != numbers[1]


def _removed(change: ClaimChange, after: Side) -> Diagnostic:
    same = sorted(claim.id for claim in after.ledger.claims.values() if claim.claim == change.claim)
    moved = f"`moved_to: [{same[0]}]`" if same else "`moved_to:` the claims that took its place"
    hint = (
        f"Put {change.path} back with only `claim`, `date` and {moved}, or `withdrawn:` the reason."
    )
    message = f'The claim "{change.id}" was removed, so its address no longer works.'
    return Diagnostic(Span(change.path), LASTING, message, hint)


def _silent(span: Span, what: str, field: str, before: str, after: str) -> Diagnostic:
    hint = (
        f"Add an entry under `revisions` with date, kind and reason, `field: {field}`, "
        f"`from: {clipped(before, 80)}` and `to: {clipped(after, 80)}`."
    )
    return Diagnostic(span, RECORDED, f"{what}, but no new revision records that.", hint)
