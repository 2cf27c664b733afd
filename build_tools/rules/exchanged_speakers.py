"""A claim about what somebody said must name the person to whom the source attributes the words.

Why: "Councillor Penrose said" is false if the minutes attribute the words to Councillor Oakley. It
looks right, because Penrose is also in the minutes.
Fix: name the same person in the claim, in `said_by` or `about`, and in the evidence. If one person
quotes another, name both in `speaker`. The build compares only people with a verb of saying after
their name ("Oakley said"), and people next to the quoted words in the stored passage. The record
must mention an organisation that has such a verb after its name, and the kind of any other body
("ministry", "committee"). The build compares people who are
not in the vocabulary only if the source is in the site's language.
"""

import re
from collections.abc import Iterator, Mapping

from build_tools.facts.clauses import unquoted
from build_tools.facts.diagnostics import Span
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import once_per_ledger
from build_tools.facts.records import Claim, Stance
from build_tools.quotations.attributions import people_in, sayers
from build_tools.quotations.evidence_words import of_record
from build_tools.quotations.proper_names import are_apart, folded_words, person_words
from build_tools.quotations.speakers import SpeakerCheck, speakers_of
from build_tools.quotations.support import is_complete
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.contradicted_speaker import GOOD as _QUOTING
from build_tools.rules.problem import Problem

_SAYS = "kind: event", "kind: quotation\nsaid_by: [jonas-petraitis]"

GOOD = _QUOTING.replace(*_SAYS)

BAD = _QUOTING.replace(_SAYS[0], "kind: quotation\nsaid_by: [ona-onaite] #! exchanged-speakers")


# The kinds of bodies at the end of a name, in the languages of news texts.
# Short text only: the pattern never searches more than a name.
_BODY = re.compile(
    r"\b(?:ministry|embassy|committee|commission|council|parliament|police|court|army|"
    r"ministerio|embajada|comité|comisión|parlamento|policía|"
    r"ministerium|botschaft|ausschuss|parlament|polizei|gericht|"
    r"ministère|ambassade|parlement)$",
    re.IGNORECASE,
)
# Forms of a word for a body share this many letters: "commission", "commissie".
_BEGIN = 4
# Words for a ministry in several languages, in lower case. A minister does not match.
# Short text only: the pattern never searches more than the texts of a record.
_MINISTRY = re.compile(r"\bministr(?:y|ie)|\bminist[eè]r(?!s?\b)|\bм[иі]н[иі]стер?ств")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield people to whom a claim attributes the words of somebody else."""
    if claim.kind not in SAYINGS or not is_complete(ledger, claim):
        return
    speakers = _speakers(ledger, claim)
    words = unquoted(claim.claim)
    if speakers.isdisjoint(people_in(ledger, words)):
        for start, name in sayers(words):
            if speakers and people_in(ledger, name):
                yield _another(claim, start, name)
                return
    yield from _of_organisations(ledger, claim, words)
    for quotation in speakers_of(ledger, claim):
        if claim.evidence[quotation.index].stance is Stance.SUPPORTS and quotation.named:
            yield from _of_passage(ledger, claim, quotation, speakers)


def _of_organisations(ledger: Ledger, claim: Claim, words: str) -> Iterator[Problem]:
    """Yield organisations that speak in a claim, but that nothing else in the record names."""
    for start, name in sayers(words):
        named = _named_bodies(ledger, name)
        speakers = {speaker.id for speaker in ledger.speakers(claim)}
        if not speakers or named & {*speakers, *claim.about, claim.asserted_by}:
            continue
        if not named:
            if (body := _BODY.search(name)) and not _has_body(ledger, claim, body[0].lower()):
                yield _another(claim, start, name)
            continue
        beside = {ledger.sources[item.source].publisher for item in claim.evidence}
        spoken = "\n".join(words.text for words in of_record(ledger, claim))
        says = "\n".join(item.says for item in claim.evidence)
        if named.isdisjoint({*beside, *_named_bodies(ledger, f"{spoken}\n{says}")}):
            yield _another(claim, start, name)


def _another(claim: Claim, start: int, name: str) -> Problem:
    return Problem(
        claim.place.within(start, start + len(name), "claim"),
        f"The record names another speaker than “{name}”.",
        "Correct the claim, or `said_by` or `about`.",
    )


def _has_body(ledger: Ledger, claim: Claim, kind: str) -> bool:
    """Return whether a record, apart from the claim's words, names a body of this kind."""
    texts = [words.text for words in of_record(ledger, claim)]
    for item in claim.evidence:
        source = ledger.sources[item.source]
        publisher = ledger.publishers.get(source.publisher)
        speaker = item.quote.speaker if item.quote else None
        texts += [item.says, source.title, speaker or "", publisher.name if publisher else ""]
    named = (*ledger.speakers(claim), *(ledger.speaker(name) for name in claim.about))
    texts += [speaker.name for speaker in named if speaker]
    form = _MINISTRY if kind.startswith("minist") else re.compile(re.escape(kind[:_BEGIN]))
    return form.search("\n".join(texts).lower()) is not None


def _named_bodies(ledger: Ledger, text: str) -> frozenset[str]:
    """Return the ids of the organisations and publishers whose name is in a text."""
    return frozenset(
        identity for name, identity in _names_of_bodies(ledger).items() if name in text
    )


@once_per_ledger
def _names_of_bodies(ledger: Ledger) -> Mapping[str, str]:
    names = {publisher.name: publisher.id for publisher in ledger.publishers.values()}
    for body in ledger.organisations.values():
        names |= dict.fromkeys((body.name, *body.spellings), body.id)
    return names


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield speakers in prose whom none of the cited statements mentions."""
    for sentence in cited_sentences(ledger):
        lang = ledger.lang_of(sentence.prose)
        for start, name in sayers(sentence.text):
            near = list(sentence.claims_beside(start))
            if not (people_in(ledger, name) or person_words(name, lang)):
                continue
            if all(claim.kind in SAYINGS and not _has(ledger, claim, name) for claim in near):
                yield Problem(
                    sentence.span(start, start + len(name)),
                    f"No claim cited here is about what “{name}” said.",
                    "Correct the name, or cite the claim about this statement.",
                )


def _speakers(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the people who may be the speakers according to the record."""
    named = {speaker.id for speaker in ledger.speakers(claim)}
    if not claim.said_by:
        named |= {*claim.about}
    return frozenset(named & ledger.people.keys())


def _of_passage(
    ledger: Ledger, claim: Claim, quotation: SpeakerCheck, speakers: frozenset[str]
) -> Iterator[Problem]:
    """Yield the claim's speaker if the passage attributes the quoted words to somebody else."""
    quote = claim.evidence[quotation.index].quote
    assert quote is not None
    beside = f"{quotation.recorded}\n{quote.text}\n{quote.translation}"
    message = f"The source attributes these words to {quotation.named}."
    hint = "Name that speaker, or quote another passage."
    there = people_in(ledger, quotation.named)
    if there and speakers:
        if there.isdisjoint(speakers) and speakers.isdisjoint(people_in(ledger, beside)):
            yield Problem(_place(claim), message, hint)
        return
    source, lang = ledger.sources[claim.evidence[quotation.index].source], ledger.records.lang
    if base(source.langid) != base(lang):
        return
    theirs = person_words(quotation.named, lang)
    known = frozenset(folded_words([beside]))
    for start, name in sayers(unquoted(claim.claim)):
        ours = person_words(name, lang)
        if are_apart(ours, theirs) and are_apart(ours, known):
            yield Problem(claim.place.within(start, start + len(name), "claim"), message, hint)


def _place(claim: Claim) -> Span:
    field = "said_by" if claim.said_by else "about" if claim.about else "claim"
    return claim.place.span(field)


def _has(ledger: Ledger, claim: Claim, name: str) -> bool:
    """Return whether the record has a name, or a different spelling of the person's name."""
    texts = [claim.claim, claim.finding, *(item.says for item in claim.evidence)]
    for item in claim.evidence:
        if item.quote:
            texts += [item.quote.text, item.quote.translation or "", item.quote.speaker or ""]
    joined = "\n".join(texts)
    people = people_in(ledger, name)
    if people & (people_in(ledger, joined) | _speakers(ledger, claim)):
        return True
    words = frozenset(folded_words([name]))
    return not people and not words.isdisjoint(folded_words([joined]))
