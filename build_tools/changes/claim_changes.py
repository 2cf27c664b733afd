"""Compares claims by their fields, verdict, evidence, origins and quotations."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from build_tools.changes.comparison import (
    Change,
    ClaimChange,
    EvidenceChange,
    FieldChange,
    OriginsChange,
)
from build_tools.changes.field_changes import differences, paired, plain
from build_tools.changes.quotation_changes import EvidencePairs, quotation_changes
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import Voice
from build_tools.facts.records import Claim, Evidence, Redirect, Revision, Stance
from build_tools.views.parts.reference import origin_name


@dataclass(frozen=True, slots=True)
class Side:
    """The facts on one side of a comparison, and the ids that have a claim file."""

    ledger: Ledger
    filed: Collection[str]

    def record(self, identity: str) -> Claim | Redirect | None:
        """Return the claim or redirect with an id, or None."""
        return self.ledger.claims.get(identity) or self.ledger.redirects.get(identity)

    @property
    def ids(self) -> set[str]:
        """The ids of all claims and redirects."""
        return {*self.ledger.claims, *self.ledger.redirects}


def claim_changes(before: Side, after: Side) -> Iterator[ClaimChange]:
    """Yield an item for each changed claim, in order of the ids."""
    for identity in sorted(before.ids | after.ids):
        old, new = before.record(identity), after.record(identity)
        if new is None:
            assert old is not None
            is_there = identity in after.filed
            yield _named(old, Change.UNREADABLE if is_there else Change.REMOVED)
        elif old is None:
            # A file that could not be read before is not a new claim.
            if identity not in before.filed:
                yield _added(after.ledger, new)
        elif isinstance(old, Claim) and isinstance(new, Claim):
            change = _changed(before.ledger, after.ledger, old, new)
            if change is not None:
                yield change
        elif isinstance(new, Claim):
            yield replace(_added(after.ledger, new), change=Change.RESTORED)
        elif isinstance(old, Claim):
            yield replace(_redirected(new), verdict_before=old.verdict)
        elif fields := tuple(differences(plain(old), plain(new))):
            yield replace(_named(new, Change.CHANGED), fields=fields)


def _named(record: Claim | Redirect, change: Change) -> ClaimChange:
    named = ClaimChange(record.id, change, record.path, record.claim)
    if isinstance(record, Redirect):
        return replace(named, moved_to=record.moved_to, reason=record.withdrawn)
    return replace(named, verdict_before=record.verdict)


def _redirected(record: Redirect) -> ClaimChange:
    return _named(record, Change.MERGED if record.moved_to else Change.WITHDRAWN)


def _added(ledger: Ledger, new: Claim | Redirect) -> ClaimChange:
    if isinstance(new, Redirect):
        return _redirected(new)
    evidence: EvidencePairs = [(None, item) for item in new.evidence]
    return ClaimChange(
        new.id,
        Change.ADDED,
        new.path,
        new.claim,
        verdict_after=new.verdict,
        evidence=tuple(EvidenceChange(None, item) for item in new.evidence),
        origins=tuple(_origins(None, (ledger, new))),
        quotations=tuple(quotation_changes(None, (ledger, new), evidence)),
        revisions=new.revisions,
    )


def _changed(before: Ledger, after: Ledger, old: Claim, new: Claim) -> ClaimChange | None:
    pairs = paired(old.evidence, new.evidence, _EVIDENCE_KEYS)
    fields = tuple(_fields(old, new))
    evidence = tuple(_evidence(pairs))
    quotations = tuple(quotation_changes((before, old), (after, new), pairs))
    origins = tuple(_origins((before, old), (after, new)))
    revisions = tuple(new_revisions(old, new))
    revised = revisions or lost_revisions(old, new) or old.verdict is not new.verdict
    own = fields or evidence or revised or any(quotation.is_of_record for quotation in quotations)
    if not (own or quotations or origins):
        return None
    return ClaimChange(
        new.id,
        Change.CHANGED if own else Change.AFFECTED,
        new.path,
        new.claim,
        verdict_before=old.verdict,
        verdict_after=new.verdict,
        fields=fields,
        evidence=evidence,
        origins=origins,
        quotations=quotations,
        revisions=revisions,
    )


def _fields(old: Claim, new: Claim) -> Iterator[FieldChange]:
    """Yield an item for each changed field that has no attribute in ClaimChange.

    A changed order of the evidence is also an item.
    """
    yield from differences(_other_fields(old), _other_fields(new))
    items = [[plain(item) for item in claim.evidence] for claim in (old, new)]
    if items[0] != items[1] and sorted(map(str, items[0])) == sorted(map(str, items[1])):
        yield FieldChange("evidence", *([item["source"] for item in side] for side in items))


def _other_fields(claim: Claim) -> dict[str, object]:
    apart = ("verdict", "evidence", "revisions")
    fields = {key: value for key, value in plain(claim).items() if key not in apart}
    # The words of an appearance are compared as a quotation.
    fields["appears_in"] = [f"{place.article} {place.sentence}" for place in claim.appears_in]
    return fields


# Two evidence items are the same item if they share one of these keys, which are tried in order.
_EVIDENCE_KEYS: tuple[Callable[[Evidence], object], ...] = (
    lambda item: item,
    lambda item: (item.source, item.stance, item.part),
    lambda item: (item.source, item.stance),
    lambda item: item.source,
)


def _evidence(pairs: EvidencePairs) -> Iterator[EvidenceChange]:
    for old, new in pairs:
        if old is None or new is None:
            yield EvidenceChange(old, new)
        elif fields := tuple(differences(_without_quote(old), _without_quote(new))):
            yield EvidenceChange(old, new, fields)


def _without_quote(item: Evidence) -> dict[str, object]:
    return {key: value for key, value in plain(item).items() if key != "quote"}


def _origins(
    before: tuple[Ledger, Claim] | None, after: tuple[Ledger, Claim]
) -> Iterator[OriginsChange]:
    for stance in (Stance.SUPPORTS, Stance.CONTRADICTS):
        was, now = (_voices(side, stance) for side in (before, after))
        gained = [voice for voice in now if not _among(voice, was)]
        lost = [voice for voice in was if not _among(voice, now)]
        if gained or lost:
            names = [
                tuple(origin_name(side[0], voice.id) for voice in moved) if side else ()
                for side, moved in ((after, gained), (before, lost))
            ]
            yield OriginsChange(stance.value, len(was), len(now), *names)


def _voices(side: tuple[Ledger, Claim] | None, stance: Stance) -> tuple[Voice, ...]:
    return side[0].voices(side[1], stance) if side else ()


def _among(voice: Voice, others: Iterable[Voice]) -> bool:
    """Return whether ``others`` include an origin with the id or the sources of ``voice``."""
    sources = {item.source for item in voice.items}
    return any(
        other.id == voice.id or {item.source for item in other.items} == sources for other in others
    )


def new_revisions(old: Claim, new: Claim) -> Iterator[Revision]:
    """Yield the new entries under ``revisions``."""
    pairs = paired(old.revisions, new.revisions, (plain,))
    return (now for was, now in pairs if was is None and now is not None)


def lost_revisions(old: Claim, new: Claim) -> list[Revision]:
    """Return the entries under ``revisions`` that were removed or changed."""
    pairs = paired(old.revisions, new.revisions, (plain,))
    return [was for was, now in pairs if was is not None and now is None]
