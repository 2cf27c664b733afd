"""A name that is not in the vocabulary must be in the texts behind a claim or page.

The texts are quotations, stored passages, titles and authors of sources, `says`, searches and
checked articles. For a page, the words of the claims that it cites also count.
Why: "Councillor Example moved the ban" looks checked even if no source contains that name. A small
site has few people in its vocabulary, so `supported-names` recognises few names.
Fix: correct the name, cite evidence that contains it, or list it in the vocabulary. Other forms of
a name also count. The build does not recognise names that are all in capitals, names in scripts
without capitals, or a name that is the first word of a sentence. In German and in `says`, it checks
only names after an office or next to a verb of saying. It checks `says` only if the source is in
the site's language. It compares notes and summaries with all claims, if a claim is about the same
subject. It does not check `roles`, because offices also have capitals.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, partial

from build_tools.facts.catalogue import Catalogue
from build_tools.facts.clauses import unquoted
from build_tools.facts.demonyms import all_demonyms, country_of_language, demonyms
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import Mention, vocabulary_words
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import memoized_per_ledger, once_per_ledger
from build_tools.facts.records import Claim, Country, Entity, Prose, Topic
from build_tools.quotations.known_quantities import cited
from build_tools.quotations.proper_names import folded, folded_words, proper_names
from build_tools.quotations.support import is_complete, texts_of
from build_tools.quotations.vocabulary_quotations import sentences_of_vocabulary
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample
from build_tools.rules.supported_names import is_language

_FINDING = "finding: Two of six, from 18 August 2023."
_SAYS = "says: Two of six checkpoints are closed."

GOOD = claim_sample(
    (_SAYS, f"part: according to Ivan Example\n    {_SAYS}"),
    (_FINDING, "finding: Two of six, from 18 August 2023, as Mr Example told TASS."),
)

BAD = claim_sample(
    (
        _FINDING,
        "finding: Two of six, from 18 August 2023, as Mr Ivan Example told TASS. #! unlisted-names",
    )
)

_FIELDS = ("claim", "finding", "finding_short", "short")
# In these languages, a name only gains endings. In others, its last letters may also change.
_UNINFLECTED = ("en", "es", "fr", "de", "it", "pt", "nl", "sv", "da", "no", "nb")
_BEGIN, _STEM, _LOSS = 3, 5, 2
_LONG_WORD = re.compile(r"[^\W\d_]{4,}")
_HINT = "Correct the name, or cite evidence that has it, or list it in the vocabulary."

_POSSESSIVE = re.compile(r"['’][sS]?$")
_HYPHENS = re.compile(r"[‑-]")

_Known = Iterable[str]


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield names in a claim's texts that neither the vocabulary nor the evidence contains."""
    if not is_complete(ledger, claim):
        return
    lang = ledger.records.lang
    for field in _FIELDS:
        known = _behind_claim if field == "claim" else _behind_finding
        for start, end, name in _unknown(
            ledger, getattr(claim, field) or "", lang, partial(known, ledger, claim)
        ):
            span = claim.place.within(start, end, field)
            yield _problem(span, name, "Nothing that supports this record mentions")
    for index, item in enumerate(claim.evidence):
        source = ledger.sources.get(item.source)
        if source is None or base(source.langid) != base(lang):
            continue
        sources = partial(_behind_says, ledger, claim)
        for start, end, name in _unknown(ledger, item.says, lang, sources, is_of_person=True):
            span = claim.place.within(start, end, "evidence", index, "says")
            yield _problem(span, name, "No stored words of the sources contain")


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield unknown names in prose, headings and the notes in the vocabulary."""
    for sentence in cited_sentences(ledger):
        lang = ledger.lang_of(sentence.prose)
        known = partial(_behind_prose, ledger, sentence.claims)
        for start, end, name in _unknown(ledger, sentence.text, lang, known):
            yield _problem(
                sentence.span(start, end), name, "None of the claims cited here mentions"
            )
    for prose in ledger.records.prose:
        yield from _of_headings(ledger, prose)
    yield from _of_vocabulary(ledger)


def _problem(span: Span, name: str, message: str) -> Problem:
    return Problem(span, f"{message} “{' '.join(name.split())}”.", _HINT)


def _of_headings(ledger: Ledger, prose: Prose) -> Iterator[Problem]:
    claims = [ledger.claims.get(citation.claim) for citation in prose.citations]
    if not claims or None in claims:
        return  # we do not know what an unreadable claim contains
    known = partial(_behind_prose, ledger, tuple(filter(None, claims)))
    for heading in prose.headings:
        if all(word[0].isupper() for word in _LONG_WORD.findall(heading.text)):
            continue  # capitals do not show names in such a heading
        for start, end, name in _unknown(ledger, heading.text, ledger.lang_of(prose), known):
            at = heading.span
            span = Span(at.path, at.line, at.column + start, at.line, at.column + end)
            yield _problem(span, name, "No claim that this page cites mentions")


def _of_vocabulary(ledger: Ledger) -> Iterator[Problem]:
    for record, keys, text, beside in sentences_of_vocabulary(ledger):
        if not text or not isinstance(record, Country | Entity | Topic) or ledger.records.unread:
            continue
        if "roles" in keys:
            continue
        known = partial(_behind_note, ledger)
        for start, end, name in _unknown(ledger, text, ledger.records.lang, known):
            if beside():
                span = record.place.within(start, end, *keys)
                yield _problem(span, name, "No claim of this site mentions")


def _unknown(
    ledger: Ledger,
    text: str,
    lang: str,
    known: Callable[[], _Known],
    *,
    is_of_person: bool = False,
) -> Iterator[tuple[int, int, str]]:
    """Yield the start, end and words of each name that is neither listed nor in known texts."""
    words = unquoted(text)
    for name in proper_names(words, lang, _listed(ledger, base(lang))):
        if is_of_person and not name.is_of_person:
            continue
        strange = [
            match
            for match in name.words
            if not (
                _is_listed_form(ledger, match[0], lang)
                or _is_known(match[0], known, lang)
                or _is_of_language(words, match)
            )
        ]
        if strange:
            start, end = strange[0].start(), strange[-1].end()
            yield start, end, text[start:end]


def _listed(ledger: Ledger, lang: str) -> frozenset[str]:
    """Return the words of the vocabulary's names, and of its countries' names in a language."""
    known: dict[str, frozenset[str]] = ledger.answers.setdefault(f"{__name__}.listed", {})
    if lang not in known:
        words = Catalogue(lang)
        codes = [country.code for country in ledger.countries.values()]
        names = folded_words(words.country_name(code) for code in codes)
        known[lang] = vocabulary_words(ledger).union(names)
    return known[lang]


def _is_listed_form(ledger: Ledger, word: str, lang: str) -> bool:
    """Return whether a word may be a listed name in a different grammatical case."""
    if base(lang) in _UNINFLECTED:
        return False
    return _has_form(folded(word), _listed(ledger, base(lang)), lang)


def _is_of_language(text: str, match: re.Match[str]) -> bool:
    first = _HYPHENS.split(match[0])[0]
    mention = Mention(match.start(), match.start() + len(first), frozenset())
    return first in all_demonyms() and is_language(text, mention)


def _is_known(word: str, known: Callable[[], _Known], lang: str) -> bool:
    """Return whether the known texts contain a word of a name, or another form of the word.

    The parts of a word with hyphens are checked separately.
    """
    plain = _POSSESSIVE.sub("", word)
    if any(_stands_in(plain, text) for text in known()):
        return True  # most names need no further check
    parts = [part for part in _HYPHENS.split(folded(plain)) if len(part) >= _BEGIN]
    words = frozenset(folded_words(known()))
    return all(_has_form(part, words, lang) for part in parts)


def _stands_in(word: str, text: str) -> bool:
    """Return whether a word in a text begins with exactly this word."""
    at = text.find(word)
    while at > 0 and text[at - 1].isalpha():
        at = text.find(word, at + 1)
    return at >= 0


def _has_form(word: str, known: Collection[str], lang: str) -> bool:
    """Return whether a word or another form of it is known, such as "Estonian" for "Estonia"."""
    if word in known:
        return True
    loss = 0 if base(lang) in _UNINFLECTED else _LOSS
    begin = word[:_BEGIN]
    return any(
        other.startswith(word[: max(_BEGIN, min(_STEM, len(word) - loss, len(other) - loss))])
        and abs(len(other) - len(word)) <= _STEM
        for other in known
        if other.startswith(begin) and len(other) > _BEGIN
    )


def _behind_says(ledger: Ledger, claim: Claim) -> Iterator[str]:
    """Yield the texts of the articles and of a record's sources."""
    yield _of_articles(ledger)
    yield _of_sources(ledger, claim)


def _behind_claim(ledger: Ledger, claim: Claim) -> Iterator[str]:
    yield from (item.says for item in claim.evidence)
    yield from _behind_says(ledger, claim)
    yield from (f"{search.where}\n{search.query}\n{search.result}" for search in claim.search_log)
    yield from (other.claim for other in cited(ledger, claim))


def _behind_finding(ledger: Ledger, claim: Claim) -> Iterator[str]:
    """Yield the texts behind a claim and its related claims, and the names of publishers."""
    yield from _behind_claim(ledger, claim)
    yield _publishers(ledger)
    for other in {other.id: other for other in cited(ledger, claim)}.values():
        yield other.finding
        yield from _behind_claim(ledger, other)


def _behind_prose(ledger: Ledger, claims: Iterable[Claim]) -> Iterator[str]:
    for claim in claims:
        own = (claim.claim, claim.finding, claim.finding_short, claim.short, claim.outdated)
        yield _joined(own)
        yield from _behind_finding(ledger, claim)


def _behind_note(ledger: Ledger) -> Iterator[str]:
    """Yield the texts behind all claims, because a note about a person applies to all of them."""
    yield "\n".join(all_demonyms())
    yield _of_articles(ledger)
    for claim in ledger.claims.values():
        yield f"{claim.claim}\n{claim.finding}"
        yield from _behind_claim(ledger, claim)


@once_per_ledger
def _publishers(ledger: Ledger) -> str:
    return _joined(publisher.name for publisher in ledger.publishers.values())


@once_per_ledger
def _of_articles(ledger: Ledger) -> str:
    return _joined(
        text
        for article in ledger.articles.values()
        for text in (article.title, article.text, article.byline, article.publisher)
    )


def _joined(texts: Iterable[str | None]) -> str:
    return "\n".join(filter(None, texts))


@memoized_per_ledger
def _of_sources(ledger: Ledger, claim: Claim) -> str:
    return _joined(_words_of_sources(ledger, claim))


def _words_of_sources(ledger: Ledger, claim: Claim) -> Iterator[str | None]:
    for texts in texts_of(ledger, claim):
        item = texts.item
        yield from (*texts.quoted, *texts.stored, item.part)
        yield item.quote.speaker if item.quote else None
        if source := ledger.sources.get(item.source):
            publisher = ledger.publishers.get(source.publisher)
            yield from (source.title, source.author, source.url)
            yield publisher.name if publisher else None
            for identity in (item.origin, source.origin):
                if origin := ledger.origins.get(identity or ""):
                    yield f"{origin.name}\n{origin.by}"
            yield _words_for(publisher.country if publisher else "")
            yield _words_for(country_of_language(source.langid))


@cache
def _words_for(code: str) -> str:
    return " ".join(demonyms(code))
