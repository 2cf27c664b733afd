"""The quotations of a claim before and after, each with its class under the contract."""

from collections.abc import Callable, Iterator, Sequence

from build_tools.changes.comparison import QuotationChange, Quoted
from build_tools.changes.field_changes import paired
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Appearance, Claim, Evidence
from build_tools.quotations.check import of_appearance, of_evidence

Stated = tuple[Ledger, Claim]
EvidencePairs = Sequence[tuple[Evidence | None, Evidence | None]]


def quotation_changes(
    before: Stated | None, after: Stated, evidence: EvidencePairs
) -> Iterator[QuotationChange]:
    """Yield what was gained, lost or changed; ``evidence`` pairs the items of the two claims.

    The pairs stand in the order of the later claim, so that their numbers lead to its items.
    """
    old = before[1].appears_in if before else ()
    places = paired(old, after[1].appears_in, _APPEARANCE_KNOWN_BY)
    for number, (one, other) in enumerate(places):
        place = other or one
        assert place is not None
        keys: tuple[str | int, ...] = ("appears_in", number, "quote") if other else ("appears_in",)
        was, now = _in_article(before, one), _in_article(after, other)
        if was != now:
            yield QuotationChange(f"{place.article} {place.sentence}", was, now, keys)
    for number, (item, later) in enumerate(evidence):
        held = later or item
        assert held is not None
        keys = ("evidence", number, "quote", "text") if later else ("evidence",)
        said, says = _in_source(before, item), _in_source(after, later)
        if said != says:
            yield QuotationChange(held.source, said, says, keys)


_APPEARANCE_KNOWN_BY: tuple[Callable[[Appearance], object], ...] = (
    lambda one: one,
    lambda one: (one.article, one.sentence),
)


def _in_article(stated: Stated | None, place: Appearance | None) -> Quoted | None:
    if stated is None or place is None or place.quote is None:
        return None
    index = _number(place, stated[1].appears_in)
    kind = of_appearance(*stated, index).kind
    return Quoted(_even(place.quote), None, "en", None, None, kind, False, _known(place.context_ok))


def _in_source(stated: Stated | None, item: Evidence | None) -> Quoted | None:
    if stated is None or item is None or item.quote is None:
        return None
    quote = item.quote
    return Quoted(
        text=_even(quote.text),
        speaker=_known(quote.speaker),
        lang=quote.lang,
        translation=_known(quote.translation),
        translated_by=_known(quote.translated_by),
        kind=of_evidence(*stated, _number(item, stated[1].evidence)).kind,
        insertions=quote.insertions,
        context_ok=_known(quote.context_ok),
    )


def _number(item: object, items: Sequence[object]) -> int:
    return next(number for number, one in enumerate(items) if one is item)


def _known(text: str | None) -> str | None:
    return None if text is None else _even(text)


def _even(text: str) -> str:
    return " ".join(text.split())
