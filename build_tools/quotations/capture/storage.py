"""Writes a snapshot's passages to ``facts/snapshots/``, and the whole text to ``.cache/``.

The whole text is never committed. While it is in the cache, ``facts new claim`` and ``facts capture
KEY`` can find further quotations in the text.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.files import write_atomically
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.records import Claim, Quotation, Snapshot, TextKind
from build_tools.facts.words import number_of_words
from build_tools.quotations.capture.capture_checks import bad_text, refusals
from build_tools.quotations.capture.extraction import GAP, Extracted
from build_tools.quotations.capture.passages import Cut, cut
from build_tools.quotations.elsewhere import elsewhere
from build_tools.quotations.matching import Match, QuoteClass

_ESCAPED = re.compile("[\u0080-\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]")


@dataclass(frozen=True, slots=True)
class Stored:
    """The snapshot to store, and the match of each quotation in the whole text."""

    path: str
    snapshot: Snapshot
    matches: Sequence[tuple[Claim, Quotation, Match]]

    @property
    def text(self) -> str:
        """The contents of the snapshot's file."""
        return _as_yaml(self.snapshot)


@dataclass(frozen=True, slots=True)
class Refused:
    """The reasons for not writing a snapshot, and the match of each quotation in the whole text."""

    reasons: Sequence[str]
    matches: Sequence[tuple[Claim, Quotation, Match]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The address and ISO date of a text that was read, and whether it is a page or an excerpt.

    An excerpt may be from an ``other_copy``, at an address that is not the source's own.
    """

    address: str
    taken: str
    kind: TextKind = TextKind.PAGE
    other_copy: bool = False


def store(
    project: Project, ledger: Ledger, key: str, extracted: Extracted, reading: Reading
) -> Stored | Refused:
    """Store the passages of a source's text that claims quote, or return the reasons not to.

    ``key`` is the id of a source in the ledger.
    """
    outcome = passages_of(project, ledger, key, extracted, reading)
    if isinstance(outcome, Stored):
        write_atomically(project.root / outcome.path, outcome.text.encode())
        _write_whole(project, key, extracted, reading)
    return outcome


def passages_of(
    project: Project, ledger: Ledger, key: str, extracted: Extracted, reading: Reading
) -> Stored | Refused:
    """Return the passages of a source's text that claims quote, or the reasons to store none."""
    citing = [(claim, item.quote) for claim, item in ledger.citing(key) if item.quote is not None]
    passages, all_matches = cut(extracted.text, [quote for _, quote in citing], reading.kind)
    matches = [
        (claim, quote, _attributed(ledger, key, quote, match))
        for (claim, quote), match in zip(citing, all_matches, strict=True)
    ]
    # Words quoted out of context are in the text. If we store the words, the check can show the
    # words that were left out.
    matching = sum(match.kind is not QuoteClass.ABSENT for match in all_matches)
    reasons = refusals(
        extracted.text, len(citing), matching, reading.kind, is_whole=extracted.is_whole
    )
    if reasons:
        return Refused(reasons, matches)
    path = project.facts / "snapshots" / f"{key}.yaml"
    snapshot = _snapshot(key, project.name(path), extracted, reading, passages)
    return Stored(project.name(path), snapshot, matches)


def keep(project: Project, key: str, extracted: Extracted, reading: Reading) -> Sequence[str]:
    """Keep a text in the cache before its quotations are checked, or return the reasons not to."""
    is_complete = extracted.is_whole and bool(extracted.text)
    reasons = tuple(bad_text(extracted.text, reading.kind, is_complete=is_complete))
    if not reasons:
        _write_whole(project, key, extracted, reading)
    return reasons


def _write_whole(project: Project, key: str, extracted: Extracted, reading: Reading) -> None:
    about = {
        **asdict(reading),
        "tool": extracted.tool,
        "is_whole": extracted.is_whole,
        "sha256": _sha256(extracted.text),
    }
    path = _cached(project, key)
    write_atomically(path, extracted.text.encode())
    write_atomically(path.with_suffix(".json"), json.dumps(about).encode())


def _attributed(ledger: Ledger, key: str, quote: Quotation, match: Match) -> Match:
    """Return the match, marked as misattributed if only another text contains the words."""
    if match.kind is not QuoteClass.ABSENT or match.reason:
        return match
    place = elsewhere(ledger, quote, key)
    return Match(QuoteClass.MISATTRIBUTED, reason=f"they are in {place}") if place else match


def kept_text(project: Project, ledger: Ledger, key: str) -> tuple[Extracted, Reading] | None:
    """Return the text in the cache and where it was read, or None if it is missing or changed."""
    snapshot, path = ledger.snapshots.get(key), _cached(project, key)
    if not path.is_file():
        return None
    text = path.read_bytes().decode("utf-8", "replace")
    about = _about(path.with_suffix(".json"))
    if about.get("sha256") == _sha256(text):
        kind = TextKind(about["kind"])
        reading = Reading(about["address"], about["taken"], kind, about["other_copy"])
        return Extracted(text, about["tool"], is_whole=about["is_whole"]), reading
    if snapshot and snapshot.sha256 == _sha256(text):
        was = Reading(snapshot.address, snapshot.taken.written, snapshot.kind, snapshot.other_copy)
        return Extracted(text, snapshot.tool, is_whole=True), was
    return None


def _about(path: Path) -> dict[str, Any]:
    """Return the details of a text in the cache, or an empty mapping."""
    try:
        about = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    names = {"address", "taken", "kind", "other_copy", "tool", "is_whole", "sha256"}
    is_ours = isinstance(about, dict) and names <= about.keys()
    return about if is_ours and about["kind"] in list(TextKind) else {}


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
    """Return the lines of a YAML list, or no lines if the list is empty."""
    indent = name.removesuffix(name.lstrip())
    lines = [f"{indent}  - {item}" for item in items]
    return [f"{name}:", *lines] if lines else []


def _scalar(text: str) -> str:
    """Return a text as a YAML string, which is JSON with invisible characters escaped."""
    return _ESCAPED.sub(
        lambda letter: f"\\u{ord(letter[0]):04x}", json.dumps(text, ensure_ascii=False)
    )
