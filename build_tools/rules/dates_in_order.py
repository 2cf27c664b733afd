"""Dates must be possible and agree with `later`. No source can report an event before it happens.

Why: an impossible date is the most common mistake, and the timeline repeats it.
Fix: correct the date, or give in `as_of` the date for which the claim is known to be true. Give a
forecast the kind `attribution`.
"""

from collections.abc import Iterator

from build_tools.facts.articles import articles_of, by_day, has_several
from build_tools.facts.dates import When, days_between
from build_tools.facts.ledger import SAYINGS, Ledger
from build_tools.facts.records import Claim, Kind, Stance
from build_tools.rules.problem import Problem
from build_tools.rules.samples import claim_sample

_TASS = "tass-2023-08-18-closed\n    stance: supports"

GOOD = claim_sample()

BAD = (
    claim_sample(
        ("when: 2023-08-18", "when: 2023-08-21"),
        (_TASS, f"{_TASS} #! dates-in-order"),
    )
    + claim_sample(
        ("two-crossings.yaml", "later-step.yaml"),
        ("when: 2023-08-18", "when: 2022-03-01 #! dates-in-order\nlater: true"),
    )
    + claim_sample(
        ("two-crossings.yaml", "after-the-article.yaml"),
        ("when: 2023-08-18", "when: 2024-03-01 #! dates-in-order"),
        ("stance: supports", "stance: context"),
        ("stance: supports", "stance: context"),
        ("verdict: supported", "verdict: not-checkable"),
    )
)


def check_claim(ledger: Ledger, claim: Claim) -> Iterator[Problem]:
    """Yield evidence older than its event, a wrong `later`, and reviews older than revisions."""
    yield from _evidence(claim, ledger)
    yield from _later(claim, ledger)
    for index, revision in enumerate(claim.revisions):
        if claim.checked.date.certainly_before(revision.date):
            yield Problem(
                claim.place.span("revisions", index, "date"),
                "This revision is newer than the last review.",
                "Update `checked.date`.",
            )


def check(ledger: Ledger) -> Iterator[Problem]:
    """Yield sources that were read before they were published."""
    for source in ledger.sources.values():
        if source.date and source.urldate.before_in_every_zone(source.date):
            yield Problem(
                source.place.span("urldate"),
                "The source was read before it was published.",
                "Correct `date` or `urldate`.",
            )


def _later(claim: Claim, ledger: Ledger) -> Iterator[Problem]:
    """Yield a claim whose date does not agree with `later`.

    An article's statement about the future is an attribution. A claim that an article makes is not
    later than the article.
    """
    when = claim.when
    articles = articles_of(ledger, claim) if claim.appears_in else by_day(ledger)
    before = [article for article in articles if article.date.certainly_before(when)]
    if (
        claim.later
        and articles
        and all(when.certainly_before(article.date) for article in articles)
    ):
        them = "every article" if has_several(ledger) else "the article"
        yield Problem(
            claim.place.span("when"),
            f"The claim is marked as later, but {when.words()} is before {them}.",
            "Correct the date, or delete `later`.",
        )
    if claim.later:
        return
    if claim.appears_in and claim.kind not in SAYINGS:
        hint = "Correct the date. A forecast in an article has the kind `attribution`."
        if not has_several(ledger) and before:
            yield _too_late(claim, "the article", hint)
        elif has_several(ledger):
            yield from (
                _too_late(claim, f"“{article.title}”, in which the claim appears", hint)
                for article in before
            )
    elif not claim.appears_in and before and len(before) == len(articles):
        them = "every article" if has_several(ledger) else "the article"
        yield _too_late(claim, them, "Write `later: true`, or correct the date.")


def _too_late(claim: Claim, article: str, hint: str) -> Problem:
    words = claim.when.words()
    message = f"{words[:1].upper()}{words[1:]} is after {article}."
    return Problem(claim.place.span("when"), message, hint)


def _evidence(claim: Claim, ledger: Ledger) -> Iterator[Problem]:
    if claim.kind is not Kind.EVENT:
        return
    for index, item in enumerate(claim.evidence):
        source = ledger.sources.get(item.source)
        if item.stance is not Stance.SUPPORTS or item.part or not source or not source.date:
            continue
        if _before(source.date, claim.when):
            yield Problem(
                claim.place.span("evidence", index, "stance"),
                f"The source is dated {source.date.words()}, before the event "
                f"({claim.when.words()}).",
                "Correct a date. If the source announced the event, its stance is `context`. "
                "Otherwise name the `part` that it is about.",
            )


def _before(published: When, event: When) -> bool:
    """Return whether publication was more than a day before the event, to allow for time zones."""
    if published.latest is None or event.earliest is None:
        return False
    return days_between(published.latest, event.earliest) > 1
