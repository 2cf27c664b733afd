"""What became of each claim since the site was first published, commit by commit, out of git.

Each commit of the line of publication (first parents: a merge is one change) is compared with the
one before it, by the same comparison that ``facts diff`` prints. Only the claims' files that the
commit touched are read. What a commit said once it says for ever, so it is kept in ``.cache/``.
"""

import re
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from build_tools.changes.claim_changes import Side, claim_changes
from build_tools.changes.comparison import Change, ClaimChange, EvidenceChange, FieldChange
from build_tools.changes.forms import words
from build_tools.changes.history_cache import remember, remembered
from build_tools.changes.silent_changes import RECORDED, faults_of
from build_tools.changes.trees import RevisionError, commit_of, contents, git
from build_tools.facts.dates import DateError, When
from build_tools.facts.ledger import Ledger
from build_tools.facts.reading import Project, file_names, read
from build_tools.facts.wording import clipped
from build_tools.rules.check import collector_paused
from build_tools.views.corrections import Difference, Entry, EntryKind, History, told_by

CLAIMS = "facts/claims"
# Older commits are looked at no more: whatever matters of them stands in the records as revisions.
MAX_COMMITS = 200

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 300
_NOTHING = "0" * 40

# A change of only these is no change of what readers were told.
_UNSEEN = ("checked", "waive")
_UPDATING = ("outdated", "as_of", "when", "confidence", "later", "search_log")
_CLARIFYING = ("claim", "finding", "would_change")
_FATES = {
    Change.ADDED: EntryKind.ADDED,
    Change.WITHDRAWN: EntryKind.WITHDRAWN,
    Change.RESTORED: EntryKind.RESTORED,
    Change.REMOVED: EntryKind.REMOVED,
}


@dataclass(frozen=True, slots=True)
class Step:
    """A commit: its day, and for each claim's file that it touched the text's object on each side.

    ``files`` holds (path, old, new), an object of zeros where there was, or is, no file.
    """

    commit: str
    day: str
    files: tuple[tuple[str, str, str], ...]


def history_since(project: Project, published: str) -> History:
    """Return what git shows since ``published``: a day, a tag or a commit; empty if never.

    Whatever keeps git from answering is said in the result, never raised: a site without its
    history is still a site.
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
            kept = steps[-MAX_COMMITS:]
            found = _told(project, kept)
    except RevisionError as error:
        return History(day, missing=f"The project's history is missing. {error}")
    entries = tuple(entry for step in kept for entry in found[step.commit])
    since = When.parse(kept[0].day) if len(kept) < len(steps) else None
    return History(day, entries, missing="", since=since)


def _base(root: Path, published: str) -> str:
    """Return the commit that was first published: the last one up to the end of that day, UTC."""
    if not _DAY.fullmatch(published):
        return commit_of(root, published)
    until = f"--before={published}T23:59:59Z"
    found = git(root, "rev-list", "-1", "--first-parent", until, "HEAD").decode().strip()
    if not found:
        raise RevisionError("It begins after the day of first publication.")
    return found


def _day_of(root: Path, commit: str) -> str:
    return git(root, "show", "-s", "--format=%cd", *_AS_DAY, commit).decode().strip()


_AS_DAY = ("--date=format-local:%Y-%m-%d",)


def _steps(root: Path, base: str) -> Iterator[Step]:
    """Yield the commits after ``base`` that touched a claim, the oldest first."""
    # NUL between all parts; a commit's own line begins with a mark that no path of these does.
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
        # Under any other name, which may even be longer than a disk can hold, it was no claim.
        yield Step(commit, day, tuple(one for one in files if not file_names.bad_claim(one[0])))


def _objects(line: str) -> tuple[str, str]:
    """Return the two objects of a line ``:100644 100644 old new M``; a link is no text of ours."""
    old_mode, new_mode, old, new, _ = line.strip().lstrip(":").split()
    return (
        old if old_mode.startswith("100") else _NOTHING,
        new if new_mode.startswith("100") else _NOTHING,
    )


def _told(project: Project, steps: list[Step]) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each commit, from the cache where it was told of before."""
    cache = project.root / ".cache" / "history.json"
    kept = remembered(cache)
    fresh = [step for step in steps if step.commit not in kept]
    if not fresh:
        return {step.commit: kept[step.commit] for step in steps}
    objects = sorted({one for step in fresh for file in step.files for one in file[1:]})
    wanted = [(one, one) for one in objects if one.strip("0")]
    texts = dict(contents(project.root, wanted))
    found = {
        step.commit: kept[step.commit] if step.commit in kept else tuple(_entries(step, texts))
        for step in steps
    }
    remember(cache, found)
    return found


def _entries(step: Step, texts: dict[str, bytes]) -> Iterator[Entry]:
    with tempfile.TemporaryDirectory(prefix="facts-") as name:
        folder = Path(name).resolve()
        before, after = (_side(folder / str(side), step, side, texts) for side in (1, 2))
    for change in claim_changes(before, after):
        yield from _told_of(change, before, after, When.parse(step.day))


def _side(folder: Path, step: Step, side: int, texts: dict[str, bytes]) -> Side:
    """Return the touched claims as they were (1) or became (2), with nothing around them."""
    filed = []
    for file in step.files:
        text = texts.get(file[side])
        if text is not None and ".." not in Path(file[0]).parts:
            place = folder / file[0]
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
            filed.append(place.stem)
    return Side(Ledger(read(Project(folder))[0]), filed)


def _told_of(change: ClaimChange, before: Side, after: Side, day: When) -> Iterator[Entry]:
    now = after.ledger.claims.get(change.id)
    if now and change.revisions:
        yield from (told_by(now, revision) for revision in change.revisions)
        return
    kind = _kind(change, before, after)
    if kind is not None:
        differences = tuple(_differences(change, kind))
        yield Entry(change.id, change.claim, kind, day, differences, change.reason or "")


def _kind(change: ClaimChange, before: Side, after: Side) -> EntryKind | None:
    """Return what sort of change it was; None where readers were told the same before and after."""
    if change.change is Change.WITHDRAWN and change.moved_to:
        return EntryKind.MOVED
    if change.change is not Change.CHANGED:
        return _FATES.get(change.change)
    if any(one.rule == RECORDED for one in faults_of(change, before, after)):
        return EntryKind.CORRECTION
    fields = {one.field.split(".")[0].split("[")[0] for one in change.fields}
    if change.evidence or change.quotations or fields.intersection(_UPDATING):
        return EntryKind.UPDATE
    if fields.intersection(_CLARIFYING):
        return EntryKind.CLARIFICATION
    return EntryKind.EDITORIAL if fields.difference(_UNSEEN) else None


def _differences(change: ClaimChange, kind: EntryKind) -> Iterator[Difference]:
    """Yield what readers are told of the change; links and order only where nothing else did."""
    if change.verdict_before is not change.verdict_after and change.verdict_before:
        pair = (words.verdict(one) for one in (change.verdict_before, change.verdict_after))
        yield Difference("verdict", *pair)
    for one in change.fields:
        field = one.field.split(".")[0].split("[")[0]
        if field in (*_UPDATING, *_CLARIFYING) or (
            kind is EntryKind.EDITORIAL and field not in _UNSEEN
        ):
            pair = (_said(one, side) for side in (one.before, one.after))
            yield Difference(words.field_name(one).lower(), *pair)
    if change.change is Change.CHANGED:
        for item in change.evidence:
            yield Difference(_of_evidence(item), "", "")
        for quotation in change.quotations:
            texts = (one.text if one else "" for one in (quotation.before, quotation.after))
            yield Difference(f"quotation from {quotation.where}", *texts)
    for successor in change.moved_to:
        yield Difference("moved to", "", successor)


def _of_evidence(change: EvidenceChange) -> str:
    source = f"{change.item.source} ({words.stance(change)})"
    return f"{words.evidence_fate(change)}: {source}".lower()


def _said(change: FieldChange, given: object) -> str:
    return "" if given is None else clipped(words.value(change, given), _LONGEST)
