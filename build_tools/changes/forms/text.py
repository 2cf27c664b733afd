"""A comparison as text for a terminal: a line for what was, a line for what is."""

from collections.abc import Iterator
from pathlib import Path

from build_tools.changes.diff import Change, ClaimChange, Comparison, FieldChange, RecordChange
from build_tools.changes.forms import words
from build_tools.facts.wording import visible
from build_tools.reports import block

_MAX_PAGES = 40


def as_text(comparison: Comparison, root: Path) -> str:
    """Return the whole comparison: changes, pages, errors, and the summary at the end."""
    lines = [f"Facts from {comparison.base} to {comparison.head or 'the files here'}", ""]
    for claim in comparison.claims:
        lines += [*_claim(claim), ""]
    for record in comparison.records:
        lines += [*_record(record), ""]
    lines = [visible(line) for line in lines]
    lines += _listed("Pages touched", _pages(comparison))
    lines += _listed("Not compared, since they had faults at the base", comparison.unread)
    cache: dict[str, list[str]] = {}
    lines += [block(fault, cache, root) for fault in comparison.faults]
    return "\n".join([*lines, words.summary(comparison)]) + "\n"


def _pages(comparison: Comparison) -> list[str]:
    shown = [_page(one.path, one.change) for one in comparison.pages[:_MAX_PAGES]]
    left = len(comparison.pages) - len(shown)
    return [*shown, f"and {left:,} more: --format json has them all"] if left else shown


def _page(path: str, change: Change) -> str:
    return path if change is Change.CHANGED else f"{path} ({words.FATES[change]})"


def _listed(title: str, items: list[str] | tuple[str, ...]) -> list[str]:
    if not items:
        return []
    return [f"{title}:", *(f"  {visible(item)}" for item in items), ""]


def _claim(claim: ClaimChange) -> Iterator[str]:
    yield f"{claim.id}: {words.FATES[claim.change]}"
    yield f"  {claim.claim}"
    was, now = words.verdict(claim.verdict_before), words.verdict(claim.verdict_after)
    if claim.verdict_before is not claim.verdict_after:
        yield f"  Verdict: {was} -> {now}"
    if claim.moved_to:
        yield f"  Moved to: {', '.join(claim.moved_to)}"
    if claim.reason:
        yield f"  Withdrawn: {claim.reason}"
    for change in claim.fields:
        yield from _field(change, "  ")
    for item in claim.evidence:
        yield f"  {words.evidence_head(item)}"
        if item.fields:
            for change in item.fields:
                yield from _field(change, "    ")
        else:
            yield f"    {item.item.says}"
    for origins in claim.origins:
        yield f"  Independent origins: {words.origins(origins)}"
    for quotation in claim.quotations:
        yield f"  Quotation, {quotation.where}"
        yield f"    - {words.quoted(quotation.before)}"
        yield f"    + {words.quoted(quotation.after)}"
    for revision in claim.revisions:
        yield f"  Revision told of: {revision.kind} of {revision.field}: {revision.reason}"


def _record(record: RecordChange) -> Iterator[str]:
    yield f"{record.kind} {record.id}: {words.FATES[record.change]}"
    yield f"  {record.name}"
    for change in record.fields:
        yield from _field(change, "  ")


def _field(change: FieldChange, margin: str) -> Iterator[str]:
    if words.is_order(change):
        yield f"{margin}{words.field_name(change)}: the same in another order"
        return
    yield f"{margin}{words.field_name(change)}"
    if change.before is not None:
        yield f"{margin}  - {words.value(change, change.before)}"
    if change.after is not None:
        yield f"{margin}  + {words.value(change, change.after)}"
