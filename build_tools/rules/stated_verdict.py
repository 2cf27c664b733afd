"""A verdict word in prose must match the verdict of the claim cited beside it.

Why: readers see the word, not the record. If a verdict changes, a page that still lists the claim
under “Misleading” or says that it “is wrong” is no longer true.
Fix: correct the word, or move the claim to the right list. Put a citation that supports the verdict
after words such as “, when in fact …”. Attribute someone else's view to that person.
"""

import re
from collections.abc import Iterator

from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.records import Claim, Verdict
from build_tools.quotations.matching.negations import denial_in
from build_tools.quotations.support import FAILING
from build_tools.rules import verdict_words
from build_tools.rules.labelled_citations import Labelled, labelled
from build_tools.rules.problem import Problem

GOOD = """
-- content/explainers/border.md --
# Why did the border close?

- **Right:** that two crossings closed [@two-crossings], and that a minister spoke [@said-threat].
- **Not verifiable:** that two more followed [@later-step], when two had closed [@two-crossings].

According to Minsk, it is wrong [@two-crossings].

### Supported

- Two crossings closed [@two-crossings].
"""

BAD = """
-- content/explainers/border.md --
# Why did the border close?

- **Wrong:** that two crossings closed [@two-crossings], %! stated-verdict
  and that two more followed [@later-step]. %! stated-verdict

That two crossings closed is misleading [@two-crossings]. %! stated-verdict

### Disputed

- Two crossings closed [@two-crossings]. %! stated-verdict
"""


_WORD = re.compile(r"[^\W_]+")
# A subject that can only mean the cited claim: "The grant is right", "The claim about it is right".
_ARTICLE = (
    r"(?:the|this|that|der|die|das|diese[rs]?|el|la|los|las|est[ae]|le|les|cette|ce|tai|ta|ši)"
)
_ABOUT = (
    r"(?:about|on|regarding|concerning|über|zu|zum|zur|sobre|acerca de|sur|à propos de|concernant|"
    r"o|dotycząc[ea]|о|об|про|apie)"
)
_CLAIM = (
    r"(?:claim|statement|sentence|assertion|aussage|behauptung|angabe|satz|afirmación|frase|"
    r"affirmation|phrase|déclaration|twierdzenie|stwierdzenie|zdanie|informacja|утверждение|"
    r"заявление|teiginys|sakinys)"
)
_THE_CLAIM = re.compile(
    rf"(?:{_ARTICLE}\s|l['’])?{_CLAIM}(?:\s{_ABOUT}(?:\s[^\W\d_]+){{1,6}})?", re.IGNORECASE
)
_JOINT = re.compile(r"^(?:and|but|und|aber|y|pero|et|mais|i|ale|и|но|а|ir|bet)\s", re.IGNORECASE)
_NOUN = re.compile(rf"{_ARTICLE}\s[^\W\d_]{{3,}}|l['’][^\W\d_]{{3,}}", re.IGNORECASE)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the citations whose claim does not have the verdict that the prose gives."""
    for prose in ledger.records.prose:
        lang = ledger.lang_of(prose)
        if not prose.citations or not verdict_words.covered(lang):
            continue
        reported: set[tuple[int, int]] = set()
        for group in labelled(prose, lang):
            claims = [ledger.claims.get(claim) for claim, _, _, _ in group.citations]
            if any(claim is None or _agrees(ledger, claim, group, lang) for claim in claims):
                continue  # the verdict may belong to any of several adjacent citations
            for claim, (_, line, start, end) in zip(claims, group.citations, strict=True):
                if claim is not None and (line, start) not in reported:
                    reported.add((line, start))
                    span = Span(_path(prose.path), line, start + 1, line, end + 1)
                    yield _problem(span, group.label.text, claim)


def _path(path: str) -> str:
    return f"content/{path}"


def _problem(span: Span, word: str, claim: Claim) -> Problem:
    message = f'The verdict on "{claim.id}" is {claim.verdict.value}, not “{word}”.'
    return Problem(span, message, "Correct the word, or move the citation.")


def _agrees(ledger: Ledger, claim: Claim, group: Labelled, lang: str) -> bool:
    verdicts = {claim.verdict}
    if claim.kind in SAYINGS and (embedded := ledger.claims.get(claim.embeds or "")):
        verdicts.add(embedded.verdict)
    if not verdicts.isdisjoint(group.label.verdicts):
        return True
    if group.statement is None or _is_of_claim(group, claim):
        return False
    # The claim may itself contain the verdict word, or may be cited because it says the opposite.
    says_so = group.label.text.lower() in claim.claim.lower()
    return says_so or not _states(group.statement, claim.claim, lang)


def _is_of_claim(group: Labelled, claim: Claim) -> bool:
    """Return whether a sentence gives its verdict on "the claim" or on a thing, not on a statement.

    Such a sentence contradicts a failing claim that it calls right, and a claim of the article that
    it calls wrong.
    """
    subject = " ".join((group.statement or "").split()).strip("*_,:; ")
    subject = _JOINT.sub("", subject)
    is_favourable = Verdict.SUPPORTED in group.label.verdicts
    if _THE_CLAIM.fullmatch(subject):
        return claim.verdict in FAILING if is_favourable else bool(claim.appears_in)
    return is_favourable and claim.verdict in FAILING and bool(_NOUN.fullmatch(subject))


def _states(statement: str, claim: str, lang: str) -> bool:
    """Return whether a claim has most words of a statement, and both or neither are denials."""
    if not statement.strip():
        return True
    if bool(denial_in(statement, lang)) != bool(denial_in(claim, lang)):
        return False
    begins = {word[:5] for word in _WORD.findall(claim.lower())}
    words = [word for word in _WORD.findall(statement.lower()) if len(word) > 4]
    known = sum(word[:5] in begins for word in words)
    return known * 3 >= len(words) * 2 > 0
