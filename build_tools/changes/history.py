"""Reads from git how claims changed since the site was first published, commit by commit.

Each commit on the first-parent line (where a merge is a single change) is compared with the one
before it, by the same comparison that ``facts diff`` prints. Only claim files that the commit
changed are read. The result is cached in ``.cache/``.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.changes.claim_changes import Side, claim_changes
from build_tools.changes.comparison import Change, ClaimChange, EvidenceChange, FieldChange
from build_tools.changes.forms import words
from build_tools.changes.history_cache import read_cache, write_cache
from build_tools.changes.silent_changes import RECORDED, errors_of
from build_tools.changes.trees import RevisionError, commit_of, contents, git
from build_tools.facts.dates import DateError, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.project import Project
from build_tools.facts.reading import file_names, read
from build_tools.facts.wording import clipped
from build_tools.rules.check import collector_paused
from build_tools.views.corrections import (
    CorrectionEntry,
    CorrectionKind,
    Difference,
    History,
    revision_entry,
)

CLAIMS = "facts/claims"
# Older commits are not read: their important changes are in the records as revisions.
MAX_COMMITS = 200

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 300
_NO_FILE = "0" * 40

# Changes of only these fields do not change what readers were told.
_UNSEEN = ("checked", "terms", "waive")
_UPDATING = ("outdated", "as_of", "when", "confidence", "later", "search_log")
_CLARIFYING = ("claim", "finding", "would_change")
_FATES = {
    Change.ADDED: CorrectionKind.ADDED,
    Change.WITHDRAWN: CorrectionKind.WITHDRAWN,
    Change.RESTORED: CorrectionKind.RESTORED,
    Change.REMOVED: CorrectionKind.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A commit: its day, and the git objects of each claim file that it changed.

    ``files`` has (path, old, new) for each; an object of zeros means that there is no file.
    """

    commit: str
    day: str
    files: tuple[tuple[str, str, str], ...]


def history_since(project: Project, published: str) -> History:
    """Return what git shows since ``published``: a day, a tag or a commit; empty if never.

    If git fails, the result says why; nothing is raised, since a site can do without its history.
    """
    if not published:
        return History(missing="This site has not been published yet.")
    try:
        day = When.parse(published) if _DAY.fullmatch(published) else None
    except DateError:
        return History(missing=f"The day of first publication cannot be read: {published}.")
    try:
        with collector_paused():
            base = _base(project.root, published)
            day = day or When.parse(_day_of(project.root, base))
            steps = list(_steps(project.root, base))
            latest = steps[-MAX_COMMITS:]
            by_commit = _entries_by_commit(project, latest)
    except RevisionError as error:
        return History(day, missing=f"The project's history is missing. {error}")
    entries = tuple(entry for step in latest for entry in by_commit[step.commit])
    since = When.parse(latest[0].day) if len(latest) < len(steps) else None
    return History(day, entries, missing="", since=since)


def _base(root: Path, published: str) -> str:
    """Return the commit that was first published: the last one up to the end of that day, UTC."""
    if not _DAY.fullmatch(published):
        return commit_of(root, published)
    until = f"--before={published}T23:59:59Z"
    commit = git(root, "rev-list", "-1", "--first-parent", until, "HEAD").decode().strip()
    if not commit:
        raise RevisionError("It begins after the day of first publication.")
    return commit


def _day_of(root: Path, commit: str) -> str:
    return git(root, "show", "-s", "--format=%cd", *_AS_DAY, commit).decode().strip()


_AS_DAY = ("--date=format-local:%Y-%m-%d",)


def _steps(root: Path, base: str) -> Iterator[Step]:
    """Yield the commits after ``base`` that changed a claim file, the oldest first."""
    # NUL separates all parts. A commit's line begins with \x01, which no listed path does.
    listing = git(
        root,
        *("log", "--first-parent", "-m", "--reverse", "--raw", "-z", "--no-abbrev"),
        *("--no-renames", "--relative", "--format=%x01%H %cd", *_AS_DAY),
        *(f"{base}..HEAD", "--", CLAIMS),
    )
    for piece in f"\0{listing.decode('utf-8', 'replace')}".split("\0\x01")[1:]:
        head, *rest = (part for part in piece.split("\0") if part.strip())
        commit, day = head.split()
        lines = zip(rest[0::2], rest[1::2], strict=True)
        files = tuple((path, *_objects(line)) for line, path in lines)
        # A file with any other name, perhaps too long for a disk, is not a claim.
        yield Step(commit, day, tuple(file for file in files if not file_names.bad_claim(file[0])))


def _objects(line: str) -> tuple[str, str]:
    """Return the two objects of a line ``:100644 100644 old new M``; a link counts as no file."""
    old_mode, new_mode, old, new, _ = line.strip().lstrip(":").split()
    return (
        old if old_mode.startswith("100") else _NO_FILE,
        new if new_mode.startswith("100") else _NO_FILE,
    )


def _entries_by_commit(
    project: Project, steps: list[Step]
) -> dict[str, tuple[CorrectionEntry, ...]]:
    """Return the entries of each commit, from the cache if it has them."""
    cache_file = project.root / ".cache" / "history.json"
    cached = read_cache(cache_file)
    fresh = [step for step in steps if step.commit not in cached]
    if not fresh:
        return {step.commit: cached[step.commit] for step in steps}
    objects = sorted({identity for step in fresh for file in step.files for identity in file[1:]})
    wanted = [(identity, identity) for identity in objects if identity.strip("0")]
    texts = dict(contents(project.root, wanted))
    by_commit = {
        step.commit: cached[step.commit] if step.commit in cached else tuple(_entries(step, texts))
        for step in steps
    }
    write_cache(cache_file, by_commit)
    return by_commit


def _entries(step: Step, texts: dict[str, bytes]) -> Iterator[CorrectionEntry]:
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        folder = Path(name).resolve()
        before, after = (_side(folder / str(side), step, side, texts) for side in (1, 2))
    for change in claim_changes(before, after):
        yield from _change_entries(change, before, after, When.parse(step.day))


def _side(folder: Path, step: Step, side: int, texts: dict[str, bytes]) -> Side:
    """Return the changed claims before (1) or after (2) the commit, without other records."""
    filed = []
    for file in step.files:
        text = texts.get(file[side])
        if text is not None and ".." not in Path(file[0]).parts:
            path = folder / file[0]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
            filed.append(path.stem)
    return Side(Ledger(read(Project(folder))[0]), filed)


def _change_entries(
    change: ClaimChange, before: Side, after: Side, day: When
) -> Iterator[CorrectionEntry]:
    now = after.ledger.claims.get(change.id)
    if now and change.revisions:
        yield from (revision_entry(now, revision) for revision in change.revisions)
        return
    kind = _kind(change, before, after)
    if kind is not None:
        differences = tuple(_differences(change, kind))
        yield CorrectionEntry(change.id, change.claim, kind, day, differences, change.reason or "")


def _kind(change: ClaimChange, before: Side, after: Side) -> CorrectionKind | None:
    """Return the kind of a change; None if readers are told the same before and after."""
    if change.change is Change.WITHDRAWN and change.moved_to:
        return CorrectionKind.MOVED
    if change.change is not Change.CHANGED:
        return _FATES.get(change.change)
    if any(error.rule == RECORDED for error in errors_of(change, before, after)):
        return CorrectionKind.CORRECTION
    fields = {_top_field(field) for field in change.fields}
    if change.evidence or change.quotations or fields.intersection(_UPDATING):
        return CorrectionKind.UPDATE
    if fields.intersection(_CLARIFYING):
        return CorrectionKind.CLARIFICATION
    return CorrectionKind.EDITORIAL if fields.difference(_UNSEEN) else None


def _differences(change: ClaimChange, kind: CorrectionKind) -> Iterator[Difference]:
    """Yield what readers see of a change; editorial fields only if nothing else changed."""
    if change.verdict_before is not change.verdict_after and change.verdict_before:
        pair = (words.verdict(verdict) for verdict in (change.verdict_before, change.verdict_after))
        yield Difference("verdict", *pair)
    for field_change in change.fields:
        field = _top_field(field_change)
        if field in (*_UPDATING, *_CLARIFYING) or (
            kind is CorrectionKind.EDITORIAL and field not in _UNSEEN
        ):
            pair = (
                _value(field_change, side) for side in (field_change.before, field_change.after)
            )
            yield Difference(words.field_name(field_change).lower(), *pair)
    if change.change is Change.CHANGED:
        for item in change.evidence:
            yield Difference(_of_evidence(item), "", "")
        for quotation in change.quotations:
            texts = (side.text if side else "" for side in (quotation.before, quotation.after))
            yield Difference(f"quotation from {quotation.where}", *texts)
    for successor in change.moved_to:
        yield Difference("moved to", "", successor)


def _of_evidence(change: EvidenceChange) -> str:
    source = f"{change.item.source} ({words.stance(change)})"
    return f"{words.evidence_fate(change)}: {source}".lower()


def _top_field(change: FieldChange) -> str:
    """Return the field of the record in which the change is."""
    return change.field.split(".")[0].split("[")[0]


def _value(change: FieldChange, given: object) -> str:
    return "" if given is None else clipped(words.value(change, given), _LONGEST)
