"""Writes a snapshot: the passages into ``facts/snapshots/``, the whole text into ``.cache/``."""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.files import write_atomically
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Claim, Quotation, Snapshot
from build_tools.quotations.capture.capture_checks import refusals
from build_tools.quotations.capture.extraction import Extracted
from build_tools.quotations.capture.passages import Cut, cut
from build_tools.quotations.elsewhere import elsewhere
from build_tools.quotations.matching import FOUND, Match, QuoteClass

_ESCAPED = re.compile("[\u0080-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """What was written, and the match of each quotation in the whole text."""

    path: str
    snapshot: Snapshot
    matches: Sequence[tuple[Claim, Quotation, Match]]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was written, and the match of each quotation in the whole text."""

    reasons: Sequence[str]
    matches: Sequence[tuple[Claim, Quotation, Match]]


def store(
    project: Project, ledger: Ledger, key: str, extracted: Extracted, address: str, taken: str
) -> Stored | Refused:
    """Store the passages of a source's text that claims quote, or return why not.

    ``key`` is the id of a source in the ledger, ``taken`` the ISO date of the day of reading.
    """
    citing = [(claim, item.quote) for claim, item in ledger.citing(key) if item.quote is not None]
    passages, all_matches = cut(extracted.text, [quote for _, quote in citing])
    matches = [
        (claim, quote, _attributed(ledger, key, quote, match))
        for (claim, quote), match in zip(citing, all_matches, strict=True)
    ]
    matching = sum(match.kind in FOUND for match in all_matches)
    if reasons := refusals(extracted.text, len(citing), matching):
        return Refused(reasons, matches)
    path = project.facts / "snapshots" / f"{key}.yaml"
    snapshot = _snapshot(key, project.name(path), extracted, address, taken, passages)
    write_atomically(path, _as_yaml(snapshot).encode())
    write_atomically(_cached(project, key), extracted.text.encode())
    return Stored(project.name(path), snapshot, matches)


def _attributed(ledger: Ledger, key: str, quote: Quotation, match: Match) -> Match:
    """Return the match, or that words which are absent stand in another stored text."""
    if match.kind is not QuoteClass.ABSENT or match.reason:
        return match
    place = elsewhere(ledger, quote, key)
    return Match(QuoteClass.MISATTRIBUTED, reason=f"they stand in {place}") if place else match


def earlier_text(project: Project, ledger: Ledger, key: str) -> str | None:
    """Return the whole text of an earlier capture, or None if it is missing or was changed."""
    snapshot, path = ledger.snapshots.get(key), _cached(project, key)
    if snapshot is None or not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8", "replace")
    return text if _sha256(text) == snapshot.sha256 else None


def _cached(project: Project, key: str) -> Path:
    return project.root / ".cache" / "snapshots" / f"{key}.txt"


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _snapshot(
    key: str, path: str, extracted: Extracted, address: str, taken: str, passages: Sequence[Cut]
) -> Snapshot:
    fields: dict[str, object] = {
        "address": address,
        "taken": taken,
        "tool": extracted.tool,
        "characters": len(extracted.text),
        "sha256": _sha256(extracted.text),
        "passages": [
            {"text": passage.text, "start": passage.start, "fragments": list(passage.fragments)}
            for passage in passages
        ],
    }
    unsealed = Snapshot.model_validate({**fields, "seal": "0" * 64})
    unsealed.placed(key, path, FilePlace(Span(path)))
    sealed = unsealed.model_copy(update={"seal": unsealed.expected_seal()})
    sealed.placed(key, path, FilePlace(Span(path)))
    return sealed


def _as_yaml(snapshot: Snapshot) -> str:
    lines = [
        f"address: {_scalar(snapshot.address)}",
        f"taken: {snapshot.taken.written}",
        f"tool: {_scalar(snapshot.tool)}",
        f"characters: {snapshot.characters}",
        f"sha256: {_scalar(snapshot.sha256)}",
        "passages:",
    ]
    for passage in snapshot.passages:
        lines += [f"  - text: {_scalar(passage.text)}", f"    start: {passage.start}"]
        if passage.fragments:
            lines += ["    fragments:", *(f"      - {_scalar(text)}" for text in passage.fragments)]
    return "\n".join([*lines, f"seal: {_scalar(snapshot.seal)}"]) + "\n"


def _scalar(text: str) -> str:
    """Return a text as a YAML string, which is JSON with invisible characters escaped."""
    return _ESCAPED.sub(
        lambda letter: f"\\u{ord(letter[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
