"""A finding or a sentence must not say the opposite of the supported claim that it is about.

Why: one "not" turns a sentence round, and every number, name and date in it stays right.
Fix: take the denial out, or put it back. Only a sentence in the words of the claim is compared, and
a short finding also with the finding. "It did not close the other four" speaks of something else,
and so does what is no longer so.
"""

from collections.abc import Collection, Iterator

from build_tools.facts.clauses import unquoted
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim, Stance, Verdict
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.statements import (
    Statement,
    are_contrary,
    content,
    may_deny,
    speaks_of,
    statement,
    statements,
)

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: It did not close the other four crossings with Belarus."))

BAD = claim_sample(
    (_FINDING, "finding: Lithuania did not close two crossings. #! opposite-statement")
)

_FIELDS = ("finding", "finding_short", "short")
_HINT = "Correct the one that is wrong."


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield what denies a claim that is supported, and what a short finding denies of the long."""
    lang = base(ledger.records.lang)
    fields = [(field, unquoted(getattr(claim, field) or "")) for field in _FIELDS]
    if not may_deny("\n".join((claim.claim, *(text for _, text in fields))), lang):
        return  # as in most records
    finding = [known for _, _, known in statements(fields[0][1], lang) if known.denied is not None]
    for field, text in fields:
        for start, end, ours in statements(text, lang):
            if claim.verdict is Verdict.SUPPORTED and _denies(ledger, claim, ours, text[:start]):
                what = "claim"
            elif field != "finding" and any(are_contrary(ours, known) for known in finding):
                what = "finding"
            else:
                continue
            message = f"This says the opposite of the {what}."
            yield Problem(claim.place.within(start, end, field), message, _HINT)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the sentences of prose that deny the one supported claim which they cite."""
    for sentence in cited_sentences(ledger):
        claim = sentence.claims[0]
        lang = base(ledger.lang_of(sentence.prose))
        if (
            len(sentence.groups) != 1
            or len(sentence.claims) != 1
            or not (
                claim.verdict is Verdict.SUPPORTED
                and lang == base(ledger.records.lang)
                and (may_deny(sentence.text, lang) or may_deny(claim.claim, lang))
            )
        ):
            continue
        for start, end, ours in statements(sentence.text, lang):
            if _denies(ledger, claim, ours, ""):
                first = end - len(sentence.text[start:end].lstrip())
                message = f'This says the opposite of "{claim.id}", which is supported.'
                yield Problem(sentence.span(first, end), message, _HINT)


def _denies(ledger: Ledger, claim: Claim, ours: Statement, before: str) -> bool:
    known = statement(unquoted(claim.claim), ours.lang)
    if ours.denied is None or known.denied is None or ours.denied == known.denied:
        return False
    beside = _words_beside(ledger, claim)
    return are_contrary(ours, known, beside) and speaks_of(ours, known, before)


@memoized_per_ledger
def _words_beside(ledger: Ledger, claim: Claim) -> Collection[str]:
    """Return the words of the evidence that supports a claim."""
    supporting = (item.says for item in claim.evidence if item.stance is Stance.SUPPORTS)
    return frozenset(content(" ".join(supporting), base(ledger.records.lang)))
