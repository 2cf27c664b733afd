"""Writes a snapshot: passages into ``facts/snapshots/``, the whole text into ``.cache/``."""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.files import write_atomically
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Claim, Quotation, Snapshot, TextKind
from build_tools.facts.words import number_of_words
from build_tools.quotations.capture.capture_checks import refusals
from build_tools.quotations.capture.extraction import GAP, Extracted
from build_tools.quotations.capture.passages import Cut, cut
from build_tools.quotations.elsewhere import elsewhere
from build_tools.quotations.matching import Match, QuoteClass

_ESCAPED = re.compile("[\u0080-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """The stored passages, and the match of each quotation in the whole text."""

    path: str
    snapshot: Snapshot
    matches: Sequence[tuple[Claim, Quotation, Match]]


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was written, and the match of each quotation in the whole text."""

    reasons: Sequence[str]
    matches: Sequence[tuple[Claim, Quotation, Match]]


@dataclass(frozen=True, slots=True)
class Reading:
    """Where and when a text was read (``taken`` is an ISO date), and how much of it.

    An excerpt may be from an ``other_copy``, at an address that is not the source's own.
    """

    address: str
    taken: str
    kind: TextKind = TextKind.PAGE
    other_copy: bool = False


def store(
    project: Project, ledger: Ledger, key: str, extracted: Extracted, reading: Reading
) -> Stored | Refused:
    """Store the passages of a source's text that claims quote, or return why not.

    ``key`` is the id of a source in the ledger.
    """
    citing = [(claim, item.quote) for claim, item in ledger.citing(key) if item.quote is not None]
    passages, all_matches = cut(extracted.text, [quote for _, quote in citing], reading.kind)
    matches = [
        (claim, quote, _attributed(ledger, key, quote, match))
        for (claim, quote), match in zip(citing, all_matches, strict=True)
    ]
    # Words quoted out of context are in the text. If we store them, the check shows what was left
    # out.
    matching = sum(match.kind is not QuoteClass.ABSENT for match in all_matches)
    if reasons := refusals(extracted.text, len(citing), matching, reading.kind):
        return Refused(reasons, matches)
    path = project.facts / "snapshots" / f"{key}.yaml"
    snapshot = _snapshot(key, project.name(path), extracted, reading, passages)
    write_atomically(path, _as_yaml(snapshot).encode())
    write_atomically(_cached(project, key), extracted.text.encode())
    return Stored(project.name(path), snapshot, matches)


def _attributed(ledger: Ledger, key: str, quote: Quotation, match: Match) -> Match:
    """Return the match. If the words are missing, say whether a different stored text has them."""
    if match.kind is not QuoteClass.ABSENT or match.reason:
        return match
    place = elsewhere(ledger, quote, key)
    return Match(QuoteClass.MISATTRIBUTED, reason=f"they are in {place}") if place else match


def earlier_text(project: Project, ledger: Ledger, key: str) -> str | None:
    """Return the whole text of an earlier capture; None if it is missing or changed."""
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
    key: str, path: str, extracted: Extracted, reading: Reading, passages: Sequence[Cut]
) -> Snapshot:
    is_excerpt = reading.kind is TextKind.EXCERPT
    excerpts = extracted.text.split(GAP) if is_excerpt else []
    fields: dict[str, object] = {
        **asdict(reading),
        "tool": extracted.tool,
        "excerpt_words": list(map(number_of_words, excerpts)),
        "characters": len(extracted.text),
        "sha256": _sha256(extracted.text),
        "passages": list(map(asdict, passages)),
    }
    unsealed = Snapshot.model_validate({**fields, "seal": "0" * 64})
    unsealed.placed(key, path, FilePlace(Span(path)))
    sealed = unsealed.model_copy(update={"seal": unsealed.expected_seal()})
    sealed.placed(key, path, FilePlace(Span(path)))
    return sealed


def _as_yaml(snapshot: Snapshot) -> str:
    lines = [
        f"kind: {snapshot.kind}",
        f"address: {_scalar(snapshot.address)}",
        *(["other_copy: true"] if snapshot.other_copy else []),
        f"taken: {snapshot.taken.written}",
        f"tool: {_scalar(snapshot.tool)}",
        *_list("excerpt_words", snapshot.excerpt_words),
        f"characters: {snapshot.characters}",
        f"sha256: {_scalar(snapshot.sha256)}",
        "passages:",
    ]
    for passage in snapshot.passages:
        lines += [f"  - text: {_scalar(passage.text)}", f"    start: {passage.start}"]
        lines += _list("    fragments", map(_scalar, passage.fragments))
        lines += _list("    unseen", passage.unseen)
    return "\n".join([*lines, f"seal: {_scalar(snapshot.seal)}"]) + "\n"


def _list(name: str, items: Iterable[object]) -> Sequence[str]:
    """Return the lines of a list, or none if it is empty."""
    indent = name.removesuffix(name.lstrip())
    lines = [f"{indent}  - {item}" for item in items]
    return [f"{name}:", *lines] if lines else []


def _scalar(text: str) -> str:
    """Return a text as a YAML string, which is JSON with invisible characters escaped."""
    return _ESCAPED.sub(
        lambda letter: f"\\u{ord(letter[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
