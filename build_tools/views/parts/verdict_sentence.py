"""Describes in a sentence the support for a claim's verdict, from the claim's own evidence."""

from collections.abc import Callable, Mapping

from build_tools.facts.catalogue import capital
from build_tools.facts.ledger import Ledger
from build_tools.facts.origins import voices
from build_tools.facts.records import Claim, Directness, Evidence, Kind, Stance, Verdict
from build_tools.rules.permitted_verdict import carriers, is_primary, is_the_fact
from build_tools.views.parts.evidence import in_part


def verdict_sentence(ledger: Ledger, claim: Claim) -> str:
    """Return a sentence about the meaning of this claim's verdict and the support for it."""
    return capital(_SENTENCES[claim.verdict](ledger, claim)) + "."


def _of(claim: Claim, stance: Stance, *, direct: bool = False) -> list[Evidence]:
    return [
        item
        for item in claim.evidence
        if item.stance is stance and (not direct or item.directness is Directness.DIRECT)
    ]


def _nuance(ledger: Ledger, claim: Claim) -> str:
    return ledger.words.gettext(
        "The main point is supported, but a detail needs a qualifier: %(support)s",
        support=_supported(ledger, claim),
    )


def _supported(ledger: Ledger, claim: Claim) -> str:
    """Return the support for the claim in words, such as its origins, records or publishers."""
    items = _of(claim, Stance.SUPPORTS)
    origins = ledger.voices(claim, Stance.SUPPORTS)
    words = ledger.words
    part = in_part(words, origins)
    if len(origins) > 1:
        return words.ngettext(
            "%(num)s independent origin support it%(part)s",
            "%(num)s independent origins support it%(part)s",
            len(origins),
            part=part,
        )
    if any(is_the_fact(claim, item) for item in items):
        return words.gettext(
            "one official record supports it%(part)s, and that record is itself the fact", part=part
        )
    records = {item.source for item in items if is_primary(ledger, item)}
    if len(records) == 1:
        return words.gettext("one primary record supports it%(part)s", part=part)
    if records:
        return words.ngettext(
            "%(num)s primary record of one origin support it%(part)s",
            "%(num)s primary records of one origin support it%(part)s",
            len(records),
            part=part,
        )
    publishers = len(carriers(ledger, items))
    if publishers > 1:
        return words.ngettext(
            "one origin supports it%(part)s, reported by %(num)s publisher",
            "one origin supports it%(part)s, reported by %(num)s publishers",
            publishers,
            part=part,
        )
    if items:
        return words.gettext("one report supports it%(part)s", part=part)
    return words.gettext("we have no evidence for it")


def _misleading(ledger: Ledger, claim: Claim) -> str:
    words = ledger.words
    supports = _of(claim, Stance.SUPPORTS)
    against, context = _of(claim, Stance.CONTRADICTS), _of(claim, Stance.CONTEXT)
    if not (against or context):
        return words.gettext("We have no evidence that it misleads")
    if not supports:
        if against and context:
            return words.gettext("evidence against it and the context show that it misleads")
        if against:
            return words.gettext("evidence against it shows that it misleads")
        return words.gettext("the context shows that it misleads")
    if against and context:
        but = words.gettext(
            "but evidence against it and the context show that as a whole it misleads"
        )
    elif against:
        but = words.gettext("but evidence against it shows that as a whole it misleads")
    else:
        but = words.gettext("but the context shows that as a whole it misleads")
    if all(item.part for item in supports):
        return words.gettext("part of it has support, %(but)s", but=but)
    return words.gettext("it has support, %(but)s", but=but)


def _wrong(ledger: Ledger, claim: Claim) -> str:
    words = ledger.words
    items = _of(claim, Stance.CONTRADICTS, direct=True)
    if not items:
        return words.gettext("We have no direct evidence against it")
    origins, part = _origins(ledger, items), _in_part(ledger, items)
    if all(item.calculations for item in items):
        against = words.gettext(
            "a calculation from %(origins)s contradicts it%(part)s", origins=origins, part=part
        )
    else:
        against = words.gettext(
            "direct evidence from %(origins)s contradicts it%(part)s", origins=origins, part=part
        )
    if _of(claim, Stance.SUPPORTS, direct=True):
        return against  # only a waiver permits direct evidence for a wrong claim
    if _of(claim, Stance.SUPPORTS):
        return words.gettext("%(against)s, and no direct evidence supports it", against=against)
    return words.gettext("%(against)s, and no evidence supports it", against=against)


def _disputed(ledger: Ledger, claim: Claim) -> str:
    words = ledger.words
    supporting = _of(claim, Stance.SUPPORTS, direct=True)
    against = _of(claim, Stance.CONTRADICTS, direct=True)
    if not (supporting and against):
        return words.gettext("We could not settle which side is right")
    return words.gettext(
        "There is direct evidence on both sides: %(supporting)s for it%(supporting_part)s and "
        "%(against)s against it%(against_part)s",
        supporting=_origins(ledger, supporting),
        supporting_part=_in_part(ledger, supporting),
        against=_origins(ledger, against),
        against_part=_in_part(ledger, against),
    )


def _origins(ledger: Ledger, items: list[Evidence]) -> str:
    number = len(voices(items, ledger.sources, ledger.publishers))
    return ledger.words.ngettext("one origin", "%(num)s independent origins", number)


def _in_part(ledger: Ledger, items: list[Evidence]) -> str:
    return in_part(ledger.words, voices(items, ledger.sources, ledger.publishers))


def _attributed(ledger: Ledger, claim: Claim) -> str:
    return ledger.words.gettext("It was said, but we could not establish whether it is true")


def _unverified(ledger: Ledger, claim: Claim) -> str:
    return ledger.words.ngettext(
        "%(num)s search did not find enough evidence to settle it",
        "%(num)s searches did not find enough evidence to settle it",
        len(claim.search_log),
    )


def _not_checkable(ledger: Ledger, claim: Claim) -> str:
    if claim.kind is Kind.CHARACTERISATION:
        return ledger.words.gettext("It is an opinion, a forecast or a loaded word")
    return ledger.words.gettext("No evidence can settle it, for the reason given here")


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
