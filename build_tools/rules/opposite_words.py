"""A word must not replace its opposite in the record: opened for closed, east for west.

Why: "The town opened the bridge" has the right name, date and place, and is untrue.
Fix: correct the word, or cite evidence that says it. The build compares only plain opposites. It
reports a word only if a sentence in the record says the opposite about the same thing. It does not
report a word that the record contains too, except in clauses that say less about that thing.
Translations are compared with `says` and the claim. A clause that denies something, or asks whether
it is true, is not compared. The label `short` is compared with the claim alone,
and the claim with the evidence that supports it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from build_tools.facts.clauses import clauses, denies, unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.outcomes import OUTCOMES
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim, Stance, Verdict
from build_tools.quotations.known_quantities import cited
from build_tools.quotations.support import FAILING, is_complete, texts_of
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.statements import content

_FINDING = "finding: Two of six, from 18 August 2023."

GOOD = claim_sample((_FINDING, "finding: No report says that the two crossings were reopened."))

BAD = claim_sample(
    (_FINDING, "finding: The two crossings were opened on 18 August. #! opposite-words")
)

_FIELDS = ("claim", "finding", "finding_short", "short")
_HOLDS = (Verdict.SUPPORTED, Verdict.NUANCE)
# How many words two sentences share if they are about the same thing.
_SHARED = 2
# Pairs of opposites: the words of one side, then those of the other.
# fmt: off
_PAIRS: Mapping[str, Sequence[tuple[str, str]]] = {
    "en": (
        ("opens opened opening reopen reopens reopened reopening",
         "close closes closed closing closure closures shut shuts suspend suspends suspended"),
        ("north northern northwards", "south southern southwards"),
        ("east eastern eastwards", "west western westwards"),
        ("northwest northwestern", "southeast southeastern"),
        ("northeast northeastern", "southwest southwestern"),
        ("northwest northwestern", "northeast northeastern"),
        ("southwest southwestern", "southeast southeastern"),
        ("northwest northwestern", "southwest southwestern"),
        ("northeast northeastern", "southeast southeastern"),
        ("woman women female", "man men male"),
        ("condemn condemns condemned condemning deplore deplores deplored",
         "welcome welcomes welcomed praise praises praised endorse endorses endorsed"),
        ("prevent prevents prevented foil foils foiled thwart thwarted",
         "succeed succeeds succeeded successful"),
        ("confirm confirms confirmed confirming admit admits admitted",
         "deny denies denied denying refute refuted"),
        ("increase increases increased increasing rose risen grew grown doubled",
         "decrease decreases decreased decreasing fell fallen dropped declined halved"),
        ("support supports supported", "oppose opposes opposed"),
        ("allow allows allowed permit permits permitted", "forbid forbids forbade forbidden "
         "ban bans banned prohibit prohibits prohibited"),
        ("accept accepts accepted", "refuse refuses refused reject rejects rejected"),
        ("free freed release releases released", "arrest arrests arrested jailed detained"),
        ("impose imposes imposed tighten tightened", "lift lifts lifted eases eased"),
        ("win wins won", "lose loses lost"),
        ("import imports imported", "export exports exported"),
        ("largest biggest highest", "smallest lowest"),
        ("alive survived survives", "died killed dead"),
        ("arrive arrives arrived", "depart departs departed"),
        ("majority", "minority"), ("buyer bought buys", "seller sold sells"),
    ),
    "es": (
        ("abre abren abrió abrieron reabre reabrió reabrieron",
         "cierra cierran cerró cerraron cierre cierres cerrado cerrados"),
        ("norte", "sur"), ("este oriental", "oeste occidental"),
        ("mujer mujeres", "hombre hombres"),
        ("condenó condena condenaron", "celebró elogió aplaudió"),
        ("confirmó confirma confirmaron", "negó niega negaron desmintió desmiente"),
        ("aumentó aumentaron creció subió", "disminuyó disminuyeron bajó cayó"),
    ),
    "de": (
        ("öffnet öffnete öffneten geöffnet wiedereröffnet", "schließt schloss schlossen "
         "geschlossen "
         "sperrt sperrte gesperrt schließung"),
        ("nord norden nördlich", "süd süden südlich"), ("osten östlich", "westen westlich"),
        ("frau frauen", "mann männer"), ("verurteilte verurteilt", "begrüßte begrüßt lobte"),
        ("bestätigte bestätigt", "bestritt bestreitet dementierte leugnete"),
        ("stieg stiegen wuchs", "sank sanken fiel fielen"),
    ),
    "fr": (
        ("ouvre ouvert ouverts ouvrent rouvre rouvert", "ferme ferment fermé fermés fermée fermées "
         "fermeture"),
        ("nord", "sud"), ("est oriental", "ouest occidental"), ("femme femmes", "homme hommes"),
        ("condamné condamne", "salué salue"), ("confirmé confirme", "nié nie démenti dément"),
    ),
    "pl": (
        ("otwiera otwarła otworzyła otwarto otwarte otwarcie", "zamyka zamknęła zamknął zamknięto "
         "zamknięte zamknięcie"),
        ("północ północny północy", "południe południowy południu"),
        ("wschód wschodni wschodzie", "zachód zachodni zachodzie"),
        ("kobieta kobietą", "mężczyzna mężczyzną"), ("potwierdził potwierdziła potwierdza",
         "zaprzeczył zaprzeczyła zaprzecza"),
    ),
    "ru": (
        ("открыл открыла открыли открыт открыты открытие", "закрыл закрыла закрыли закрыт закрыты "
         "закрытие"),
        ("север северный севере", "юг южный юге"), ("восток восточный востоке",
         "запад западный западе"),
        ("женщина женщиной", "мужчина мужчиной"), ("подтвердил подтвердила подтвердили",
         "опроверг опровергла опровергли отрицает"),
    ),
}
# fmt: on
# A crossing that closes may open again, and a place is north of one and south of another: a record
# may well say both. Other pairs are compared in the clause that shares the most words.
_BOTH_WAYS = frozenset(
    (
        *("closed", "north", "east", "northwest", "northeast", "southwest"),
        *("cerrado", "norte", "este", "geschlossen", "norden", "osten", "fermé", "nord", "est"),
        *("zamknięte", "północ", "wschód", "закрыт", "север", "восток"),
    )
)
_TOKEN = re.compile(r"\b(?:north|south)[- ]?(?:east|west)(?:ern)?\b|[^\W\d_]+", re.IGNORECASE)
_COMPOUND = re.compile(r"\b(north|south)[- ](east|west)")
_LETTERS = re.compile(r"[^\W\d_]+")
_ASKED = re.compile(
    r"\b(?:whether|if|si|ob|falls|czy|jeśli|ли|если|unlike|instead)\b", re.IGNORECASE
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the words of findings and of translations whose opposite the record has."""
    lang = base(ledger.records.lang)
    if claim.verdict in FAILING or not is_complete(ledger, claim):
        return  # the finding of a failed claim says the opposite on purpose
    for field in _FIELDS:
        text = unquoted(getattr(claim, field) or "")
        for start, end, other in _opposites(ledger, text, [claim], lang, field):
            yield _problem(claim.place.within(start, end, field), text[start:end], other)
    for index, item in enumerate(claim.evidence):
        if translation := item.quote and item.quote.translation:
            keys = ("evidence", index, "quote", "translation")
            for start, end, other in _opposites_in_translation(claim, item.says, translation, lang):
                yield _problem(claim.place.within(start, end, *keys), translation[start:end], other)


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the words of prose whose opposite the cited records have."""
    for sentence in cited_sentences(ledger):
        lang = base(ledger.lang_of(sentence.prose))
        text = sentence.text
        for start, end, other in _opposites(ledger, text, sentence.claims, lang, ""):
            yield _problem(sentence.span(start, end), text[start:end], other)


def _problem(span: Span, word: str, other: str) -> Problem:
    return Problem(
        span,
        f"The records behind this say “{other}”, and never “{word}”.",
        "Correct the word, or cite a record that says it.",
    )


def _opposites(
    ledger: Ledger, text: str, claims: Sequence[Claim], lang: str, field: str
) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a text whose opposite its records have, and the opposite."""
    sides = _sides(lang)
    if sides.keys().isdisjoint(_words_of([text])):
        return  # most texts end here
    hits = [match for match in _TOKEN.finditer(text) if _plain(match[0]) in sides]
    for match in hits:
        same, opposite = sides[_plain(match[0])]
        is_known = any(same & _tokens(ledger, claim, field) for claim in claims)
        if (is_known or field == "claim") and not _BOTH_WAYS.isdisjoint(same | opposite):
            continue
        known = [words for claim in claims for words in _texts(ledger, claim, field)]
        clause = _clause_at(text, match.start())
        if _denies_else(clause, same) or _ASKED.search(clause):
            continue
        about = frozenset(content(clause, lang)) - {_plain(match[0])}
        if is_known:
            stored = [words for claim in claims for words in _stored_texts(ledger, claim)]
            if nearer := _nearer(opposite, same, [*known, *stored], about, lang):
                yield match.start(), match.end(), nearer
            continue
        for words in known:
            if (other := _other(words, opposite, about, lang)) and not any(
                field not in ("claim", "short") and same & _stored(ledger, claim)
                for claim in claims
            ):
                yield match.start(), match.end(), other
                break


def _opposites_in_translation(
    claim: Claim, says: str, text: str, lang: str
) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a translation that our own words about the same thing contradict."""
    sides = _sides(lang)
    if sides.keys().isdisjoint(_words_of([text])):
        return  # most translations end here
    ours = [says, claim.claim]
    known = _words_of([*ours, claim.finding])
    for match in _TOKEN.finditer(text):
        same, opposite = sides.get(_plain(match[0]), (frozenset(), frozenset()))
        clause = _clause_at(text, match.start())
        if same & known or not opposite or _denies_else(clause, same):
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
    """Return an opposite in the clause that shares the most words, if this side shares fewer."""
    nearest, word, side = _SHARED, "", 0
    pair = same | opposite
    having = (text for text in texts if _has_any(text.lower(), pair))
    for clause in (clause for text in having for clause in clauses(text)):
        words = frozenset(_plain(match[0]) for match in _TOKEN.finditer(clause))
        shared = len(about & frozenset(content(clause, lang)))
        if words & same:
            side = max(side, shared)
        if shared > nearest and words & opposite and not _denies_else(clause, opposite):
            nearest, word = shared, min(words & opposite)
    return word if nearest > side else ""


def _has_any(lower: str, words: frozenset[str]) -> bool:
    return any(word in lower for word in words)


def _other(text: str, opposite: frozenset[str], about: frozenset[str], lang: str) -> str:
    """Return an opposite in a clause of a text, if that clause is about the same thing."""
    for clause in clauses(text):
        words = [_plain(word) for word in _TOKEN.findall(clause)]
        if (other := next((word for word in words if word in opposite), "")) and (
            len(about & frozenset(content(clause, lang))) >= _SHARED
            and not _denies_else(clause, opposite)
        ):
            return other
    return ""


def _denies_else(clause: str, words: frozenset[str]) -> bool:
    """Return whether a clause denies something in other words: "denied" is one of a pair."""
    return denies(_TOKEN.sub(lambda match: "" if _plain(match[0]) in words else match[0], clause))


def _clause_at(text: str, place: int) -> str:
    at = 0
    for clause in clauses(text):
        at = text.index(clause, at)
        if at <= place < at + len(clause):
            return clause
    return text


@cache
def _sides(lang: str) -> Mapping[str, tuple[frozenset[str], frozenset[str]]]:
    """Return each word of a pair with the words of its own side and of the other."""
    sides: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for ours, theirs in (*_PAIRS.get(lang, ()), *OUTCOMES.get(lang, ())):
        both = frozenset(ours.split()), frozenset(theirs.split())
        for same, other in (both, both[::-1]):
            for word in same:
                known = sides.get(word, (same, frozenset()))
                sides[word] = (known[0] | same, known[1] | other)
    return sides


def _tokens(ledger: Ledger, claim: Claim, field: str) -> frozenset[str]:
    if field in ("claim", "short"):
        return _words_of(_texts(ledger, claim, field))
    tokens = _evidence_tokens(ledger, claim)
    return tokens if field else tokens | _own_tokens(ledger, claim)


@memoized_per_ledger
def _own_tokens(ledger: Ledger, claim: Claim) -> frozenset[str]:
    return _words_of(_own(claim))


@memoized_per_ledger
def _evidence_tokens(ledger: Ledger, claim: Claim) -> frozenset[str]:
    return _words_of(_evidence(ledger, claim))


def _plain(word: str) -> str:
    """Return a word in lower case; south-west is one word."""
    return word.lower().replace("-", "").replace(" ", "")


def _words_of(texts: Sequence[str]) -> frozenset[str]:
    joined = "\n".join(texts).lower()
    if "north" in joined or "south" in joined:
        joined = _COMPOUND.sub(r"\1\2", joined)
    return frozenset(_LETTERS.findall(joined))


def _texts(ledger: Ledger, claim: Claim, field: str) -> Sequence[str]:
    """Return the texts to compare with a claim's field or prose: for a label, only the claim."""
    if field == "short":
        return [claim.claim]
    if field == "claim":
        return _behind(ledger, claim)
    return _evidence(ledger, claim) if field else (*_evidence(ledger, claim), *_own(claim))


def _behind(ledger: Ledger, claim: Claim) -> Sequence[str]:
    """Return the texts of the evidence that supports a claim, if its verdict says that it holds."""
    return [
        text
        for item in texts_of(ledger, claim)
        if claim.verdict in _HOLDS and item.item.stance is Stance.SUPPORTS
        for text in (*item.quoted, item.item.says)
    ]


def _own(claim: Claim) -> Sequence[str]:
    return claim.finding, claim.finding_short or "", claim.short or ""


@memoized_per_ledger
def _evidence(ledger: Ledger, claim: Claim) -> Sequence[str]:
    """Return the texts that support a finding: the claim, its evidence, cited claims."""
    texts: list[str | None] = [claim.claim, claim.outdated]
    for item in texts_of(ledger, claim):
        source = ledger.sources.get(item.item.source)
        texts += [*item.quoted, item.item.says, item.item.part, source.title if source else None]
    texts += [appearance.quote for appearance in claim.appears_in]
    texts += [other.claim for other in cited(ledger, claim)]
    for place in claim.appears_in:
        if article := ledger.articles.get(place.article):
            texts += [
                article.words_of(sentence)
                for sentence in article.sentences
                if sentence.id == place.sentence
            ]
    return tuple(filter(None, texts))


def _stored(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the words of the stored passages of a claim's sources."""
    return _words_of(_stored_texts(ledger, claim))


def _stored_texts(ledger: Ledger, claim: Claim) -> Sequence[str]:
    return [words for item in texts_of(ledger, claim) for words in item.stored]
