"""Writes a comparison as Markdown for a pull request.

Text from records is escaped, so it cannot produce a link, an image, a mention or HTML.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from build_tools.changes.comparison import Change, ClaimChange, Comparison, RecordChange
from build_tools.changes.forms import words
from build_tools.changes.forms.outline import Code, Item, claim_items, field_items
from build_tools.facts.wording import counted, harmless

_MAX_PAGES = 100
_MARKS = re.compile(r"([\\`*_\[\]<>|~&#$])")


def as_markdown(comparison: Comparison, root: Path) -> str:
    """Return the whole comparison as Markdown."""
    head = _code(comparison.head) if comparison.head else "the working tree"
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
        lines += ["Not compared, because they had errors at the base:", ""]
        lines += [*(f"- {_code(path)}" for path in comparison.unread), ""]
    lines += _pages(comparison)
    return "\n".join(lines).rstrip("\n") + "\n"


def _faults(comparison: Comparison) -> Iterator[str]:
    for error in comparison.faults:
        location = _code(f"{error.span.path}:{error.span.line}:{error.span.column}")
        yield f"- {location} {_inert(error.message)} {_hint(error.hint)}"


def _claim(claim: ClaimChange) -> Iterator[str]:
    yield f"## {_code(claim.id)}: {words.FATES[claim.change]}"
    yield ""
    yield f"> {_inert(claim.claim)}"
    yield ""
    yield from _lines(claim_items(claim), "")


def _record(record: RecordChange) -> Iterator[str]:
    about = f"{record.kind} {_code(record.id)}: {words.FATES[record.change]}"
    yield f"- {about[0].upper()}{about[1:]} ({_inert(record.name)})"
    yield from _lines(field_items(record.fields), "  ")


def _lines(items: Iterable[Item], margin: str) -> Iterator[str]:
    for item in items:
        label = item.label if item.label.endswith(",") else f"{item.label}:"
        parts = [f"**{_inert(label)}**", "".join(map(_piece, item.text))]
        has_values = item.before is not None and item.after is not None
        if item.is_short:
            parts.append(f"{item.before} → {item.after}")
        elif item.before is not None and not has_values:
            parts.append(f"lost {_piece(item.before)}")
        elif item.after is not None and not has_values:
            parts.append(f"gained {_piece(item.after)}")
        parts.append(_inert(item.note))
        yield f"{margin}- {' '.join(filter(None, parts))}"
        if item.before is not None and item.after is not None and not item.is_short:
            yield f"{margin}  - old: {_piece(item.before)}"
            yield f"{margin}  - new: {_piece(item.after)}"
        yield from _lines(item.items, f"{margin}  ")


def _pages(comparison: Comparison) -> Iterator[str]:
    if not comparison.pages:
        return
    count = len(comparison.pages)
    yield f"<details><summary>{counted(count, 'page').capitalize()} affected</summary>"
    yield ""
    for page in comparison.pages[:_MAX_PAGES]:
        fate = "" if page.change is Change.CHANGED else f" ({words.FATES[page.change]})"
        yield f"- {_code(page.path)}{fate}"
    if count > _MAX_PAGES:
        yield f"- and {count - _MAX_PAGES:,} more"
    yield ""
    yield "</details>"


def _hint(text: str) -> str:
    """Return a hint as Markdown. Text between backticks is shown as code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        return _inert(text)
    return "".join(
        _piece(Code(piece) if number % 2 else piece) for number, piece in enumerate(pieces)
    )


def _piece(text: str) -> str:
    """Return a piece of a line as Markdown. Unlike ``_inert``, keep a space at either edge."""
    if isinstance(text, Code):
        return _code(text)
    edges = [" " if text[:1] == " " else "", " " if text[1:] and text[-1] == " " else ""]
    return _inert(text).join(edges) if text.strip() else text


def _inert(text: str) -> str:
    marked = _MARKS.sub(r"\\\1", " ".join(harmless(text).split()))
    # Code hosts turn plain URLs and @names into links, so comments are inserted to prevent this.
    return marked.replace("@", "@<!-- -->").replace("://", ":<!-- -->//")


def _code(text: str) -> str:
    return f"`{' '.join(harmless(text).split()).replace('`', chr(39))}`"
