"""Describes changes in words, for all forms of a comparison and for the history."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from build_tools.changes.comparison import (
    Change,
    ClaimChange,
    Comparison,
    EvidenceChange,
    FieldChange,
    OriginsChange,
    Quoted,
    RecordChange,
)
from build_tools.facts.dates import DateError, When
from build_tools.facts.records import Verdict
from build_tools.facts.wording import counted, in_words
from build_tools.views.parts.labels import STANCES, VERDICTS
from build_tools.views.parts.quotation_view import AGAINST

FATES = {
    Change.ADDED: "added",
    Change.CHANGED: "changed",
    Change.AFFECTED: "affected",
    Change.WITHDRAWN: "withdrawn",
    Change.MERGED: "merged",
    Change.RESTORED: "restored",
    Change.REMOVED: "removed",
    Change.UNREADABLE: "no longer readable",
}
_PLURALS = {"country": "countries", "person": "people", "page": "pages of prose"}
_NAMES = {"page": "page of prose"}
_DATES = ("when", "as_of", "date", "urldate")


def summary(comparison: Comparison) -> str:
    """Return a line with the numbers of changed claims, records and pages, and of errors."""
    parts = [_counted("claim", comparison.claims)] if comparison.claims else []
    for kind in dict.fromkeys(record.kind for record in comparison.records):
        parts.append(_counted(kind, [item for item in comparison.records if item.kind == kind]))
    text = "; ".join(parts) or "no fact changed"
    if all(record.kind == "page" for record in comparison.records) and not comparison.claims:
        text = "; ".join(["no fact changed", *parts])
    if comparison.pages:
        text += f"; {counted(len(comparison.pages), 'page')} affected"
    if comparison.faults:
        text += f"; {counted(len(comparison.faults), 'error')}"
    return f"{text[0].upper()}{text[1:]}."


def _counted(kind: str, changes: Iterable[ClaimChange | RecordChange]) -> str:
    numbers = Counter(item.change for item in changes)
    plural = _PLURALS.get(kind, "")
    return ", ".join(
        f"{counted(numbers[change], _NAMES.get(kind, kind), plural)} {word}"
        for change, word in FATES.items()
        if numbers[change]
    )


def verdict(value: Verdict | None) -> str:
    """Return the verdict's label for readers."""
    return VERDICTS[value].label if value else "none"


def field_name(change: FieldChange) -> str:
    """Return a field's name in words: "would_change" becomes "Would change"."""
    words = change.field.replace("_", " ")
    return words[0].upper() + words[1:]


def is_order(change: FieldChange) -> bool:
    """Return whether only the order of a list changed."""
    return isinstance(change.before, list) and isinstance(change.after, list)


def value(change: FieldChange, given: Any) -> str:
    """Return a field's value in words. A date is also shown as written in the record."""
    if isinstance(given, str) and change.field.rsplit(".", 1)[-1] in _DATES:
        try:
            words = When.parse(given).words()
        except DateError:
            return given
        return given if words == given else f"{words} ({given})"
    return _plain_words(given)


def _plain_words(given: Any) -> str:
    if given is None:
        return "nothing"
    if isinstance(given, bool):
        return "yes" if given else "no"
    if isinstance(given, list):
        return in_words([_plain_words(item) for item in given]) or "nothing"
    if isinstance(given, dict):
        filled = {key: item for key, item in given.items() if item not in (None, [], {})}
        return "; ".join(f"{key}: {_plain_words(item)}" for key, item in filled.items())
    return str(given)


def evidence_fate(change: EvidenceChange) -> str:
    """Return a phrase that says whether an evidence item was added, removed or changed."""
    fate = "changed" if change.before and change.after else "gained" if change.after else "lost"
    return f"Evidence {fate}"


def stance(change: EvidenceChange) -> str:
    """Return an evidence item's present stance, or its last stance if it was removed."""
    return STANCES[change.item.stance].lower()


def origins(change: OriginsChange) -> str:
    """Return the old and new numbers of independent origins, and the gained and lost origins."""
    side = "in support" if change.stance == "supports" else "against"
    moved = [
        f"{fate}: {in_words(names)}"
        for fate, names in (("gained", change.gained), ("lost", change.lost))
        if names
    ]
    return f"{change.before} to {change.after} {side}; {'; '.join(moved)}"


def quoted(words: Quoted | None) -> str:
    """Return a quotation, its speaker, its translation and its class, or "nothing" for None."""
    if words is None:
        return "nothing"
    about = [words.kind.value]
    if words.against:
        about.append(f"against {AGAINST[words.against]}")
    if words.lang != "en":
        about.insert(0, words.lang)
    said = f"“{words.text}”" + (f", {words.speaker}" if words.speaker else "")
    by = f", translated by {words.translated_by}" if words.translated_by else ""
    translated = f" (“{words.translation}”{by})" if words.translation else ""
    fair = f"; fair because: {words.context_ok}" if words.context_ok else ""
    return f"{said}{translated} [{', '.join(about)}]{fair}"
