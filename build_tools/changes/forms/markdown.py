"""A comparison as Markdown for a pull request: a summary, then a section for each changed claim.

Every text of a record is made inert, so that it cannot add a link, a picture, a mention or HTML.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from build_tools.changes.diff import Change, ClaimChange, Comparison, FieldChange, RecordChange
from build_tools.changes.forms import words
from build_tools.facts.wording import counted, harmless, web_address

_MAX_PAGES = 100
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#$])")


def as_markdown(comparison: Comparison, root: Path) -> str:
    """Return the whole comparison."""
    head = _code(comparison.head) if comparison.head else "the files here"
    lines = [f"**Facts, {_code(comparison.base)} to {head}.** {words.summary(comparison)}", ""]
    if comparison.faults:
        lines += ["## Errors", "", *_faults(comparison), ""]
    for claim in comparison.claims:
        lines += [*_claim(claim), ""]
    if comparison.records:
        lines += ["## Other records", ""]
        for record in comparison.records:
            lines += _record(record)
        lines.append("")
    if comparison.unread:
        lines += ["Not compared, since they had faults at the base:", ""]
        lines += [*(f"- {_code(path)}" for path in comparison.unread), ""]
    lines += _pages(comparison)
    return "\n".join(lines).rstrip("\n") + "\n"


def _faults(comparison: Comparison) -> Iterator[str]:
    for one in comparison.faults:
        place = _code(f"{one.span.path}:{one.span.line}:{one.span.column}")
        yield f"- {place} {_inert(one.message)} {_hint(one.hint)}"


def _claim(claim: ClaimChange) -> Iterator[str]:
    yield f"## {_code(claim.id)}: {words.FATES[claim.change]}"
    yield ""
    yield f"> {_inert(claim.claim)}"
    yield ""
    if claim.verdict_before is not claim.verdict_after:
        was, now = words.verdict(claim.verdict_before), words.verdict(claim.verdict_after)
        yield f"- **Verdict:** {was} → {now}"
    if claim.moved_to:
        yield f"- **Moved to:** {', '.join(map(_code, claim.moved_to))}"
    if claim.reason:
        yield f"- **Withdrawn:** {_inert(claim.reason)}"
    for change in claim.fields:
        yield from _field(change, "")
    for item in claim.evidence:
        head, _, source = words.evidence_head(item).partition(": ")
        name, _, stance = source.partition(" ")
        said = "" if item.fields else f" {_inert(item.item.says)}"
        yield f"- **{head}:** {_code(name)} {stance}{said}"
        for change in item.fields:
            yield from _field(change, "  ")
    for origins in claim.origins:
        yield f"- **Independent origins:** {_inert(words.origins(origins))}"
    for quotation in claim.quotations:
        yield f"- **Quotation,** {_code(quotation.where)}"
        yield f"  - old: {_inert(words.quoted(quotation.before))}"
        yield f"  - new: {_inert(words.quoted(quotation.after))}"
    for one in claim.revisions:
        yield f"- **Revision:** {one.kind} of {_inert(one.field)}: {_inert(one.reason)}"


def _record(record: RecordChange) -> Iterator[str]:
    about = f"{record.kind} {_code(record.id)}: {words.FATES[record.change]}"
    yield f"- {about[0].upper()}{about[1:]} ({_inert(record.name)})"
    for change in record.fields:
        yield from _field(change, "  ")


def _field(change: FieldChange, margin: str) -> Iterator[str]:
    name = f"{margin}- **{_inert(words.field_name(change))}:**"
    if words.is_order(change):
        yield f"{name} the same in another order"
        return
    was, now = (_value(change, given) for given in (change.before, change.after))
    if change.before is None or change.after is None:
        yield f"{name} gained {now}" if change.before is None else f"{name} lost {was}"
        return
    yield name
    yield f"{margin}  - old: {was}"
    yield f"{margin}  - new: {now}"


def _value(change: FieldChange, given: object) -> str:
    text = words.value(change, given)
    return _code(text) if web_address(text) else _inert(text)


def _pages(comparison: Comparison) -> Iterator[str]:
    if not comparison.pages:
        return
    count = len(comparison.pages)
    yield f"<details><summary>{counted(count, 'page').capitalize()} touched</summary>"
    yield ""
    for page in comparison.pages[:_MAX_PAGES]:
        fate = "" if page.change is Change.CHANGED else f" ({words.FATES[page.change]})"
        yield f"- {_code(page.path)}{fate}"
    if count > _MAX_PAGES:
        yield f"- and {count - _MAX_PAGES:,} more"
    yield ""
    yield "</details>"


def _hint(text: str) -> str:
    """Let what stands between backticks stay code, where no mark comes alive either."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return _inert(text)
    # A space at the edge of a piece is between words, and not for _inert to drop.
    return "".join(
        _code(piece) if number % 2 else _spaced(piece) for number, piece in enumerate(pieces)
    )


def _spaced(piece: str) -> str:
    edges = [" " if piece[:1] == " " else "", " " if piece[1:] and piece[-1] == " " else ""]
    return _inert(piece).join(edges) if piece.strip() else piece


def _inert(text: str) -> str:
    marked = _MARKS.sub(r"\\\1", " ".join(harmless(text).split()))
    # Neither an address nor a name may come alive: both are found in plain text, too.
    return marked.replace("@", "@<!-- -->").replace("://", ":<!-- -->//")


def _code(text: str) -> str:
    return f"`{' '.join(harmless(text).split()).replace('`', chr(39))}`"
