"""What has changed since the site was first published, and why? Shows old and new values.

Entries come from the ``revisions`` in records and from the project's history. Changes before the
first publication are part of the drafting and are left out.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple, Protocol, TypeVar

from build_tools.facts.catalogue import N_, Catalogue
from build_tools.facts.dates import When
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Claim, Redirect, Revision
from build_tools.facts.wording import in_words
from build_tools.views.parts.page_links import NamedLink
from build_tools.views.parts.reference import ClaimLink, claim_link, successors_of
from build_tools.views.parts.titles import redirect_title, titled


class CorrectionKind(StrEnum):
    """The kind of change: a kind of revision, or a change to a claim's id."""

    CORRECTION = "correction"
    UPDATE = "update"
    CLARIFICATION = "clarification"
    EDITORIAL = "editorial"
    ADDED = "added"
    MOVED = "moved"
    WITHDRAWN = "withdrawn"
    RESTORED = "restored"
    REMOVED = "removed"


# The words for these kinds, and for the names of changed fields, are in the catalogues.
WORDS = (
    *(N_("correction"), N_("update"), N_("clarification"), N_("editorial"), N_("added")),
    *(N_("moved"), N_("withdrawn"), N_("restored"), N_("removed")),
    *(N_("claim"), N_("verdict"), N_("when"), N_("quote"), N_("finding"), N_("confidence")),
    *(N_("evidence"), N_("kind"), N_("topics"), N_("countries"), N_("moved to")),
)

# The kinds of change that a revision can report. The build detects other changes from the files.
_OF_RECORDS = (
    CorrectionKind.CORRECTION,
    CorrectionKind.UPDATE,
    CorrectionKind.CLARIFICATION,
    CorrectionKind.EDITORIAL,
)

# Changes to text that may have misled readers. Pages show these changes first and in full.
_CORRECTING = (
    CorrectionKind.CORRECTION,
    CorrectionKind.MOVED,
    CorrectionKind.WITHDRAWN,
    CorrectionKind.REMOVED,
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A changed field. ``before`` or ``after`` is empty if the field had no value.

    ``field`` is the field's name in the record. ``values`` contains both values as written in the
    record, with None for a missing value. These values show which change a revision reports.
    """

    what: str
    before: str
    after: str
    values: tuple[str | None, str | None] = dataclasses.field(default=(None, None), compare=False)
    field: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CorrectionEntry:
    """A change to a claim. ``reason`` is empty if no reason was recorded.

    ``number`` is the position of the change under ``revisions``, counted from 1, or 0 if no
    revision in the record reports the change.
    """

    claim: str
    statement: str = dataclasses.field(compare=False)
    kind: CorrectionKind
    day: When
    differences: tuple[Difference, ...]
    reason: str
    number: int = dataclasses.field(default=0, compare=False)

    @property
    def corrects(self) -> bool:
        """Whether the change corrects a published statement."""
        return self.kind in _CORRECTING


class History(NamedTuple):
    """The changes since ``published``, the day of first publication, in the project's history.

    ``missing`` is the reason why the history is unknown, or empty. ``since`` is the first day in
    the history that we read, if that day is later than the first publication. ``drafted`` contains
    the entries that records already had at the first publication. If ``drafted`` is None, only the
    dates of entries show whether they were part of the drafting. ``is_draft`` is True if the site
    is not published yet. Every change so far is then part of the drafting.
    """

    published: When | None = None
    entries: tuple[CorrectionEntry, ...] = ()
    missing: str = N_("This build did not read the project's history.")
    since: When | None = None
    drafted: frozenset[CorrectionEntry] | None = None
    is_draft: bool = False


class CorrectionView(NamedTuple):
    """An entry, the claim as it is now, and the prose that cites the claim.

    ``link`` is None if the claim no longer exists. ``title`` is the claim's statement, with a note
    if the claim was withdrawn, merged or removed. ``path`` is the path of the claim's page, or
    empty. ``successors`` are the claims into which it was merged.
    """

    entry: CorrectionEntry
    link: ClaimLink | None
    title: str
    path: str
    cited_in: tuple[NamedLink, ...]
    successors: tuple[ClaimLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Corrections:
    """All entries, newest first, divided into corrections and other changes."""

    history: History
    corrections: tuple[CorrectionView, ...]
    others: tuple[CorrectionView, ...]
    editorial: int
    by_claim: Mapping[str, tuple[CorrectionEntry, ...]] = dataclasses.field(default_factory=dict)

    def of(self, claim: str) -> tuple[CorrectionEntry, ...]:
        """Return the entries of a claim, newest first."""
        return self.by_claim.get(claim, ())

    def last_changed(self, claim: Claim) -> str:
        """Return the last day (ISO 8601) on which a claim changed or was checked, or "".

        Only changes to facts count. Reformatting a record does not.
        """
        days = [claim.checked.date, *(entry.day for entry in self.of(claim.id))]
        return max((day.latest.iso() for day in days if day.latest), default="")

    def corrected(self, claim: str) -> CorrectionEntry | None:
        """Return the newest entry that corrects the claim, or None."""
        return next((entry for entry in self.of(claim) if entry.corrects), None)


def collect(ledger: Ledger) -> Corrections:
    """Return the corrections in the records, without the project's history."""
    return corrections_of(ledger, History())


def corrections_of(ledger: Ledger, history: History) -> Corrections:
    """Return the entries from the records and the history, without duplicates."""
    entries = [] if history.is_draft else list(_entries(ledger, history))
    newest = sorted(entries, key=lambda entry: entry.claim)
    newest.sort(key=lambda entry: entry.day.sort_key, reverse=True)
    by_claim: dict[str, list[CorrectionEntry]] = {}
    for entry in newest:
        by_claim.setdefault(entry.claim, []).append(entry)
    citing = _citing_pages(ledger)
    views = [
        _view(ledger, entry, citing.get(entry.claim, ()))
        for entry in newest
        if entry.kind is not CorrectionKind.EDITORIAL
    ]
    return Corrections(
        history=history,
        corrections=tuple(view for view in views if view.entry.corrects),
        others=tuple(view for view in views if not view.entry.corrects),
        editorial=len(newest) - len(views),
        by_claim={claim: tuple(changes) for claim, changes in by_claim.items()},
    )


def _entries(ledger: Ledger, history: History) -> Iterator[CorrectionEntry]:
    """Yield the entries since publication.

    Entries from the records come first, followed by entries that are only in the history. A change
    in the history that a record also reports is the same change, even if the revision was added to
    the record later.
    """
    recorded: dict[str, list[CorrectionEntry]] = defaultdict(list)
    shown: dict[str, list[CorrectionEntry]] = defaultdict(list)
    for entry in recorded_entries(ledger):
        if not _is_drafting(entry, history):
            recorded[entry.claim].append(entry)
    for entry in history.entries:
        # A revision that was deleted and then restored is the same revision, but a repeated change
        # is a new change.
        if not (entry.reason and entry in shown[entry.claim]):
            shown[entry.claim].append(entry)
    for name in dict.fromkeys((*recorded, *shown)):
        if name in ledger.claims:
            yield from recorded[name]
            silent = [entry for entry in shown[name] if entry not in recorded[name]]
            yield from without_recorded(silent, [entry.differences[0] for entry in recorded[name]])
        elif shown[name] or history.missing or history.drafted is not None:
            yield from _of_gone(recorded[name], shown[name])


def recorded_entries(ledger: Ledger) -> Iterator[CorrectionEntry]:
    """Yield an entry for each revision and each removed claim in the records."""
    for claim in ledger.claims.values():
        for number, revision in enumerate(claim.revisions, 1):
            yield revision_entry(claim, revision, number)
    for redirect in ledger.redirects.values():
        if redirect.id not in ledger.claims:
            yield redirect_entry(redirect)


def revision_entry(claim: Claim, revision: Revision, number: int = 0) -> CorrectionEntry:
    """Return a revision as an entry."""
    values = (revision.before, revision.after)
    return CorrectionEntry(
        claim.id,
        claim.claim,
        CorrectionKind(revision.kind.value),
        revision.date,
        (Difference(revision.field, *values, values, revision.field),),
        revision.reason,
        number,
    )


def redirect_entry(redirect: Redirect) -> CorrectionEntry:
    """Return the entry for a withdrawn or moved claim, and the claim's old and new state."""
    kind = CorrectionKind.MOVED if redirect.moved_to else CorrectionKind.WITHDRAWN
    now = f"part of {in_words(redirect.moved_to)}" if redirect.moved_to else kind.value
    gone = Difference("claim", redirect.claim, now)
    reason = redirect.withdrawn or ""
    return CorrectionEntry(redirect.id, redirect.claim, kind, redirect.date, (gone,), reason)


def _of_gone(
    recorded: list[CorrectionEntry], shown: list[CorrectionEntry]
) -> Iterator[CorrectionEntry]:
    """Yield the entries for a removed claim.

    The entries from the claim's redirect come first, with the claim's last verdict.
    """
    rest = list(shown)
    for entry in recorded:
        same = next((other for other in reversed(shown) if other.kind is entry.kind), None)
        if same:
            rest.remove(same)
        verdict = (
            tuple(part for part in same.differences if part.field == "verdict") if same else ()
        )
        # The page shows the statement above the entry, so a withdrawn claim that has a verdict
        # needs no other difference.
        is_moved = entry.kind is CorrectionKind.MOVED
        own = entry.differences if is_moved or not verdict else ()
        yield replace(entry, differences=(*own, *verdict))
    yield from rest


def without_recorded(
    silent: Sequence[CorrectionEntry], revisions: Sequence[Difference]
) -> Iterator[CorrectionEntry]:
    """Yield a claim's changes that no revision reports, oldest first.

    A revision can cover a series of consecutive changes to a field, but only one such series. If
    revisions report some differences in an entry, its other differences are left out, unless
    at least one of these needs a revision.
    """
    steps: dict[str, list[Difference]] = defaultdict(list)
    for entry in silent:
        for part in entry.differences:
            if part.field and entry.kind in _OF_RECORDS:
                steps[part.field].append(part)
    covered: set[int] = set()
    for chain in steps.values():
        covered.update(map(id, _covered(chain, list(revisions))))
    for entry in silent:
        rest = tuple(part for part in entry.differences if id(part) not in covered)
        if len(rest) == len(entry.differences):
            yield entry
        elif any(part.field in MUST_BE_TOLD for part in rest):
            yield replace(entry, differences=rest)


def _covered(chain: Sequence[Difference], revisions: list[Difference]) -> Iterator[Difference]:
    """Yield the changes that revisions report, from a chain of changes to a field."""
    left = list(chain)
    for length in range(1, min(len(chain), _LONGEST_CHAIN) + 1):
        for start in range(len(left) - length, -1, -1):
            run = left[start : start + length]
            if any(change.values[1] != later.values[0] for change, later in pairwise(run)):
                continue
            used = leading(revisions, run[0].field, run[0].values[0], run[-1].values[1])
            if used:
                for revision in used:
                    revisions.remove(revision)
                del left[start : start + length]
                yield from run


# The length is limited, because trying all runs of changes takes quadratic time. No real claim has
# this many consecutive changes to a field.
_LONGEST_CHAIN = 20

# The fields whose changes need a revision.
MUST_BE_TOLD = ("verdict", "claim", "when", "quote")


class _Revision(Protocol):
    """A description of a change to a field: a revision, or a difference that a revision records."""

    @property
    def field(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...


AnyRevision = TypeVar("AnyRevision", bound=_Revision)


def leading(
    revisions: Iterable[AnyRevision], field: str, before: str | None, after: str | None
) -> list[AnyRevision] | None:
    """Return the revisions of a field that lead, in order, from ``before`` to ``after``.

    Returns None if no revisions lead there. A revision may give the whole value or only the part
    that changed. If ``before`` or ``after`` is None, any wording of that value matches.
    """
    reached = before and _unquoted(before)
    goal = after and _unquoted(after)
    used = []
    for revision in revisions:
        # The revision may name a part of the field, such as `quote.speaker`.
        if reached == goal or revision.field.casefold().split(".")[0] != field:
            continue
        was, now = _unquoted(revision.before), _unquoted(revision.after)
        if reached is None or (goal is None and was == reached):
            reached = now if goal is not None else None
        elif was in reached:
            reached = reached.replace(was, now, 1)
        else:
            continue
        used.append(revision)
    return used if reached == goal else None


def _unquoted(text: str) -> str:
    """Return the text on a single line, without its quotation marks."""
    return " ".join(text.split()).strip('“”"')


def _is_drafting(entry: CorrectionEntry, history: History) -> bool:
    """Return whether the change was made before the site was first published."""
    if history.drafted is not None:
        return entry in history.drafted
    if history.published is None or entry.day.latest is None or history.published.earliest is None:
        return False
    return entry.day.latest < history.published.earliest


def _view(
    ledger: Ledger, entry: CorrectionEntry, cited_in: tuple[NamedLink, ...]
) -> CorrectionView:
    page = f"claims/{entry.claim}.html"
    if claim := ledger.claims.get(entry.claim):
        return CorrectionView(entry, claim_link(ledger, claim), claim.claim, page, cited_in)
    if redirect := ledger.redirects.get(entry.claim):
        title, successors = redirect_title(ledger, redirect), successors_of(ledger, redirect)
        return CorrectionView(entry, None, title, page, cited_in, successors)
    return CorrectionView(entry, None, removed_title(ledger.words, entry), "", cited_in)


def removed_title(words: Catalogue, entry: CorrectionEntry) -> str:
    """Return the title of a claim that was removed from the project."""
    return titled(words, entry.statement, words.gettext("removed"))


def _citing_pages(ledger: Ledger) -> dict[str, tuple[NamedLink, ...]]:
    """Return the links to the hand-written pages that cite each claim, by claim id."""
    citing: dict[str, dict[str, NamedLink]] = {}
    for prose in ledger.records.prose:
        title = prose.front.get("title", prose.address)
        link = NamedLink(prose.address, title)
        for citation in prose.citations:
            citing.setdefault(citation.claim, {})[link.path] = link
    return {claim: tuple(pages.values()) for claim, pages in citing.items()}
