"""A finding or a sentence must not say the opposite of the supported claim that it is about.

Why: one "not" reverses a sentence, although every number, name and date in the sentence is right.
Fix: remove the wrong denial, or restore the missing one. The build compares only sentences that use
the words of a supported or mostly supported claim. It also compares short findings and prose with
the finding. It ignores statements about something else ("It did not close the other four") or about
a later time ("It is no longer closed").
"""

from collections.abc import Collection, Iterator, Sequence

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

_HOLDS = (Verdict.SUPPORTED, Verdict.NUANCE)
_FIELDS = ("finding", "finding_short", "short")
_HINT = "Correct the one that is wrong."


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield denials of a supported claim, and short texts that contradict its finding."""
    lang = base(ledger.records.lang)
    fields = [(field, unquoted(getattr(claim, field) or "")) for field in _FIELDS]
    yield from _denials_of_article(ledger, claim, lang)
    if not may_deny("\n".join((claim.claim, *(text for _, text in fields))), lang):
        return  # most records need no further check
    own = content(claim.claim, lang)
    finding = [known for _, _, known in statements(fields[0][1], lang) if known.denied is not None]
    for field, text in fields:
        for start, end, ours in statements(text, lang):
            if claim.verdict in _HOLDS and _denies(ledger, claim, ours, text[:start]):
                what = "claim"
            elif field != "finding" and any(are_contrary(ours, known, own) for known in finding):
                what = "finding"
            else:
                continue
            message = f"This says the opposite of the {what}."
            yield Problem(claim.place.within(start, end, field), message, _HINT)


def _denials_of_article(ledger: Ledger, claim: Claim, lang: str) -> Iterator[Problem]:
    """Yield a claim that contradicts its sentence in the article."""
    ours = statement(unquoted(claim.claim), lang)
    for place in claim.appears_in:
        article = ledger.articles.get(place.article)
        if article is None or base(ledger.lang_of(article)) != lang:
            continue
        for sentence in article.sentences:
            if sentence.id == place.sentence:
                words = article.words_of(sentence)
                known = [known for _, _, known in statements(unquoted(words), lang)]
                if any(are_contrary(ours, other) for other in known):
                    message = "This says the opposite of the article's sentence."
                    yield Problem(claim.place.span("claim"), message, _HINT)
                    return


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield sentences of prose that deny the supported claim or the finding that they cite."""
    own = base(ledger.records.lang)
    for sentence in cited_sentences(ledger):
        if len(sentence.groups) > 1 or base(ledger.lang_of(sentence.prose)) != own:
            continue
        is_denial = may_deny(sentence.text, own)
        claims = [claim for claim in sentence.claims if is_denial or _may_deny(ledger, claim)]
        for start, end, ours in statements(sentence.text, own) if claims else ():
            for claim in claims:
                if _is_denied(ledger, claim, ours):
                    first = end - len(sentence.text[start:end].lstrip())
                    message = f'This says the opposite of what the record "{claim.id}" says.'
                    yield Problem(sentence.span(first, end), message, _HINT)
                    break


def _is_denied(ledger: Ledger, claim: Claim, ours: Statement) -> bool:
    """Return whether prose denies a supported claim, or says the opposite of its finding."""
    if claim.verdict in _HOLDS and _denies(ledger, claim, ours, ""):
        return True
    return any(
        known.denied is not None
        and known.denied != ours.denied
        and are_contrary(ours, known, _words_beside(ledger, claim))
        and speaks_of(ours, known, "")
        for known in _findings(ledger, claim)
    )


@memoized_per_ledger
def _may_deny(ledger: Ledger, claim: Claim) -> bool:
    texts = (claim.claim, claim.finding, claim.finding_short or "")
    return may_deny("\n".join(texts), base(ledger.records.lang))


@memoized_per_ledger
def _findings(ledger: Ledger, claim: Claim) -> Sequence[Statement]:
    """Return the statements in a claim's findings, except those that deny the claim itself."""
    lang = base(ledger.records.lang)
    texts = (unquoted(text) for text in (claim.finding, claim.finding_short) if text)
    return [
        known
        for text in texts
        for start, _, known in statements(text, lang)
        if not (claim.verdict in _HOLDS and _denies(ledger, claim, known, text[:start]))
    ]


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
