"""What does each source show about claims, and which other sources share its origin?"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import is_own, origin_of_source
from build_tools.facts.records import Claim, Evidence, Snapshot, Source, Stance
from build_tools.facts.wording import web_address
from build_tools.quotations.check import CheckedQuotation, of_evidence
from build_tools.views.parts.labels import BASES, STANCES
from build_tools.views.parts.page_links import NamedLink
from build_tools.views.parts.quotation_view import QuotedView, limits_of, quoted, side_words
from build_tools.views.parts.reference import (
    ClaimLink,
    SourceLink,
    claim_link,
    origin_name,
    source_link,
)


class Use(NamedTuple):
    """What the source says in an evidence item.

    ``basis`` is empty if it is the same for all items, because the page then shows it once.
    ``limits`` contains only limits that not all of the source's quotations share.
    """

    says: str
    quoted: QuotedView | None
    basis: str
    limits: str


class UseGroup(NamedTuple):
    """A claim's evidence items from the source that have the same stance."""

    claim: ClaimLink
    stance: str
    stance_words: str
    items: tuple[Use, ...]


class PassageView(NamedTuple):
    """A stored passage in pieces, each with a flag that is True if a claim quotes the piece.

    ``unseen`` names the sides on which we saw little more than the passage, such as "before and
    after", or is empty.
    """

    number: int
    pieces: tuple[tuple[str, bool], ...]
    unseen: str


class StoredView(NamedTuple):
    """The stored passages from a source's text, and how they were captured.

    ``excerpts`` contains the number of words in each excerpt, and is empty if we read the whole
    page. ``address`` is the address at which we read the text, or None if pages must not link to
    it. ``other_copy`` is True if that address is not the source's own.
    """

    excerpts: tuple[int, ...]
    address: str | None
    other_copy: bool
    taken: str
    tool: str
    characters: int
    sha256: str
    path: str
    passages: tuple[PassageView, ...]


class SourceView(NamedTuple):
    """Everything that a source's page shows.

    ``owner`` is None if the owner is also the origin. ``uses`` begins with the claims that the
    source contradicts, and ``stances`` counts the claims. ``basis`` and ``limits`` apply to all
    evidence items, or are empty. ``owned`` contains other sources of the same origin whose
    publishers belong to it, and ``siblings`` contains those that only repeat or quote it.
    """

    id: str
    link: SourceLink
    path: str
    read: str
    stored: StoredView | None
    owner: str | None
    origin: str
    carries_other: bool
    owned: tuple[SourceLink, ...]
    siblings: tuple[SourceLink, ...]
    more_siblings: int
    uses: tuple[UseGroup, ...]
    stances: tuple[tuple[str, int], ...]
    basis: str
    limits: str
    locates: tuple[NamedLink, ...]
    note: str | None


# Readers look for contradictions first.
_ORDER = {
    stance: place
    for place, stance in enumerate(
        (Stance.CONTRADICTS, Stance.SUPPORTS, Stance.CONTEXT, Stance.SILENT)
    )
}

# Hundreds of sources may share an origin. The page of all sources lists every source.
MAX_SIBLINGS = 20


def collect(ledger: Ledger) -> tuple[SourceView, ...]:
    """Return a view of every source."""
    shared: dict[str, list[Source]] = defaultdict(list)
    for source in ledger.sources.values():
        shared[origin_of_source(source, ledger.publishers)].append(source)
    located: dict[str, list[NamedLink]] = defaultdict(list)
    for place in ledger.places.values():
        if place.located_by:
            located[place.located_by].append(NamedLink(f"places/{place.id}.html", place.name))
    return tuple(
        _view(ledger, source, shared, located.get(source.id, ()))
        for source in ledger.sources.values()
    )


def _view(
    ledger: Ledger,
    source: Source,
    shared: dict[str, list[Source]],
    located: Sequence[NamedLink],
) -> SourceView:
    origin = origin_of_source(source, ledger.publishers)
    # Hundreds of sources may share an origin, so make links only for the sources shown.
    siblings = list(
        islice((other for other in shared[origin] if other is not source), MAX_SIBLINGS)
    )
    owned = {other.id for other in siblings if is_own(other, ledger.publishers)}
    uses, basis, limits = _uses(ledger, source)
    link = source_link(ledger, source)
    publisher = ledger.publishers.get(source.publisher)
    return SourceView(
        id=source.id,
        link=link,
        path=source.path,
        read=ledger.words.date(source.urldate),
        stored=_stored(ledger, source),
        owner=None if publisher and publisher.owner == origin else link.publisher.owner,
        origin=origin_name(ledger, origin),
        carries_other=source.origin is not None,
        owned=tuple(source_link(ledger, other) for other in siblings if other.id in owned),
        siblings=tuple(source_link(ledger, other) for other in siblings if other.id not in owned),
        more_siblings=max(0, len(shared[origin]) - 1 - MAX_SIBLINGS),
        uses=uses,
        stances=tuple(Counter(group.stance_words for group in uses).items()),
        basis=basis,
        limits=limits,
        locates=tuple(located),
        note=source.note,
    )


def _uses(ledger: Ledger, source: Source) -> tuple[tuple[UseGroup, ...], str, str]:
    """Return the evidence from the source by stance and claim, and what is the same for all."""
    items: dict[tuple[Stance, str], list[Use]] = defaultdict(list)
    snapshot = ledger.snapshots.get(source.id)
    limits = limits_of(ledger.words, snapshot, ()) if snapshot else ""
    bases = {item.basis for _, item in ledger.citing(source.id)}
    for claim, item in ledger.citing(source.id):
        seen = quoted(ledger, claim, _index(claim, item))
        items[item.stance, claim.id].append(
            Use(
                item.says,
                seen,
                ledger.words.message(BASES[item.basis]) if len(bases) > 1 else "",
                seen.limits.removeprefix(limits).strip() if seen else "",
            )
        )
    groups = tuple(
        UseGroup(
            claim_link(ledger, ledger.claims[name]),
            stance.value,
            ledger.words.message(STANCES[stance]),
            tuple(uses),
        )
        for (stance, name), uses in sorted(items.items(), key=lambda pair: _ORDER[pair[0][0]])
    )
    basis = ledger.words.message(BASES[bases.pop()]) if len(bases) == 1 else ""
    return groups, basis, limits


def _index(claim: Claim, item: Evidence) -> int:
    return next(number for number, other in enumerate(claim.evidence) if other is item)


def _stored(ledger: Ledger, source: Source) -> StoredView | None:
    snapshot = ledger.snapshots.get(source.id)
    if snapshot is None:
        return None
    quotations = [
        of_evidence(ledger, claim, _index(claim, item))
        for claim, item in ledger.citing(source.id)
        if item.quote is not None
    ]
    return StoredView(
        excerpts=snapshot.excerpt_words,
        address=web_address(snapshot.address),
        other_copy=snapshot.other_copy,
        taken=ledger.words.date(snapshot.taken),
        tool=snapshot.tool,
        characters=snapshot.characters,
        sha256=snapshot.sha256,
        path=snapshot.path,
        passages=tuple(_passages(ledger.words, snapshot, quotations)),
    )


def _passages(
    words: Catalogue, snapshot: Snapshot, quotations: Sequence[CheckedQuotation]
) -> Iterator[PassageView]:
    for number, passage in enumerate(snapshot.passages):
        marked = [
            stretch
            for quotation in quotations
            if quotation.passage == number and (match := quotation.match) is not None
            for stretch in match.fragments or ((match.start, match.end),)
        ]
        pieces = tuple(_pieces(passage.text, sorted(marked)))
        yield PassageView(number + 1, pieces, side_words(words, passage.unseen))


def _pieces(text: str, marked: Sequence[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of the text, and whether each piece is marked. Marks may overlap."""
    at = 0
    for start, end in marked:
        if start > at:
            yield text[at:start], False
        if end > at:
            yield text[max(at, start) : end], True
            at = end
    if at < len(text):
        yield text[at:], False
