"""Prose must not repeat a wrong or misleading claim as if it were a fact.

Why: readers believe the sentence, and few of them notice the mark of the verdict next to it.
Fix: say whose statement it is ("According to the article, …"), or say in the same sentence or the
next one that it is wrong. The build compares only sentences that repeat nearly all words and all
numbers of the claim and add none.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from build_tools.facts.clauses import denies, unquoted
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import base
from build_tools.facts.reading.prose import CITATION
from build_tools.facts.records import Claim, Prose, Verdict
from build_tools.facts.sayings import is_saying
from build_tools.quotations.support import FAILING
from build_tools.rules import verdict_words
from build_tools.rules.cited_sentences import CitedSentence, cited_sentences
from build_tools.rules.labelled_citations import labelled
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.statements import LIMITS, content, is_in

_WRONG = claim_sample(
    ("stance: supports", "stance: contradicts"), ("verdict: supported", "verdict: wrong")
)
_PAGE = """
-- content/explainers/border.md --
# Which crossings closed?

"""

GOOD = f"""{_WRONG}{_PAGE}The article says that Lithuania closed two crossings with Belarus on 18 \
August 2023 [@two-crossings].
"""

BAD = f"""{_WRONG}{_PAGE}Lithuania closed two crossings with Belarus on 18 August 2023 \
[@two-crossings]. %! wrong-as-fact
"""

_SHORTEST = 3
# A sentence may leave out one word in this many.
_ONE_IN = 4
# Words that join a sentence to the previous one without changing what it states.
_JOINING = frozenset(
    """
also too however moreover meanwhile thus therefore furthermore indeed then
también además asimismo entonces así auch zudem außerdem dabei damit dafür ferner daher dann
aussi également puis ainsi donc ponadto także również też zatem
также тоже кроме того итак taip pat be to
""".split()  # noqa: SIM905  (a list would fill a page)
)
_ITEM = re.compile(r"\s{0,12}(?:[-*+:|>]|\d{1,3}[.)])")
_BEFORE = re.compile(r"(?<!\d)[.!?…]\s")
# Words that begin a correction.
_CONTRAST = re.compile(
    r"(?:but|whereas|while|in fact|in reality|actually|although|though|however|instead|rather|yet|"
    r"only|pero|mientras|en realidad|aunque|sino|sin embargo|aber|während|obwohl|tatsächlich|"
    r"in wirklichkeit|sondern|doch|jedoch|mais|alors que|tandis|en fait|en réalité|bien que|"
    r"pourtant|ale|podczas gdy|w rzeczywistości|choć|jednak|но|однако|тогда как|хотя|"
    r"на самом деле|а|bet|tačiau|nors|iš tikrųjų|iš tiesų)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")


class _Part(NamedTuple):
    """The words for a group of citations, with the text before and after them in the paragraph."""

    start: int
    end: int
    claims: tuple[Claim, ...]
    before: str
    after: str


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the sentences of prose that repeat a failing claim as a fact."""
    own = base(ledger.records.lang)
    rated: dict[str, frozenset[str]] = {}
    for sentence in cited_sentences(ledger):
        if not any(claim.verdict in FAILING for claim in sentence.claims):
            continue
        prose = sentence.prose
        if base(ledger.lang_of(prose)) != own:
            continue
        for part in _parts(sentence):
            claim = _repeated(part, sentence.text[part.start : part.end], own)
            if claim is None or _is_explained(sentence, part, own):
                continue
            if claim.id not in rated.setdefault(prose.path, _rated(prose, own)):
                first = part.end - len(sentence.text[part.start : part.end].lstrip())
                yield Problem(
                    sentence.span(first, part.end),
                    f'The verdict on "{claim.id}" is {claim.verdict.value}, but this sentence '
                    "states the claim as a fact.",
                    "Say whose statement it is, or say that it is wrong or misleading.",
                )


def _rated(prose: Prose, lang: str) -> frozenset[str]:
    """Return the claims on which a page gives a verdict in words. Another rule checks the words."""
    if not verdict_words.covered(lang):
        return frozenset()
    return frozenset(citation[0] for group in labelled(prose, lang) for citation in group.citations)


def _parts(sentence: CitedSentence) -> Iterator[_Part]:
    """Yield the words before each group of citations in a sentence."""
    written = "\n".join(line for _, line in sentence.paragraph.lines)
    text = CITATION.sub(lambda match: " " * len(match[0]), written)
    groups = [(group.start, group.end, group.claims) for group in sentence.groups]
    start = 0
    for end, following, claims in groups or [
        (len(sentence.text), len(sentence.text), sentence.claims)
    ]:
        before = text[: sentence.start + start]
        after = text[sentence.start + following :]
        yield _Part(start, end, claims, before, after)
        start = following


def _repeated(part: _Part, text: str, lang: str) -> Claim | None:
    """Return the failing claim that a text repeats, if all its citations are of failing claims."""
    if "?" in text or not all(claim.verdict in FAILING for claim in part.claims):
        return None
    ours = [word for word in content(text, lang) if word not in _JOINING]
    for claim in part.claims:
        words = unquoted(claim.claim)
        known = content(words, lang)
        missing = [word for word in known if not is_in(word, ours)]
        if (
            len(ours) >= _SHORTEST
            and all(is_in(word, known) for word in ours)
            and len(missing) * _ONE_IN <= len(known)
            and not any(word[0].isdigit() or word in LIMITS for word in missing)
            and denies(text) == denies(words)
        ):
            return claim
    return None


def _is_explained(sentence: CitedSentence, part: _Part, lang: str) -> bool:
    """Return whether the text around a statement reports, rates or contradicts it."""
    before = _BEFORE.split(part.before.strip())[-1]
    if is_saying(before) or before.rstrip().endswith(":") or _rates(before, lang):
        return True
    if contradiction := _LETTER.search(part.after):
        nearest = _BEFORE.split(part.after[contradiction.start() :])[0]
        if denies(nearest) or _rates(nearest, lang) or _CONTRAST.match(nearest):
            return True
    line = sentence.paragraph.lines[0][0]
    above = [item.text for item in sentence.prose.headings if item.span.line < line]
    if above and (is_saying(above[-1]) or _rates(above[-1], lang)):
        return True
    return bool(_ITEM.match(sentence.paragraph.lines[0][1])) and _follows_colon(sentence)


def _follows_colon(sentence: CitedSentence) -> bool:
    """Return whether a list item follows a paragraph that introduces it, as in “It says:”."""
    line = sentence.paragraph.lines[0][0]
    above = [
        one.lines[-1][1]
        for one in sentence.prose.paragraphs
        if one.lines and one.lines[-1][0] < line and not _ITEM.match(one.lines[0][1])
    ]
    return bool(above) and (above[-1].rstrip("*_ ").endswith(":") or is_saying(above[-1]))


def _rates(text: str, lang: str) -> bool:
    """Return whether a text contains a word for a verdict that is not favourable."""
    phrases = re.finditer(rf"\b(?:{verdict_words.any_phrase(lang)})\b", text, re.IGNORECASE)
    verdicts = (verdict_words.meaning(phrase[0], lang) for phrase in phrases)
    return any(meant and Verdict.SUPPORTED not in meant for meant in verdicts)
