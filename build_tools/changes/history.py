"""Reads from git how claims changed since the site was first published, commit by commit.

Each commit on the first-parent line is compared with its parent, as in ``facts diff``. A merge
counts as a single change. Only the claim files that a commit changed are read. The result is cached
in ``.cache/``.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from build_tools.changes.claim_changes import Side, claim_changes
from build_tools.changes.comparison import Change, ClaimChange, EvidenceChange, FieldChange
from build_tools.changes.forms import words
from build_tools.changes.history_cache import read_cache, write_cache
from build_tools.changes.publication_state import DAY, first_published
from build_tools.changes.silent_changes import RECORDED, errors_of
from build_tools.changes.trees import RevisionError, contents, git, is_shallow
from build_tools.facts.catalogue import N_
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
    recorded_entries,
    revision_entry,
    without_recorded,
)

CLAIMS = "facts/claims"
# Older commits beyond this number are not read. Important changes are also in records' revisions.
MAX_COMMITS = 200

# The fields of a claim file that record a change.
_TELLING = re.compile(rb"revisions|withdrawn|moved_to")
_LONGEST = 300
_NO_FILE = "0" * 40

# If only these fields change, readers still see the same statements.
_UNSEEN = ("checked", "terms", "waive")
_UPDATING = ("outdated", "as_of", "when", "confidence", "later", "search_log")
_CLARIFYING = ("claim", "finding", "would_change")
_EXPLAINED = (CorrectionKind.UPDATE, CorrectionKind.CLARIFICATION, CorrectionKind.EDITORIAL)
_FATES = {
    Change.ADDED: CorrectionKind.ADDED,
    Change.WITHDRAWN: CorrectionKind.WITHDRAWN,
    Change.MERGED: CorrectionKind.MOVED,
    Change.RESTORED: CorrectionKind.RESTORED,
    Change.REMOVED: CorrectionKind.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A commit: its day, and the git objects of each claim file that it changed.

    ``files`` contains the path, the old object id and the new object id of each file. An id of
    zeros means that there is no file.
    """

    commit: str
    day: str
    files: tuple[tuple[str, str, str], ...]


def history_since(project: Project, published: str) -> History:
    """Return the changes in git since ``published``, which is a day, a tag or empty.

    If git fails, the result contains the reason instead of an error, because a site does not need
    its history.
    """
    if not published:
        return History(missing=N_("This site has not been published yet."), is_draft=True)
    day = None
    try:
        day = When.parse(published) if DAY.fullmatch(published) else None
        with collector_paused():
            base = first_published(project.root, published)
            committed = When.parse(_day_of(project.root, base))
            steps = list(_steps(project.root, base))
            latest = steps[-MAX_COMMITS:]
            by_commit = _entries_by_commit(project, latest)
            drafted = frozenset(_drafted(project.root, base, day))
    except DateError:
        return History(missing=f"The day of first publication cannot be read: {published}.")
    except RevisionError as error:
        return History(day, missing=_why_missing(project.root, error))
    entries = tuple(entry for step in latest for entry in by_commit[step.commit])
    since = When.parse(latest[0].day) if len(latest) < len(steps) else None
    return History(day or committed, entries, missing="", since=since, drafted=drafted)


def _why_missing(root: Path, error: RevisionError) -> str:
    if is_shallow(root):
        return (
            "This copy of the site was built from only part of the project's history, so its "
            "changes since the first publication are not known."
        )
    return f"The project's history is missing. {error}"


def _drafted(root: Path, base: str, day: When | None) -> Iterator[CorrectionEntry]:
    """Yield the entries that records already contained at first publication.

    Entries dated on the day of publication may be older or newer than the publication, so they are
    left out.
    """
    listing = git(root, "ls-tree", "-r", "-z", base, "--", CLAIMS).decode("utf-8", "replace")
    files = [line.split("\t", 1) for line in listing.split("\0")[:-1]]
    wanted = [
        (about.split()[2], path)
        for about, path in files
        if about.startswith("100") and not file_names.bad_claim(path)
    ]
    texts = {path: text for path, text in contents(root, wanted) if _TELLING.search(text)}
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        side = _side_of(Path(name).resolve(), texts)
    until = day.earliest if day else None
    for entry in recorded_entries(side.ledger):
        if until is None or entry.day.latest is None or entry.day.latest < until:
            yield entry


def _day_of(root: Path, commit: str) -> str:
    return git(root, "show", "-s", "--format=%cd", *_AS_DAY, commit).decode().strip()


_AS_DAY = ("--date=format-local:%Y-%m-%d",)


def _steps(root: Path, base: str) -> Iterator[Step]:
    """Yield the commits after ``base`` that changed a claim file, the oldest first."""
    # NUL separates all parts. Only the line of a commit begins with \x01.
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
        # A file with an invalid name is not a claim, and the name may be too long for the disk.
        yield Step(commit, day, tuple(file for file in files if not file_names.bad_claim(file[0])))


def _objects(line: str) -> tuple[str, str]:
    """Return both object ids in a line ``:100644 100644 old new M``. A symbolic link has no id."""
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
    """Return only the changed claims, before (1) or after (2) the commit."""
    contents = {file[0]: texts[file[side]] for file in step.files if file[side] in texts}
    return _side_of(folder, contents)


def _side_of(folder: Path, texts: Mapping[str, bytes]) -> Side:
    """Write the files below a folder, and return their claims."""
    filed = []
    for name, text in texts.items():
        if ".." not in Path(name).parts:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)
            filed.append(path.stem)
    return Side(Ledger(read(Project(folder))[0]), filed)


def _change_entries(
    change: ClaimChange, before: Side, after: Side, day: When
) -> Iterator[CorrectionEntry]:
    now = after.ledger.claims.get(change.id)
    kind = _kind(change, before, after)
    recorded = [revision_entry(now, revision) for revision in change.revisions] if now else []
    yield from recorded
    # A revision also explains smaller changes in the same commit. A correction needs its own entry.
    if kind is not None and not (recorded and kind in _EXPLAINED):
        differences = tuple(_differences(change, kind))
        reason = change.reason or ""
        silent = CorrectionEntry(change.id, change.claim, kind, day, differences, reason)
        yield from without_recorded([silent], [entry.differences[0] for entry in recorded])


def _kind(change: ClaimChange, before: Side, after: Side) -> CorrectionKind | None:
    """Return the kind of a change, or None if readers see no difference."""
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
    """Yield the visible differences. Editorial fields count only if nothing else changed."""
    was, now = change.verdict_before, change.verdict_after
    if was is not now and was:
        fate = words.verdict(now) if now else kind.value
        yield Difference("verdict", words.verdict(was), fate, _texts(was, now), "verdict")
    for field_change in change.fields:
        field = _top_field(field_change)
        if field in (*_UPDATING, *_CLARIFYING) or (
            kind is CorrectionKind.EDITORIAL and field not in _UNSEEN
        ):
            yield _of_field(field_change)
    if change.change is Change.CHANGED:
        for item in change.evidence:
            yield Difference(_of_evidence(item), "", "")
        for quotation in change.quotations:
            texts = _texts(*(side and side.text for side in (quotation.before, quotation.after)))
            before, after = (text or "" for text in texts)
            yield Difference(f"quotation from {quotation.where}", before, after, texts, "quote")
    for successor in change.moved_to:
        yield Difference("moved to", "", successor)


def _of_field(change: FieldChange) -> Difference:
    name = words.field_name(change).lower()
    before, after = _value(change, change.before), _value(change, change.after)
    if change.field != _top_field(change):
        return Difference(name, before, after)
    return Difference(name, before, after, _texts(change.before, change.after), change.field)


def _texts(before: object, after: object) -> tuple[str | None, str | None]:
    """Return the values as written in the record."""
    return (None if before is None else str(before), None if after is None else str(after))


def _of_evidence(change: EvidenceChange) -> str:
    source = f"{change.item.source} ({words.stance(change)})"
    return f"{words.evidence_fate(change)}: {source}".lower()


def _top_field(change: FieldChange) -> str:
    """Return the record's top-level field that contains the change."""
    return change.field.split(".")[0].split("[")[0]


def _value(change: FieldChange, given: object) -> str:
    return "" if given is None else clipped(words.value(change, given), _LONGEST)
