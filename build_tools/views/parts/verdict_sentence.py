"""Says in a sentence what a claim's verdict rests on, from the claim's own evidence."""

from collections.abc import Callable, Mapping

from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import voices
from build_tools.facts.records import Claim, Directness, Evidence, Kind, Stance, Verdict
from build_tools.facts.wording import as_sentence, counted, in_words
from build_tools.rules.permitted_verdict import carriers, is_primary

_ORIGIN = "independent origin"


def verdict_sentence(ledger: Ledger, claim: Claim) -> str:
    """Return what this claim's verdict means and rests on, in words specific to the claim."""
    return as_sentence(_SENTENCES[claim.verdict](ledger, claim))


def _of(claim: Claim, stance: Stance, *, direct: bool = False) -> list[Evidence]:
    return [
        item
        for item in claim.evidence
        if item.stance is stance and (not direct or item.directness is Directness.DIRECT)
    ]


def _nuance(ledger: Ledger, claim: Claim) -> str:
    core = "The main point is supported, but a detail needs a qualifier"
    return f"{core}: {_supported(ledger, claim)}"


def _supported(ledger: Ledger, claim: Claim) -> str:
    """Return the support for the claim: independent origins, or one origin and its publishers."""
    items = _of(claim, Stance.SUPPORTS)
    origins = len(ledger.voices(claim, Stance.SUPPORTS))
    if origins > 1:
        return f"{counted(origins, _ORIGIN)} support it"
    records = {item.source for item in items if is_primary(ledger, item)}
    if len(records) == 1:
        return "one primary record supports it"
    if records:
        return f"{counted(len(records), 'primary record')} of one origin support it"
    publishers = len(carriers(ledger, items))
    if publishers > 1:
        return f"one origin supports it, reported by {counted(publishers, 'publisher')}"
    return "one report supports it" if items else "we have no evidence for it"


def _misleading(ledger: Ledger, claim: Claim) -> str:
    pieces = ((Stance.CONTRADICTS, "evidence against it"), (Stance.CONTEXT, "the context"))
    reasons = [words for stance, words in pieces if _of(claim, stance)]
    if not reasons:
        return "We have no evidence that it misleads"
    show = f"{in_words(reasons)} {'shows' if len(reasons) == 1 else 'show'}"
    supports = _of(claim, Stance.SUPPORTS)
    if not supports:
        return f"{show} that it misleads"
    partly = "part of it has support" if all(item.part for item in supports) else "it has support"
    return f"{partly}, but {show} that as a whole it misleads"


def _wrong(ledger: Ledger, claim: Claim) -> str:
    items = _of(claim, Stance.CONTRADICTS, direct=True)
    if not items:
        return "We have no direct evidence against it"
    what = "a calculation" if all(item.calculations for item in items) else "direct evidence"
    against = f"{what} from {_origins(ledger, items)} contradicts it"
    if _of(claim, Stance.SUPPORTS, direct=True):
        return against  # only a waiver permits that, and the evidence for it is shown too
    nothing = "no direct evidence" if _of(claim, Stance.SUPPORTS) else "no evidence"
    return f"{against}, and {nothing} supports it"


def _disputed(ledger: Ledger, claim: Claim) -> str:
    sides = [
        _origins(ledger, items)
        for stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
        if (items := _of(claim, stance, direct=True))
    ]
    if len(sides) < 2:
        return "We could not settle which side is right"
    return f"There is direct evidence on both sides: {sides[0]} for it, {sides[1]} against it"


def _origins(ledger: Ledger, items: list[Evidence]) -> str:
    number = len(voices(items, ledger.sources, ledger.publishers))
    return "one origin" if number == 1 else counted(number, _ORIGIN)


def _attributed(ledger: Ledger, claim: Claim) -> str:
    return "It was said, but we could not establish whether it is true"


def _unverified(ledger: Ledger, claim: Claim) -> str:
    searches = counted(len(claim.search_log), "search", "searches")
    return f"{searches} did not find enough evidence to settle it"


def _not_checkable(ledger: Ledger, claim: Claim) -> str:
    if claim.kind is Kind.CHARACTERISATION:
        return "It is an opinion, a forecast or a loaded word"
    return "No evidence can settle it, for the reason given here"


_SENTENCES: Mapping[Verdict, Callable[[Ledger, Claim], str]] = {
    Verdict.SUPPORTED: _supported,
    Verdict.NUANCE: _nuance,
    Verdict.MISLEADING: _misleading,
    Verdict.WRONG: _wrong,
    Verdict.DISPUTED: _disputed,
    Verdict.ATTRIBUTED: _attributed,
    Verdict.UNVERIFIED: _unverified,
    Verdict.NOT_CHECKABLE: _not_checkable,
}
