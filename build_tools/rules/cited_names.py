"""A name in a sentence of prose must be in the record of a claim cited beside it.

Why: a single wrong name makes a sentence untrue, and the citation makes the sentence look checked.
Fix: correct the name, or cite a claim whose record contains it. The build recognises every spelling
of a name in the vocabulary, and the words for a country's people. In a sentence with several
citations, the citations nearest to the name count. Names in quotation marks are checked with the
quotation. A sentence without a citation may use names from the claims that its paragraph cites.
"""

from collections.abc import Iterator

from build_tools.facts.demonyms import all_demonyms
from build_tools.facts.ledger import Ledger
from build_tools.facts.names import Mention, mentions
from build_tools.facts.record_cache import memoized_per_ledger
from build_tools.facts.records import Claim
from build_tools.rules.cited_sentences import CitedSentence, cited_sentences
from build_tools.rules.problem import Problem
from build_tools.rules.supported_names import concerned, countries_of_sources, is_language

GOOD = """
-- content/explainers/border.md --
# What closed?

Lithuania closed two crossings [@two-crossings]. A Lithuanian minister spoke [@said-threat].
The minister was Petraitis.
"""

BAD = """
-- content/explainers/border.md --
# What closed?

Lithuania closed two crossings [@two-crossings].
A minister of Belarus spoke of a threat [@said-threat]. %! cited-names
"""


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield the names in sentences that are not in the record of any claim cited beside them."""
    for sentence in cited_sentences(ledger):
        for mention in mentions(ledger, sentence.text):
            near = sentence.claims_beside(mention.start)
            if not any(_has(ledger, claim, mention, sentence) for claim in near):
                name = " ".join(sentence.text[mention.start : mention.end].split())
                yield Problem(
                    sentence.span(mention.start, mention.end),
                    f"None of the claims cited here mentions “{name}”.",
                    "Correct the name, or cite a claim that mentions it.",
                )


def _has(ledger: Ledger, claim: Claim, mention: Mention, sentence: CitedSentence) -> bool:
    """Return whether a claim's record has a name, or its sources explain a country's adjective."""
    if mention.ids & concerned(ledger, claim) or mention.ids & _written(ledger, claim):
        return True
    return sentence.text[mention.start : mention.end] in all_demonyms() and (
        is_language(sentence.text, mention)
        or bool(mention.ids & countries_of_sources(ledger, claim))
    )


@memoized_per_ledger
def _written(ledger: Ledger, claim: Claim) -> frozenset[str]:
    """Return the ids of the names in the words of a record and in the names of its sources."""
    words = [claim.claim, claim.finding, claim.finding_short, claim.short, claim.outdated]
    for item in claim.evidence:
        words += [item.says, item.part]
        if item.quote:
            words += [item.quote.text, item.quote.translation, item.quote.speaker]
        if source := ledger.sources.get(item.source):
            publisher = ledger.publishers.get(source.publisher)
            words += [source.title, source.author, publisher.name if publisher else None]
            for identity in (item.origin, source.origin):
                if origin := ledger.origins.get(identity or ""):
                    words += [origin.name, origin.by]
    words += [appearance.quote for appearance in claim.appears_in]
    words += [f"{search.query}\n{search.result}" for search in claim.search_log]
    named = mentions(ledger, "\n".join(filter(None, words)))
    return frozenset().union(*(mention.ids for mention in named))
