"""Writes a comparison as text for a terminal."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.changes.comparison import Change, ClaimChange, Comparison, RecordChange
from build_tools.changes.forms import words
from build_tools.changes.forms.outline import Item, claim_items, field_items
from build_tools.facts.wording import visible
from build_tools.reports import block

_MAX_PAGES = 40


def as_text(comparison: Comparison, root: Path) -> str:
    """Return the whole comparison as text, with a summary at the end."""
    lines = [f"Facts from {comparison.base} to {comparison.head or 'the working tree'}", ""]
    for claim in comparison.claims:
        lines += [*_claim(claim), ""]
    for record in comparison.records:
        lines += [*_record(record), ""]
    lines = [visible(line) for line in lines]
    lines += _listed("Pages affected", _pages(comparison))
    lines += _listed("Not compared, because they had errors at the base", comparison.unread)
    cache: dict[str, list[str]] = {}
    lines += [block(error, cache, root) for error in comparison.faults]
    return "\n".join([*lines, words.summary(comparison)]) + "\n"


def _pages(comparison: Comparison) -> list[str]:
    shown = [_page(page.path, page.change) for page in comparison.pages[:_MAX_PAGES]]
    rest = len(comparison.pages) - len(shown)
    return [*shown, f"and {rest:,} more: --format json has them all"] if rest else shown


def _page(path: str, change: Change) -> str:
    return path if change is Change.CHANGED else f"{path} ({words.FATES[change]})"


def _listed(title: str, items: list[str] | tuple[str, ...]) -> list[str]:
    if not items:
        return []
    return [f"{title}:", *(f"  {visible(item)}" for item in items), ""]


def _claim(claim: ClaimChange) -> Iterator[str]:
    yield f"{claim.id}: {words.FATES[claim.change]}"
    yield f"  {claim.claim}"
    yield from _lines(claim_items(claim), "  ")


def _record(record: RecordChange) -> Iterator[str]:
    yield f"{record.kind} {record.id}: {words.FATES[record.change]}"
    yield f"  {record.name}"
    yield from _lines(field_items(record.fields), "  ")


def _lines(items: Iterable[Item], margin: str) -> Iterator[str]:
    for item in items:
        text = f"{item.before} -> {item.after}" if item.is_short else "".join(item.text)
        yield f"{margin}{_labelled(item.label, text)}"
        if item.note:
            yield f"{margin}  {item.note}"
        if item.before is not None and not item.is_short:
            yield f"{margin}  - {item.before}"
        if item.after is not None and not item.is_short:
            yield f"{margin}  + {item.after}"
        yield from _lines(item.items, f"{margin}  ")


def _labelled(label: str, text: str) -> str:
    if not text:
        return label
    return f"{label} {text}" if label.endswith(",") else f"{label}: {text}"
