"""Prose and labels must not be more certain than the claim that they are about.

Why: more people read the page than the record. If the record says "may close", the page must not
say "closed". Likewise, a statement is not a fact just because somebody made it.
Fix: repeat the claim's "may", "plans to" or "reportedly", or say who said it. The build compares
only sentences that use the words of a single claim. It skips sentences that deny, ask or report
something, and sentences whose record says the same without hedging.
"""

import re
from collections.abc import Collection, Iterator

from build_tools.facts.clauses import clauses, denies, unquoted
from build_tools.facts.hedges import Hedge, after_hedge, hedges_in
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.quantities import base
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim, Stance
from build_tools.facts.sayings import after_saying, is_saying
from build_tools.quotations.support import FAILING
from build_tools.rules.cited_sentences import CitedSentence, cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.statements import content, is_in

GOOD = """
-- content/explainers/border.md --
# Were the crossings dangerous?

Petraitis called the crossings a threat [@said-threat].
"""

BAD = """
-- content/explainers/border.md --
# Were the crossings dangerous?

The crossings were a threat [@said-threat]. %! cited-certainty
"""

_HINT = "Repeat the caution of the claim, or cite a claim that is certain."
_STRONG = frozenset({Hedge.POSSIBLE, Hedge.ALLEGED})
_SHORTEST, _MOST_EXTRA = 2, 2
# Other words of caution, for example about a chance, an estimate, a doubt or a condition.
_CAUTIOUS = re.compile(
    r"\b(?:whether|if|unless|chance|risk of|possib|potential|prospect|option|estimat|forecast|"
    r"plausib|uncertain|unclear|unknown|not known|question|can|should|"
    r"si|posib|posible|quiz[aá]|tal vez|acaso|riesgo de|no se sabe|incógnita|dud|puede|podr|deber|"
    r"ob|falls|möglich|unklar|ungewiss|kann|können|könnt|soll|dürf|wohl|"
    r"éventuel|possib|incertain|peut|pourr|devr|"
    r"czy|jeśli|możliw|szacunk|szacow|niepewn|mog|móg|ma|mają|prawdopodob|być może|"
    r"ли|если|возмож|вероят|неизвестн|мо[гж]|"
    r"ar|jei|gali|galbūt|tikėtin)"
)
# Patterns for past verbs, by language. A past verb says that a planned event happened.
_PAST = {
    "en": r"\b(?:has|have|had|did|was|were|[^\W\d_]{2,}ed|began|built|came|cut|gave|held|left|led|"
    r"made|met|put|sent|shut|took|went|won)\b",
    "es": r"\b[^\W\d_]{2,}(?:ó|aron|ieron|ado|ada|ido|ida)\b",
    "de": r"\b(?:hat|haben|hatten?|wurden?|ist|sind|war|waren)\b",
    "fr": r"\b(?:a|ont|avait|avaient|est|sont)\b",
    "pl": r"\b[^\W\d_]{2,}(?:ł|ła|ło|li|ły|no|to)\b",
    "ru": r"\b[^\W\d_]{2,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b",
    "lt": r"\b[^\W\d_]{2,}(?:ė|jo|ino)\b",
}
_PASTS = {lang: re.compile(words) for lang, words in _PAST.items()}
_ITEM = re.compile(r"\s{0,12}(?:[-*+:]|\d{1,3}[.)])\s")
_QUOTATION = re.compile('[“”„«»"]')


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield a label or a short finding that drops the hedge of its claim."""
    if (
        claim.kind in SAYINGS
        or claim.verdict in FAILING
        or not (claim.short or claim.finding_short)
    ):
        return
    hedges = _hedges_of(ledger, claim)
    if not hedges or denies(claim.claim):
        return
    lang = base(ledger.records.lang)
    hedged = content(after_hedge(claim.claim), lang)[:1]
    for field in ("short", "finding_short"):
        text = unquoted(getattr(claim, field) or "")
        if not text or not any(is_in(word, content(text, lang)) for word in hedged):
            continue  # a label may name a subject without a verb
        if _is_hedge_dropped(text, hedges, lang) and _is_about(ledger, claim, text, lang):
            yield Problem(
                claim.place.span(field),
                f"The claim says that this is {_kinds(hedges)}, but this states it as a fact.",
                _HINT,
            )


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield sentences in prose that state a hedged claim, or somebody's words, as a fact."""
    own = base(ledger.records.lang)
    for sentence in cited_sentences(ledger):
        if len(sentence.groups) != 1 or base(ledger.lang_of(sentence.prose)) != own:
            continue
        for claim in sentence.claims:
            if message := _surer(ledger, claim, sentence, own):
                first = len(sentence.text) - len(sentence.text.lstrip())
                yield Problem(sentence.span(first, len(sentence.text)), message, _HINT)
                break


def _surer(ledger: Ledger, claim: Claim, sentence: CitedSentence, lang: str) -> str:
    """Return a message about a sentence in prose that is surer than its claim, or ""."""
    text = sentence.text
    hedges = _hedges_of(ledger, claim)
    if hedges & _STRONG or (hedges and claim.kind not in SAYINGS):
        is_hedged = not denies(claim.claim)  # "could not go on" is not a hedge
        if (
            is_hedged
            and _is_hedge_dropped(text, hedges, lang)
            and _is_about(ledger, claim, text, lang)
        ):
            kinds = _kinds(hedges)
            return f'"{claim.id}" says that this is {kinds}, but this states it as a fact.'
    elif claim.kind in SAYINGS and is_saying(claim.claim) and not _reports(sentence):
        is_alike = denies(text) == denies(claim.claim)
        if is_alike and _is_about(ledger, claim, text, lang):
            return f'"{claim.id}" says that somebody said this, but this states it as a fact.'
    return ""


@memoized_per_ledger
def _hedges_of(ledger: Ledger, claim: Claim) -> frozenset[Hedge]:
    del ledger
    return hedges_in(claim.claim)


def _kinds(hedges: Collection[Hedge]) -> str:
    return " or ".join(sorted(hedge.value for hedge in hedges))


def _is_hedge_dropped(text: str, hedges: Collection[Hedge], lang: str) -> bool:
    """Return whether a text states a hedged claim without caution."""
    lower = text.lower()
    if "?" in text or hedges_in(text) or denies(text) or is_saying(text):
        return False
    if _CAUTIOUS.search(lower):
        return False
    past = _PASTS.get(lang)
    return not _STRONG.isdisjoint(hedges) or bool(past and past.search(lower))


def _reports(sentence: CitedSentence) -> bool:
    """Return whether a sentence, or the text before it, attributes the statement to somebody."""
    written = "\n".join(line for _, line in sentence.paragraph.lines)
    if _ITEM.match(written) or "?" in sentence.text:
        return True
    end = sentence.start + len(sentence.text)
    if _QUOTATION.search(written[sentence.start : end]) or is_saying(
        CITATION.sub(" ", written[:end])
    ):
        return True
    line = sentence.paragraph.lines[0][0]
    above = [one.text for one in sentence.prose.headings if one.span.line < line]
    return bool(above and is_saying(above[-1])) or hedges_in(sentence.text) != frozenset()


def _is_about(ledger: Ledger, claim: Claim, text: str, lang: str) -> bool:
    """Return whether a text repeats a claim that the record nowhere states with certainty."""
    ours, known = content(text, lang), content(claim.claim, lang)
    shared = [word for word in ours if is_in(word, known)]
    extra = [word for word in ours if not is_in(word, known)]
    if len(shared) < _SHORTEST or len(extra) > min(_MOST_EXTRA, len(shared)):
        return False
    hedged = content(after_hedge(claim.claim) or after_saying(claim.claim), lang)
    if not any(is_in(word, hedged) for word in shared):
        return False  # in "was expelled over alleged bribery", only the bribery is alleged
    return not any(
        sum(is_in(word, words) for word in shared) >= len(shared) for words in _sure(ledger, claim)
    )


@memoized_per_ledger
def _sure(ledger: Ledger, claim: Claim) -> tuple[tuple[str, ...], ...]:
    """Return the words of each clause in a record that states something without caution."""
    texts = [claim.finding, claim.finding_short or ""]
    texts += [item.says for item in claim.evidence if item.stance is Stance.SUPPORTS]
    lang = base(ledger.records.lang)
    return tuple(
        content(clause, lang)
        for text in texts
        for clause in clauses(unquoted(text))
        if not (hedges_in(clause) or is_saying(clause) or _CAUTIOUS.search(clause.lower()))
    )
