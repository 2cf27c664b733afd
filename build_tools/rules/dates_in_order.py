"""Dates must be possible, and agree with `later`: nothing is reported before it happened.

Why: an impossible date is the most common mistake, and the timeline repeats it.
Fix: correct the date, or say in `as_of` when it was known. A forecast has the kind `attribution`.
"""

from collections.abc import Iterator

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
    """Yield a date on the other side of the article than `later` says.

    What an article says about the future is an attribution. Its own sentence is not later than it.
    """
    own = [ledger.articles.get(place.article) for place in claim.appears_in]
    days = [article.date for article in own or ledger.articles.values() if article]
    when = claim.when
    if claim.later and days and all(when.certainly_before(day) for day in days):
        yield Problem(
            claim.place.span("when"),
            f"The claim is marked as later, but {when.words()} is before the article.",
            "Correct the date, or delete `later`.",
        )
    is_forecast = bool(own) and claim.kind in SAYINGS
    is_marked = claim.later or is_forecast
    if not is_marked and days and all(day.certainly_before(when) for day in days):
        yield Problem(
            claim.place.span("when"),
            f"{when.words()[:1].upper()}{when.words()[1:]} is after the article.",
            "Correct the date. A forecast in an article has the kind `attribution`."
            if own
            else "Write `later: true`, or correct the date.",
        )


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
    """Return whether it is earlier by more than a day, because time zones differ."""
    if published.latest is None or event.earliest is None:
        return False
    return days_between(published.latest, event.earliest) > 1
