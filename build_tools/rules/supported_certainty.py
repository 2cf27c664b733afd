"""A claim must not be more certain than its evidence, or say the opposite.

Why: if every source says "may", "plans" or "is accused of" and the claim says "has", every field is
valid, but the sentence is untrue. Likewise, only evidence that does not hedge can refute a claim.
Fix: make the claim as cautious as its sources, or cite a source that is certain. For a verdict of
misleading or wrong, the same applies to the finding and the evidence against the claim.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from build_tools.facts.clauses import (
    denied_by_prefix,
    denied_nouns,
    denied_objects,
    denies,
    nearest_clauses,
    negated_stems,
    not_all,
    of_all,
    stems,
    without_noun,
)
from build_tools.facts.hedges import Hedge, cautions_in, hedges_in
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.quantities import base
from build_tools.facts.records import Claim, Verdict
from build_tools.facts.wording import in_words
from build_tools.quotations.support import FAILING, EvidenceTexts, deciding
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_FIRST = "says: The government decided to close two crossings from Friday."
_SECOND = "says: Two of six checkpoints are closed."
_MAY = (_FIRST, "says: The government may close two crossings.")
_PLANS = (_SECOND, "says: Lithuania plans to close two of six crossings.")

GOOD = claim_sample(_MAY)

BAD = claim_sample(_MAY, _PLANS, ("18 August 2023.", "18 August 2023. #! supported-certainty"))

# Languages that negate a verb with a prefix, which no list of denials contains.
_BY_PREFIX = ("lt",)
# Evidence that supports an open claim may be less certain, but must not say the opposite.
_OPEN = (Verdict.UNVERIFIED, Verdict.ATTRIBUTED)
# "Denied that" and its equivalents, after which a claim says the opposite of "said that".
# Short text only: a field of a record.
_DENIED = re.compile(
    r"\b(?:denie[sd]|deny|denying|neg(?:ó|aron)|niegan?|desm(?:ient|int)\w+|(?:be)?streitet\w*|"
    r"bestritt\w*|dementier\w+|leugne\w+|niait|démen\w+|zaprzecz\w+|отрица\w+|опроверг\w*|"
    r"paneig\w+)\b|"
    # "Did not say that", but not "did not say whether".
    r"\b(?:(?:did not|didn['’]t|never) sa(?:y|id)|no (?:lo )?(?:dijo|dijeron)|"
    r"(?:sagt|sagte|sagten) (?:das |dies |es )?(?:nicht|nie|niemals)|"
    r"n['’]a(?:vait)? (?:pas|jamais) dit|n['’]ont (?:pas|jamais) dit|"
    r"(?:nie|nigdy nie) (?:powiedzia|mówi)\w+|не (?:сказал|говорил)[аои]?|nesak[oė]|"
    r"w(?:ies|iesen|eist|eisen) (?:[^\W\d_]+ ){0,4}zurück)"
    r"(?!\W{0,2}\s(?:whether|if|when|where|why|how|who|what|which|si|cuándo|cuánt|dónde|quién|qué|"
    r"cómo|por qué|ob|wann|wo|warum|wie|wer|was|welch|quand|où|pourquoi|comment|qui|quel|"
    r"combien|czy|kiedy|gdzie|dlaczego|jak|kto|co|ile|когда|где|почему|как|кто|сколько|ar|kada|"
    r"kur|kodėl|kaip|kas|kiek))",
    re.IGNORECASE,
)
_JUDGED = (Verdict.SUPPORTED, Verdict.NUANCE, *FAILING)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a claim, or the finding of a failing claim, that all its evidence hedges or negates."""
    if claim.verdict not in (*_JUDGED, *_OPEN) or not (items := deciding(ledger, claim)):
        return
    field = "finding" if claim.verdict in FAILING else "claim"
    words = claim.finding if claim.verdict in FAILING else claim.claim
    lang = base(ledger.records.lang)
    if not _may_differ(words, items) and lang not in _BY_PREFIX:
        return
    subject = stems(claim.claim)
    nearest = [_nearest(texts, subject) for texts in items]
    hedges = [_shared(map(hedges_in, near)) for near in nearest]
    hint = "Make it as cautious as its sources, or cite a source that is certain."
    if claim.verdict in _JUDGED and _is_surer(
        words, hedges, lang, said=claim.kind in SAYINGS and field == "claim"
    ):
        kinds = sorted({hedge.value for known in hedges for hedge in known})
        message = (
            f"Every source behind the verdict says that this is {in_words(kinds, 'or')}, "
            f"but the {field} states it as a fact."
        )
        yield Problem(claim.place.span(field), message, hint)
    elif field == "claim" and (word := _contrary(words, nearest, lang)):
        message = f"Either the claim or its evidence negates “{word}”, but not both."
        yield Problem(claim.place.span(field), message, "Correct the one that is wrong.")
    elif field == "claim" and (verb := _DENIED.search(words)) and not _is_denied(items):
        message = f"The claim says “{verb[0]}”, but most evidence behind the verdict does not."
        yield Problem(claim.place.within(*verb.span(), "claim"), message, "Correct the claim.")


def _may_differ(words: str, items: Sequence[EvidenceTexts]) -> bool:
    """Return whether a closer look is needed. Most claims have an item that is equally certain."""
    own = [(*texts.quoted, texts.item.says) for texts in items]
    return denies(words) or all(
        any(denies(text) or hedges_in(text) for text in texts) for texts in own
    )


def _is_denied(items: Sequence[EvidenceTexts]) -> bool:
    """Return whether most evidence items deny, negate or limit something."""
    own = [(*texts.quoted, texts.item.says) for texts in items]
    return sum(any(map(denies, texts)) for texts in own) * 2 > len(own)


def _nearest(texts: EvidenceTexts, subject: frozenset[str]) -> list[str]:
    return nearest_clauses([*texts.quoted, texts.item.says], subject)


def _shared(sets: Iterable[frozenset[Hedge]]) -> frozenset[Hedge]:
    return frozenset.intersection(*each) if (each := list(sets)) else frozenset()


def _is_surer(words: str, hedges: Sequence[frozenset[Hedge]], lang: str, *, said: bool) -> bool:
    """Return whether every item hedges, but the words do not hedge in the same way."""
    own = cautions_in(words, lang)
    if not all(hedges) or own - {Hedge.INTENDED}:
        return False
    if Hedge.INTENDED in own:  # "will" does not match "may"
        return all(Hedge.POSSIBLE in known and Hedge.INTENDED not in known for known in hedges)
    if said:  # "said that it had" does not match "said that it might"
        answered = {Hedge.ALLEGED, *([Hedge.DENIED] if denies(words) else [])}
        return all(known - answered for known in hedges)
    return True


def _contrary(words: str, nearest: list[list[str]], lang: str) -> str:
    """Return a word that either the claim or every evidence item negates, but not both.

    Only words close to the negation count, and only if no other wording can mean the same.
    """
    clauses = [clause for near in nearest for clause in near]
    if not clauses:
        return ""
    said = stems(" ".join(clauses))
    if not any(map(denies, clauses)):
        shared = _negated(words, said, lang) | _of_some(words, nearest)
    elif denies(words) or not all(nearest):
        shared = frozenset()
    else:
        shared = stems(words).intersection(*map(negated_stems, clauses))
        shared |= of_all(words).intersection(*map(not_all, clauses))
    if lang in _BY_PREFIX and not shared and all(nearest):
        shared = _by_prefix(words, clauses)
    return next((word for word in re.findall(r"\w+", words) if _is_of(word, shared)), "")


def _is_of(word: str, shared: frozenset[str]) -> bool:
    prefixed = denied_by_prefix(word)
    return bool((stems(word) | prefixed) & shared)


def _negated(words: str, said: frozenset[str], lang: str) -> frozenset[str]:
    """Return the stems that a claim negates but its evidence does not."""
    negated = negated_stems(words)
    if lang == "en":
        negated -= without_noun(words, said)
    if lang == "de":
        negated |= denied_objects(words, said)
    return negated | denied_nouns(words, said)


def _of_some(words: str, nearest: list[list[str]]) -> frozenset[str]:
    """Return the stems for which a claim says "not all" but every evidence item says "all"."""
    part = not_all(words)
    if not part or not all(nearest):
        return frozenset()
    return part.intersection(*(of_all(" ; ".join(near)) for near in nearest))


def _by_prefix(words: str, clauses: list[str]) -> frozenset[str]:
    """Return the verbs that either the claim or every evidence item negates, but not both."""
    own, theirs = denied_by_prefix(words), [denied_by_prefix(clause) for clause in clauses]
    said = stems(" ".join(clauses))
    if own and not any(theirs):
        return own & said
    return frozenset() if own else stems(words).intersection(*theirs)
