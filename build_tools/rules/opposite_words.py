"""A word must not replace its opposite in the record, such as "opened" for "closed".

Why: "The town opened the bridge" may have the right name, date and place, and still be untrue.
Fix: correct the word, or cite evidence for it. The build compares only plain opposites. It reports
a word only if a sentence in the record says the opposite about the same thing. If the record
contains both words, the clause that shares more words with the text decides. The build compares a
translation with `says` and the claim, the label `short` with the claim, and the claim with its
sentence and supporting evidence. It skips clauses that deny or ask something.
"""

import re
from collections.abc import Iterator, Sequence

from build_tools.facts.clauses import clause_at, clauses, denies, unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim, Stance, Verdict
from build_tools.quotations.known_quantities import cited
from build_tools.quotations.page_titles import titles
from build_tools.quotations.support import FAILING, is_complete, texts_of
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.opposites import opposites
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.statements import content, is_in

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: No report says that the two crossings were reopened."))

BAD = claim_sample(
    (_FINDING, "finding: The two crossings were opened on 18 August. #! opposite-words")
)

_FIELDS = ("claim", "finding", "finding_short", "short")
_HOLDS = (Verdict.SUPPORTED, Verdict.NUANCE)
# Two sentences are about the same thing if they share at least this many words.
_SHARED = 2
# Other forms of shorter words are too often other words: Bahn and Bahnhof.
_SHORT = 4
_LETTERS = re.compile(r"[^\W\d_]+")
# Words in a clause that asks something, or is about different things ("the other three").
_ASKED = re.compile(
    r"\b(?:whether|if|si|ob|falls|czy|jeśli|ли|если|unlike|instead|others?|another|rest|remaining|"
    r"otr[oa]s?|resto|demás|andere[nrms]?|übrigen|restlichen|autres?|inn[aeiny]\w{0,3}|"
    r"pozosta[łl]\w{0,4}|друг(?:ой|ая|ие|их)|остальн\w{0,3}|kit[aioų]\w{0,2})\b",
    re.IGNORECASE,
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the words in a claim's texts and translations whose opposites the record contains."""
    lang = base(ledger.records.lang)
    if not is_complete(ledger, claim):
        return
    # The finding of a failed claim says the opposite on purpose.
    for field in ("claim",) if claim.verdict in FAILING else _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        for start, end, other in _opposites(ledger, text, [claim], lang, field):
            yield _problem(claim.place.within(start, end, field), text[start:end], other)
    if claim.verdict in FAILING:
        return
    for index, item in enumerate(claim.evidence):
        if translation := item.quote and item.quote.translation:
            keys = ("evidence", index, "quote", "translation")
            for start, end, other in _opposites_in_translation(claim, item.says, translation, lang):
                yield _problem(claim.place.within(start, end, *keys), translation[start:end], other)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the words in prose whose opposites the cited records contain."""
    for sentence in cited_sentences(ledger):
        lang = base(ledger.lang_of(sentence.prose))
        text = sentence.text
        for start, end, other in _opposites(ledger, text, sentence.claims, lang, ""):
            yield _problem(sentence.span(start, end), text[start:end], other)
    yield from _of_titles(ledger)


def _of_titles(ledger: Ledger) -> Iterator[Problem]:
    """Yield the words in titles and headings whose opposites the page's claims contain."""
    for prose in ledger.records.prose:
        cited = [ledger.claims.get(citation.claim) for citation in prose.citations]
        claims = [claim for claim in cited if claim]
        lang = base(ledger.lang_of(prose))
        if not claims or len(claims) < len(cited):
            continue  # we do not know what an unreadable claim contains
        for title in titles(prose):
            if "?" not in title.text:
                for start, end, other in _opposites(ledger, title.text, claims, lang, ""):
                    word = title.text[start:end]
                    yield _problem(title.within(start, word), word, other)


def _problem(span: Span, word: str, other: str) -> Problem:
    return Problem(
        span,
        f"The records behind this say “{other}”, and never “{word}”.",
        "Correct the word, or cite a record that says it.",
    )


def _opposites(
    ledger: Ledger, text: str, claims: Sequence[Claim], lang: str, field: str
) -> Iterator[tuple[int, int, str]]:
    """Yield the words in a text whose opposites its records contain, each with its opposite."""
    sides, both_ways, token, *_ = opposites(lang)
    if sides.keys().isdisjoint(_words_of([text], lang)):
        return  # most texts need no further check
    hits = [match for match in token.finditer(text) if _plain(match[0]) in sides]
    for match in hits:
        same, opposite = sides[_plain(match[0])]
        is_known = any(same & _tokens(ledger, claim, field, lang) for claim in claims)
        if is_known and not both_ways.isdisjoint(same | opposite):
            continue
        known = [words for claim in claims for words in _texts(ledger, claim, field)]
        if field == "claim" and not both_ways.isdisjoint(same | opposite):
            known = [words for claim in claims for words in _sentences(ledger, claim)]
        clause = clause_at(text, match.start())
        if _denies_else(clause, same, lang) or _ASKED.search(clause):
            continue
        about = frozenset(content(clause, lang)) - {_plain(match[0])}
        if is_known:
            stored = [words for claim in claims for words in _stored_texts(ledger, claim)]
            if nearer := _nearer(opposite, same, [*known, *stored], about, lang):
                yield match.start(), match.end(), nearer
            continue
        for words in known:
            if (other := _other(words, opposite, about, lang)) and not any(
                field not in ("claim", "short") and same & _stored(ledger, claim, lang)
                for claim in claims
            ):
                yield match.start(), match.end(), other
                break


def _opposites_in_translation(
    claim: Claim, says: str, text: str, lang: str
) -> Iterator[tuple[int, int, str]]:
    """Yield the words in a translation whose opposites are in our own words, with the opposites."""
    sides, _, token, *_ = opposites(lang)
    if sides.keys().isdisjoint(_words_of([text], lang)):
        return  # most translations need no further check
    ours = [says, claim.claim]
    known = _words_of([*ours, claim.finding], lang)
    for match in token.finditer(text):
        same, opposite = sides.get(_plain(match[0]), (frozenset(), frozenset()))
        if not opposite or same & known:
            continue
        clause = clause_at(text, match.start())
        if _denies_else(clause, same, lang):
            continue
        about = frozenset(content(clause, lang)) - {_plain(match[0])}
        others = (_other(words, opposite, about, lang) for words in ours)
        if other := next(filter(None, others), ""):
            yield match.start(), match.end(), other


def _nearer(
    opposite: frozenset[str],
    same: frozenset[str],
    texts: Sequence[str],
    about: frozenset[str],
    lang: str,
) -> str:
    """Return the opposite in the clause that shares the most words with the text.

    Return "" if a clause with the text's own word shares as many words.
    """
    nearest, word, side = _SHARED, "", 0
    pair = same | opposite
    having = (text for text in texts if _has_any(text.lower(), pair))
    for clause in (clause for text in having for clause in clauses(text)):
        if not _has_any(_plain(clause), pair):
            continue
        words = frozenset(map(_plain, opposites(lang).token.findall(clause)))
        shared = len(about & frozenset(content(clause, lang)))
        if words & same:
            side = max(side, shared)
        if shared > nearest and words & opposite and not _denies_else(clause, opposite, lang):
            nearest, word = shared, min(words & opposite)
    return word if nearest > side else ""


def _has_any(lower: str, words: frozenset[str]) -> bool:
    return any(word in lower for word in words)


def _other(text: str, opposite: frozenset[str], about: frozenset[str], lang: str) -> str:
    """Return an opposite in a clause of a text, if that clause is about the same thing."""
    if not _has_any(_plain(text), opposite):
        return ""  # most texts need no further check
    for clause in clauses(text):
        words = [_plain(word) for word in opposites(lang).token.findall(clause)]
        if (other := next((word for word in words if word in opposite), "")) and (
            _shared(about, content(clause, lang), lang) >= _SHARED
            and not _denies_else(clause, opposite, lang)
        ):
            return other
    return ""


def _shared(about: frozenset[str], words: Sequence[str], lang: str) -> int:
    """Return how many words are also among the words of a clause.

    German says "lehnte die Sanierung ab" for "beschloss, … zu sanieren", so other forms count.
    """
    if lang == "de":
        longer = [word for word in words if len(word) > _SHORT]
        return sum(word in words or (len(word) > _SHORT and is_in(word, longer)) for word in about)
    return len(about & frozenset(words))


def _denies_else(clause: str, words: frozenset[str], lang: str) -> bool:
    """Return whether a clause contains a denial other than these words."""
    token = opposites(lang).token
    return denies(token.sub(lambda match: "" if _plain(match[0]) in words else match[0], clause))


def _tokens(ledger: Ledger, claim: Claim, field: str, lang: str) -> frozenset[str]:
    if field in ("claim", "short"):
        return _words_of(_texts(ledger, claim, field), lang)
    tokens = _evidence_tokens(ledger, claim)
    return tokens if field else tokens | _own_tokens(ledger, claim)


@memoized_per_ledger
def _own_tokens(ledger: Ledger, claim: Claim) -> frozenset[str]:
    return _words_of(_own(claim), base(ledger.records.lang))


@memoized_per_ledger
def _evidence_tokens(ledger: Ledger, claim: Claim) -> frozenset[str]:
    return _words_of(_evidence(ledger, claim), base(ledger.records.lang))


def _plain(word: str) -> str:
    """Return a word in lower case, and a phrase such as "por encima" as one word."""
    return word.lower().replace("-", "").replace(" ", "")


def _words_of(texts: Sequence[str], lang: str) -> frozenset[str]:
    joined = "\n".join(texts).lower()
    *_, phrase, beginnings = opposites(lang)
    if any(begin in joined for begin in beginnings):
        joined = phrase.sub(lambda match: _plain(match[0]), joined)
    return frozenset(_LETTERS.findall(joined))


def _texts(ledger: Ledger, claim: Claim, field: str) -> Sequence[str]:
    """Return the texts to compare with a claim's field, or with prose if ``field`` is empty."""
    if field == "short":
        return [claim.claim]
    if field == "claim":
        return _behind(ledger, claim)
    return _evidence(ledger, claim) if field else (*_evidence(ledger, claim), *_own(claim))


def _behind(ledger: Ledger, claim: Claim) -> Sequence[str]:
    """Return the texts behind a claim: its sentences and its supporting evidence."""
    texts = [*_sentences(ledger, claim)]
    for item in texts_of(ledger, claim):
        if claim.verdict in _HOLDS and item.item.stance is Stance.SUPPORTS:
            texts += [*item.quoted, item.item.says]
    return texts


def _sentences(ledger: Ledger, claim: Claim) -> Iterator[str]:
    for place in claim.appears_in:
        if article := ledger.articles.get(place.article):
            for sentence in article.sentences:
                if sentence.id == place.sentence:
                    yield article.words_of(sentence)


def _own(claim: Claim) -> Sequence[str]:
    return claim.finding, claim.finding_short or "", claim.short or ""


@memoized_per_ledger
def _evidence(ledger: Ledger, claim: Claim) -> Sequence[str]:
    """Return the texts that support a finding: the claim, its evidence and cited claims."""
    texts: list[str | None] = [claim.claim, claim.outdated]
    for item in texts_of(ledger, claim):
        source = ledger.sources.get(item.item.source)
        texts += [*item.quoted, item.item.says, item.item.part, source.title if source else None]
    texts += [appearance.quote for appearance in claim.appears_in]
    texts += [other.claim for other in cited(ledger, claim)]
    texts += _sentences(ledger, claim)
    return tuple(filter(None, texts))


def _stored(ledger: Ledger, claim: Claim, lang: str) -> frozenset[str]:
    return _words_of(_stored_texts(ledger, claim), lang)


def _stored_texts(ledger: Ledger, claim: Claim) -> Sequence[str]:
    return [words for item in texts_of(ledger, claim) for words in item.stored]
