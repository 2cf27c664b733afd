"""Compares the quotations in a claim before and after a change, each with its class."""

from collections.abc import Callable, Iterator, Sequence

from build_tools.changes.comparison import QuotationChange, Quoted
from build_tools.changes.field_changes import paired, single_spaced
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import Appearance, Claim, Evidence
from build_tools.quotations.check import of_appearance, of_evidence

Stated = tuple[Ledger, Claim]
EvidencePairs = Sequence[tuple[Evidence | None, Evidence | None]]


def quotation_changes(
    before: Stated | None, after: Stated, evidence: EvidencePairs
) -> Iterator[QuotationChange]:
    """Yield added, removed and changed quotations. ``evidence`` pairs the items of the two claims.

    The pairs are in the order of the later claim, so their numbers are indexes into its evidence.
    """
    old = before[1].appears_in if before else ()
    places = paired(old, after[1].appears_in, _APPEARANCE_KEYS)
    for number, (earlier, later) in enumerate(places):
        place = later or earlier
        assert place is not None
        keys: tuple[str | int, ...] = ("appears_in", number, "quote") if later else ("appears_in",)
        was, now = _in_article(before, earlier), _in_article(after, later)
        if was != now:
            yield QuotationChange(f"{place.article} {place.sentence}", was, now, keys)
    for number, (old_item, new_item) in enumerate(evidence):
        item = new_item or old_item
        assert item is not None
        keys = ("evidence", number, "quote", "text") if new_item else ("evidence",)
        was, now = _in_source(before, old_item), _in_source(after, new_item)
        if was != now:
            yield QuotationChange(item.source, was, now, keys)


_APPEARANCE_KEYS: tuple[Callable[[Appearance], object], ...] = (
    lambda appearance: appearance,
    lambda appearance: (appearance.article, appearance.sentence),
)


def _in_article(stated: Stated | None, place: Appearance | None) -> Quoted | None:
    if stated is None or place is None or place.quote is None:
        return None
    index = _number(place, stated[1].appears_in)
    kind = of_appearance(*stated, index).kind
    lang = stated[0].lang_in(place)
    return Quoted(
        single_spaced(place.quote), None, lang, None, None, kind, False, _spaced(place.context_ok)
    )


def _in_source(stated: Stated | None, item: Evidence | None) -> Quoted | None:
    if stated is None or item is None or item.quote is None:
        return None
    quote = item.quote
    checked = of_evidence(*stated, _number(item, stated[1].evidence))
    return Quoted(
        text=single_spaced(quote.text),
        speaker=_spaced(quote.speaker),
        lang=quote.lang,
        translation=_spaced(quote.translation),
        translated_by=_spaced(quote.translated_by),
        kind=checked.kind,
        insertions=quote.insertions,
        context_ok=_spaced(quote.context_ok),
        against=checked.against,
    )


def _number(item: object, items: Sequence[object]) -> int:
    return next(number for number, other in enumerate(items) if other is item)


def _spaced(text: str | None) -> str | None:
    return None if text is None else single_spaced(text)
