"""What a change to published facts must not do: change them silently, or let an id die.

A verdict, a number, a date or a quotation may change, with an entry under ``revisions`` that tells
readers of it; the correction log is made of those. A claim may go, with a redirect in its place.
"""

import re
from collections import Counter
from collections.abc import Iterator

from build_tools.comparing.changes import Change, ClaimChange
from build_tools.comparing.claims import Side, lost_revisions
from build_tools.diagnostics import Diagnostic, Span
from build_tools.records import Claim, Kind
from build_tools.text import clipped

RECORDED, KEPT, LASTING = "recorded-change", "kept-revisions", "lasting-id"

_HINT = "Add an entry under `revisions`: date, kind, field, from, to and the reason."
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
        if not change.revisions:
            yield from _unrecorded(change, old, new)


def _unrecorded(change: ClaimChange, old: Claim, new: Claim) -> Iterator[Diagnostic]:
    place = new.place
    if old.verdict is not new.verdict:
        what = f'The verdict went from "{old.verdict}" to "{new.verdict}"'
        yield _silent(place.span("verdict"), what)
    if _numbers_differ(old, new):
        yield _silent(place.span("claim"), "A number that the claim states was changed")
    if old.when.written != new.when.written:
        what = f'"when" went from {old.when.written} to {new.when.written}'
        yield _silent(place.span("when"), what)
    for one in change.quotations:
        if one.before is not None and one.is_of_words:
            fate = "changed" if one.after else "taken out"
            words = clipped(one.before.text, 60)
            yield _silent(place.span(*one.keys), f"The quotation “{words}” was {fate}")


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


def _silent(span: Span, what: str) -> Diagnostic:
    return _told(span, RECORDED, f"{what}, and no revision tells of it.", _HINT)


def _told(span: Span, rule: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(span, rule, message, hint)
