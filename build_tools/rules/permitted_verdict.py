"""A verdict must be one that the evidence permits.

Why: a verdict needs independent origins, not many links. One official record is enough only if the
record itself is the fact, as minutes are for a vote, and `is_the_fact` says why.
Fix: find the missing evidence, or choose a verdict that the existing evidence permits.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from build_tools.facts.catalogue import IN_ENGLISH, N_, Catalogue, nN_
from build_tools.facts.diagnostics import FilePlace, Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.records import (
    Basis,
    Claim,
    Directness,
    Evidence,
    Kind,
    Records,
    SourceKind,
    Stance,
    Verdict,
)
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

GOOD = claim_sample()

BAD = claim_sample(
    ("stance: supports", "stance: context"),
    ("verdict: supported", "verdict: supported #! permitted-verdict"),
)

SAID = "or, for a quotation or attribution"
# Only a source of kind `primary` can be an official record (see the rule `official-record`).
WAS_SAID = N_("a primary record, or two publishers with different owners that report what was said")
RECORD = N_("or, if an official record is itself the fact")
IS_THE_FACT = N_("an official record that is itself the fact, with the reason")
# The kinds of claims that a record can make or certify. Other conditions apply to statements, and
# no record certifies a judgement.
CERTIFIED = (Kind.EVENT, Kind.NUMBER, Kind.STATUS)
# The status of a condition that counts items of evidence.
_ITEMS = nN_("%(num)s item found", "%(num)s items found")
# The name for each kind of claim in the status of a condition.
_KINDS: Mapping[Kind, str] = {
    Kind.EVENT: N_("event"),
    Kind.NUMBER: N_("number"),
    Kind.QUOTATION: N_("quotation"),
    Kind.ATTRIBUTION: N_("attribution"),
    Kind.STATUS: N_("status"),
    Kind.RELATION: N_("relation"),
    Kind.CHARACTERISATION: N_("characterisation"),
}
# "X said P" embeds P, so P must exist first, and the verdict on P needs "X said P".
SAID_FIRST = (
    "Write this claim first, as `unverified` with a `search_log`. Then write the claim that "
    "somebody said it, which `embeds` this one. When that claim is supported, change this verdict "
    "to `attributed-only`. If you write both files by hand, no order is needed."
)
HEARD_OR_SEEN = (Basis.OWN_OBSERVATION, Basis.INTERVIEW)


class Condition(NamedTuple):
    """A condition for a verdict, in words that readers see, and whether it is met.

    ``words`` is a message in the catalogues. ``found`` has the singular and plural of the status,
    which may contain the number or other values. ``values`` are also messages.
    """

    words: str
    met: bool
    found: tuple[str, str]
    number: int = 0
    values: Mapping[str, str] = MappingProxyType({})

    @property
    def status(self) -> str:
        """The status, in English."""
        return self.status_in(IN_ENGLISH)

    def status_in(self, words: Catalogue) -> str:
        """Return the status, in the words of a language."""
        values = {name: words.message(value) for name, value in self.values.items()}
        return words.ngettext(*self.found, self.number, **values)


def conditions(ledger: Ledger, claim: Claim) -> tuple[Condition, ...]:
    """Return the conditions for the claim's verdict."""
    return tuple(_NEEDS[claim.verdict](ledger, claim))


def lacking(ledger: Ledger, claim: Claim, verdict: Verdict) -> str:
    """Return the conditions for a verdict that the claim does not meet, in words, or ""."""
    missing = [need for need in _NEEDS[verdict](ledger, claim) if not need.met]
    return "; ".join(f"{need.words} ({need.status})" for need in missing)


def permitted(ledger: Ledger, claim: Claim) -> tuple[Verdict, ...]:
    """Return the verdicts that the claim's evidence permits."""
    return tuple(
        verdict
        for verdict, needs in _NEEDS.items()
        if all(need.met for need in needs(ledger, claim))
    )


def suggested(ledger: Ledger, claim: Claim) -> tuple[Verdict, ...]:
    """Return the permitted verdicts that may fit.

    Any context permits "misleading", but context that contradicts nothing rarely misleads.
    """
    contradicts = bool(_of(claim, Stance.CONTRADICTS))
    return tuple(
        verdict
        for verdict in permitted(ledger, claim)
        if contradicts or verdict is not Verdict.MISLEADING
    )


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a verdict whose conditions are not all met, with the unmet conditions."""
    if claim.verdict is Verdict.ATTRIBUTED and ledger.records.unread:
        return  # an unreadable claim may embed this claim
    if lacks := lacking(ledger, claim, claim.verdict):
        yield Problem(
            claim.place.span("verdict"),
            f'The evidence does not permit "{claim.verdict}". It needs: {lacks}.'
            f"{_permits(ledger, claim)}",
            SAID_FIRST
            if claim.verdict is Verdict.ATTRIBUTED
            else "Add the evidence that is missing, or choose another verdict.",
        )


def _permits(ledger: Ledger, claim: Claim) -> str:
    if claim.verdict is Verdict.ATTRIBUTED:
        return ""  # the missing claim decides, and not the evidence
    if verdicts := suggested(ledger, claim):
        return f" It permits: {', '.join(verdicts)}."
    search = "For unverified, say what you looked for in `search_log`."
    return f" No other verdict is likely to fit yet. {search}"


def table() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the rows of the table: a heading, then each verdict with its conditions.

    These conditions are for a claim without evidence. A quotation in a primary record, or an event
    with an official record, has its own row if its conditions are different.
    """
    nothing = Ledger(Records())
    rows: list[tuple[str, tuple[str, ...]]] = [("verdict", ("what it needs",))]
    for verdict, needs in _NEEDS.items():
        usual = tuple(need.words for need in needs(nothing, _bare()))
        rows.append((verdict.value, usual))
        for heading, kind in ((SAID, Kind.QUOTATION), (RECORD, Kind.EVENT)):
            words = tuple(need.words for need in needs(nothing, _bare(kind)))
            if words != usual:
                rows.append((heading, words))
    return tuple(rows)


def _bare(kind: Kind | None = None) -> Claim:
    """Return a claim without evidence, or a claim of this kind with a record as its evidence."""
    record = {"source": "x", "stance": Stance.SUPPORTS, "basis": Basis.INTERVIEW, "says": "x"}
    if kind is Kind.EVENT:
        record |= {"basis": Basis.OFFICIAL_RECORD, "is_the_fact": "x"}
    claim = Claim.model_validate(
        {
            "claim": "x",
            "kind": kind or Kind.EVENT,
            "asserted_by": "x",
            "when": "2000",
            "evidence": [record] if kind else [],
            "verdict": Verdict.UNVERIFIED,
            "confidence": "low",
            "finding": "x",
            "checked": {"date": "2000", "by": "x"},
        }
    )
    claim.placed("x", "", FilePlace(Span("")))
    return claim


def _of(claim: Claim, stance: Stance) -> list[Evidence]:
    return [item for item in claim.evidence if item.stance is stance]


def _direct(items: list[Evidence]) -> list[Evidence]:
    return [item for item in items if item.directness is Directness.DIRECT]


def is_primary(ledger: Ledger, item: Evidence) -> bool:
    """Return whether an item is direct and from a primary source, an observer or an interviewer."""
    source = ledger.sources.get(item.source)
    kind = source.kind if source is not None else None
    return item.directness is Directness.DIRECT and (
        kind is SourceKind.PRIMARY or item.basis in HEARD_OR_SEEN
    )


def is_the_fact(claim: Claim, item: Evidence) -> bool:
    """Return whether an item is an official record that is itself the fact in the claim.

    Other rules check that the source is the record, and that its words are quoted.
    """
    return bool(
        item.is_the_fact
        and claim.kind in CERTIFIED
        and item.stance is Stance.SUPPORTS
        and item.basis is Basis.OFFICIAL_RECORD
        and item.directness is Directness.DIRECT
        and not item.part
        and not item.origin
    )


def carriers(ledger: Ledger, items: list[Evidence]) -> set[str]:
    """Return the owners of the publishers that directly report what was said.

    A publisher without an owner counts as its own owner. Unrelated publishers show that a statement
    was made in public. As evidence that the statement is true, they count as one origin.
    """
    owners = set()
    for item in _direct(items):
        if source := ledger.sources.get(item.source):
            publisher = ledger.publishers.get(source.publisher)
            owners.add((publisher.owner if publisher else None) or source.publisher)
    return owners


def _carried(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    """Yield the conditions for two independent origins, or else ``WAS_SAID`` or ``IS_THE_FACT``."""
    supports = _of(claim, Stance.SUPPORTS)
    origins = len(ledger.voices(claim, Stance.SUPPORTS))
    said = claim.kind in (Kind.QUOTATION, Kind.ATTRIBUTION)
    if said and any(is_primary(ledger, item) for item in supports):
        found = nN_("there is a primary record", "there is a primary record")
        yield Condition(WAS_SAID, True, found)
    elif any(is_the_fact(claim, item) for item in supports):
        found = nN_("there is such a record", "there is such a record")
        yield Condition(IS_THE_FACT, True, found)
    elif said and origins < 2:
        number = len(carriers(ledger, supports))
        found = nN_("%(num)s such publisher found", "%(num)s such publishers found")
        yield Condition(WAS_SAID, number >= 2, found, number)
    else:
        found = nN_("%(num)s independent origin found", "%(num)s independent origins found")
        what = N_("two or more independent origins in support")
        yield Condition(what, origins >= 2, found, origins)
        direct = len(_direct(supports))
        found = nN_("%(num)s direct item found", "%(num)s direct items found")
        yield Condition(N_("at least one of them says so directly"), direct > 0, found, direct)


def _supported(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    yield from _carried(ledger, claim)
    against = len(_of(claim, Stance.CONTRADICTS))
    found = nN_("%(num)s item against it", "%(num)s items against it")
    yield Condition(N_("no unresolved evidence against it"), against == 0, found, against)


def _nuance(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    yield from _carried(ledger, claim)
    whole = [item for item in _of(claim, Stance.CONTRADICTS) if not item.part]
    found = nN_("%(num)s item against the whole", "%(num)s items against the whole")
    what = N_("all evidence against it concerns a named part only")
    yield Condition(what, not whole, found, len(whole))
    qualifier = [item for item in claim.evidence if item.part or item.stance is not Stance.SUPPORTS]
    found = nN_("%(num)s item for the qualifier", "%(num)s items for the qualifier")
    yield Condition(N_("a source for the qualifier"), bool(qualifier), found, len(qualifier))


def _misleading(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    items = [*_of(claim, Stance.CONTRADICTS), *_of(claim, Stance.CONTEXT)]
    what = N_("evidence of what it leaves out or contradicts")
    yield Condition(what, bool(items), _ITEMS, len(items))


def _wrong(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    against = _direct(_of(claim, Stance.CONTRADICTS))
    what = N_("direct evidence against it, or a calculation")
    yield Condition(what, bool(against), _ITEMS, len(against))
    credible = _direct(_of(claim, Stance.SUPPORTS))
    found = nN_("%(num)s direct item for it", "%(num)s direct items for it")
    yield Condition(N_("no direct evidence for it"), not credible, found, len(credible))


def _disputed(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    sides = (
        (Stance.SUPPORTS, N_("direct evidence for it from at least one origin")),
        (Stance.CONTRADICTS, N_("direct evidence against it from at least one origin")),
    )
    for stance, what in sides:
        direct = _direct(_of(claim, stance))
        yield Condition(what, bool(direct), _ITEMS, len(direct))


def _attributed(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    said = [
        embedding
        for embedding in ledger.embedding(claim.id)
        if embedding.verdict in (Verdict.SUPPORTED, Verdict.NUANCE)
    ]
    found = nN_("%(num)s such claim found", "%(num)s such claims found")
    yield Condition(N_("an established claim that somebody said it"), bool(said), found, len(said))


def _unverified(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    found = nN_("%(num)s search recorded", "%(num)s searches recorded")
    number = len(claim.search_log)
    yield Condition(N_("a record of what was looked for"), number > 0, found, number)


def _not_checkable(ledger: Ledger, claim: Claim) -> Iterator[Condition]:
    settled = claim.kind in (Kind.EVENT, Kind.NUMBER)
    found = nN_('its kind is "%(kind)s"', 'its kind is "%(kind)s"')
    what = N_("a statement that no evidence can settle: no event, no number")
    yield Condition(what, not settled, found, values={"kind": _KINDS[claim.kind]})
    what = N_("the reason why it cannot be checked")
    yield Condition(what, bool(claim.finding), nN_("given", "given"))


_NEEDS: Mapping[Verdict, Callable[[Ledger, Claim], Iterator[Condition]]] = {
    Verdict.SUPPORTED: _supported,
    Verdict.NUANCE: _nuance,
    Verdict.MISLEADING: _misleading,
    Verdict.WRONG: _wrong,
    Verdict.DISPUTED: _disputed,
    Verdict.ATTRIBUTED: _attributed,
    Verdict.UNVERIFIED: _unverified,
    Verdict.NOT_CHECKABLE: _not_checkable,
}
