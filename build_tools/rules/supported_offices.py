"""An office, such as mayor, must be one that somebody in the record has.

Why: "The mayor said so" is false if a councillor said it. If no name is given, no other rule can
notice this.
Fix: name the right office, or cite evidence that names it. The build compares only common offices,
such as mayor and minister. A record names an office if one of its people has it as a role, or if
another of its texts contains the word in any form. The build compares prose with the records that
it cites. It compares `says` only in claims about what somebody said, and only if the source is in
the site's language. It ignores an office after a negation, as in "not the mayor".
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from build_tools.facts.clauses import NEGATION, unquoted
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.quantities import base
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim
from build_tools.quotations.attributions import people_in
from build_tools.quotations.evidence_words import of_record
from build_tools.quotations.known_quantities import cited
from build_tools.quotations.support import is_complete, texts_of
from build_tools.rules.cited_sentences import cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_FINDING = "finding: Two of six, from 18 August 2023."
_SAYS = "says: Two of six checkpoints are closed."

GOOD = claim_sample(
    (_FINDING, "finding: The minister closed two of six."),
    (_SAYS, "says: The minister closed two."),
)

BAD = claim_sample(
    (_FINDING, "finding: The mayor closed two of six. #! supported-offices"),
    (_SAYS, "says: The minister closed two."),
)

# fmt: off
# Words that only mean an office, in the languages of news texts.
_OFFICES: Mapping[str, str] = {
    "en": "mayor mayoress councillor councilman councilwoman alderman minister president "
          "chancellor senator governor ambassador spokesman spokeswoman spokesperson bishop "
          "archbishop prosecutor",
    "es": "alcalde alcaldesa concejal concejala ministro ministra presidente presidenta senador "
          "senadora gobernador gobernadora embajador embajadora portavoz juez jueza obispo",
    "de": "bürgermeister bürgermeisterin oberbürgermeister oberbürgermeisterin minister ministerin "
          "präsident präsidentin kanzler kanzlerin senator senatorin botschafter botschafterin "
          "sprecher sprecherin richter richterin stadtrat stadträtin landrat landrätin bischof",
    "fr": "maire mairesse ministre président présidente sénateur sénatrice préfet préfète "
          "ambassadeur ambassadrice évêque",
    "pl": "burmistrz burmistrzyni prezydent minister premier radny radna starosta wojewoda "
          "ambasador senator sędzia rzecznik rzeczniczka biskup poseł posłanka",
    "ru": "мэр министр президент губернатор посол сенатор судья депутат премьер",
    "lt": "meras merė ministras ministrė prezidentas prezidentė ambasadorius teisėjas premjeras",
}
# fmt: on
# Forms of an office share this many letters: "alcalde", "alcaldesa"; "starosta", "starosty".
_BEGIN = 5
# The endings of plurals and of bodies: "councillors" names no particular councillor.
_OTHERS = ("s", "i", "ы", "ía")
# The words that exclude the office after them, in lower case: "no president or prime minister".
# Short text only: the pattern never searches more than the words before an office.
_EXCLUDED = re.compile(
    rf"(?:{NEGATION}(?:\s+[^\W\d_]+(?:['’]s?)?){{0,4}}\s+$|"
    r"\b(?:no|nor|neither|unlike|rather than|instead of|ni|ning[uú]n\w*|"
    r"en (?:vez|lugar) de|kein\w*|weder|statt|aucun\w*|plutôt que|au lieu de|żad\w*|ani|zamiast|"
    r"ни|вместо|joks|jokia|vietoj)\b(?:\s+[^\W\d_]+(?:['’]s?)?(?:,?\s+[^\W\d_]+(?:['’]s?)?){0,3},?)?\s+$)"
)
_LONGEST_LEAD = 60
_FIELDS = ("claim", "finding", "finding_short", "short")


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield the offices in a record that none of its people has and no other text contains."""
    if not is_complete(ledger, claim):
        return
    fields: list[tuple[tuple[str | int, ...], str]] = [
        ((name,), getattr(claim, name) or "") for name in _FIELDS
    ]
    lang = base(ledger.records.lang)
    for index, item in enumerate(claim.evidence if claim.kind in SAYINGS else ()):
        if base(ledger.sources[item.source].langid) == lang:
            fields.append((("evidence", index, "says"), item.says))
    for keys, text in fields:
        for start, word in _offices_in(unquoted(text), lang):
            if not _has(ledger, claim, text, word):
                yield Problem(
                    claim.place.within(start, start + len(word), *keys),
                    f"Nothing else in this record has the office “{word}”.",
                    "Correct the office, or cite evidence that names it.",
                )


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the offices in prose that none of the cited records contains."""
    for sentence in cited_sentences(ledger):
        lang = base(ledger.lang_of(sentence.prose))
        for start, word in _offices_in(sentence.text, lang):
            claims = sentence.claims
            if claims and not any(_has(ledger, claim, sentence.text, word) for claim in claims):
                yield Problem(
                    sentence.span(start, start + len(word)),
                    f"No claim cited here has the office “{word}”.",
                    "Correct the office, or cite the claim that names it.",
                )


def _offices_in(text: str, lang: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and name of each office of a single person, unless the text excludes it."""
    if lang in _OFFICES:
        lower = text.lower()
        for match in _pattern(lang).finditer(lower):
            lead = lower[max(0, match.start() - _LONGEST_LEAD) : match.start()]
            is_listed = match[0] in _OFFICES[lang].split()
            is_single = is_listed or not match["ending"].endswith(_OTHERS)
            if is_single and not _EXCLUDED.search(lead):
                yield match.start(), text[match.start() : match.end()]


@cache
def _pattern(lang: str) -> re.Pattern[str]:
    """Return a pattern for the offices of a language, with the endings of cases."""
    begins = sorted({word.rstrip("aeyė") for word in _OFFICES[lang].split()})
    return re.compile(rf"\b(?:{'|'.join(begins)})(?P<ending>[^\W\d_]{{0,2}})\b")


def _has(ledger: Ledger, claim: Claim, text: str, word: str) -> bool:
    """Return whether a person in the record or text has an office, or another text contains it."""
    begin = word.lower()[:_BEGIN]
    form = re.compile(rf"\b{re.escape(begin)}")
    texts = _texts(ledger, claim)
    if any(begin in other and form.search(other) for other in texts if other != text.lower()):
        return True
    people = people_in(ledger, text) | _people(ledger, claim)
    titles = (role.title for name in people for role in ledger.people[name].roles)
    return any(form.search(title.lower()) for title in titles)


@memoized_per_ledger
def _people(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the people whom the record names in its fields or texts."""
    linked = {*claim.about, *claim.said_by, claim.asserted_by}
    named = people_in(ledger, "\n".join(_texts(ledger, claim)))
    return frozenset(linked & ledger.people.keys()) | named


@memoized_per_ledger
def _texts(ledger: Ledger, claim: Claim) -> Sequence[str]:
    """Return the texts of the record, its sources and its linked claims, in lower case."""
    texts = [claim.claim, claim.outdated]
    for item in texts_of(ledger, claim):
        speaker = item.item.quote.speaker if item.item.quote else None
        source = ledger.sources.get(item.item.source)
        texts += [*item.all, item.item.part, speaker, source.title if source else None]
    for other in cited(ledger, claim):
        texts += [other.claim, other.finding]
    texts += (words.text for words in of_record(ledger, claim))
    return tuple(text.lower() for text in dict.fromkeys(texts) if text)
