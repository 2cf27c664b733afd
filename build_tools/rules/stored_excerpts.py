"""A snapshot must say where and when the source was seen, and how much of it.

Why: an excerpt shows less than the page, and readers must be able to look for themselves. The text
at a different address may differ from the source's own text.
Fix: to store an excerpt, run `facts capture KEY --excerpt FILE --seen-at ADDRESS --seen-on DATE`.
If you saw another copy of the page, add `--other-copy`. To store the whole page, run `facts capture
KEY --file page.html`.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from build_tools.facts.addresses import host_of
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import WORDS_AROUND, Snapshot, Source, TextKind
from build_tools.quotations.check import of_sources
from build_tools.quotations.matching import Match
from build_tools.quotations.surroundings import has_words_far_from, near_ends
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

Matches = Mapping[tuple[str, int], Sequence[Match]]

_SNAPSHOT = """\
-- facts/snapshots/lrt-2023-08-16-closures.yaml --
kind: excerpt
address: https://www.lrt.lt/en/news/19/1/closures
taken: 2026-11-22
tool: facts 0.1.0
excerpt_words:
  - 44
characters: 300
sha256: 3bd1c1b8d2f7e0d2f1c1e0a9f4f3b2a190807060504030201000f0e0d0c0b0a0
passages:
  - text: Two crossings will close on Friday due to geopolitical circumstances, it said.
    start: 120
seal: e8a5fc85ae6bb68690299eedde3fb88b10085b9b6be4aac67d4c66792b8990b8
"""


def _sample(*changes: tuple[str, str]) -> str:
    says = "from Friday.\n"
    quote = f"{says}    quote:\n      text: close on Friday due to geopolitical circumstances\n"
    snapshot = _SNAPSHOT
    for old, new in changes:
        snapshot = snapshot.replace(old, new)
    return claim_sample((says, quote)) + snapshot


GOOD = _sample()

BAD = _sample(
    ("/closures\n", "/news #! stored-excerpts\n"),
    ("taken: 2026-11-22", "taken: 2023-08-01 #! stored-excerpts"),
)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield snapshots with a wrong address, date or kind, and excerpts with too many words."""
    if not ledger.snapshots:
        return
    matches: dict[tuple[str, int], list[Match]] = defaultdict(list)
    for quotation in of_sources(ledger):
        if quotation.passage is not None and quotation.match is not None:
            key = quotation.claim.evidence[quotation.index].source
            matches[key, quotation.passage].append(quotation.match)
    for snapshot in ledger.snapshots.values():
        if source := ledger.sources.get(snapshot.id):
            yield from _of_address(snapshot, source)
            yield from _of_day(snapshot, source)
        yield from _of_kind(snapshot)
        if snapshot.kind is TextKind.EXCERPT:
            yield from _of_passages(snapshot, matches)


def _of_address(snapshot: Snapshot, source: Source) -> Iterator[Problem]:
    span = partial(snapshot.place.span, "address")
    hint = f"Capture {snapshot.id} again, or correct the address of the source."
    is_own = source.is_at(snapshot.address)
    if snapshot.kind is TextKind.PAGE:
        hosts = [host_of(url) for url in (source.url, source.archiveurl) if url]
        if host_of(snapshot.address) not in hosts:
            yield Problem(span(), "The source is not on this site.", hint)
    elif is_own and snapshot.other_copy:
        yield Problem(span(), "This is the source's own address, not another copy.", hint)
    elif not is_own and not snapshot.other_copy:
        message = f"The excerpt was not seen at the source's own address, {source.url}."
        hint += " If this is another copy of the page, add `--other-copy`."
        yield Problem(span(), message, hint)


def _of_day(snapshot: Snapshot, source: Source) -> Iterator[Problem]:
    if source.date and snapshot.taken.before_in_every_zone(source.date):
        yield Problem(
            snapshot.place.span("taken"),
            f"The text was read before the source was published ({source.date.words()}).",
            f"Correct the date of the source, or capture {snapshot.id} again.",
        )


def _of_kind(snapshot: Snapshot) -> Iterator[Problem]:
    """Yield a snapshot that has the fields of the wrong kind."""
    is_excerpt = snapshot.kind is TextKind.EXCERPT
    unseen = any(passage.unseen for passage in snapshot.passages)
    if is_excerpt != bool(snapshot.excerpt_words) or (
        not is_excerpt and (snapshot.other_copy or unseen)
    ):
        says = "does not say how many words were seen" if is_excerpt else "has fields of an excerpt"
        yield Problem(
            snapshot.place.span("kind"),
            f"This snapshot of {'an excerpt' if is_excerpt else 'a page'} {says}.",
            f"Do not edit it. Make it again with `facts capture {snapshot.id}`.",
        )


def _of_passages(snapshot: Snapshot, matches: Matches) -> Iterator[Problem]:
    for index, passage in enumerate(snapshot.passages):
        matched = matches.get((snapshot.id, index))
        if not matched:
            continue  # `checked-quotations` reports this passage
        span = partial(snapshot.place.span, "passages", index, "text")
        again = f"Make it again with `facts capture {snapshot.id} --excerpt`."
        if has_words_far_from(matched, passage):
            message = f"Some words here are more than {WORDS_AROUND} words from any quotation."
            yield Problem(span(), message, again)
        if set(near_ends(matched, passage, snapshot.characters)) - set(passage.unseen):
            message = "The excerpt ends near this quotation, but `unseen` does not say so."
            yield Problem(span(), message, again)
