"""What a change to published facts must not do: change them silently, or let an id die.

A verdict, a number, a date or a quotation may change, with an entry under ``revisions`` that tells
readers of just that: its field, what it said and what it says. The correction log is made of those.
A claim may go, with a redirect in its place.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from build_tools.changes.claim_changes import Side, lost_revisions
from build_tools.changes.comparison import OF_WORDS, Change, ClaimChange, QuotationChange, Quoted
from build_tools.facts.diagnostics import Diagnostic, Place, Span
from build_tools.facts.records import Claim, Kind, Revision
from build_tools.facts.wording import clipped

RECORDED, KEPT, LASTING = "recorded-change", "kept-revisions", "lasting-id"

_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?"
    r"|hundreds?|thousands?|millions?|billions?)\b",
    re.IGNORECASE,
)


def faults_of(change: ClaimChange, before: Side, after: Side) -> Iterator[Diagnostic]:
    """Yield what is wrong with how a claim was changed."""
    old, new = before.held(change.id), after.held(change.id)
    if change.change is Change.REMOVED:
        yield _died(change, after)
    elif change.change is Change.UNREADABLE:
        message = f'The claim "{change.id}" can no longer be read.'
        yield _told(Span(change.path), LASTING, message, "Run `facts check`: it says why.")
    elif isinstance(old, Claim) and isinstance(new, Claim):
        for revision in lost_revisions(old, new):
            message = f"The revision of {revision.date.written} was changed or deleted."
            hint = "Put it back as it was; what is wrong in it is corrected by an entry below it."
            yield _told(new.place.span("revisions", of_key=True), KEPT, message, hint)
        yield from _unrecorded(change, old, new)


def _unrecorded(change: ClaimChange, old: Claim, new: Claim) -> Iterator[Diagnostic]:
    place, told = new.place, change.revisions
    if not _tells(told, "verdict", old.verdict.value, new.verdict.value):
        what = f'The verdict went from "{old.verdict}" to "{new.verdict}"'
        yield _silent(place.span("verdict"), what, "verdict", old.verdict.value, new.verdict.value)
    if _numbers_differ(old, new) and not _tells(told, "claim", old.claim, new.claim):
        what = "A number that the claim states was changed"
        yield _silent(place.span("claim"), what, "claim", old.claim, new.claim)
    if not _tells(told, "when", old.when.written, new.when.written):
        what = f'"when" went from {old.when.written} to {new.when.written}'
        yield _silent(place.span("when"), what, "when", old.when.written, new.when.written)
    for one in change.quotations:
        if one.before is not None and one.is_of_words:
            yield from _unrecorded_words(one, one.before, told, place)


def _unrecorded_words(
    change: QuotationChange, before: Quoted, told: Sequence[Revision], place: Place
) -> Iterator[Diagnostic]:
    """Yield the first part of a quotation that changed and that no entry tells of."""
    span, words = place.span(*change.keys), clipped(before.text, 60)
    if change.after is None:
        if not _tells(told, "quote", before.text, None):
            what = f"The quotation “{words}” was taken out"
            yield _silent(span, what, "quote", before.text, "taken out")
        return
    for part in OF_WORDS:
        was, now = getattr(before, part), getattr(change.after, part)
        if not _tells(told, "quote", was, now):
            what = f"The quotation “{words}” was changed"
            yield _silent(span, what, "quote", was or "none", now or "none")
            return


def _tells(told: Iterable[Revision], field: str, before: str | None, after: str | None) -> bool:
    """Return whether entries for the field lead, one after the other, from one value to the other.

    An entry may give the whole value or the piece of it that changed. What was not there or is no
    more (None) may be told of in any words.
    """
    reached = before and _even(before)
    goal = after and _even(after)
    for one in told:
        # A part of a quotation may be named: `quote.speaker`.
        if reached == goal or one.field.casefold().split(".")[0] != field:
            continue
        was, now = _even(one.before), _even(one.after)
        if reached is None or (goal is None and was == reached):
            reached = now if goal is not None else None
        elif was in reached:
            reached = reached.replace(was, now, 1)
    return reached == goal


def _even(text: str) -> str:
    """Return the text on one line, out of its quotation marks."""
    return " ".join(text.split()).strip('“”"')


def _numbers_differ(old: Claim, new: Claim) -> bool:
    one, other = (" ".join(claim.claim.split()) for claim in (old, new))
    if Kind.NUMBER in (old.kind, new.kind):
        return one != other
    numbers = (Counter(_NUMBER.findall(text.casefold())) for text in (one, other))
    return next(numbers) != next(numbers)


def _died(change: ClaimChange, after: Side) -> Diagnostic:
    same = sorted(claim.id for claim in after.ledger.claims.values() if claim.claim == change.claim)
    moved = f"`moved_to: [{same[0]}]`" if same else "`moved_to:` the claims that took its place"
    hint = (
        f"Put {change.path} back with only `claim`, `date` and {moved}, or `withdrawn:` the reason."
    )
    message = f'The claim "{change.id}" is gone, and its address with it.'
    return _told(Span(change.path), LASTING, message, hint)


def _silent(span: Span, what: str, field: str, before: str, after: str) -> Diagnostic:
    hint = (
        f"Add an entry under `revisions` with date, kind and reason, `field: {field}`, "
        f"`from: {clipped(before, 80)}` and `to: {clipped(after, 80)}`."
    )
    return _told(span, RECORDED, f"{what}, and no new revision tells of that.", hint)


def _told(span: Span, rule: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, rule, message, hint)
